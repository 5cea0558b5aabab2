"""Counts, sources and search: answers over the whole project."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso import __version__
from sayso.ledger import deciding
from sayso.ledger.grouping import decisions, ungrouped
from sayso.ledger.opened import Opened
from sayso.model.claim import Hop
from sayso.model.ledger import Hit, ReportRow, SourceRow, Status
from sayso.model.record import Record
from sayso.store import groups, log, readings, reports, search
from sayso.store.search import Term


class _Chain(Record, frozen=True, kw_only=True):
    """Of a claim no more than who speaks."""

    chain: tuple[Hop, ...]


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
    """Outlets by their reports, and speakers by their claims, the most frequent first; one that is both is one row. Whoever has
    no name is a speaker of his outlet's.
    """
    from sayso.incidents.speakers import Spoken, sources_of

    chains = msgspec.json.Decoder(_Chain)
    spoken = (
        Spoken(report=report, outlet=source or "the report", day=day, chain=chains.decode(body).chain)
        for report, source, day, body in readings.spoken(opened.database)
    )
    rows: dict[str, SourceRow] = {}
    for name, one in sources_of(spoken):
        rows[name] = _widened(rows.get(name, SourceRow(name=name, outlet=False)), one.day, claims=1)
    for report in reports.reports(opened.database):
        if report.source:
            row = rows.get(report.source, SourceRow(name=report.source, outlet=True))
            rows[report.source] = _widened(msgspec.structs.replace(row, outlet=True), report.published, reports=1)
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


def _widened(row: SourceRow, day: str | None, *, claims: int = 0, reports: int = 0) -> SourceRow:
    """The row with what came of one day more."""
    days = sorted(one for one in (row.first, row.last, day) if one)
    return SourceRow(
        name=row.name,
        outlet=row.outlet,
        reports=row.reports + reports,
        claims=row.claims + claims,
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
