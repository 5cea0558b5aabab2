"""Claims of a ledger as sentences: each is told with the names and days of the reading that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sayso.errors import UnknownIdError
from sayso.ledger import Ledger
from sayso.model.claim import Claim, Proposition
from sayso.model.grouped import GroupedIncident
from sayso.model.ledger import ClaimRow, IncidentPage, ReportPage
from sayso.model.reading import Engine, Reading
from sayso.model.report import Report
from sayso.wording.references import References
from sayso.wording.sentences import sentence


class Readings:
    """The readings of a ledger by report, fetched when they are first needed; of long lists only the last few are kept."""

    def __init__(self, ledger: Ledger, most: int = 200) -> None:
        self._ledger = ledger
        self._most = most
        self._known: dict[str, References] = {}

    def of(self, report: str) -> References:
        """Mentions and claims of a report's reading."""
        if report not in self._known:
            if len(self._known) >= self._most:
                self._known.clear()
            page = self._ledger.show(report)
            reading = page.reading if isinstance(page, ReportPage) else None
            self._known[report] = References(reading or _nothing_of(report))
        return self._known[report]

    def put(self, read: Mapping[str, Reading]) -> None:
        """Readings that are fetched already, by report."""
        self._known |= {report: References(reading) for report, reading in read.items()}

    def incident(self, account: str) -> GroupedIncident | None:
        """The incident that an account is in."""
        try:
            page = self._ledger.show(account)
        except UnknownIdError:
            return None
        return page.incident if isinstance(page, IncidentPage) else None

    def code(self, account: str) -> str:
        """The code of the incident that an account is in; anything else as it is."""
        incident = self.incident(account) if "/" in account else None
        return account if incident is None else incident.code

    def sentence(self, row: ClaimRow) -> str:
        """The claim as it was read."""
        return self.told(row.report, row.claim)

    def told(self, report: str, claim: Claim) -> str:
        """A claim of a report as a sentence. The mentions of an earlier reading are gone: then the words as written do."""
        known = self.of(report)
        read = known.claim(claim.key)
        if read is None or read.digest != claim.digest:
            known = References(msgspec.structs.replace(_nothing_of(report), report=known.reading.report))
        return sentence(claim, known)

    def who_says(self, row: ClaimRow) -> str:
        """Its innermost speaker; of one whom nobody names also where he is quoted."""
        known = self.of(row.report)
        outlet = f" (in {known.outlet})" if known.is_unnamed(row.claim.key) else ""
        return f"{known.who_says(row.claim.key)}{outlet}"

    def amended(self, row: ClaimRow) -> str | None:
        """The claim as a person amended it; None when nobody did, or on another reading."""
        proposition = next((d.value["proposition"] for d in reversed(row.decisions) if d.verb == "amend"), None)
        if proposition is None or row.review != "amended":
            return None
        return sentence(with_proposition(row.claim, proposition), self.of(row.report))


def with_proposition(claim: Claim, proposition: object) -> Claim:
    """The claim with another content."""
    return msgspec.structs.replace(claim, proposition=msgspec.convert(proposition, Proposition))


def _nothing_of(report: str) -> Reading:
    bare = Report(id=report, source=None, title=None, published=None, language="en", text_sha256="", length=0)
    return Reading(report=bare, engine=Engine(sayso=""))
