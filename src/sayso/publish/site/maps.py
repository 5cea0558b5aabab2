"""Maps of the site. The overview is drawn into its page; each country once, for all pages of its incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.model.release import ReleasedIncident, ReleasedPlace
from sayso.publish.site.outlines import Frame, frame_around, frame_of, paths

WIDE = 960.0
NARROW = 320.0
_HEAVIEST = 70_000  # characters of outlines in a page
_COARSER = (0.8, 1.6, 3.2, 6.4)
_MOST = 400  # discs in a page
_VAGUE = 100_000  # metres: a disc this large is an outline only
_BARS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)


@dataclass
class Spot:
    """A disc on the overview and what is in it: how many incidents, how many of them contested, how many assessed at all."""

    lon: float
    lat: float
    metres: int
    name: str | None
    codes: list[str]
    many: int = 0
    contested: int = 0
    assessed: int = 0


class Disc(NamedTuple):
    """A disc as it is drawn: `vague` ones are outlines."""

    x: float
    y: float
    radius: float
    spot: Spot
    vague: bool


class Overview(NamedTuple):
    """The map of a release."""

    frame: Frame
    land: Sequence[tuple[str, str]]
    discs: Sequence[Disc]
    left: int
    bar: int
    long: float


class Pin(NamedTuple):
    """Where an incident is on the map of its country."""

    country: str
    width: float
    height: float
    x: float
    y: float
    radius: float


class Spots:
    """The spots of a release, each once however many incidents are there."""

    def __init__(self) -> None:
        self._spots: dict[tuple[float, float, int], Spot] = {}

    def put(self, one: ReleasedIncident, *, contested: bool, assessed: bool) -> None:
        """Count an incident in where it is."""
        place = one.place
        if place.lat is None or place.lon is None:
            return
        key = (round(place.lat, 4), round(place.lon, 4), place.radius_m or 0)
        spot = self._spots.setdefault(key, Spot(place.lon, place.lat, place.radius_m or 0, place.name, []))
        spot.many += 1
        spot.contested += contested
        spot.assessed += assessed
        if len(spot.codes) < 2:
            spot.codes.append(one.code)

    def drawn(self) -> Overview | None:
        """The overview; None where nothing has a spot. Of very many the spots with most incidents are drawn."""
        if not self._spots:
            return None
        ordered = sorted(self._spots.values(), key=lambda spot: (-spot.many, spot.lat, spot.lon))
        shown = ordered[:_MOST]
        frame = frame_around(((spot.lon, spot.lat) for spot in shown), WIDE, tallest=0.5)
        discs = [_disc(spot, frame) for spot in sorted(shown, key=lambda spot: -spot.metres)]
        left = sum(spot.many for spot in ordered[_MOST:])
        bar = next((km for km in reversed(_BARS) if frame.length(km * 1000) <= WIDE / 5), _BARS[0])
        return Overview(frame, _land(frame), discs, left, bar, frame.length(bar * 1000))


class CountryMaps:
    """The map of each country, drawn when its first incident comes; `svg` are those, by country."""

    def __init__(self) -> None:
        self.svg: dict[str, str] = {}
        self._frames: dict[str, Frame | None] = {}

    def pin(self, place: ReleasedPlace) -> Pin | None:
        """Where a place is on its country's map; None where that is unknown, or the country is on no map."""
        code = place.country
        if code is None or place.lat is None or place.lon is None:
            return None
        if code not in self._frames:
            self._frames[code] = frame = frame_of(code, NARROW)
            if frame is not None:
                self.svg[code] = _svg(code, frame)
        frame = self._frames[code]
        if frame is None or not frame.holds(place.lon, place.lat):
            return None
        x, y = frame.at(place.lon, place.lat)
        return Pin(code, NARROW, frame.height, x, y, max(frame.length(place.radius_m or 0), 1.0))


def _disc(spot: Spot, frame: Frame) -> Disc:
    x, y = frame.at(spot.lon, spot.lat)
    return Disc(x, y, max(frame.length(spot.metres), 1.0), spot, spot.metres >= _VAGUE)


def _land(frame: Frame) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for finest in _COARSER:
        found = list(paths(frame, finest))
        if sum(len(path) for _, path in found) <= _HEAVIEST:
            break
    return found


def _svg(code: str, frame: Frame) -> str:
    """The map of a country as a file; it follows the reader's wish for a dark page."""
    land = "".join(_shape(name == code, path) for name, path in paths(frame, 0.8))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:g} {frame.height:g}"><style>'
        ".s{fill:#dbe8f2}.l{fill:#efece2;stroke:#c9c4b5}.o{fill:#fbfaf6;stroke:#8b938f}path{stroke-width:.6}"
        "@media (prefers-color-scheme:dark){.s{fill:#20384a}.l{fill:#1e2427;stroke:#364046}.o{fill:#2b3337;stroke:#76838a}}"
        f'</style><rect class="s" width="100%" height="100%"/>{land}</svg>\n'
    )


def _shape(own: bool, path: str) -> str:
    return f'<path class="{"o" if own else "l"}" d="{path}"/>'
