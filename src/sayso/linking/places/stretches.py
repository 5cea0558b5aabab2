"""Stretches between places: the middle of the way between two towns, half of it uncertain; no coordinate along a border."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import msgspec

from sayso.model.mention import PlaceMention

TOO_LARGE = frozenset(("country", "unknown", "adm1", "adm2"))
_BORDERS = ("border", "frontier")
_BEARING = re.compile(
    r"\b(?:north|south|east|west|miles?|km|kilomet)\w*(?:-\w+)?\b.*\bof\b", re.IGNORECASE
)  # from one place, not between two


def stretch(spot: PlaceMention, following: Sequence[PlaceMention]) -> PlaceMention:
    """The stretch that the words describe; `following` are the next mentions, those inside its words among them."""
    ends = [m for m in following if spot.start <= m.start and m.end <= spot.end]
    known = [m for m in ends if m.lat is not None and m.lon is not None]
    if any(word in spot.exact.lower() for word in _BORDERS):
        within = known[0].place if len(known) == 1 else None
        return msgspec.structs.replace(
            spot, name=spot.exact, within=within, why="along a border: no point of it is named"
        )
    if len(ends) < 2 or len(known) < len(ends):
        return msgspec.structs.replace(spot, why="the places that it lies between are not both known")
    if any(m.precision in TOO_LARGE for m in known):
        return msgspec.structs.replace(spot, name=spot.exact, why="between areas too large for a midpoint")
    return middle(spot, known[0], known[-1])


def is_stretch(spot: PlaceMention) -> bool:
    """Whether a spot lies between places, not at a distance or bearing from one."""
    return spot.precision == "between_places" and not _BEARING.search(spot.exact)


def middle(spot: PlaceMention, one: PlaceMention, other: PlaceMention) -> PlaceMention:
    """The spot put midway between two towns."""
    lat, lon, half = _midpoint(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)
    country = one.country if one.country == other.country else None
    return msgspec.structs.replace(
        spot, name=spot.exact, country=country, lat=lat, lon=lon, radius_m=max(half, 1_000), within=one.place,
        precision="between_places",
        why=f"the middle between {one.name} and {other.name}, half the way uncertain",
    )  # fmt: skip


def _midpoint(lat1: float, lon1: float, lat2: float, lon2: float) -> tuple[float, float, int]:
    """The middle of two points, and half the way between them in metres; the short way around the earth."""
    lon = (lon2 - lon1 + 180) % 360 - 180
    lat = (lat1 + lat2) / 2
    way = 111_200 * math.hypot(lat2 - lat1, lon * math.cos(math.radians(lat)))
    return round(lat, 5), round((lon1 + lon / 2 + 180) % 360 - 180, 5), int(way / 2)
