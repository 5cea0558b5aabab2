"""Scores the places that the names of one report may mean against each other.

The names of a report explain one another: "Alexandria" beside "Cairo" is in Egypt, beside "Richmond" in Virginia. Each
round scores every option by its prior and by what the other names' likely places say (same country, same division,
nearness), then the likely places are taken anew. Two rounds are enough: the third changes next to nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import NamedTuple

from sayso.linking.gazetteer import Place
from sayso.linking.places.anchors import Anchor, Anchors, kilometres
from sayso.linking.places.candidates import Option
from sayso.linking.places.evidence import Beside

_ROUNDS = 2
_KEPT = 12  # options per name that are worth scoring against the report
_BESIDE = 5.0  # "Paris, Texas": the second name all but settles the first
_SAME_COUNTRY, _SAME_DIVISION, _NEAR = 4.5, 4.7, 5.4
_STRAY = 3.0
_ELSEWHERE = 1.8  # the score of "some place that the gazetteer does not have": a stray village must beat it

Scores = dict[str, list[tuple[Place, float]]]


class _Support(NamedTuple):
    """What the report says for an option, each between 0 and 1."""

    country: float
    division: float
    near: float
    stray: float


def scored(
    names: dict[str, tuple[Option, ...]], counts: Counter[str], pairs: list[Beside], home: Counter[str]
) -> Scores:
    """For each name its options with their probability given the report, likeliest first."""
    together = list(dict.fromkeys(pairs))
    raw = {key: [(o.place, o.prior) for o in found[:_KEPT]] for key, found in _shortened(names, together).items()}
    current = {key: list(options) for key, options in raw.items()}
    for _ in range(_ROUNDS):
        anchors = Anchors(_likely(current, counts), home)
        current = {key: [(p, prior + _gain(key, p, anchors)) for p, prior in found] for key, found in raw.items()}
        current = _with_pairs(current, together)
    return {key: probabilities(options) for key, options in current.items()}


def _shortened(names: dict[str, tuple[Option, ...]], pairs: list[Beside]) -> dict[str, tuple[Option, ...]]:
    """Options that a pair speaks for come first, so that none of them is cut off."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        wanted[pair.inner].update(
            option.place.id
            for option in names.get(pair.inner, ())
            if any(holds(outer.place, option.place) for outer in names.get(pair.outer, ())[:_KEPT])
        )
    return {
        key: tuple(sorted(found, key=lambda o: -(o.prior + (3.0 if o.place.id in wanted[key] else 0.0))))
        for key, found in names.items()
    }


def _likely(current: Scores, counts: Counter[str]) -> list[Anchor]:
    return [
        Anchor(key, place, share * (1 + math.log(counts[key] or 1)))
        for key, options in current.items()
        for place, share in probabilities(options)[:2]
        if share >= 0.3
    ]


def _gain(key: str, place: Place, anchors: Anchors) -> float:
    support = _support(key, place, anchors)
    return (
        _SAME_COUNTRY * support.country
        + _SAME_DIVISION * support.division
        + _NEAR * support.near
        - _STRAY * support.stray
    )


def _support(key: str, place: Place, anchors: Anchors) -> _Support:
    country, everywhere = anchors.country(key, place.country)
    division, known = anchors.division(key, place)
    small = place.kind in ("town", "village", "adm2", "airport") or not place.main
    return _Support(
        country=_doubted(country, everywhere),
        division=_doubted(division, known),
        near=anchors.nearness(key, place),
        # A small place in a country that nothing else in the report points to, when much points elsewhere.
        stray=everywhere / (everywhere + 2.0) if small and country <= 0 else 0.0,
    )


def _doubted(votes: float, total: float) -> float:
    """The share of the votes, less while there are few."""
    return (votes / total) * (votes / (votes + 0.5)) if votes > 0 and total > 0 else 0.0


def _with_pairs(current: Scores, pairs: list[Beside]) -> Scores:
    for pair in pairs:
        inner, outer = current.get(pair.inner), current.get(pair.outer)
        if inner and outer and pair.inner != pair.outer:
            current[pair.inner] = [(p, score + _tied(p, outer, holder=False)) for p, score in inner]
            current[pair.outer] = [(p, score + _tied(p, inner, holder=True)) for p, score in outer]
    return current


def _tied(place: Place, others: list[tuple[Place, float]], *, holder: bool) -> float:
    """What the likeliest place on the other side of the pair adds, if the one may hold the other."""
    best = max(score for _, score in others)
    fitting = [score for other, score in others if (holds(place, other) if holder else holds(other, place))]
    return max(0.0, _BESIDE + max(fitting) - best) if fitting else 0.0


def holds(outer: Place, inner: Place) -> bool:
    """Whether one place may hold the other: a country its towns, a division its own, a town its quarters and surroundings."""
    if outer.id == inner.id or inner.kind == "country":
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    if outer.kind == "adm1":
        return outer.country == inner.country and (outer.admin1 == inner.admin1 or not (outer.admin1 and inner.admin1))
    if outer.kind in ("adm2", "region") or inner.kind in ("neighbourhood", "landmark", "airport", "village"):
        return kilometres(outer, inner) <= outer.radius_m / 1000 * 1.5 + 10
    return False


def probabilities(options: list[tuple[Place, float]]) -> list[tuple[Place, float]]:
    """Scores as shares of one, with a share left for places that the gazetteer does not have."""
    if not options:
        return []
    top = max(score for _, score in options)
    odds = [(place, math.exp(score - top)) for place, score in options]
    total = sum(weight for _, weight in odds) + math.exp(_ELSEWHERE - top)
    return sorted(((place, weight / total) for place, weight in odds), key=lambda pair: (-pair[1], pair[0].id))
