"""Reports in the database: what was captured of each, and whether it has been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sayso.model.evidence import Capture, Entry
from sayso.model.ledger import ReportRow, ReportState
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.models import StoredReport

_CAPTURES = msgspec.json.Decoder(tuple[Capture, ...])
_AT_ONCE = 500


def report_id(sha256: str) -> str:
    """`r` and the first twelve digits of the hash of the report's bytes."""
    return f"r{sha256[:12]}"


def captures_of(database: Database, sha256: str) -> tuple[Capture, ...]:
    """All that was captured of these bytes, each different telling once, in order."""
    row = _rows(database).filter(sha256=sha256).only("body").first()
    return () if row is None else _CAPTURES.decode(bytes(row.body))


def is_known(capture: Capture, before: tuple[Capture, ...]) -> bool:
    """Whether it says nothing new: the same bytes by the same name, url and facts; headers and envelopes may differ."""
    return any(_told(capture) == _told(known) for known in before)


def folded(captures: tuple[Capture, ...]) -> Capture:
    """What all captures of a report say together: how it came in first, and of what people said the last word."""
    first = captures[0]
    said = {
        name: next((value for c in reversed(captures) if (value := getattr(c, name)) is not None), None)
        for name in ("published", "source", "title", "language")
    }
    url = next((c.url for c in captures if c.url is not None), None)
    return msgspec.structs.replace(first, url=url, **said)


def keep(database: Database, entry: Entry, capture: Capture) -> bool:
    """Put down a capture that the log has just taken in. True when the report has to be read (again)."""
    row = _rows(database).filter(sha256=capture.sha256).first()
    if row is None:
        _kept(entry, capture).save(using=database.alias, force_insert=True)
        return True
    before = _CAPTURES.decode(bytes(row.body))
    after = (*before, capture) if not is_known(capture, before) else before
    to_read = row.state == "kept" or _facts(folded(before)) != _facts(folded(after))
    row.entries = msgspec.json.encode([*msgspec.json.decode(row.entries), entry.number]).decode()
    row.body = msgspec.json.encode(after, order="deterministic")
    _say(row, folded(after), to_read)
    row.save(using=database.alias, force_update=True)
    return to_read


def unread(database: Database) -> list[str]:
    """Ids of the reports that are kept and not yet read, in the order in which they came."""
    return list(_rows(database).filter(state="kept").order_by("number").values_list("id", flat=True))


def report(database: Database, id: str) -> ReportRow | None:
    """One report."""
    row = _rows(database).filter(id=id).defer("text", "body").first()
    return None if row is None else report_row(row)


def reports(database: Database, state: ReportState | None = None, ids: list[str] | None = None) -> Iterator[ReportRow]:
    """Reports in the order in which they came."""
    rows = _rows(database).defer("text", "body").order_by("number")
    rows = rows.filter(state=state) if state is not None else rows
    rows = rows.filter(id__in=ids) if ids is not None else rows
    with told(database.seconds):
        for row in rows.iterator(_AT_ONCE):
            yield report_row(row)


def count(database: Database, state: ReportState | None = None) -> int:
    """How many reports there are, in a state or in all."""
    return int((_rows(database) if state is None else _rows(database).filter(state=state)).count())


def outdated(database: Database, engine: str) -> int:
    """How many were read by another version of sayso than this."""
    return int(_rows(database).filter(state="read").exclude(engine=engine).count())


def ids_like(database: Database, beginning: str) -> list[str]:
    """Report ids that begin so, a few at most; a whole hash of a report's bytes does, too."""
    if len(beginning) == 64:
        return list(_rows(database).filter(sha256=beginning).values_list("id", flat=True))
    return sorted(_rows(database).filter(id__startswith=beginning).values_list("id", flat=True)[:3])


def put_stories(database: Database, stories: Mapping[str, str]) -> None:
    """Which story each report tells that shares one with others, within a writing transaction."""
    before = dict(_rows(database).exclude(story=None).values_list("id", "story"))
    for report in sorted(before.keys() | stories.keys()):
        if before.get(report) != stories.get(report):
            _rows(database).filter(id=report).update(story=stories.get(report))


def text_of(database: Database, id: str) -> str | None:
    """The text that was made of a report; None while there is none."""
    row = _rows(database).filter(id=id).only("text").first()
    return None if row is None or row.text is None else bytes(row.text).decode("utf-8", "surrogatepass")


def report_row(row: StoredReport) -> ReportRow:
    """The record of a row."""
    return ReportRow(
        id=row.id,
        sha256=row.sha256,
        state=row.state,  # type: ignore[arg-type] # written by us alone
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        url=row.url,
        source=row.source,
        title=row.title,
        published=row.published,
        language=row.language,
        text_sha256=row.text_sha256,
        story=row.story,
        sentence=row.sentence,
        claims=row.claims,
        incidents=row.incidents,
        entries=tuple(msgspec.json.decode(row.entries)),
    )


def _rows(database: Database) -> Any:
    return StoredReport.objects.using(database.alias)


def _told(capture: Capture) -> Capture:
    """The capture without what differs each time that a page is fetched."""
    return msgspec.structs.replace(
        capture, headers=(), container=None, record=None, offset=None, requested=None, attachments=(), method="file"
    )


def _facts(capture: Capture) -> tuple[str | None, ...]:
    """What a reading depends on beside the bytes."""
    return (capture.published, capture.source, capture.title, capture.language, capture.name, capture.container)


def _kept(entry: Entry, capture: Capture) -> StoredReport:
    row = StoredReport(
        id=report_id(capture.sha256),
        number=entry.number,
        sha256=capture.sha256,
        media_type=capture.media_type,
        size=capture.size,
        entries=f"[{entry.number}]",
        body=msgspec.json.encode((capture,), order="deterministic"),
    )
    _say(row, capture, to_read=True)
    return row


def _say(row: StoredReport, facts: Capture, to_read: bool) -> None:
    """What people said; what the page says of itself comes when it is read."""
    row.name, row.url = facts.name, facts.url
    if to_read:
        row.state = "kept"
        row.source, row.title = facts.source, facts.title
        row.published, row.language = facts.published, facts.language
