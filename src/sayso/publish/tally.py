"""What is counted while the records of a release are written."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.model.release import Exclusion, ReleasedIncident
from sayso.publish.difference import indexed, line_of
from sayso.publish.seen import brief


class Tally(msgspec.Struct):
    """What a release comes to. Of an incident its line in the index is kept, of claims and reports a brief number each:
    with those of a hundred thousand incidents memory would not suffice.
    """

    index: dict[str, bytes] = msgspec.field(default_factory=dict)
    merged: dict[str, str] = msgspec.field(default_factory=dict)
    excluded: dict[str, Exclusion] = msgspec.field(default_factory=dict)
    claims: set[int] = msgspec.field(default_factory=set)
    reports: set[int] = msgspec.field(default_factory=set)
    models: set[str] = msgspec.field(default_factory=set)
    reviewed: int = 0
    agreements: int = 0
    totals: int = 0
    days: list[str] = msgspec.field(default_factory=list)
    no_events: dict[str, int] = msgspec.field(default_factory=dict)

    def incident(self, one: ReleasedIncident) -> None:
        """Count an incident in."""
        self.index[one.code] = line_of(indexed(one))
        self.merged |= dict.fromkeys(one.previous_codes, one.code)
        self.rests_on(one)
        self.reviewed += one.reviewed
        self.days = _widened(self.days, one.first, one.last)

    def rests_on(self, one: Any) -> None:
        """Count the claims and reports of a record in, each once."""
        self.claims.update(brief(f"{claim.report}/{claim.key}") for claim in one.claims)
        self.reports.update(brief(report.id) for report in one.reports)
        self.models.update(model for claim in one.claims for model in claim.models)

    def with_rest(self, rest: Tally) -> None:
        """Count in what was counted of the incidents after these."""
        self.index |= rest.index
        self.merged |= rest.merged
        self.excluded |= rest.excluded
        self.claims |= rest.claims
        self.reports |= rest.reports
        self.models |= rest.models
        self.reviewed += rest.reviewed
        self.days = _widened(self.days, *rest.days)


def _widened(days: list[str], *more: str | None) -> list[str]:
    known = [day for day in (*days, *more) if day]
    return [min(known), max(known)] if known else []
