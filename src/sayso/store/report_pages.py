"""The list of reports, a page at a time: found by its indexes alone, then the rows of one page fetched without their texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count
from django.db.models.functions import Collate

from sayso.model.inbox import ReportCounts, ReportFilter
from sayso.model.ledger import ReportRow
from sayso.store.connect import Database
from sayso.store.models import StoredEntry, StoredReport
from sayso.store.reports import report_row
from sayso.store.search import asked, matching


class Listed(NamedTuple):
    """A report, and the number of the entry that captured it first."""

    number: int
    report: ReportRow


def page(database: Database, wanted: ReportFilter, start: int, many: int) -> list[Listed]:
    """Some of the reports that fit, the newest first."""
    numbers = list(
        _fitting(database, wanted).order_by("-number").values_list("number", flat=True)[start : start + many]
    )
    rows = _rows(database).filter(number__in=numbers).defer("text", "body").order_by("-number")
    return [Listed(row.number, report_row(row)) for row in rows]


def total(database: Database, wanted: ReportFilter) -> int:
    """How many reports fit."""
    return int(_fitting(database, wanted).count())


def counts(database: Database) -> ReportCounts:
    """How many there are in each state."""
    states = dict(_rows(database).order_by().values_list("state").annotate(many=Count("number")))
    twice = _rows(database).filter(story__isnull=False).count()
    return ReportCounts(reports=sum(states.values()), twice=twice, **states)


def sources(database: Database, most: int = 500) -> list[str]:
    """The outlets of the reports, by name."""
    names = _rows(database).filter(source__isnull=False).order_by().values_list("source", flat=True).distinct()
    return sorted(names[:most])


def tellers(database: Database, stories: Sequence[str]) -> dict[str, int]:
    """How many reports tell each of these stories."""
    rows = _rows(database).filter(story__in=stories).order_by().values_list("story")
    return dict(rows.annotate(many=Count("number")))


def ungrouped(database: Database, after: int) -> int:
    """How many captures and decisions there are behind an entry."""
    rows = StoredEntry.objects.using(database.alias).filter(number__gt=after, kind__in=("capture", "decision"))
    return rows.count()


def keep_again(database: Database, id: str) -> bool:
    """Have a report that was refused read again, within a writing transaction. False when it is none that was refused."""
    return bool(_rows(database).filter(id=id, state="refused").update(state="kept", sentence=None))


def _fitting(database: Database, wanted: ReportFilter) -> Any:
    rows = _rows(database)
    same = {name: getattr(wanted, name) for name in ("state", "source", "story")}
    rows = rows.filter(**{name: value for name, value in same.items() if value is not None})
    rows = rows.filter(story__isnull=False) if wanted.twice else rows
    if wanted.since or wanted.until:
        rows = rows.annotate(day=Collate("published", database.collation))
        rows = rows.filter(day__gte=wanted.since) if wanted.since else rows
        rows = rows.filter(day__lte=wanted.until) if wanted.until else rows
    if terms := asked(wanted.words):
        condition, query = matching(database, terms)
        within = f"number IN (SELECT search.rowid FROM search WHERE {condition})"  # noqa: S608 - the condition is ours
        rows = rows.extra(where=[within], params=[query])  # noqa: S610
    return rows


def _rows(database: Database) -> Any:
    return StoredReport.objects.using(database.alias)
