"""GeoJSON (RFC 7946): a point an incident, with how far off it may be; incidents without a spot have no geometry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish import flat
from sayso.publish.writer import Contents, Made

PATH = "geo/incidents.geojson"
_ENCODER = msgspec.json.Encoder()
_AROUND = ("latitude", "longitude")


class GeoJson:
    """A feature collection, written feature by feature."""

    def __init__(self, folder: Path, contents: Contents) -> None:  # noqa: ARG002 - as every writer is made
        (folder / PATH).parent.mkdir(exist_ok=True)
        self._file = (folder / PATH).open("wb")
        self._file.write(b'{"type":"FeatureCollection","name":"incidents","features":[')
        self._many = 0

    def incident(self, one: ReleasedIncident) -> None:
        """A feature; its id is the code."""
        place = one.place
        geometry: dict[str, Any] | None = None
        if place.lat is not None and place.lon is not None:
            geometry = {"type": "Point", "coordinates": [place.lon, place.lat]}
        properties = {name: cell for name, cell in flat.row(one).items() if name not in _AROUND}
        feature = {"type": "Feature", "id": one.code, "geometry": geometry, "properties": properties}
        self._file.write((b",\n" if self._many else b"\n") + _ENCODER.encode(feature))
        self._many += 1

    def agreement(self, one: ReleasedAgreement) -> None:
        """An agreement has an area in words, and no spot."""

    def total(self, one: ReleasedTotal) -> None:
        """A total over a period has no spot."""

    def close(self) -> list[Made]:
        """The collection."""
        self._file.write(b"\n]}\n")
        self._file.close()
        lost = (
            "a disc: the spot is its middle, place_radius_m how far off it may be",
            *flat.KEPT_APART,
            "agreements and totals over periods",
        )
        return [Made(PATH, "incidents as points", lost)]
