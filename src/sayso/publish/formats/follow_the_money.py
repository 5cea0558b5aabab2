"""FollowTheMoney entities: an Event an incident, the reports as Documents, and what ties them. It has no speaker, denial or
range: those stand in notes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from sayso.model.record import sha256
from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedReport, ReleasedTotal
from sayso.publish.crosswalks import notes
from sayso.publish.seen import Seen
from sayso.publish.writer import Contents, Made

PATH = "linked/follow_the_money.jsonl"
_LINE = msgspec.json.Encoder(order="deterministic")


class FollowTheMoney:
    """Entities, a line each; every id is made from ours."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        (folder / PATH).parent.mkdir(exist_ok=True)
        self._file = (folder / PATH).open("wb")
        self._project = contents.release.project
        self._seen = Seen()

    def incident(self, one: ReleasedIncident) -> None:
        """The event, its reports, and the ties between them."""
        event = self._named("event", one.code)
        self._put(
            event,
            "Event",
            {
                "name": one.title,
                "recordId": one.code,
                "startDate": one.first,
                "endDate": one.last,
                "location": one.place.name,
                "country": one.place.country.lower() if one.place.country else None,
                "notes": notes(one),
                "summary": f"strike status {one.strike_status}, harm {one.harm}".replace("_", " "),
            },
        )
        for report in one.reports:
            document = self._report(report)
            tie = {"document": document, "entity": event, "role": "reports"}
            self._put(self._named("tie", f"{one.code}/{report.id}"), "Documentation", tie)

    def agreement(self, one: ReleasedAgreement) -> None:
        """An agreement is an event of which nobody knows whether it was."""
        event = self._named("agreement", one.agreement.id)
        told = "; ".join(f"{party.name}: signature {party.signature}" for party in one.agreement.parties)
        disputed = "; ".join(f"{word.by}: {word.value}" for word in one.agreement.disputes)
        self._put(
            event,
            "Event",
            {
                "name": one.agreement.title,
                "recordId": one.agreement.id,
                "notes": ". ".join(part for part in (told, f"disputed by {disputed}" if disputed else "") if part),
            },
        )
        for report in one.reports:
            document = self._report(report)
            tie = {"document": document, "entity": event, "role": "reports"}
            self._put(self._named("tie", f"{one.agreement.id}/{report.id}"), "Documentation", tie)

    def total(self, one: ReleasedTotal) -> None:
        """A total over a period has no entity there."""

    def close(self) -> list[Made]:
        """The lines."""
        self._file.close()
        lost = (
            "speakers, stances, denials: in notes, in words",
            "ranges and contested values: in notes, in words",
            "spots on the map, and how far off they may be",
            "SHA-256 of what is kept: contentHash there is SHA-1; ours is in the title's notes",
            "totals over periods",
        )
        return [Made(PATH, "incidents, agreements and reports as entities (FollowTheMoney)", lost)]

    def _report(self, report: ReleasedReport) -> str:
        name = self._named("report", report.id)
        if self._seen.is_new(name):
            told = {
                "title": report.title or report.id,
                "publisher": report.outlet,
                "date": report.published,
                "language": None,
                "sourceUrl": report.url if report.url and report.url.startswith("http") else None,
                "notes": f"SHA-256 of the kept bytes: {report.sha256}",
                "retrievedAt": report.captured[:19] if report.captured else None,
            }
            self._put(name, "Document", told)
        return name

    def _put(self, name: str, schema: str, told: dict[str, Any]) -> None:
        properties = {key: [value] for key, value in told.items() if value}
        self._file.write(_LINE.encode({"id": name, "schema": schema, "properties": properties}) + b"\n")

    def _named(self, kind: str, name: str) -> str:
        return f"sayso-{sha256(f'{self._project}/{kind}/{name}')[:32]}"
