"""Builds the gazetteer's file: `sayso gazetteer build`.

The file's name carries the versions of the packages and a digest of our own rows, so a change of either makes a new
file; it is written beside its place and moved there in one step, so that no reader ever sees half of it. What a person
imported is added to a copy of it, under a name that carries the imports too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sayso.errors import ModelMissingError
from sayso.linking.folding import fold, loose, skeleton, without_article
from sayso.linking.gazetteer.enriching import enrich, known_spot
from sayso.linking.gazetteer.imports import digests
from sayso.linking.gazetteer.sources import Row, all_rows, data_files, imported_rows, versions
from sayso.model.record import sha256

_LAYOUT = 10  # counts up when the tables or the folding change
_SCHEMA = """
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    precision TEXT NOT NULL, country TEXT, admin1 TEXT, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
    radius_m INTEGER NOT NULL, within TEXT, source TEXT NOT NULL,
    capital INTEGER NOT NULL, imported INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose_name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE bare_name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE supplement (key TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE word (word TEXT NOT NULL, first INTEGER NOT NULL, PRIMARY KEY (word, first)) WITHOUT ROWID;
CREATE TABLE division (code TEXT PRIMARY KEY, place TEXT NOT NULL) WITHOUT ROWID;
"""
_ARABIC_LANDS = frozenset("AE BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split())


def cache_folder() -> Path:
    """Where built files are kept: $SAYSO_CACHE, else $XDG_CACHE_HOME/sayso, else ~/.cache/sayso."""
    if chosen := os.environ.get("SAYSO_CACHE"):
        return Path(chosen).expanduser().absolute()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache").absolute() / "sayso"


def gazetteer_file(folder: Path | None = None) -> Path:
    """The gazetteer's file for the installed packages and this person's imports, built first when it is not there.

    Raises ModelMissingError when it cannot be written.
    """
    path = gazetteer_path(folder)
    if not path.exists():
        try:
            _make(path, _own_path(path.parent))
        except (OSError, sqlite3.Error) as error:
            mend = f"set SAYSO_CACHE to a folder that can be written ({error})"
            raise ModelMissingError("gazetteer", mend) from error
    return path


def gazetteer_path(folder: Path | None = None) -> Path:
    """Where the gazetteer's file is, or will be when it has been built."""
    return (folder or cache_folder()) / f"gazetteer-{fingerprint()}.sqlite"


def replace_file(before: Path) -> None:
    """Build the present file; the one before it, when imports made it, is of no more use."""
    if gazetteer_file() != before and before != _own_path(before.parent):
        before.unlink(missing_ok=True)


def fingerprint() -> str:
    """Sixteen hexadecimal digits that change with the packages, our rows, the layout and a person's imports."""
    return digest()[:16]


def digest() -> str:
    """The SHA-256 of what the gazetteer is made of: packages by their versions, rows and imports by their bytes."""
    own, taken_in = _own_digest(), digests()
    return sha256("\n".join([own, *(f"{name} {found}" for name, found in taken_in.items())])) if taken_in else own


def gazetteer_version() -> tuple[str, str]:
    """What a reading names: the imports in words ("builtin+geonames-ly"), and the digest that tells two gazetteers apart."""
    return "+".join(["builtin", *digests()]), digest()


def _own_path(folder: Path) -> Path:
    return folder / f"gazetteer-{_own_digest()[:16]}.sqlite"


def _own_digest() -> str:
    parts = [f"{name}=={version}" for name, version in versions().items()]
    parts += [f"{file.name} {sha256(file.read_bytes())}" for file in data_files()]
    return sha256("\n".join([str(_LAYOUT), *parts]))


def _make(path: Path, own: Path) -> None:
    if not own.exists():
        build(own)
    if path != own:
        extend(own, path, imported_rows())


def build(path: Path) -> None:
    """Write the gazetteer without imports to `path`."""
    with _new(path) as new:
        write(new, all_rows())


def extend(own: Path, path: Path, rows: Iterable[Row]) -> None:
    """Write a copy of a gazetteer with further rows to `path`: what it has already gains names."""
    with _new(path) as new:
        shutil.copyfile(own, new)
        with closing(sqlite3.connect(new, isolation_level=None)) as file:
            file.execute("PRAGMA synchronous = OFF")
            _write_rows(file, dict(file.execute("SELECT id, number FROM place")), rows)


@contextmanager
def _new(path: Path) -> Iterator[Path]:
    """A file to write, moved to its place when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="building-") as folder:
        new = Path(folder) / path.name
        yield new
        new.replace(path)


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write these rows as a gazetteer to a new file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;" + _SCHEMA)
        _write_rows(file, {}, rows)


def _write_rows(file: sqlite3.Connection, numbers: dict[str, int], rows: Iterable[Row]) -> None:
    file.execute("BEGIN")
    for row in rows:
        _add(file, numbers, row)
    file.execute("COMMIT")
    file.execute("ANALYZE")


def _add(file: sqlite3.Connection, numbers: dict[str, int], row: Row) -> None:
    if row.id in numbers and row.imported:
        enrich(file, numbers[row.id], row)
    elif row.id not in numbers and row.source != "variants" and row.kind and _add_place(file, len(numbers) + 1, row):
        numbers[row.id] = len(numbers) + 1
    number = numbers.get(row.id)
    if number is None:  # spellings of a place that this version of the packages does not have
        return
    if row.known:
        _rename(file, number, row)
    _add_names(file, number, row)


def _add_place(file: sqlite3.Connection, number: int, row: Row) -> bool:
    """Whether the place has a spot and was added."""
    lat, lon, radius = row.lat, row.lon, row.radius_m
    if lat is None and row.imported:
        spot = known_spot(file, row)
        if spot is None:  # its holder was in an import that is no longer there
            return False
        lat, lon, radius = spot
    elif lat is None and row.within:  # somewhere in a larger place: its centre and its radius, no invented pin
        lat, lon, radius = file.execute("SELECT lat, lon, radius_m FROM place WHERE id = ?", (row.within,)).fetchone()
    file.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, row.id, row.name, row.kind, row.precision, row.country, row.admin1, lat, lon, row.population, radius,
            row.within, row.source, row.capital, row.imported,
        ),
    )  # fmt: skip
    code = {"country": row.country, "adm1": f"{row.country}.{row.admin1}"}.get(row.kind) if not row.known else None
    if code:
        file.execute("INSERT OR IGNORE INTO division VALUES (?, ?)", (code, row.id))
    return True


def _rename(file: sqlite3.Connection, number: int, row: Row) -> None:
    file.execute("UPDATE place SET name = ? WHERE number = ?", (row.name, number))
    for name in (row.name, *row.names):
        file.execute("INSERT OR IGNORE INTO supplement VALUES (?, ?)", (fold(name), row.id))
        for place, word in enumerate(name.split()):
            if not word[0].isupper() and len(word) > 1 and word not in ("the", "of", "al", "el"):
                file.execute("INSERT OR IGNORE INTO word VALUES (?, ?)", (word, place == 0))


def _add_names(file: sqlite3.Connection, number: int, row: Row) -> None:
    main = {fold(row.name)} | ({fold(n) for n in row.names} if row.known else set())
    if row.country in _ARABIC_LANDS:
        main |= {without_article(key) for key in main}
    keys = main | {fold(n) for n in row.names}
    file.executemany(
        "INSERT INTO name VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET main = max(main, excluded.main)",
        [(key, number, key in main) for key in sorted(keys) if key],
    )
    if row.country in _ARABIC_LANDS:
        for table, reduced in (("loose_name", loose), ("bare_name", skeleton)):
            keys = {reduced(n) for n in (row.name, *row.names)}
            rows = [(k, number) for k in sorted(keys) if k]
            file.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, 0)", rows)  # noqa: S608


def main() -> int:
    """Build the file when it is not there, and say where it is (`python -m sayso.linking.gazetteer.build`)."""
    path = gazetteer_file()
    sys.stderr.write(f"gazetteer: {path} ({path.stat().st_size / 1e6:.0f} MB)\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
