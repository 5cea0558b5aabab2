"""Reports in the database: what was captured of each, and whether it has been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from sayso.model.evidence import Capture, Entry
from sayso.model.ledger import ReportRow, ReportState
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.models import StoredReport
from sayso.store.publications import Publication, folded, joined, publication_of

_CAPTURES = msgspec.json.Decoder(tuple[Capture, ...])
_AT_ONCE = 500


class Kept(NamedTuple):
    """What became of a capture: the report that it is of, whether that is to be read (again), and whether it is new."""

    report: str
    to_read: bool
    is_new: bool


def publications(database: Database, sha256: str) -> list[Publication]:
    """The reports whose bytes these are, in the order in which they came."""
    rows = _rows(database).filter(sha256=sha256).order_by("number").values_list("id", "body")
    return [Publication(report, _CAPTURES.decode(bytes(body))) for report, body in rows]


def captures_of(database: Database, id: str) -> tuple[Capture, ...]:
    """All that was captured of a report, each different telling once, in order."""
    row = _rows(database).filter(id=id).only("body").first()
    return () if row is None else _CAPTURES.decode(bytes(row.body))


def keep(database: Database, entry: Entry, capture: Capture) -> Kept:
    """Put down a capture that the log has just taken in."""
    kept = publication_of(capture, publications(database, capture.sha256))
    row = _rows(database).filter(id=kept).first()
    if row is None:
        _kept(kept, entry, capture).save(using=database.alias, force_insert=True)
        return Kept(kept, to_read=True, is_new=True)
    before = _CAPTURES.decode(bytes(row.body))
    after = joined(before, capture)
    to_read = row.state == "kept" or _facts(folded(before)) != _facts(folded(after))
    row.entries = msgspec.json.encode([*msgspec.json.decode(row.entries), entry.number]).decode()
    row.body = msgspec.json.encode(after, order="deterministic")
    _say(row, folded(after), to_read)
    row.save(using=database.alias, force_update=True)
    return Kept(kept, to_read=to_read, is_new=False)


def unread(database: Database) -> list[str]:
    """Ids of the reports that are kept and not yet read, in the order in which they came."""
    return list(_rows(database).filter(state="kept").order_by("number").values_list("id", flat=True))


def report(database: Database, id: str) -> ReportRow | None:
    """One report."""
    row = _rows(database).filter(id=id).defer("text", "body").first()
    return None if row is None else report_row(row)


def number_of(database: Database, id: str) -> int | None:
    """The number of a report: of the log entry that captured it first."""
    number: int | None = _rows(database).filter(id=id).values_list("number", flat=True).first()
    return number


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
    return sorted(_rows(database).filter(database.beginning("id", beginning)).values_list("id", flat=True)[:3])


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


def texts_of(database: Database, ids: Sequence[str]) -> dict[str, str]:
    """The texts of some reports, by report; those without are left out."""
    rows = StoredReport.objects.using(database.alias).filter(id__in=list(ids)).exclude(text=None)
    return {id_: bytes(text).decode("utf-8", "surrogatepass") for id_, text in rows.values_list("id", "text") if text}


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


def _facts(capture: Capture) -> tuple[str | None, ...]:
    """What a reading depends on beside the bytes."""
    return (capture.published, capture.source, capture.title, capture.language, capture.name, capture.container)


def _kept(id: str, entry: Entry, capture: Capture) -> StoredReport:
    row = StoredReport(
        id=id,
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
