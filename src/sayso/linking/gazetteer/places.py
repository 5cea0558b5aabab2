"""Where a name may lie: the gazetteer, one read-only SQLite file built on this machine from installed packages.

`Gazetteer.lookup("Derna")` gives every place of that name. The file is built on first use (gazetteer_build) into the cache
folder and rebuilt when a package, a supplement or a person's import changes; reading never loads the packages.
"""

from __future__ import annotations

import sqlite3
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from sayso.linking.folding import fold, loose, skeleton
from sayso.linking.gazetteer.build import gazetteer_file
from sayso.model.mention import PlacePrecision
from sayso.model.record import Record

PlaceKind = Literal[
    "continent", "region", "country", "adm1", "adm2", "adm3", "city", "town", "village", "neighbourhood", "street", "landmark",
    "airport",
    "sea",
]  # fmt: skip

_FIELDS = (
    "id", "name", "kind", "precision", "country", "admin1", "lat", "lon", "population", "radius_m", "within", "source",
    "capital", "imported", "main",
)  # fmt: skip
_COLUMNS = ", ".join(f"p.{field}" for field in _FIELDS[:-1])


class Place(Record, frozen=True, kw_only=True):
    """A place of the gazetteer. `radius_m` is how far it may reach from its point; `main` says that the name looked up
    is the place's own, not one of its spellings, `romanised` that it fits only after evening out romanisations of Arabic;
    `within` is the id of the place that holds it.
    """

    id: str
    name: str
    kind: PlaceKind
    precision: PlacePrecision
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    radius_m: int
    within: str | None = None
    source: str = ""
    capital: bool = False
    imported: bool = False
    romanised: bool = False
    main: bool = True


class Gazetteer:
    """The places of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _file(self) -> sqlite3.Connection:
        # Read-only and never written while open: SQLite may skip its locks, and threads may share it.
        return sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    @lru_cache(maxsize=50_000)  # noqa: B019 - there is one gazetteer per process, it lives as long as the process
    def lookup(self, name: str) -> tuple[Place, ...]:
        """Every place of this name, the most prominent first; spellings of romanised Arabic only where nothing else fits."""
        key = fold(name)
        if not key:
            return ()
        found = self._with_key("name", key)
        return found or tuple(
            msgspec.structs.replace(place, romanised=True) for place in self._with_key("loose_name", loose(name))
        )

    def alike(self, name: str) -> tuple[Place, ...]:
        """Places of lands that write Arabic whose names have the same consonants, in either script: for a person to judge."""
        return self._with_key("bare_name", skeleton(name))

    @lru_cache(maxsize=20_000)  # noqa: B019 - as above
    def place(self, id: str) -> Place | None:
        """The place with this id."""
        row = self._file.execute(f"SELECT {_COLUMNS}, 1 FROM place p WHERE p.id = ?", (id,)).fetchone()  # noqa: S608
        return _place(row) if row else None

    @cached_property
    def supplement(self) -> dict[str, frozenset[str]]:
        """Names of the hand-made supplements: folded key to place ids. Known wherever they stand in a text."""
        found: dict[str, set[str]] = {}
        for key, place in self._file.execute("SELECT key, place FROM supplement"):
            found.setdefault(key, set()).add(place)
        return {key: frozenset(places) for key, places in found.items()}

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Words without a capital that begin a name of the supplements ("400 district", "eastern Aleppo")."""
        return frozenset(word for word, first in self._file.execute("SELECT word, first FROM word") if first)

    @cached_property
    def later_words(self) -> frozenset[str]:
        """Words without a capital inside a name of the supplements ("air base", "camp")."""
        return frozenset(word for word, first in self._file.execute("SELECT word, first FROM word") if not first)

    def division(self, country: str, admin1: str) -> Place | None:
        """The first-level division of a country by its GeoNames code."""
        row = self._file.execute("SELECT place FROM division WHERE code = ?", (f"{country}.{admin1}",)).fetchone()
        return self.place(row[0]) if row else None

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        row = self._file.execute("SELECT place FROM division WHERE code = ?", (code,)).fetchone()
        return self.place(row[0]) if row else None

    def _with_key(self, table: str, key: str) -> tuple[Place, ...]:
        if not key:
            return ()
        rows = self._file.execute(
            f"SELECT {_COLUMNS}, n.main FROM {table} n JOIN place p ON p.number = n.place WHERE n.key = ? "  # noqa: S608
            "ORDER BY n.main DESC, p.population DESC, p.id LIMIT 200",
            (key,),
        )
        return tuple(_place(row) for row in rows)


def _place(row: tuple[Any, ...]) -> Place:
    values = dict(zip(_FIELDS, row, strict=True))
    return Place(**values | {name: bool(values[name]) for name in ("main", "capital", "imported")})


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this machine; builds its file when there is none for the installed packages."""
    return Gazetteer(gazetteer_file())
