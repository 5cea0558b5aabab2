"""Places: the names of a report resolved to the gazetteer, or left unresolved with candidates.

A name has one sense per report. It is resolved when one place is clearly ahead of all others that lie elsewhere; between
near-equals nothing is guessed, the candidates are kept with their scores. A described spot takes the centre and the radius
of the place that it lies in: no precision is invented.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from sayso.linking.folding import fold, loose
from sayso.linking.gazetteer import Place, gazetteer
from sayso.linking.place_anchors import kilometres
from sayso.linking.place_candidates import inner_name, options, wanted
from sayso.linking.place_evidence import beside, home_countries, kind_beside
from sayso.linking.place_scores import scored
from sayso.linking.spots import place_spots
from sayso.model.mention import Candidate, PlaceMention, PlacePrecision
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse

_AHEAD = 0.5  # the share of probability that the best spot needs
_SAME_SPOT_KM = 40.0  # a town and its district are one spot
_CANDIDATES = 5
_SEVERAL = "more than one place fits and none is clearly ahead"
_STRAY = "nothing else in the report lies near the only place of this name"
_DISTRICT_M = 30_000  # a district of which the gazetteer has only the town
_DIVISIONS = ("country", "adm1", "adm2")


def link_places(parse: Parse, mentions: Mentions, report: Report) -> list[PlaceMention]:
    """The report's place mentions, resolved where one candidate remains."""
    places = [m for m in mentions.all if isinstance(m, PlaceMention)]
    names = [m for m in places if m.precision == "unknown"]
    searched = {m.exact: inner_name(m.exact) for m in names}
    by_key = {fold(name): options(name) for name in searched.values()}
    counts = Counter(fold(searched[m.exact]) for m in names)
    pairs = beside(parse, names, searched)
    shares = scored({k: v for k, v in by_key.items() if v}, counts, pairs, home_countries(parse, report))
    resolved = {
        m.id: _resolved(m, shares.get(fold(searched[m.exact]), []), _wish(parse, m), searched[m.exact]) for m in names
    }
    spots = place_spots(parse, [resolved.get(m.id, m) for m in places])
    return [spots.get(m.id) or resolved[m.id] for m in places]


def _resolved(
    mention: PlaceMention, shares: list[tuple[Place, float]], division: bool | None, searched: str
) -> PlaceMention:
    candidates = tuple(_candidate(place, share) for place, share in shares[:_CANDIDATES])
    if not shares:
        return msgspec.structs.replace(mention, why="no place of this name in the gazetteer")
    spot = [place for place, _ in shares if kilometres(shares[0][0], place) <= _SAME_SPOT_KM]
    weight = sum(share for place, share in shares if place in spot)
    if weight < _AHEAD:
        why = _SEVERAL if len(shares) > 1 else _STRAY
        return msgspec.structs.replace(mention, candidates=candidates, why=why)
    best = _of_kind(spot, division)
    precision, radius = _extent(best, division)
    part_only = searched != mention.exact
    return msgspec.structs.replace(
        mention, place=None if part_only else best.id, name=mention.exact if part_only else best.name, country=best.country,
        lat=round(best.lat, 5), lon=round(best.lon, 5), precision=precision, radius_m=radius, candidates=candidates,
        within=best.id if part_only else None, why=_why(best, weight, len(shares), mention.exact, searched),
    )  # fmt: skip


def _wish(parse: Parse, mention: PlaceMention) -> bool | None:
    """Whether the words in or around the name say that a division is meant, or a town."""
    inside = wanted(mention.exact).division
    return kind_beside(parse, mention) if inside is None else inside


def _of_kind(spot: list[Place], division: bool | None) -> Place:
    """Of a town and its district the one that the words ask for; the town where they do not say."""
    if division is None and spot[0].kind not in ("adm1", "adm2"):
        return spot[0]
    kinds = _DIVISIONS if division else ("city", "town")
    found = next((place for place in spot if place.kind in kinds), None)
    if found is None and division and (holder := _division_of(spot[0])):
        return holder
    return found or spot[0]


def _division_of(town: Place) -> Place | None:
    """The division called like its town: Darnah of Derna."""
    if not town.country or not town.admin1:
        return None
    division = gazetteer().division(town.country, town.admin1)
    return division if division and loose(division.name) == loose(town.name) != "" else None


def _extent(best: Place, division: bool | None) -> tuple[PlacePrecision, int]:
    """How coarse and how far: "Hit district" reaches beyond the town that stands for it."""
    if division and best.kind not in _DIVISIONS:
        return "adm2", max(best.radius_m, _DISTRICT_M)
    return best.precision, best.radius_m


def _candidate(place: Place, share: float) -> Candidate:
    return Candidate(
        id=place.id, name=place.name, country=place.country, lat=round(place.lat, 5), lon=round(place.lon, 5),
        score=round(share, 3),
    )  # fmt: skip


def _why(best: Place, weight: float, count: int, exact: str, searched: str) -> str:
    part = f"by its part “{searched}”: " if searched != exact else ""
    if count == 1:
        return f"{part}the only place of this name in the gazetteer ({best.source})"
    return f"{part}fits the report best of {count} places of this name (score {weight:.2f})"
