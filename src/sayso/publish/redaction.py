"""What is taken out before anything is written: names, out of every string; and coordinates, made as coarse as was decided."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from sayso.model.grouped import GroupedIncident
from sayso.model.release import ReleasedPlace
from sayso.publish.gate import coordinates

NAME = "[name withheld]"
SPOT = "[coordinates withheld]"
_DEGREE = 111_320  # metres of a degree of latitude
_DIAGONAL = math.sqrt(2) / 2
_COARSE = ((2_000, "neighbourhood"), (10_000, "town"), (math.inf, "adm2"))

R = TypeVar("R", bound=msgspec.Struct)


def without(names: Iterable[str], *, spots: bool = False) -> Callable[[str], str]:
    """What takes these names out of any words, wherever they stand as words of their own, in any case and however they are
    spaced, also in an address ("omar-khalil"); with `spots` also digits that are a spot on the map.
    """
    patterns = [re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_spelt, known))})(?![^\W_])", re.IGNORECASE)] if (
        known := sorted({name for name in names if name.strip()}, key=lambda name: (-len(name), name))
    ) else []  # fmt: skip
    places = list(coordinates()) if spots else []
    if not patterns and not places:
        return _as_it_is

    def taken_out(words: str) -> str:
        for pattern in patterns:
            words = pattern.sub(NAME, words)
        for pattern in places:
            words = pattern.sub(SPOT, words)
        return words

    return taken_out


def _as_it_is(words: str) -> str:
    return words


def everywhere(record: R, taken_out: Callable[[str], str]) -> R:
    """The record with something taken out of every string that it holds, at any depth."""
    if taken_out is _as_it_is:
        return record
    return msgspec.convert(_through(msgspec.to_builtins(record), taken_out), type(record))


def as_known(incident: GroupedIncident) -> ReleasedPlace:
    """The place as precisely as it is known."""
    return ReleasedPlace(
        name=incident.place,
        country=incident.country,
        lat=incident.lat,
        lon=incident.lon,
        precision=incident.precision,
        radius_m=incident.radius_m,
    )


def coarsened(incident: GroupedIncident, metres: int, wider: str | None) -> ReleasedPlace:
    """The place no closer than a square of `metres`: its spot is the middle of the square of a grid in which it lies, so that
    many releases together give no more away than one. `wider` is the name of a place around it, if one is known.
    """
    if incident.lat is None or incident.lon is None:
        return msgspec.structs.replace(as_known(incident), name=wider, coarsened=True)
    lat = _middle(incident.lat, metres / _DEGREE)
    lon = _middle(incident.lon, metres / (_DEGREE * max(math.cos(math.radians(lat)), 0.01)))
    return ReleasedPlace(
        name=wider,
        country=incident.country,
        lat=round(lat, 4),
        lon=round(lon, 4),
        precision=next(name for most, name in _COARSE if metres <= most),
        radius_m=math.ceil(metres * _DIAGONAL) + (incident.radius_m or 0),
        coarsened=True,
    )


def _middle(value: float, step: float) -> float:
    return (math.floor(value / step) + 0.5) * step


def _spelt(name: str) -> str:
    """A name with anything between its words that stands between words, in prose or in an address."""
    return r"(?:[\s_+.-]|%20)+".join(map(re.escape, name.split()))


def _through(value: Any, taken_out: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return taken_out(value)
    if isinstance(value, dict):
        return {key: _through(one, taken_out) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_through(one, taken_out) for one in value]
    return value
