"""Described spots: which place they lie in, and what that makes of their coordinate.

"Derna port" lies in Derna: Derna's centre and radius, precision `landmark`. "20 km south of Derna" is reckoned from there.
"Between Derna and Tobruk" is their midpoint, half the way uncertain. "The square" lies in the town named last before it, within
the same few sentences; else it stays unresolved. Along a border, or between countries, there is no coordinate.
"""

from __future__ import annotations

import math
import re
from functools import cache

import msgspec

from sayso.lexicon.load import lexicon
from sayso.linking.places.candidates import inner_name, is_street, options
from sayso.linking.places.stretches import TOO_LARGE as _TOO_LARGE
from sayso.linking.places.stretches import is_stretch, middle, stretch
from sayso.model.mention import PlaceMention
from sayso.reading.parse import Parse

_BACK = 3  # sentences back in which the town of a spot is looked for
_DASHED = re.compile(r"([A-Z][\w’' ]*?)\s?[-–/]\s?([A-Z][\w’' ]*?)\s+[a-z]+$")
_TOWNS = ("city", "town", "village")
_AT_SEA_M = 20_000  # how far "off the coast" reaches


def place_spots(parse: Parse, places: list[PlaceMention]) -> dict[str, PlaceMention]:
    """The described spots among a report's places (in text order, names already resolved), by id."""
    found: dict[str, PlaceMention] = {}
    town: PlaceMention | None = None
    for i, mention in enumerate(places):
        if _is_spot(mention) and is_stretch(mention):
            found[mention.id] = stretch(mention, places[i + 1 : i + 6])
        elif _is_spot(mention):
            found |= {
                m.id: msgspec.structs.replace(m, locative=False) for m in places[i + 1 : i + 4] if _owns(m, mention)
            }
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
    near = [m for m in near if not _owns(m, spot)]
    inside = [m for m in inside if m in near]
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


def _owns(state: PlaceMention, spot: PlaceMention) -> bool:
    """Whether a state's name says whose a spot is, not where: "the U.S. embassy", "the Russia consulate", "a U.S. base"."""
    if state.precision != "country" or not spot.start <= state.start < state.end < spot.end:
        return False
    after = spot.exact[state.end - spot.start :].lower().split()
    known = lexicon("places")["of_a_state"]
    return after[:1] != ["in"] and (state.exact in known["states"] or not set(after).isdisjoint(known["spots"]))


def _joined(between: str) -> bool:
    return bool(re.fullmatch(r"\s+(?:in|at|of|near)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}|\s*,\s*", between))


def _sentence(parse: Parse, mention: PlaceMention) -> int:
    i = parse.token_at(mention.start)
    return parse.tokens[i].sentence if i is not None else 0


def _within(spot: PlaceMention, parent: PlaceMention | None, why: str) -> PlaceMention:
    if parent is None or parent.lat is None or parent.lon is None:
        return msgspec.structs.replace(spot, why=why)
    if parent.precision in _TOO_LARGE and (town := _town_in_words(spot.exact, parent)):
        return _within(spot, town, f"described by its place in {town.name}")
    if far := _far_end(spot, parent):
        return middle(spot, parent, far)
    if parent.precision in _TOO_LARGE and not _distance().search(spot.exact):  # somewhere in Iraq: no coordinate at all
        return msgspec.structs.replace(spot, name=spot.exact, country=parent.country, within=parent.place, why=why)
    lat, lon, radius = _moved(spot, parent.lat, parent.lon, parent.radius_m or 1_000)
    return msgspec.structs.replace(
        spot,
        name=_called(spot, parent),
        country=parent.country,
        lat=lat,
        lon=lon,
        radius_m=radius,
        within=parent.place,
        why=why,
    )


def _far_end(spot: PlaceMention, parent: PlaceMention) -> PlaceMention | None:
    """The other end of "the Benghazi-Ajdabiya highway", of which only one end is a mention of its own."""
    ends = _DASHED.search(spot.exact) if spot.precision == "street" else None
    if ends is None or parent.exact not in ends.groups():
        return None
    return _town(ends[2] if parent.exact == ends[1] else ends[1], parent)


def _town_in_words(exact: str, land: PlaceMention) -> PlaceMention | None:
    """The only town of the land that the words name though no mention does: "Lyman railway station"."""
    words = re.sub(r"^[Tt]he\s+", "", exact)
    part = inner_name(words)
    return _town(part, land) if part != words and words[:1].isupper() else None


def _town(name: str, land: PlaceMention) -> PlaceMention | None:
    """The only town of this name in the country of another place."""
    found = [
        o.place for o in options(name) if o.place.country == land.country and o.place.main and o.place.kind in _TOWNS
    ]
    if len(found) != 1:
        return None
    town = found[0]
    return msgspec.structs.replace(
        land, place=town.id, name=town.name, lat=round(town.lat, 5), lon=round(town.lon, 5), precision=town.precision,
        radius_m=town.radius_m,
    )  # fmt: skip


def _called(spot: PlaceMention, parent: PlaceMention) -> str:
    """What to call it: "a house" says nothing without its town."""
    vague = spot.exact.startswith(("a ", "an ", "A ", "An ")) and parent.name and parent.exact not in spot.exact
    return f"{spot.exact} in {parent.name}" if vague else spot.exact


def _moved(spot: PlaceMention, lat: float, lon: float, radius: int) -> tuple[float, float, int]:
    """The point that "20 km south of" its parent gives, a fifth of the way uncertain; what is around it reaches beyond it."""
    found = _distance().search(spot.exact)
    if not found:
        return lat, lon, radius + _beyond(spot, radius)
    table = lexicon("places")
    way = float(found["number"].replace(",", "")) * table["units"][found["unit"].lower()]
    bearing = math.radians(table["bearings"][found["bearing"].lower()])
    north = way * math.cos(bearing) / 111.2
    east = way * math.sin(bearing) / (111.2 * max(0.1, math.cos(math.radians(lat))))
    return round(lat + north, 5), round(lon + east, 5), int(min(radius, 5_000) + 200 * way)


def _beyond(spot: PlaceMention, radius: int) -> int:
    """How far past its parent's reach a spot may lie, in metres."""
    if spot.precision == "offshore_air":
        away = _far_off().search(spot.exact)
        return (
            int(float(away["number"].replace(",", "")) * 1_000 * lexicon("places")["units"][away["unit"].lower()])
            if away
            else _AT_SEA_M
        )
    return radius // 2 if _around().search(spot.exact) else 0


@cache
def _far_off() -> re.Pattern[str]:
    units = "|".join(sorted(lexicon("places")["units"], key=len, reverse=True))
    return re.compile(rf"(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>{units})\s+off\b", re.IGNORECASE)


@cache
def _around() -> re.Pattern[str]:
    return re.compile(r"\b(?:outskirts|suburbs?|countryside|entrance|edge)\b", re.IGNORECASE)


@cache
def _distance() -> re.Pattern[str]:
    table = lexicon("places")
    units = "|".join(sorted(table["units"], key=len, reverse=True))
    compass = "|".join(sorted(table["bearings"], key=len, reverse=True))
    return re.compile(
        rf"(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>{units})\b.*?\b(?P<bearing>{compass})\s+of\b", re.IGNORECASE
    )
