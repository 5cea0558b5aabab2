"""Claims and agreements a page at a time, for programs that go through all of them; and one claim by its whole key."""

from __future__ import annotations

from sayso.errors import UnknownIdError
from sayso.ledger import pages
from sayso.ledger.opened import Opened
from sayso.model.grouped import GroupedAgreement
from sayso.model.ledger import ClaimFilter, ClaimPage, ClaimRow
from sayso.store import agreement_pages, claim_pages
from sayso.store.claim_pages import Spot
from sayso.store.faults import told

_GOES = 10  # looks into the claims for one page of those that people made something of
_REPORTS = 1_000  # looked through for one page of a speaker's claims, which no index finds


class Paging:
    """Made by `ledger.paging`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def claim(self, key: str) -> ClaimPage:
        """The page of the claim that has this key. Raises UnknownIdError."""
        with told(self._opened.database.seconds), self._opened.database.reading():
            page = pages.claim(self._opened, key)
        if page is None or page.claim.claim.key != key:
            raise UnknownIdError(key, "no claim has this key")
        return page

    def agreements(self, after: str = "", many: int = 50) -> list[GroupedAgreement]:
        """Some of the agreements behind an id, by id."""
        with told(self._opened.database.seconds):
            return agreement_pages.page(self._opened.database, after, many)

    def claims(
        self, wanted: ClaimFilter, *, after: str | None = None, many: int = 50
    ) -> tuple[list[ClaimRow], str | None]:
        """Some of the claims that fit, and what `after` has to be for those behind them (None: there are none). Only so much is
        looked through in one go: where few fit, fewer than `many` come, or none, and there may be more behind them.
        """
        number, _, place = (after or "0.0").partition(".")
        at: Spot | None = Spot(int(number), int(place)) if after else Spot(0, -1)
        rows: list[ClaimRow] = []
        with told(self._opened.database.seconds):
            for _go in range(_GOES if wanted.review else 1):
                if at is not None and len(rows) < many:
                    some, at = self._look(wanted, at, many - len(rows))
                    rows += some
        return rows, None if at is None else f"{at.report}.{at.place}"

    def _look(self, wanted: ClaimFilter, at: Spot, many: int) -> tuple[list[ClaimRow], Spot | None]:
        """What one look finds behind a spot, and where the next begins; None at the end."""
        database = self._opened.database
        before = at.report + _REPORTS if wanted.speaker else None
        found = claim_pages.page(database, wanted, at, many, before)
        rows = pages.claim_rows(self._opened, (one.found for one in found))
        fitting = [row for row in rows if wanted.review in {None, row.review}]
        if len(found) == many:
            return fitting, found[-1].spot
        if before is None or before > claim_pages.newest(database):
            return fitting, None
        return fitting, Spot(before, -1)
