"""What the list of reports answers: which are wanted, a page of them, and how many there are."""

from __future__ import annotations

from typing import Literal

from sayso.model.ledger import ReportRow, ReportState
from sayso.model.record import Record

REPORTS_A_PAGE = 100

Stamped = Literal["yes", "no"]


class ReportFilter(Record, frozen=True, kw_only=True):
    """Which reports: every field that is given must fit. `words` are words of a report's title, outlet or text, as search
    takes them; `source` is its outlet, `since` and `until` are days of publication (ISO), `story` is the story that it tells
    with others. `twice` keeps those that others tell, too.
    """

    state: ReportState | None = None
    words: str = ""
    source: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None
    twice: bool = False


class ListedReport(Record, frozen=True, kw_only=True):
    """A report in the list. `number` is the log entry that captured it first; `stamped`: a confirmed timestamp covers that.
    `first` is the report that tells its story first, by our order, None when that is this one or nobody else tells it;
    `tellers` how many tell it.
    """

    report: ReportRow
    number: int
    stamped: bool
    first: ReportRow | None = None
    tellers: int = 1


class ReportList(Record, frozen=True, kw_only=True):
    """One page of the reports that fit, the newest first; `total` is how many fit, `page` counts from 1."""

    reports: tuple[ListedReport, ...]
    total: int
    page: int
    pages: int


class ReportCounts(Record, frozen=True, kw_only=True):
    """How many reports there are, in which state; `twice`: in how many stands what another tells, too; `ungrouped`: captures
    and decisions that the incidents do not know of yet.
    """

    reports: int = 0
    read: int = 0
    kept: int = 0
    refused: int = 0
    twice: int = 0
    ungrouped: int = 0
