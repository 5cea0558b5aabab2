"""Described spots: which place they lie in, and what that makes of their coordinate.

"Derna port" lies in Derna: Derna's centre and radius, precision `landmark`. "20 km south of Derna" is reckoned from there.
"The square" lies in the town named last before it, within the same few sentences; else it stays unresolved.
"""

from __future__ import annotations

import math
import re
from functools import cache

import msgspec

from sayso.lexicon.load import lexicon
from sayso.linking.places.candidates import is_street
from sayso.model.mention import PlaceMention
from sayso.reading.parse import Parse

_BACK = 3  # sentences back in which the town of a spot is looked for
_TOO_LARGE = frozenset(("country", "unknown", "adm1", "adm2"))


def place_spots(parse: Parse, places: list[PlaceMention]) -> dict[str, PlaceMention]:
    """The described spots among a report's places (in text order, names already resolved), by id."""
    found: dict[str, PlaceMention] = {}
    town: PlaceMention | None = None
    for i, mention in enumerate(places):
        if _is_spot(mention):
            parent, why = _holder(parse, mention, places, i, town)
            found[mention.id] = _within(mention, parent, why)
        elif mention.locative and (mention.lat is None or mention.precision not in _TOO_LARGE):
            town = mention  # an unresolved name too: what is said after it is there, not in the town before it
    return found


def _is_spot(mention: PlaceMention) -> bool:
    return mention.place is None and mention.lat is None and mention.precision != "unknown"


def _holder(
    parse: Parse, spot: PlaceMention, places: list[PlaceMention], i: int, town: PlaceMention | None
) -> tuple[PlaceMention | None, str]:
    near = [m for m in places[max(0, i - 8) : i + 8] if m.lat is not None and not _is_spot(m)]
    inside = [m for m in near if spot.start <= m.start and m.end <= spot.end]
    if is_street(spot.exact):
        near = [m for m in near if m not in inside]
    elif inside:
        return inside[-1], f"described by its place in {inside[-1].name}"
    sentence = _sentence(parse, spot)
    after = next((m for m in near if m.start >= spot.end and _joined(parse.text[spot.end : m.start])), None)
    if after:
        return after, f"described by its place in {after.name}"
    if town and town.lat is not None and sentence - _sentence(parse, town) <= _BACK:
        return town, f"in {town.name}, the town named last before it"
    beside = next(
        (m for m in near if m.start >= spot.end and _sentence(parse, m) == sentence and m.precision not in _TOO_LARGE),
        None,
    )
    return beside, f"in {beside.name}, named in the same sentence" if beside else "no town is named near it"


def _joined(between: str) -> bool:
    return bool(re.fullmatch(r"\s+(?:in|at|of|near)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}|\s*,\s*", between))


def _sentence(parse: Parse, mention: PlaceMention) -> int:
    i = parse.token_at(mention.start)
    return parse.tokens[i].sentence if i is not None else 0


def _within(spot: PlaceMention, parent: PlaceMention | None, why: str) -> PlaceMention:
    if parent is None or parent.lat is None or parent.lon is None:
        return msgspec.structs.replace(spot, why=why)
    if parent.precision in _TOO_LARGE and not _distance().search(spot.exact):  # somewhere in Iraq: no coordinate at all
        return msgspec.structs.replace(spot, name=spot.exact, country=parent.country, within=parent.place, why=why)
    lat, lon, radius = _moved(spot.exact, parent.lat, parent.lon, parent.radius_m or 1_000)
    return msgspec.structs.replace(
        spot, name=spot.exact, country=parent.country, lat=lat, lon=lon, radius_m=radius, within=parent.place, why=why
    )


def _moved(words: str, lat: float, lon: float, radius: int) -> tuple[float, float, int]:
    """The point that "20 km south of" its parent gives, a fifth of the way uncertain."""
    found = _distance().search(words)
    if not found:
        return lat, lon, radius
    table = lexicon("places")
    way = float(found["number"].replace(",", "")) * table["units"][found["unit"].lower()]
    bearing = math.radians(table["bearings"][found["bearing"].lower()])
    north = way * math.cos(bearing) / 111.2
    east = way * math.sin(bearing) / (111.2 * max(0.1, math.cos(math.radians(lat))))
    return round(lat + north, 5), round(lon + east, 5), int(min(radius, 5_000) + 200 * way)


@cache
def _distance() -> re.Pattern[str]:
    table = lexicon("places")
    units = "|".join(sorted(table["units"], key=len, reverse=True))
    compass = "|".join(sorted(table["bearings"], key=len, reverse=True))
    return re.compile(
        rf"(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>{units})\b.*?\b(?P<bearing>{compass})\s+of\b", re.IGNORECASE
    )
