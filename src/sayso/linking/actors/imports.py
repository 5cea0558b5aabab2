"""A person's own actors: kept outside the cache, one file an import, so that they outlive every clearing up.

A file is JSON Lines: a head (`Head`) and the rows as the format has them (docs/formats-actors.md). They lie in
`$SAYSO_DATA/actors`, else `$XDG_DATA_HOME/sayso/actors`, else `~/.local/share/sayso/actors`.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sayso.errors import ActorsError
from sayso.linking.actors.rows import Actor, actors_of
from sayso.model.record import Record, sha256

_FORMAT = "sayso actors 1"


class Head(Record, frozen=True, kw_only=True):
    """Of one import: its name, the file that it came from with its SHA-256, and under which licence, as the person said."""

    name: str
    file: str
    sha256: str
    rows: int
    licence: str | None = None
    attribution: str | None = None
    context: tuple[str, ...] = ()
    sources: dict[str, str] = msgspec.field(default_factory=dict)
    format: str = _FORMAT


class Imported(NamedTuple):
    """An import as it is kept; `sha256` is that of the kept file."""

    head: Head
    actors: tuple[Actor, ...]
    sha256: str


def data_folder() -> Path:
    """Where a person's own data are kept."""
    if named := os.environ.get("SAYSO_DATA"):
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path("~/.local/share").expanduser()) / "sayso"


def kept_at(name: str) -> Path:
    """The file of the import of this name."""
    return data_folder() / "actors" / f"{name}.jsonl"


@cache
def imported() -> tuple[Imported, ...]:
    """All imports in name order; raises ActorsError for a file that is not what was written."""
    return tuple(_read(path) for path in sorted((data_folder() / "actors").glob("*.jsonl")))


def keep(head: Head, rows: list[dict[str, Any]]) -> bool:
    """Write an import whole or not at all; False where it stands there already, unchanged."""
    lines = [msgspec.json.encode(head, order="sorted").decode(), *(_canonical(row) for row in rows)]
    data = "".join(f"{line}\n" for line in lines).encode("utf-8")
    path = kept_at(head.name)
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_bytes(data)
    draft.replace(path)
    return True


def remove(name: str) -> None:
    """Take an import away; raises ActorsError where there is none of this name."""
    try:
        kept_at(name).unlink()
    except FileNotFoundError as error:
        raise ActorsError(f"no actors have been imported as {name}") from error


def _read(path: Path) -> Imported:
    data = path.read_bytes()
    try:
        first, *rest = data.decode("utf-8").removesuffix("\n").split("\n")
        head = msgspec.json.decode(first, type=Head)
        rows = [json.loads(line) for line in rest]
    except (ValueError, msgspec.DecodeError) as error:
        raise ActorsError(f"{path} is no import of actors: {error}") from error
    actors, faults = actors_of({"context": list(head.context), "actors": rows})
    if faults or len(rows) != head.rows or head.format != _FORMAT:
        why = str(faults[0]) if faults else f"it has {len(rows)} rows of {head.rows}"
        raise ActorsError(f"{path} is not what was imported: {why}; remove it and import it again")
    return Imported(head, tuple(actors), sha256(data))


def _canonical(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
