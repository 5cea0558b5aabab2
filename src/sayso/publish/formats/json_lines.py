"""JSON Lines: everything that is published, a record a line; and flat lists of the claims and reports, of changes, of codes
that are gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from sayso.model.release import ReleasedAgreement, ReleasedClaim, ReleasedIncident, ReleasedReport, ReleasedTotal
from sayso.publish.records import CHANGES, SCHEMAS, TOMBSTONES
from sayso.publish.seen import Seen
from sayso.publish.writer import Contents, Made

_LINE = msgspec.json.Encoder(order="deterministic")
_CLAIMS, _REPORTS = "data/claims.jsonl", "data/reports.jsonl"


class JsonLines:
    """The records themselves are there already (publish/records.py); this adds the flat lists."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self._claims: BinaryIO = (folder / _CLAIMS).open("wb")
        self._reports: BinaryIO = (folder / _REPORTS).open("wb")
        self._seen = Seen()
        _lines(folder / CHANGES, contents.changes)
        _lines(folder / TOMBSTONES, contents.tombstones)
        for path, record in SCHEMAS.items():
            schema = msgspec.json.encode(msgspec.json.schema(record))
            (folder / path).write_bytes(msgspec.json.format(schema, indent=2) + b"\n")

    def incident(self, one: ReleasedIncident) -> None:
        """Its claims and reports, each once."""
        self._put(one.claims, one.reports)

    def agreement(self, one: ReleasedAgreement) -> None:
        """Its claims and reports, each once."""
        self._put(one.claims, one.reports)

    def total(self, one: ReleasedTotal) -> None:
        """Its claims and reports, each once."""
        self._put(one.claims, one.reports)

    def close(self) -> list[Made]:
        """The flat lists."""
        self._claims.close()
        self._reports.close()
        return [
            Made(_CLAIMS, "every claim once, a line each", ("a claim's role in each incident: see incidents.jsonl",)),
            Made(_REPORTS, "every report that something rests on, a line each"),
            *(Made(path, "JSON Schema of the records of that name") for path in SCHEMAS),
            Made(CHANGES, "what changed since the release before, a line a code"),
            Made(TOMBSTONES, "every code that was published once and is not any more, with why"),
        ]

    def _put(self, claims: Iterable[ReleasedClaim], reports: Iterable[ReleasedReport]) -> None:
        for claim in claims:
            if self._seen.is_new(f"{claim.report}/{claim.key}"):
                self._claims.write(_LINE.encode(claim) + b"\n")
        for report in reports:
            if self._seen.is_new(report.id):
                self._reports.write(_LINE.encode(report) + b"\n")


def _lines(path: Path, records: Iterable[msgspec.Struct]) -> None:
    with path.open("wb") as file:
        file.writelines(_LINE.encode(record) + b"\n" for record in records)
