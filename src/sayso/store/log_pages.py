"""The log a page at a time, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Collate

from sayso.model.evidence import Entry
from sayso.model.log import LogFilter
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.log import entry_of
from sayso.store.models import StoredEntry


def page(database: Database, wanted: LogFilter, before: int | None, many: int) -> list[Entry]:
    """Some of the entries that fit, below a number, the newest first."""
    rows = _fitting(database, wanted)
    rows = rows if before is None else rows.filter(number__lt=before)
    with told(database.seconds):
        return [entry_of(row) for row in rows.order_by("-number")[:many]]


def numbered(database: Database, numbers: Sequence[int]) -> dict[int, Entry]:
    """Entries by their numbers."""
    with told(database.seconds):
        rows = StoredEntry.objects.using(database.alias).filter(number__in=list(numbers))
        return {row.number: entry_of(row) for row in rows}


def people(database: Database) -> list[str]:
    """Everybody who made an entry, by name. Found by hopping through the index, however long the log is."""
    found: list[str] = []
    with told(database.seconds):
        while True:
            rows = StoredEntry.objects.using(database.alias).order_by("by")
            after = rows.filter(by__gt=found[-1]) if found else rows
            name = after.values_list("by", flat=True).first()
            if name is None:
                return found
            found.append(name)


def _fitting(database: Database, wanted: LogFilter) -> Any:
    rows = StoredEntry.objects.using(database.alias)
    same = {name: getattr(wanted, name) for name in ("kind", "by", "target")}
    rows = rows.filter(**{name: value for name, value in same.items() if value is not None})
    if wanted.since or wanted.until:
        rows = rows.annotate(day=Collate("at", database.collation))
        rows = rows.filter(day__gte=wanted.since) if wanted.since else rows
        rows = rows.filter(day__lt=f"{wanted.until}~") if wanted.until else rows  # "~": behind every time of that day
    return rows
