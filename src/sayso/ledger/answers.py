"""Counts, sources and search: answers over the whole project."""

from __future__ import annotations

from collections.abc import Iterator

from sayso import __version__
from sayso.ledger import deciding
from sayso.ledger.grouping import decisions, ungrouped
from sayso.ledger.opened import Opened
from sayso.model.ledger import Hit, ReportRow, SourceRow, Status
from sayso.store import groups, log, readings, reports, search
from sayso.store.search import Term


def status(opened: Opened) -> Status:
    """How the project stands."""
    database = opened.database
    with database.reading():
        stale = deciding.stale(opened)
        return Status(
            name=opened.project.name,
            reports=reports.count(database),
            read=reports.count(database, "read"),
            kept=reports.count(database, "kept"),
            refused=reports.count(database, "refused"),
            outdated=reports.outdated(database, __version__),
            ungrouped=ungrouped(opened),
            claims=readings.count(database),
            **groups.counts(database),
            decisions=len(decisions(opened)),
            stale=len(stale),
            entries=log.count(database),
            refusals=tuple(reports.reports(database, state="refused")),
            stale_decisions=tuple(stale),
        )


def sources(opened: Opened) -> Iterator[SourceRow]:
    """Outlets by their reports, and speakers by their claims, the most frequent first; one that is both is one row."""
    rows: dict[str, SourceRow] = {}
    for name, claims, first, last in readings.speakers(opened.database):
        rows[name] = SourceRow(name=name, outlet=False, claims=claims, first=first, last=last)
    for report in reports.reports(opened.database):
        if report.source:
            rows[report.source] = _published(
                rows.get(report.source, SourceRow(name=report.source, outlet=True)), report
            )
    yield from sorted(rows.values(), key=lambda row: (-row.reports, -row.claims, row.name))


def hits(opened: Opened, words: str) -> Iterator[Hit]:
    """Reports with all the words."""
    terms = search.asked(words)
    found = search.found(opened.database, terms)
    for start in range(0, len(found), 100):
        some = found[start : start + 100]
        codes = groups.codes_by_report(opened.database, some)
        rows = {row.id: row for row in reports.reports(opened.database, ids=some)}
        for report in some:
            yield _hit(opened, rows[report], terms, codes[report])


def _published(row: SourceRow, report: ReportRow) -> SourceRow:
    days = sorted(day for day in (row.first, row.last, report.published) if day)
    return SourceRow(
        name=row.name,
        outlet=True,
        reports=row.reports + 1,
        claims=row.claims,
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _hit(opened: Opened, row: ReportRow, terms: list[Term], codes: list[str]) -> Hit:
    snippet = search.snippet(reports.text_of(opened.database, row.id) or "", terms)
    return Hit(
        report=row.id,
        title=row.title,
        source=row.source,
        published=row.published,
        snippet=snippet.text,
        start=snippet.start,
        matches=snippet.matches,
        incidents=tuple(codes),
    )
