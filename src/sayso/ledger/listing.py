"""The list of reports a page at a time, for whoever looks through hundreds of thousands of them."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.errors import UnknownIdError
from sayso.ledger.grouping import MARK
from sayso.ledger.opened import Opened
from sayso.ledger.stamping import known_timestamps
from sayso.model.inbox import REPORTS_A_PAGE, ListedReport, ReportCounts, ReportFilter, ReportList
from sayso.store import groups, report_pages, reports
from sayso.store.report_pages import Listed


def listed(opened: Opened, wanted: ReportFilter, page: int) -> ReportList:
    """A page of the reports that fit; behind the last page comes the last one."""
    with opened.database.reading():
        total = report_pages.total(opened.database, wanted)
        pages = max(1, -(-total // REPORTS_A_PAGE))
        page = min(max(1, page), pages)
        found = report_pages.page(opened.database, wanted, (page - 1) * REPORTS_A_PAGE, REPORTS_A_PAGE)
        return ReportList(reports=tuple(_listed(opened, found)), total=total, page=page, pages=pages)


def counts(opened: Opened) -> ReportCounts:
    """How many reports there are, in which state, and what waits to be grouped."""
    with opened.database.reading():
        after = int(groups.mark(opened.database, MARK) or 0)
        return replace(report_pages.counts(opened.database), ungrouped=report_pages.ungrouped(opened.database, after))


def outlets(opened: Opened) -> list[str]:
    """The outlets of the reports, by name."""
    return report_pages.sources(opened.database)


def try_again(opened: Opened, report: str) -> None:
    """Have a report that was refused read again by whoever reads next. Raises UnknownIdError when it is none."""
    with opened.database.writing():
        if not report_pages.keep_again(opened.database, report):
            raise UnknownIdError(report)


def _listed(opened: Opened, found: list[Listed]) -> list[ListedReport]:
    stories = sorted({one.report.story for one in found if one.report.story})
    first = {row.id: row for row in reports.reports(opened.database, ids=stories)} if stories else {}
    tellers = report_pages.tellers(opened.database, stories) if stories else {}
    covered = max((n for n, one in known_timestamps(opened).items() if one.state == "confirmed"), default=0)
    return [
        ListedReport(
            report=report,
            number=number,
            stamped=number <= covered,
            first=first.get(report.story) if report.story not in {None, report.id} else None,
            tellers=tellers.get(report.story, 1) if report.story else 1,
        )
        for number, report in found
    ]
