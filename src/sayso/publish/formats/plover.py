"""PLOVER-like JSON lines: an event a line, with its range of harm; what is denied is no event there, and is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from sayso.model.grouped import Facet
from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish.crosswalks import PLOVER, attributed, notes
from sayso.publish.writer import Contents, Made

PATH = "coded/plover_like.jsonl"
_LINE = msgspec.json.Encoder(order="deterministic")


class PloverLike:
    """A line an incident that has a counterpart among PLOVER's events."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        (folder / PATH).parent.mkdir(exist_ok=True)
        self._file = (folder / PATH).open("wb")
        self._release = contents.release
        self._left_out = 0

    def incident(self, one: ReleasedIncident) -> None:
        """Its line, if it has one."""
        coded = PLOVER.get(one.kind)
        if coded is None or one.first is None:
            self._left_out += 1
            return
        actor = attributed(one)
        told = next((claim for claim in one.claims if claim.tells), None)
        line: dict[str, Any] = {
            "id": one.code,
            "date": one.first,
            "enddate": one.last,
            "event": coded[0],
            "mode": coded[1],
            "actor": [{"entity_text": actor}] if actor else [],
            "recipient": _targets(one.facet("target")),
            "event_loc": _place(one),
            "size": {name: _range(one.facet(field)) for name, field in (("dead", "killed"), ("injured", "injured"))},
            "context": ["military"],
            "text": told.quote if told else None,
            "link": [report.url for report in one.reports if report.url],
            "cite": [{"title": r.title, "publication": r.outlet, "sha256": r.sha256} for r in one.reports],
            "coder": f"sayso {self._release.sayso}",
            "coded_date": self._release.day,
            "comment": notes(one),
        }
        self._file.write(_LINE.encode(line) + b"\n")

    def agreement(self, one: ReleasedAgreement) -> None:
        """PLOVER knows no claimed signature and no dispute of one."""

    def total(self, one: ReleasedTotal) -> None:
        """A total over a period is no event."""

    def close(self) -> list[Made]:
        """The lines."""
        self._file.close()
        lost = (
            f"{self._left_out:,} incidents of kinds that it does not have, or without a day",
            "denials and disputes about authenticity: PLOVER has no event for them",
            "agreements and totals over periods",
            "accusations: actor is filled only where somebody claims it or nobody disputes it; the rest is in comment",
            "size as one number: it is the lowest and highest reported, null where open or unknown",
        )
        return [Made(PATH, "incidents as events and modes of PLOVER (docs/crosswalks.md)", lost)]


def _targets(facet: Facet | None) -> list[dict[str, str]]:
    return [{"entity_text": position.value} for position in facet.positions] if facet else []


def _range(facet: Facet | None) -> list[int | None] | None:
    return [facet.low, facet.high] if facet is not None and facet.positions else None


def _place(one: ReleasedIncident) -> dict[str, Any] | None:
    place = one.place
    if place.name is None and place.lat is None and place.country is None:
        return None
    return {
        "resolved_place": place.name,
        "country_code": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "radius_m": place.radius_m,
    }
