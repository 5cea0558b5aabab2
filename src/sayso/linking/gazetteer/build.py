"""Builds the gazetteer's file: `python -m sayso.linking.gazetteer.build`.

The file's name carries the versions of the packages and a digest of our own rows, so a change of either makes a new
file; it is written beside its place and moved there in one step, so that no reader ever sees half of it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sayso.errors import ModelMissingError
from sayso.linking.folding import fold, loose, without_article
from sayso.linking.gazetteer.sources import Row, all_rows, data_files, versions
from sayso.model.record import sha256

_LAYOUT = 7  # counts up when the tables or the folding change
_SCHEMA = """
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    precision TEXT NOT NULL, country TEXT, admin1 TEXT, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
    radius_m INTEGER NOT NULL, within TEXT, source TEXT NOT NULL,
    capital INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose_name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE supplement (key TEXT PRIMARY KEY, place TEXT NOT NULL) WITHOUT ROWID;
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
    """The gazetteer's file for the installed packages, built first when it is not there.

    Raises ModelMissingError when it cannot be written.
    """
    path = (folder or cache_folder()) / f"gazetteer-{fingerprint()}.sqlite"
    if not path.exists():
        try:
            build(path)
        except (OSError, sqlite3.Error) as error:
            mend = f"set SAYSO_CACHE to a folder that can be written ({error})"
            raise ModelMissingError("gazetteer", mend) from error
    return path


def fingerprint() -> str:
    """Sixteen hexadecimal digits that change with the packages, our rows and the layout."""
    parts = [f"{name}=={version}" for name, version in versions().items()]
    parts += [f"{file.name} {sha256(file.read_bytes())}" for file in data_files()]
    return sha256("\n".join([str(_LAYOUT), *parts]))[:16]


def build(path: Path) -> None:
    """Write the gazetteer to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="building-") as folder:
        new = Path(folder) / path.name
        write(new, all_rows())
        new.replace(path)


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write these rows as a gazetteer to a new file."""
    file = sqlite3.connect(path, isolation_level=None)
    try:
        file.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;" + _SCHEMA)
        file.execute("BEGIN")
        numbers: dict[str, int] = {}
        for row in rows:
            _add(file, numbers, row)
        file.execute("COMMIT")
        file.execute("ANALYZE")
    finally:
        file.close()


def _add(file: sqlite3.Connection, numbers: dict[str, int], row: Row) -> None:
    if row.id not in numbers and not (row.source == "variants" or row.kind == ""):
        numbers[row.id] = len(numbers) + 1
        _add_place(file, numbers[row.id], row)
    number = numbers.get(row.id)
    if number is None:  # spellings of a place that this version of the packages does not have
        return
    if row.known:
        _rename(file, number, row)
    _add_names(file, number, row)


def _add_place(file: sqlite3.Connection, number: int, row: Row) -> None:
    lat, lon, radius = row.lat, row.lon, row.radius_m
    if lat is None and row.within:  # somewhere in a larger place: its centre and its radius, no invented pin
        lat, lon, radius = file.execute("SELECT lat, lon, radius_m FROM place WHERE id = ?", (row.within,)).fetchone()
    file.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, row.id, row.name, row.kind, row.precision, row.country, row.admin1, lat, lon, row.population, radius,
            row.within, row.source, row.capital,
        ),
    )  # fmt: skip
    code = {"country": row.country, "adm1": f"{row.country}.{row.admin1}"}.get(row.kind) if not row.known else None
    if code:
        file.execute("INSERT OR IGNORE INTO division VALUES (?, ?)", (code, row.id))


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
        keys = {loose(n) for n in (row.name, *row.names)}
        file.executemany("INSERT OR IGNORE INTO loose_name VALUES (?, ?, 0)", [(k, number) for k in sorted(keys) if k])


def main() -> int:
    """Build the file when it is not there, and say where it is."""
    path = gazetteer_file()
    sys.stderr.write(f"gazetteer: {path} ({path.stat().st_size / 1e6:.0f} MB)\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
