"""Scores the places that the names of one report may mean against each other.

The names of a report explain one another: "Alexandria" beside "Cairo" is in Egypt, beside "Richmond" in Virginia. Each
round scores every option by its prior and by what the other names' likely places say (same country, same division,
nearness), then the likely places are taken anew. Two rounds are enough: the third changes next to nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sayso.linking.gazetteer import Place
from sayso.linking.place_candidates import Option
from sayso.linking.place_evidence import Beside

_ROUNDS = 2
_KEPT = 12  # options per name that are worth scoring against the report
_BESIDE = 5.0  # "Paris, Texas": the second name all but settles the first
_SAME_COUNTRY, _SAME_DIVISION, _NEAR, _NEAR_KM = 3.4, 4.5, 5.5, 70.0
_STRAY = 3.0
_ELSEWHERE = 1.8  # the score of "some place that the gazetteer does not have": a stray village must beat it


class Anchor(NamedTuple):
    """A place that the report very likely means, and how much it counts."""

    key: str
    place: Place
    weight: float


Scores = dict[str, list[tuple[Place, float]]]


def scored(
    names: dict[str, tuple[Option, ...]], counts: Counter[str], pairs: list[Beside], home: Counter[str]
) -> Scores:
    """For each name its options with their probability given the report, likeliest first."""
    raw = {key: [(o.place, o.prior) for o in found[:_KEPT]] for key, found in _shortened(names, pairs).items()}
    current = {key: list(options) for key, options in raw.items()}
    for _ in range(_ROUNDS):
        anchors = _anchors(current, counts)
        current = {key: _rescored(key, options, anchors, home) for key, options in raw.items()}
        current = _with_pairs(current, pairs)
    return {key: _probabilities(options) for key, options in current.items()}


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


def _anchors(current: Scores, counts: Counter[str]) -> list[Anchor]:
    found = []
    for key, options in current.items():
        for place, share in _probabilities(options)[:2]:
            if share >= 0.3:
                found.append(Anchor(key, place, share * (1 + math.log(counts[key] or 1))))
    return found


def _rescored(
    key: str, options: list[tuple[Place, float]], anchors: list[Anchor], home: Counter[str]
) -> list[tuple[Place, float]]:
    others = [anchor for anchor in anchors if anchor.key != key]
    countries, divisions = _votes(others, home)
    total = sum(countries.values()) or 1.0
    inner = sum(divisions.values()) or 1.0
    return [
        (
            place,
            prior
            + _SAME_COUNTRY * _support(place.country, countries, total)
            + _SAME_DIVISION * _support(_division(place), divisions, inner)
            + _NEAR * _nearness(place, others)
            + _stray(place, countries),
        )
        for place, prior in options
    ]


def _stray(place: Place, countries: dict[str, float]) -> float:
    """A small place in a country that nothing else in the report points to, when much points elsewhere."""
    if place.kind not in ("town", "village", "adm2", "airport") or countries.get(place.country or "", 0.0) > 0:
        return 0.0
    total = sum(countries.values())
    return -_STRAY * total / (total + 2.0)


def _votes(anchors: Iterable[Anchor], home: Counter[str]) -> tuple[dict[str, float], dict[str, float]]:
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[str, float] = defaultdict(float)
    for country, count in home.items():
        countries[country] += math.log(1 + count)
    for anchor in anchors:
        if anchor.place.country:
            countries[anchor.place.country] += anchor.weight
        if division := _division(anchor.place):
            divisions[division] += anchor.weight
    return countries, divisions


def _support(name: str | None, votes: dict[str, float], total: float) -> float:
    """Between 0 and 1: its share of the votes, doubtful while there are few."""
    mine = votes.get(name or "", 0.0)
    return (mine / total) * (mine / (mine + 0.5)) if mine else 0.0


def _division(place: Place) -> str | None:
    return f"{place.country}.{place.admin1}" if place.country and place.admin1 else None


def _nearness(place: Place, anchors: list[Anchor]) -> float:
    if place.kind in ("continent", "sea"):
        return 0.0
    if place.kind in ("country", "adm1"):  # what it holds is near it
        return max((min(1.0, anchor.weight) for anchor in anchors if holds(place, anchor.place)), default=0.0)
    near = 0.0
    for anchor in anchors:
        if (
            anchor.place.kind in ("country", "continent", "sea", "adm1", "region")
            or abs(anchor.place.lat - place.lat) > 4
        ):
            continue
        near = max(near, min(1.0, anchor.weight) * math.exp(-kilometres(place, anchor.place) / _NEAR_KM))
    return near


def _with_pairs(current: Scores, pairs: list[Beside]) -> Scores:
    for pair in set(pairs):
        inner, outer = current.get(pair.inner), current.get(pair.outer)
        if inner and outer and pair.inner != pair.outer:
            current[pair.inner] = [(p, score + _tied(p, outer, holder_first=False)) for p, score in inner]
            current[pair.outer] = [(p, score + _tied(p, inner, holder_first=True)) for p, score in outer]
    return current


def _tied(place: Place, others: list[tuple[Place, float]], *, holder_first: bool) -> float:
    best = max(score for _, score in others)
    gains = [
        _BESIDE + score - best
        for other, score in others
        if (holds(place, other) if holder_first else holds(other, place))
    ]
    return max(0.0, max(gains, default=0.0))


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


def kilometres(a: Place, b: Place) -> float:
    """The great-circle distance."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _probabilities(options: list[tuple[Place, float]]) -> list[tuple[Place, float]]:
    if not options:
        return []
    top = max(score for _, score in options)
    odds = [(place, math.exp(score - top)) for place, score in options]
    total = sum(weight for _, weight in odds) + math.exp(_ELSEWHERE - top)
    return sorted(((place, weight / total) for place, weight in odds), key=lambda pair: (-pair[1], pair[0].id))
