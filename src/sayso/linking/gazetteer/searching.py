"""The gazetteer asked by a person: what a name may mean, in which place each lies, and whose fact that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.linking.gazetteer.imports import Import, imports
from sayso.linking.gazetteer.kinds import data
from sayso.linking.gazetteer.places import Gazetteer, Place, PlaceKind, gazetteer
from sayso.model.mention import PlacePrecision
from sayso.model.record import Record


class FoundPlace(Record, frozen=True, kw_only=True):
    """A place that a name may mean. `within` are the names of what holds it, the nearest first; `fit` says how the name
    fits: it is the place's own, a spelling, another romanisation of Arabic, or only its consonants are the same.
    """

    id: str
    name: str
    fit: str
    kind: PlaceKind
    within: tuple[str, ...]
    country: str | None
    lat: float
    lon: float
    precision: PlacePrecision
    radius_m: int
    population: int
    source: str
    attribution: str
    licence: str | None


def search(name: str, country: str | None = None) -> list[FoundPlace]:
    """Every place of this name, in any script, the most prominent first; of one country when its code is given. Where there
    is none, those of lands that write Arabic with the same consonants.
    """
    known, taken_in = gazetteer(), {i.name: i for i in imports()}
    named = [p for p in known.lookup(name) if country is None or p.country == country.upper()]
    if named:
        return [_found(known, p, taken_in, _fit(p)) for p in named]
    alike = [p for p in known.alike(name) if country is None or p.country == country.upper()]
    return [_found(known, p, taken_in, "consonants") for p in alike]


def attribution(source: str, taken_in: dict[str, Import]) -> tuple[str, str | None]:
    """Whose facts the rows of a source are, and their licence; what an import says is given as it came."""
    if source in taken_in:
        header = taken_in[source]
        return header.source or f"{header.files[0].file}, source not given", header.licence
    row = data("attribution").get(source) or data("attribution")[source.partition("-")[0]]
    return row["words"], row["licence"]


def _fit(place: Place) -> str:
    return "romanised" if place.romanised else "own name" if place.main else "spelling"


def _found(known: Gazetteer, place: Place, taken_in: dict[str, Import], fit: str) -> FoundPlace:
    words, licence = attribution(place.source, taken_in)
    return FoundPlace(
        id=place.id, name=place.name, fit=fit, kind=place.kind, within=tuple(_distinct(place, _holders(known, place))),
        country=place.country, lat=place.lat, lon=place.lon, precision=place.precision, radius_m=place.radius_m,
        population=place.population, source=place.source, attribution=words, licence=licence,
    )  # fmt: skip


def _holders(known: Gazetteer, place: Place) -> Iterator[Place]:
    held: Place | None = place
    seen = {place.id}
    while held and held.within and (held := known.place(held.within)) and held.id not in seen:
        seen.add(held.id)
        yield held
    if place.country and place.admin1 and place.kind not in ("country", "adm1"):
        division = known.division(place.country, place.admin1)
        yield from (division,) if division else ()
    if place.country and place.kind != "country":
        country = known.country(place.country)
        yield from (country,) if country else ()


def _distinct(place: Place, holders: Iterable[Place]) -> Iterator[str]:
    seen = {place.id}
    for holder in holders:
        if holder.id not in seen:
            seen.add(holder.id)
            yield holder.name
