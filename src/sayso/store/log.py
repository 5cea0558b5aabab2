"""The log in the database: entries are appended, each chained to the last, and read in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from django.db.models import Q

from sayso.errors import AlteredLogError
from sayso.evidence.chain import next_entry
from sayso.model.evidence import Entry, EntryKind
from sayso.model.ledger import EntryFilter
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.models import StoredEntry

_AT_ONCE = 2_000
_ALL = EntryFilter()


def append(  # noqa: PLR0913 - an entry has as many parts
    database: Database, *, at: str, by: str, kind: EntryKind, target: str, data: Mapping[str, Any], reason: str = ""
) -> Entry:
    """Append an entry, within a writing transaction."""
    entry = next_entry(last(database), at=at, by=by, kind=kind, target=target, data=dict(data), reason=reason)
    _row(entry).save(using=database.alias, force_insert=True)
    return entry


def put(database: Database, taken_over: Iterable[Entry]) -> None:
    """Put down the entries of a backup as they are, into a log that is empty, within a writing transaction."""
    StoredEntry.objects.using(database.alias).bulk_create(map(_row, taken_over), batch_size=_AT_ONCE // 4)


def last(database: Database) -> Entry | None:
    """The newest entry."""
    row = StoredEntry.objects.using(database.alias).order_by("-number").first()
    return None if row is None else entry_of(row)


def entries(database: Database, wanted: EntryFilter = _ALL) -> Iterator[Entry]:
    """Entries in order."""
    rows = StoredEntry.objects.using(database.alias).filter(number__gt=wanted.after).order_by("number")
    fields = {"kind": wanted.kind, "target": wanted.target, "by": wanted.by}
    rows = rows.filter(**{name: value for name, value in fields.items() if value is not None})
    with told(database.seconds):
        for row in rows.iterator(_AT_ONCE):
            yield entry_of(row)


def entries_as_they_are(database: Database) -> Iterator[Entry]:
    """Entries in order, for `verify`: one that was damaged so that it is none any more comes without what cannot be read,
    and its hash shows it.
    """
    with told(database.seconds):
        for row in StoredEntry.objects.using(database.alias).order_by("number").iterator(_AT_ONCE):
            try:
                yield msgspec.convert(msgspec.structs.asdict(entry_of(row)), Entry)
            except (AlteredLogError, msgspec.ValidationError):
                number = row.number if isinstance(row.number, int) else 0
                yield Entry(
                    number=number, at="", by="", kind="note", target="", data={}, reason="", previous="", hash=""
                )


def aimed_at(database: Database, kind: EntryKind, targets: list[str]) -> list[Entry]:
    """Entries of a kind whose target is one of these, in order."""
    rows = StoredEntry.objects.using(database.alias).filter(kind=kind)
    chunks = (targets[start : start + 500] for start in range(0, len(targets), 500))
    with told(database.seconds):
        found = [entry_of(row) for chunk in chunks for row in rows.filter(target__in=chunk)]
    return sorted(found, key=lambda entry: entry.number)


def entry(database: Database, number: int) -> Entry | None:
    """The entry of a number."""
    row = StoredEntry.objects.using(database.alias).filter(number=number).first()
    return None if row is None else entry_of(row)


def decided_since(database: Database, after: int) -> list[Entry]:
    """The decisions behind an entry that are on accounts and incidents, in order. Those on claims, of which there may be
    thousands, are left out: neither an account's id nor a code is a run of letters and digits, as a claim's key is.
    """
    rows = StoredEntry.objects.using(database.alias).filter(kind="decision", number__gt=after).order_by("number")
    with told(database.seconds):
        return [entry_of(row) for row in rows.filter(Q(target__contains="/") | Q(target__contains="-"))]


def count_since(database: Database, kind: EntryKind, after: int) -> int:
    """How many entries of a kind there are behind one."""
    return StoredEntry.objects.using(database.alias).filter(kind=kind, number__gt=after).count()


def count(database: Database, kind: EntryKind | None = None) -> int:
    """How many entries there are, of a kind or of all."""
    rows = StoredEntry.objects.using(database.alias)
    return rows.count() if kind is None else rows.filter(kind=kind).count()


def newest(database: Database, kind: EntryKind) -> int:
    """The number of the newest entry of a kind; 0 when there is none."""
    rows = StoredEntry.objects.using(database.alias).filter(kind=kind).order_by("-number")
    return rows.values_list("number", flat=True).first() or 0


def _row(entry: Entry) -> StoredEntry:
    return StoredEntry(
        number=entry.number,
        at=entry.at,
        by=entry.by,
        kind=entry.kind,
        target=entry.target,
        data=msgspec.json.encode(entry.data, order="deterministic").decode("utf-8"),
        reason=entry.reason,
        previous=entry.previous,
        hash=entry.hash,
    )


def entry_of(row: StoredEntry) -> Entry:
    """The record of a row. Raises AlteredLogError."""
    try:
        data = msgspec.json.decode(row.data)
    except (msgspec.DecodeError, TypeError) as error:
        raise AlteredLogError(f"entry {row.number} cannot be read ({error})") from error
    return Entry(
        number=row.number,
        at=row.at,
        by=row.by,
        kind=row.kind,  # type: ignore[arg-type] # `verify` tells of a kind that is none
        target=row.target,
        data=data,
        reason=row.reason,
        previous=row.previous,
        hash=row.hash,
    )
