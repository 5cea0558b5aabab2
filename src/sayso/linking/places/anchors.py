"""The places that a report very likely means, asked what they say for another: its country, its division, its surroundings.

Each question leaves out what the name asked about itself contributed. Anchors lie in a coarse grid, the strongest few of
each cell, so that a report of a thousand names takes no longer per name than one of ten.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import NamedTuple

from sayso.linking.gazetteer import Place

_NEAR_KM = 70.0
_CELL = 4.0  # degrees
_PER_CELL = 24
_WIDE = frozenset(("country", "continent", "sea", "adm1", "region"))


class Anchor(NamedTuple):
    """A place that the report very likely means, by which name, and how much it counts."""

    key: str
    place: Place
    weight: float


class Anchors:
    """The anchors of a report together with the countries that it points to otherwise."""

    def __init__(self, anchors: list[Anchor], home: Counter[str]) -> None:
        self._countries: dict[str, float] = defaultdict(float)
        self._divisions: dict[str, float] = defaultdict(float)
        self._own: dict[str, list[Anchor]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[Anchor]] = defaultdict(list)
        for country, count in home.items():
            self._countries[country] += math.log(1 + count)
        for anchor in anchors:
            self._add(anchor)
        for cell in self._cells.values():
            cell.sort(key=lambda anchor: -anchor.weight)
        self._all = sum(self._countries.values())
        self._all_divisions = sum(self._divisions.values())

    def _add(self, anchor: Anchor) -> None:
        self._own[anchor.key].append(anchor)
        if anchor.place.country:
            self._countries[anchor.place.country] += anchor.weight
        if division := division_of(anchor.place):
            self._divisions[division] += anchor.weight
        if anchor.place.kind not in _WIDE:
            self._cells[_cell(anchor.place.lat, anchor.place.lon)].append(anchor)

    def country(self, key: str, country: str | None) -> tuple[float, float]:
        """Votes of the other names for this country, and for all countries."""
        own = self._own.get(key, [])
        mine = sum(anchor.weight for anchor in own if anchor.place.country == country)
        all_mine = sum(anchor.weight for anchor in own if anchor.place.country)
        return (_rest(self._countries.get(country or "", 0.0), mine), _rest(self._all, all_mine))

    def division(self, key: str, place: Place) -> tuple[float, float]:
        """Votes of the other names for the place's first-level division, and for all divisions."""
        own, name = self._own.get(key, []), division_of(place)
        mine = sum(anchor.weight for anchor in own if name and division_of(anchor.place) == name)
        all_mine = sum(anchor.weight for anchor in own if division_of(anchor.place))
        return (_rest(self._divisions.get(name or "", 0.0), mine), _rest(self._all_divisions, all_mine))

    def nearness(self, key: str, place: Place) -> float:
        """Between 0 and 1: how near the nearest other anchor is; what a country or division holds is near it."""
        if place.kind in ("continent", "sea"):
            return 0.0
        if place.kind == "country":
            return min(1.0, self.country(key, place.country)[0])
        if place.kind == "adm1":
            return min(1.0, self.division(key, place)[0])
        row, column = _cell(place.lat, place.lon)
        near = 0.0
        for cell in [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
            for anchor in self._cells.get(cell, ())[:_PER_CELL]:
                if anchor.key != key:
                    near = max(near, min(1.0, anchor.weight) * math.exp(-kilometres(place, anchor.place) / _NEAR_KM))
        return near


def division_of(place: Place) -> str | None:
    """Country and first-level division as one word."""
    return f"{place.country}.{place.admin1}" if place.country and place.admin1 else None


def kilometres(a: Place, b: Place) -> float:
    """The great-circle distance."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lon // _CELL)


def _rest(total: float, mine: float) -> float:
    """What is left without one's own; rounding may leave a speck."""
    return total - mine if total - mine > 1e-9 else 0.0
