"""A person's own actors: each import one file of canonical JSON Lines, its first line saying where it came from.

The rows are kept as the format has them (docs/formats-actors.md), so that a kept file can be imported again.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sayso.errors import DamagedError, ImportRefusedError
from sayso.linking.actors.rows import Actor, actors_of
from sayso.linking.imports_folder import imports_folder
from sayso.model.record import Record, sha256

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_FORMAT = "sayso actors 1"


class Import(Record, frozen=True, kw_only=True):
    """What is known of one import: the file with its SHA-256, how many actors, whose they are and under which licence, as
    given; `sources` spells out the tags of its rows.
    """

    name: str
    file: str
    sha256: str
    rows: int
    licence: str | None = None
    source: str | None = None
    context: tuple[str, ...] = ()
    sources: dict[str, str] = msgspec.field(default_factory=dict)
    mapping: tuple[tuple[str, str], ...] = ()
    format: str = _FORMAT


class Imported(NamedTuple):
    """An import as it is kept; `sha256` is that of the kept file."""

    header: Import
    actors: tuple[Actor, ...]
    sha256: str


@cache
def imported() -> tuple[Imported, ...]:
    """All imports by name; raises DamagedError for a file that is not as it was written."""
    return tuple(_read(path) for path in sorted(imports_folder("actors").glob("*.jsonl")))


def keep(header: Import, rows: Sequence[Mapping[str, Any]], *, replace: bool = False) -> bool:
    """Write an import down; False when it is there already to the byte. Raises ImportRefusedError for a name that is taken."""
    path = _file(header.name)
    lines = [msgspec.json.encode(header, order="deterministic").decode("utf-8"), *map(_canonical, rows)]
    data = "".join(f"{line}\n" for line in lines).encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return False
    if path.exists() and not replace:
        mend = f"there is another import called {header.name}: give --name, or --replace to put this one in its place"
        raise ImportRefusedError(header.file, mend)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, data)
    return True


def remove(name: str) -> Import:
    """Take an import away; returns what it was. Raises ImportRefusedError when there is none of this name."""
    path = _file(name)
    if not path.exists():
        known = ", ".join(sorted(one.stem for one in path.parent.glob("*.jsonl"))) or "none"
        raise ImportRefusedError(name, f"there is no import of this name; there are: {known}")
    header = _header(path, path.read_bytes())
    path.unlink()
    return header


def _file(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ImportRefusedError(name, "a name has small letters, digits and hyphens")
    return imports_folder("actors") / f"{name}.jsonl"


def _read(path: Path) -> Imported:
    data = path.read_bytes()
    header = _header(path, data)
    try:
        rows = [json.loads(line) for line in data.decode("utf-8").removesuffix("\n").split("\n")[1:]]
    except ValueError as error:
        raise DamagedError(str(path), f"{error}; import it again") from error
    found, faults = actors_of({"context": list(header.context), "actors": rows})
    if faults or len(rows) != header.rows:
        why = str(faults[0]) if faults else f"it has {len(rows)} rows of {header.rows}"
        raise DamagedError(str(path), f"{why}; import it again")
    return Imported(header, tuple(found), sha256(data))


def _header(path: Path, data: bytes) -> Import:
    try:
        return msgspec.json.decode(data.split(b"\n", 1)[0], type=Import)
    except msgspec.DecodeError as error:
        raise DamagedError(str(path), "its first line; import it again") from error


def _canonical(row: Mapping[str, Any]) -> str:
    """One line; names keep their order, the best one first, and a day that YAML read as a date is written out."""
    return json.dumps(row, ensure_ascii=False, default=str)


def _write(path: Path, data: bytes) -> None:
    """In one step, so that nobody ever reads half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
