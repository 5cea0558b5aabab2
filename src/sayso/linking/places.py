"""Places: the names of a report resolved to the gazetteer, or left unresolved with candidates.

A name has one sense per report. It is resolved when one place is clearly ahead of all others that lie elsewhere; between
near-equals nothing is guessed, the candidates are kept with their scores.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from sayso.linking.folding import fold
from sayso.linking.gazetteer import Place
from sayso.linking.place_candidates import Wanted, options, wanted
from sayso.linking.place_evidence import beside, home_countries
from sayso.linking.place_scores import kilometres, scored
from sayso.model.mention import Candidate, PlaceMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse

_AHEAD = 0.5  # the share of probability that the best spot needs
_SAME_SPOT_KM = 40.0  # a town and its district are one spot
_CANDIDATES = 5


def link_places(parse: Parse, mentions: Mentions, report: Report) -> list[PlaceMention]:
    """The report's place mentions, resolved where one candidate remains."""
    places = [m for m in mentions.all if isinstance(m, PlaceMention)]
    names = [m for m in places if m.within is None]
    by_key = {fold(m.exact): options(m.exact) for m in names}
    counts = Counter(fold(m.exact) for m in names)
    shares = scored({k: v for k, v in by_key.items() if v}, counts, beside(parse, names), home_countries(parse, report))
    return [_resolved(m, shares.get(fold(m.exact), []), wanted(m.exact)) for m in places]


def _resolved(mention: PlaceMention, shares: list[tuple[Place, float]], wish: Wanted) -> PlaceMention:
    candidates = tuple(_candidate(place, share) for place, share in shares[:_CANDIDATES])
    if not shares:
        return msgspec.structs.replace(mention, why="no place of this name in the gazetteer")
    best = shares[0][0]
    spot = [(place, share) for place, share in shares if kilometres(best, place) <= _SAME_SPOT_KM]
    weight = sum(share for _, share in spot)
    if weight < _AHEAD:
        return msgspec.structs.replace(
            mention, candidates=candidates, why="more than one place fits and none is clearly ahead"
        )
    return msgspec.structs.replace(
        mention, place=best.id, name=best.name, country=best.country, lat=round(best.lat, 5), lon=round(best.lon, 5),
        precision=best.precision, radius_m=best.radius_m, candidates=candidates, why=_why(best, weight, len(shares)),
    )  # fmt: skip


def _candidate(place: Place, share: float) -> Candidate:
    return Candidate(
        id=place.id, name=place.name, country=place.country, lat=round(place.lat, 5), lon=round(place.lon, 5),
        score=round(share, 3),
    )  # fmt: skip


def _why(best: Place, weight: float, count: int) -> str:
    if count == 1:
        return f"the only place of this name in the gazetteer ({best.source})"
    return f"fits the report best of {count} places of this name (score {weight:.2f})"
