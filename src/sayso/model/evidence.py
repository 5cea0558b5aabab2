"""Captured bytes and the log of what was done: the only givens, from which everything else is rebuilt."""

from __future__ import annotations

from typing import Any, Literal

from sayso.model.record import Record

CaptureMethod = Literal["file", "stdin", "url", "feed", "warc", "auto_archiver"]
EntryKind = Literal["capture", "timestamp", "decision", "code", "verify", "backup", "restore", "note", "release"]


class Attachment(Record, frozen=True, kw_only=True):
    """Bytes kept with a report that are not the report: a feed's document, an archiver's screenshot or database."""

    sha256: str
    media_type: str
    size: int
    name: str


class Capture(Record, frozen=True, kw_only=True):
    """How bytes came into the project, and what whoever added them knew of them.

    `sha256` is the hash of the report's own bytes (the page, not its envelope). `container` is the hash of the WARC in
    the vault that holds them, `record` the WARC record's id and `offset` where it begins in the WARC's file; all None
    when the vault holds the bytes themselves. `requested` is the address that was asked
    for when redirects led from it to `url`.
    `published` (ISO date), `source`, `title`, `language` are what the person said, None when they said nothing.
    """

    sha256: str
    media_type: str
    size: int
    method: CaptureMethod
    name: str
    url: str | None = None
    container: str | None = None
    record: str | None = None
    published: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    offset: int | None = None
    requested: str | None = None
    attachments: tuple[Attachment, ...] = ()


class Entry(Record, frozen=True, kw_only=True):
    """One entry of the log: who, when, what, why. `hash` is SHA-256 over `previous` and every other field, so that no
    entry can be altered, taken out or put in between without the chain showing it. `at` is ISO 8601 in UTC.
    """

    number: int
    at: str
    by: str
    kind: EntryKind
    target: str
    data: dict[str, Any]
    reason: str
    previous: str
    hash: str


class Timestamp(Record, frozen=True, kw_only=True):
    """An RFC 3161 timestamp over a log entry's hash (so over everything before it): pending until the token is there."""

    entry: int
    digest: str
    authority: str
    state: Literal["pending", "confirmed", "failed"]
    token: str | None = None
    time: str | None = None
    detail: str | None = None
