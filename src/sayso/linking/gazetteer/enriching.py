"""What an import adds to places that are there already, and where it lies itself when it does not say."""

from __future__ import annotations

import math
import sqlite3

from sayso.linking.folding import fold
from sayso.linking.gazetteer.sources import Row

Spot = tuple[float, float, int]
"""Latitude, longitude, and how far the place reaches in metres."""

_DECIMALS = 5  # a metre; what has more only looks finer
_MINUTE = 1e-3  # minutes: 22.38333 is 22° 23'


def enrich(file: sqlite3.Connection, number: int, row: Row) -> None:
    """A finer coordinate for a known place, when the import takes it for the same kind and puts it in the same spot."""
    lat, lon, kind, radius = file.execute(
        "SELECT lat, lon, kind, radius_m FROM place WHERE number = ?", (number,)
    ).fetchone()
    if row.lat is None or row.lon is None or kind != row.kind:
        return
    if _grain(row.lat, row.lon) < _grain(lat, lon) and _metres(lat, lon, row.lat, row.lon) <= radius:
        file.execute("UPDATE place SET lat = ?, lon = ? WHERE number = ?", (row.lat, row.lon, number))


def known_spot(file: sqlite3.Connection, row: Row) -> Spot | None:
    """Centre and radius of the only known place of the same name, kind and country; else its holder's; else its country's."""
    found: list[Spot] = file.execute(
        "SELECT p.lat, p.lon, p.radius_m FROM name n JOIN place p ON p.number = n.place "
        "WHERE n.key = ? AND p.country = ? AND p.kind = ? AND NOT p.imported LIMIT 2",
        (fold(row.name), row.country, row.kind),
    ).fetchall()
    if len(found) == 1:
        return found[0]
    holder = row.within or next(
        (place for (place,) in file.execute("SELECT place FROM division WHERE code = ?", (row.country,))), None
    )
    spot: Spot | None = file.execute("SELECT lat, lon, radius_m FROM place WHERE id = ?", (holder,)).fetchone()
    return spot


def _grain(lat: float, lon: float) -> float:
    """The finest step that a coordinate can be told by, in degrees: old maps give whole minutes of arc."""
    return min(_step(lat), _step(lon))


def _step(value: float) -> float:
    if abs(value * 60 - round(value * 60)) < _MINUTE:
        return 1 / 60
    return float(10.0 ** -len(str(round(value, _DECIMALS)).partition(".")[2]))


def _metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return 111_200 * math.hypot(other_lat - lat, (other_lon - lon) * math.cos(math.radians(lat)))
