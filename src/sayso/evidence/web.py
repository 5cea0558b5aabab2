"""Reports from the web: one page, every page that a feed names, or every page in a WARC."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from sayso.errors import FeedError, InputError, InputNotTextError
from sayso.evidence.captured import Captured, Original, original
from sayso.evidence.feeds import FeedEntry, entries, is_feed
from sayso.evidence.options import Options
from sayso.evidence.sniffing import is_warc, media_type_of
from sayso.evidence.wording import plain
from sayso.model.evidence import Attachment, Capture
from sayso.model.record import sha256

if TYPE_CHECKING:
    from sayso.evidence.fetch import Fetched

_PAGES = {"text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown"}
_UNTOLD = {"", "application/octet-stream", "binary/octet-stream"}
_WARC, _XML = "application/warc", "application/xml"
_PDF = b"%PDF-"
_BEGINNING = 4_096  # bytes that show what it is
_NO_ENTRY = FeedEntry(link="", title=None, published=None, source=None)


def from_address(url: str, options: Options) -> Iterator[Captured | InputError]:
    """The page at an address; when a feed is there, what it names; when a WARC is there, the pages in it."""
    from sayso.evidence.fetch import fetch

    fetched = fetch(url, options)
    if is_warc(fetched.page[:_BEGINNING]):
        yield from _from_warc(fetched, options)
        return
    if is_feed(fetched.page):
        warc = fetched.warc
        feed = Attachment(sha256=sha256(warc), media_type=_WARC, size=len(warc), name=fetched.url)
        yield from _from_feed(fetched.page, fetched.url, fetched.url, _Feed(feed, original(warc)), options)
    elif options.feed:
        raise FeedError(fetched.url)
    else:
        yield _captured(fetched, _NO_ENTRY, None, options)


def _from_warc(fetched: Fetched, options: Options) -> Iterator[Captured | InputError]:
    """The pages of a WARC that was fetched. Each is kept with the exchange that the WARC came in."""
    from sayso.evidence.warc_files import from_warc

    envelope = original(fetched.warc)
    came_in = Attachment(sha256=envelope.sha256, media_type=_WARC, size=len(fetched.warc), name=fetched.url)
    with TemporaryDirectory(prefix="sayso-warc-") as folder:
        path = Path(folder) / "fetched.warc"
        path.write_bytes(fetched.page)
        for found in from_warc(path, options, fetched.url):
            yield _enveloped(found, came_in, envelope) if isinstance(found, Captured) else found


def _enveloped(found: Captured, came_in: Attachment, envelope: Original) -> Captured:
    """A page of a WARC with the exchange that brought the WARC."""
    capture = msgspec.structs.replace(found.capture, attachments=(came_in,))
    return Captured(capture, found.report, (*found.keep, envelope))


def from_feed_file(data: bytes, name: str, options: Options) -> Iterator[Captured | InputError]:
    """What a feed that lies in a file names."""
    feed = Attachment(sha256=sha256(data), media_type=_XML, size=len(data), name=name)
    yield from _from_feed(data, name, None, _Feed(feed, original(data)), options)


@dataclass(frozen=True)
class _Feed:
    """The feed's own document, kept with every report that it led to."""

    attachment: Attachment
    kept: Original


def _from_feed(
    data: bytes, name: str, url: str | None, feed: _Feed, options: Options
) -> Iterator[Captured | InputError]:
    from sayso.evidence.fetch import fetch

    for entry in entries(data, name, url):
        try:
            yield _captured(fetch(entry.link, options), entry, feed, options)
        except InputError as error:
            yield error


def _captured(fetched: Fetched, entry: FeedEntry, feed: _Feed | None, options: Options) -> Captured:
    """A fetched page as a report; what the person said wins over what the feed says."""
    if fetched.declared not in _PAGES | _UNTOLD and not fetched.page.startswith(_PDF):
        raise InputNotTextError(fetched.url, plain(fetched.declared, 100))
    warc = original(fetched.warc)
    capture = Capture(
        sha256=sha256(fetched.page),
        media_type=media_type_of(fetched.page, "page"),
        size=len(fetched.page),
        method="url" if feed is None else "feed",
        name=fetched.requested,
        url=fetched.url,
        requested=fetched.requested if fetched.requested != fetched.url else None,
        container=warc.sha256,
        record=fetched.record,
        offset=fetched.offset,
        headers=fetched.headers,
        published=options.published or entry.published,
        source=options.source or entry.source,
        title=options.title or entry.title,
        language=options.language,
        attachments=() if feed is None else (feed.attachment,),
    )
    return Captured(capture, fetched.page, (warc,) if feed is None else (warc, feed.kept))
