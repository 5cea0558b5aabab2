"""Incidents for the map in as few bytes as they need: numbers as they lie in memory, then codes and words as JSON."""

from __future__ import annotations

import struct

import msgspec

from sayso.model.exploring import Points


def packed(points: Points, words: dict[str, str]) -> bytes:
    """How many there are (uint32), their columns one after another, and JSON with codes and the words for each status."""
    told = {"codes": "\n".join(points.codes), "statuses": points.statuses, "words": [words[s] for s in points.statuses]}
    columns = (points.lat, points.lon, points.radius, points.status)
    return b"".join((struct.pack("<I", len(points.codes)), *columns, msgspec.json.encode(told)))
