"""A published piece and the text made from it."""

from __future__ import annotations

from sayso.model.record import Record, Span


class Text(Record, frozen=True, kw_only=True):
    """Text made from captured bytes by a named extractor, with what the bytes say of themselves.

    `published` is an ISO date (YYYY, YYYY-MM or YYYY-MM-DD) that the page gives, or None.
    """

    text: str
    media_type: str
    extractor: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


class Quotation(Record, frozen=True, kw_only=True):
    """Words between quotation marks: `outer` with the marks, `inner` without."""

    outer: Span
    inner: Span
    marks: str


class Report(Record, frozen=True, kw_only=True):
    """One published piece as read: identity, source and date of publication, never the date of the events in it."""

    id: str
    source: str | None
    title: str | None
    published: str | None
    language: str
    text_sha256: str
    length: int
    byline: str | None = None
    media_type: str = "text/plain"
    extractor: str = "plain"
