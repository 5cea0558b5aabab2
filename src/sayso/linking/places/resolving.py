"""Places: the names of a report resolved to the gazetteer, or left unresolved with candidates.

A name has one sense per report. It is resolved when one place is clearly ahead of all others that lie elsewhere; between
near-equals nothing is guessed, the candidates are kept with their scores. A described spot takes the centre and the radius
of the place that it lies in: no precision is invented.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from sayso.linking.folding import fold
from sayso.linking.gazetteer import Place, gazetteer
from sayso.linking.places.candidates import inner_name, is_street, options
from sayso.linking.places.evidence import beside, home_countries, kind_beside
from sayso.linking.places.extents import extent, meant, same_spot
from sayso.linking.places.scores import scored
from sayso.linking.places.spots import place_spots
from sayso.model.mention import Candidate, PlaceMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse

_AHEAD = 0.5  # the share of probability that the best spot needs
_TIMES = 2.0  # how many times the next best elsewhere, where that one has the better right to the name
_RIVAL = 10  # a city of the same name counts as an equal when the greater has at most so many times its people
_CANDIDATES = 5
_SEVERAL = "more than one place fits and none is clearly ahead"
_STREET = "no street of this name in the gazetteer"
_STRAY = "nothing else in the report lies near the only place of this name"


def link_places(parse: Parse, mentions: Mentions, report: Report) -> list[PlaceMention]:
    """The report's place mentions, resolved where one candidate remains."""
    places = [m for m in mentions.all if isinstance(m, PlaceMention)]
    names = [m for m in places if m.precision == "unknown"]
    searched = {m.exact: inner_name(m.exact) for m in names}
    by_key = {fold(name): options(name) for name in searched.values()}
    counts = Counter(fold(searched[m.exact]) for m in names)
    pairs = beside(parse, names, searched)
    home = home_countries(parse, report)
    shares = scored({k: v for k, v in by_key.items() if v}, counts, pairs, home)
    alone = len(shares) == 1 and not home
    resolved = {
        m.id: _resolved(m, shares.get(fold(searched[m.exact]), []), kind_beside(parse, m), searched[m.exact], alone)
        for m in names
    }
    spots = place_spots(parse, [resolved.get(m.id, m) for m in places])
    return [spots.get(m.id) or resolved[m.id] for m in places]


def _resolved(
    mention: PlaceMention, shares: list[tuple[Place, float]], kind: str | None, searched: str, alone: bool
) -> PlaceMention:
    candidates = tuple(_candidate(place, share) for place, share in shares[:_CANDIDATES])
    if not shares and is_street(mention.exact):
        return msgspec.structs.replace(mention, precision="street", why=_STREET)  # place_spots finds the town around it
    if not shares:
        return msgspec.structs.replace(mention, why="no place of this name in the gazetteer")
    first = shares[0][0]
    spot = [place for place, _ in shares if same_spot(first, place)]
    weight = sum(share for place, share in shares if place in spot)
    others = [(place, share) for place, share in shares if place not in spot]
    guessed = alone and any(_rivals(first, place) for place, _ in others)
    if guessed or weight < max(_AHEAD, _wanted_ahead(searched, first, others)):
        return msgspec.structs.replace(mention, candidates=candidates, why=_SEVERAL if len(shares) > 1 else _STRAY)
    best = meant(spot, kind)
    precision, radius = extent(best, kind)
    part_only = searched != mention.exact and not mention.exact.startswith(searched + "s")
    return msgspec.structs.replace(
        mention, place=None if part_only else best.id, name=mention.exact if part_only else best.name, country=best.country,
        lat=round(best.lat, 5), lon=round(best.lon, 5), precision=precision, radius_m=radius, candidates=candidates,
        within=best.id if part_only else None, why=_why(best, weight, len(shares), mention.exact, searched),
    )  # fmt: skip


def _rivals(first: Place, other: Place) -> bool:
    """Whether, with nothing else in the report to go by, only size would choose: cities of one name in two countries, neither
    of them ten times the other (Tripoli in Libya and in Lebanon, not Paris in Texas).
    """
    cities = first.kind == other.kind == "city" and first.country != other.country
    return cities and other.population * _RIVAL >= first.population


def _wanted_ahead(searched: str, first: Place, others: list[tuple[Place, float]]) -> float:
    """How far ahead the best must be where another is called so itself and the best only is so too (Ariha in Syria, Jericho),
    or where our own rows know two places of the name.
    """
    key = fold(searched)
    known = gazetteer().supplement.get(key, frozenset())
    own = first.main or fold(first.name).startswith(key)  # "McPherson County" is called McPherson
    equals = [share for place, share in others if (place.main and not own) or (place.id in known and first.id in known)]
    return _TIMES * max(equals, default=0.0)


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
