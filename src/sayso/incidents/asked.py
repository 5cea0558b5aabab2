"""Which incidents somebody asks for: by a place in any known spelling, with all that lies in it, and by who is blamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sayso.errors import UnknownPlaceError
from sayso.incidents.originators import OTHER, names_of, side_of
from sayso.incidents.whereabouts import FINENESS, kilometres
from sayso.linking.actors.names import actor_names
from sayso.linking.folding import fold
from sayso.linking.gazetteer import Place, gazetteer
from sayso.model.grouped import GroupedIncident
from sayso.model.mention import PlaceMention

_NEAR_KM = 1.0  # a name and a spot this close are one place
_LEVELS = 6  # places that lie in each other


def at_place(incidents: Iterable[GroupedIncident], words: str) -> Iterator[GroupedIncident]:
    """The incidents at a place: its own, those of places within it, and wholes of which a part is there; in their order.
    `words` is a place's name as it is spelled anywhere ("Derna", "Darnah", "درنة"), or part of the name of an incident's
    place. Raises UnknownPlaceError where it is neither.
    """
    asked, every, key = gazetteer().lookup(words), list(incidents), fold(words)
    found = {i.code for i in every if any(_is_at(i, place) for place in asked) or _is_called(i, key)}
    if not found and not asked:
        raise UnknownPlaceError(words)
    yield from (i for i in every if i.code in found or not found.isdisjoint(i.parts))


def laid_to(incidents: Iterable[GroupedIncident], words: str) -> Iterator[GroupedIncident]:
    """The incidents that somebody lays to a belligerent: by any of its names, those of its arms, or part of the words."""
    actors = actor_names().called(words)
    names = {names_of(one) for actor in actors for one in (actor, side_of(actor))} - {OTHER}
    key = fold(words)
    for incident in incidents:
        values = [p.value for facet in incident.facets if facet.field == "who" for p in facet.positions]
        if any(value in names or (not names and key in fold(value)) for value in values):
            yield incident


def _is_called(incident: GroupedIncident, key: str) -> bool:
    return bool(key) and any(key in fold(name) for name in _names(incident))


def _names(incident: GroupedIncident) -> list[str]:
    """What its places are called: its own first, then all that anybody gives."""
    values = [p.value for facet in incident.facets if facet.field == "where" for p in facet.positions if p.for_]
    return list(dict.fromkeys([*([incident.place] if incident.place else []), *values]))


def _is_at(incident: GroupedIncident, place: Place) -> bool:
    """Whether it is there: by its country, its spot, or a place of its that is, or lies in, the place asked for."""
    if place.kind == "country":
        return incident.country == place.country
    if incident.country is not None and place.country is not None and incident.country != place.country:
        return False
    return _spot_within(incident, place) or any(place.id in _line(known) for known in _known(incident))


def _spot_within(incident: GroupedIncident, place: Place) -> bool:
    """Whether its spot, which is no coarser than the place, lies in reach of the place."""
    if incident.lat is None or incident.lon is None or _rank(incident.precision) > _rank(place.precision):
        return False
    return _apart(incident, place) <= max(place.radius_m / 1000, _NEAR_KM)


def _known(incident: GroupedIncident) -> Iterator[Place]:
    """The gazetteer's places of its names: that at its own spot, else those of its country."""
    for name in _names(incident):
        found = [p for p in gazetteer().lookup(name) if p.country == incident.country and p.kind != "country"]
        here = [p for p in found if name == incident.place and _is_near(incident, p)]
        yield from here or (found if name != incident.place or incident.lat is None else [])


def _is_near(incident: GroupedIncident, place: Place) -> bool:
    return incident.lat is not None and _apart(incident, place) <= _NEAR_KM


def _apart(incident: GroupedIncident, place: Place) -> float:
    """Kilometres between an incident and a place; an incident without a position is nowhere near."""
    here, there = (PlaceMention(id="", start=0, end=0, exact="", lat=p.lat, lon=p.lon) for p in (incident, place))
    far = kilometres(here, there)
    return float("inf") if far is None else far


@lru_cache(maxsize=4096)
def _line(place: Place) -> frozenset[str]:
    """The place and those that it lies in, by id."""
    ids: list[str] = []
    known: Place | None = place
    while known is not None and len(ids) < _LEVELS:
        ids.append(known.id)
        known = gazetteer().place(known.within) if known.within else _division(known)
    return frozenset(ids)


def _division(place: Place) -> Place | None:
    """The first-level division that a place lies in."""
    if place.kind == "adm1" or not place.country or not place.admin1:
        return None
    return gazetteer().division(place.country, place.admin1)


def _rank(precision: str) -> int:
    return FINENESS.index(precision) if precision in FINENESS else len(FINENESS)
