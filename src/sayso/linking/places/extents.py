"""A town and the divisions called like it are one spot on the map: which of them is meant, and how far it reaches."""

from __future__ import annotations

from functools import cache

from sayso.lexicon.load import lexicon
from sayso.linking.gazetteer import Place, gazetteer
from sayso.linking.places.anchors import kilometres
from sayso.linking.places.scores import holds
from sayso.model.mention import PlacePrecision

_SAME_SPOT_KM = 40.0
_DISTRICT_M = 30_000  # a district of which the gazetteer has only the town
_GREAT_PART = 0.08  # of its division's people: such a town is meant by the bare name
_DIVISIONS = ("adm1", "adm2")
_TOWNS = ("city", "town")


def same_spot(one: Place, other: Place) -> bool:
    """Whether two places of one name are a town and its division, or lie side by side."""
    if kilometres(one, other) <= _SAME_SPOT_KM:
        return True
    pairs = ((one, other), (other, one))
    return any(outer.kind in _DIVISIONS and inner.kind in _TOWNS and holds(outer, inner) for outer, inner in pairs)


def meant(spot: list[Place], kind: str | None) -> Place:
    """The one of a spot's places, likeliest first, that is meant. `kind` is what the words beside the name say it is."""
    first = spot[0]
    if kind in _words("first_level"):
        return next((place for place in spot if place.kind == "adm1"), None) or _division_of(first) or first
    if kind in _words("divisions"):
        return next((place for place in spot if place.kind in _DIVISIONS), first)
    town = next((place for place in spot if place.kind in _TOWNS), None)
    if town and first.kind in _DIVISIONS and (kind in _words("towns") or _bare_name_means(town, first)):
        return town
    return first


def extent(best: Place, kind: str | None) -> tuple[PlacePrecision, int]:
    """How coarse and how far: "Hit district" reaches beyond the town that stands for it."""
    if kind in _words("divisions") and best.kind in ("city", "town", "village"):
        return "adm2", max(best.radius_m, _DISTRICT_M)
    return best.precision, best.radius_m


def _bare_name_means(town: Place, division: Place) -> bool:
    """Homs is the city of Homs; New York without more may be the state."""
    if not division.main:
        return True
    large = not division.population or not town.population or town.population >= _GREAT_PART * division.population
    return town.main and large


def _division_of(town: Place) -> Place | None:
    """The first-level division that a town lies in: "Deir ez-Zor province" is the one around that town."""
    return gazetteer().division(town.country, town.admin1) if town.country and town.admin1 else None


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon("places")[group])
