"""A person's own gazetteers: each import one file of canonical JSON Lines, its first line saying where it came from.

The name of an import stands for its rows as `source`; what the file says of licence and attribution is kept as given.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sayso.errors import DamagedError, ImportRefusedError
from sayso.linking.imports_folder import imports_folder
from sayso.model.record import Record, sha256

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TAKEN = frozenset(
    ("geonames", "airports", "airportsdata", "sayso", "pcode", "press", "editors", "openstreetmap", "builtin")
)


class Original(Record, frozen=True, kw_only=True):
    """A file as it was given, by its name and SHA-256."""

    file: str
    sha256: str


class Import(Record, frozen=True, kw_only=True):
    """What is known of one import: its files, how they were read, how many places, licence and attribution as given."""

    name: str
    format: str
    files: tuple[Original, ...]
    rows: int
    mapping: tuple[tuple[str, str], ...] = ()
    licence: str | None = None
    source: str | None = None


class ImportedPlace(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One place of an import. Without lat and lon it lies somewhere in `within`, or in the place of its name that is known."""

    id: str
    name: str
    kind: str
    precision: str
    names: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    radius_m: int | None = None
    within: str | None = None


def imports() -> list[Import]:
    """The imports that are there, by name."""
    return [_header(path) for path in import_files()]


def import_files() -> list[Path]:
    """The files of the imports, by name."""
    return sorted(imports_folder("gazetteer").glob("*.jsonl"))


def places_of(path: Path) -> Iterator[ImportedPlace]:
    """The places of one import. Raises DamagedError when the file is not as it was written."""
    decoder = msgspec.json.Decoder(ImportedPlace)
    with path.open("rb") as file:
        next(file, None)
        for number, line in enumerate(file, 2):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise DamagedError(str(path), f"line {number}; import it again") from error


def keep(header: Import, places: Iterable[ImportedPlace], *, replace: bool = False) -> bool:
    """Write an import down; False when it is there already to the byte. Raises ImportRefusedError for a name that is taken."""
    path = _file(header.name)
    data = b"".join(msgspec.json.encode(row, order="deterministic") + b"\n" for row in (header, *places))
    if path.exists() and path.read_bytes() == data:
        return False
    if path.exists() and not replace:
        mend = f"there is another import called {header.name}: give --name, or --replace to put this one in its place"
        raise ImportRefusedError(header.files[0].file, mend)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, data)
    return True


def forget(name: str) -> Import:
    """Take an import away; returns what it was. Raises ImportRefusedError when there is none of this name."""
    path = _file(name)
    if not path.exists():
        known = ", ".join(found.name for found in imports()) or "none"
        raise ImportRefusedError(name, f"there is no import of this name; there are: {known}")
    header = _header(path)
    path.unlink()
    return header


def digests() -> dict[str, str]:
    """Name and SHA-256 of every import's file, as the gazetteer's fingerprint takes them."""
    return {path.stem: sha256(path.read_bytes()) for path in import_files()}


def _file(name: str) -> Path:
    if not NAME.fullmatch(name) or name in TAKEN:
        raise ImportRefusedError(
            name, "a name has small letters, digits and hyphens, and is none of sayso's own sources"
        )
    return imports_folder("gazetteer") / f"{name}.jsonl"


def _header(path: Path) -> Import:
    with path.open("rb") as file:
        try:
            return msgspec.json.decode(file.readline(), type=Import)
        except msgspec.DecodeError as error:
            raise DamagedError(str(path), "its first line; remove it and import it again") from error


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
