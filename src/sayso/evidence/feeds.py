"""What an RSS or Atom feed names: pages, with the title, the day of publication and the source that it tells of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from io import BytesIO
from typing import Any

from sayso.errors import FeedError, NothingInsideError
from sayso.evidence.wording import plain

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_BEFORE_ROOT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)", re.DOTALL)
_TAG = re.compile(r"<[^>]{0,500}>")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_ENTRIES = 1_000


@dataclass(frozen=True)
class FeedEntry:
    """One entry: the page that it links to and what the feed says of it."""

    link: str
    title: str | None
    published: str | None
    source: str | None


def is_feed(data: bytes) -> bool:
    """Whether the content shows a feed, whatever it is called."""
    head = data[:8192].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    at = 0
    while match := _BEFORE_ROOT.match(head, at):
        at = match.end()
    return _ROOT.match(head[at:].lstrip()) is not None


def entries(data: bytes, name: str, url: str | None) -> list[FeedEntry]:
    """The entries of a feed, each link once, as the feed orders them. Raises FeedError, NothingInsideError.

    `url` is where the feed came from: its links may be relative to it.
    """
    import feedparser

    if not is_feed(data):
        raise FeedError(name)
    # Bytes behind a file object: given anything else, feedparser would open or fetch what it names.
    parsed = feedparser.parse(BytesIO(data), response_headers={"content-location": url} if url else {})
    if not parsed.get("version"):
        raise FeedError(name)
    found = [_entry(entry, parsed.feed, data) for entry in parsed.entries if entry.get("link")]
    once = {entry.link: entry for entry in reversed(found)}
    wanted = [entry for entry in found if once.get(entry.link) is entry]
    if not wanted:
        raise NothingInsideError(name, "the feed links to nothing")
    return wanted[:MOST_ENTRIES]


def _entry(entry: Any, feed: Any, data: bytes) -> FeedEntry:
    source = (entry.get("source") or {}).get("title") or feed.get("title")
    return FeedEntry(_as_written(str(entry["link"]), data), _words(entry.get("title")), _day(entry), _words(source))


def _as_written(link: str, data: bytes) -> str:
    """A link that is none to the web as the feed has it: feedparser makes `file://etc` of `file:///etc`."""
    scheme, mark, rest = link.partition("://")
    if not mark or scheme.lower() in ("http", "https"):
        return link
    written = re.search(re.escape(f"{scheme}://").encode() + b"/*" + re.escape(rest).encode(), data)
    return written.group().decode() if written else link


def _words(value: Any) -> str | None:
    """A title without markup."""
    return plain(unescape(_TAG.sub(" ", str(value)))) or None if value else None


def _day(entry: Any) -> str | None:
    """The day of publication in the publisher's own time zone; None when the entry gives none that can be read."""
    told = str(entry.get("published") or "").strip()
    if _ISO.match(told):
        return _checked(told[:10])
    try:
        return parsedate_to_datetime(told).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        moment = entry.get("published_parsed")
        return _checked(f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}") if moment else None


def _checked(day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None
