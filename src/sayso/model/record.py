"""What every record shares."""

from __future__ import annotations

import hashlib

import msgspec

Span = tuple[int, int]
"""Half open range of Unicode code points in the report's text."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all records: immutable, compared by value."""


class Passage(Record, frozen=True, kw_only=True):
    """Words of a report: `exact` always equals `text[start:end]`, in code points."""

    start: int
    end: int
    exact: str


def passage(text: str, span: Span) -> Passage:
    """The passage of `text` at `span`."""
    return Passage(start=span[0], end=span[1], exact=text[span[0] : span[1]])


def sha256(data: bytes | str) -> str:
    """SHA-256 in hexadecimal; text is hashed as UTF-8."""
    return hashlib.sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()
