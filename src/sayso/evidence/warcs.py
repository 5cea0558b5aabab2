"""Reports in a WARC: every response that brought a page, a text or a PDF; revisits lead to what they saw again.

Records are read one at a time, whatever the size of the file. A record whose digest does not fit, or that was cut off, is
told and left out: the others go on.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from sayso.evidence.bodies import BodyError, page_bytes
from sayso.evidence.wording import plain
from sayso.text.documents import MAX_BYTES, kind_of

_MEDIA_TYPES = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"}
_UNTOLD = {"", "application/octet-stream", "binary/octet-stream", "application/x-download"}
_SIGNS = {"pdf": "application/pdf", "page": "text/html"}
_CUT_OFF = "the record was cut off"
_LONGEST_LINE = 1_000_000
_RAW_LIMIT = 2 * MAX_BYTES
# Text is packed to a tenth. A few bytes can unfold into a record of gigabytes, which is read through to its end.
_MOST_FOLDED, _ANYWAY = 100, 250_000_000
# What reading a hostile or broken WARC can raise inside warcio.
_DAMAGE = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    EOFError,
    zlib.error,
    ValueError,
    AttributeError,
    TypeError,
    OverflowError,
)


@dataclass(frozen=True)
class Response:
    """A page out of a WARC. `record` and `offset` say where its bytes lie (for a revisit: those of the first visit)."""

    url: str
    record: str
    offset: int
    body: bytes
    media_type: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Left:
    """A record that brought nothing, and why; `where` is its address or its place in the file."""

    where: str
    why: str


def responses(file: BinaryIO) -> Iterator[Response | Left]:
    """All pages, texts and PDFs of a WARC, gzipped or not, in order. Other records (pictures, requests) are passed over."""
    seen: dict[str, _Visit] = {}
    records, found = _Records(file, check_digests=True), None
    try:
        for record in records:
            found = _found(record, records, seen)
            if isinstance(found, Response) and record.rec_type != "revisit":
                _remember(record, found, seen)
            if found is not None:
                yield found
        if records.ends_early() and not (isinstance(found, Left) and found.why == _CUT_OFF):
            yield Left("its end", "the WARC is cut off in the middle of a record")
    except _DAMAGE as error:
        what = "no record begins here" if isinstance(error, AttributeError | TypeError) else plain(str(error), 120)
        yield Left(f"byte {records.offset}", f"the WARC is damaged from here on ({what})")


def body_at(file: BinaryIO, offset: int, record: str | None) -> bytes | None:
    """The page in the record that begins at `offset`; None when there is no such record or it is damaged."""
    try:
        file.seek(offset)
        for found in _Records(file):
            if (found.rec_headers.get_header("WARC-Record-ID") or "") != (record or ""):
                return None
            return _body(found, found.raw_stream.read(_RAW_LIMIT + 1))
    except (*_DAMAGE, BodyError, OSError):
        return None
    return None


@dataclass(frozen=True)
class _Visit:
    """Where a page lies that a later record may point to."""

    record: str
    offset: int
    media_type: str


class _Lines(DecompressingBufferedReader):  # type: ignore[misc] # warcio has no types
    """warcio's reader, which would take in a line of any length and unpack for hours; `packed` unpacked the last of it, None
    where nothing was.
    """

    packed: Any = None

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.start = file.tell()

    def _process_read(self, data: bytes) -> None:
        super()._process_read(data)
        if self.num_read > _ANYWAY and self.num_read > _MOST_FOLDED * (self.stream.tell() - self.start):
            raise ArchiveLoadFailed(f"it unpacks to more than {_MOST_FOLDED} times its size")

    def close_decompressor(self) -> None:
        """Let go of what unpacks, but remember it."""
        self.packed = self.decompressor
        super().close_decompressor()

    def readline(self, length: int | None = None) -> bytes:
        """A line of at most a million bytes."""
        line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        if len(line) >= _LONGEST_LINE:
            raise ArchiveLoadFailed("a line without end")
        return line


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's iterator, without its warnings on standard error."""

    INC_RECORD = ""

    def __init__(self, file: BinaryIO, *, check_digests: bool = False) -> None:
        super().__init__(file, check_digests=check_digests)
        self.file = file
        self.reader = self._lines = _Lines(self.fh)

    def ends_early(self) -> bool:
        """Whether the file stops within a record, once all are read. Cut off between two, nothing shows it."""
        if self._lines.packed is not None:
            return not self._lines.packed.eof
        self.file.seek(max(0, self.file.seek(0, os.SEEK_END) - 4))
        return not self.file.read().endswith((b"\r\n\r\n", b"\n\n"))


def _found(record: Any, records: _Records, seen: dict[str, _Visit]) -> Response | Left | None:
    """The page in a record; None for a record that is none."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type == "revisit":
        return _seen_again(record, url, records.file, seen)
    if not _is_wanted(record, url):
        return None
    try:
        raw = record.raw_stream.read(_RAW_LIMIT + 1)
        if fault := _record_fault(record, raw):
            raise BodyError(fault)
        body = _body(record, raw)
    except BodyError as error:
        return Left(plain(url), str(error))
    media_type = _media_type(record, body)
    if media_type is None or not body.strip():
        return None
    name, offset = record.rec_headers.get_header("WARC-Record-ID") or "", records.get_record_offset()
    if _again(records.file, offset, name) != body:  # two records in one gzip member: the second has no place of its own
        return Left(plain(url), "it does not begin where a record has to, so it could not be found again")
    return Response(url, name, offset, body, media_type, _headers(record))


def _seen_again(record: Any, url: str, file: BinaryIO, seen: dict[str, _Visit]) -> Response | Left:
    """A revisit says that an address brought the same as before: the bytes of the first visit are read again."""
    first = next((seen[key] for key in _refers(record) if key in seen), None)
    if first is None:
        return Left(plain(url), "it was unchanged since an earlier visit, which is not in this WARC")
    body = _again(file, first.offset, first.record)
    if body is None:
        return Left(plain(url), "the earlier visit that it points to cannot be read")
    return Response(url, first.record, first.offset, body, first.media_type, _headers(record))


def _again(file: BinaryIO, offset: int, record: str) -> bytes | None:
    """What `body_at` finds there, while the file is being read."""
    here = file.tell()
    body = body_at(file, offset, record)
    file.seek(here)
    return body


def _is_wanted(record: Any, url: str) -> bool:
    """A successful response, or a resource that was put into the WARC as it is."""
    if not url.lower().startswith(("http:", "https:")) or url.partition("?")[0].endswith("/robots.txt"):
        return False
    if record.rec_type == "resource":
        return _declared(record) in _MEDIA_TYPES
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return record.http_headers.get_statuscode() == "200" and _declared(record) in _MEDIA_TYPES | _UNTOLD


def _declared(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()


def _media_type(record: Any, body: bytes) -> str | None:
    """What the content is when it shows it, else what it is said to be; None for bytes of an unknown kind."""
    kind = kind_of(body, "page")
    declared = _declared(record)
    return _SIGNS.get(kind, declared if declared in _MEDIA_TYPES else None)


def _body(record: Any, raw: bytes) -> bytes:
    if len(raw) > _RAW_LIMIT:
        raise BodyError(f"more than {_RAW_LIMIT // 1_000_000} MB")
    return raw if record.http_headers is None else page_bytes(raw, record.http_headers.headers, MAX_BYTES)


def _record_fault(record: Any, raw: bytes) -> str | None:
    """Why a record cannot be trusted. A payload digest alone may be over the joined chunks, so the block's decides."""
    expected = record.payload_length if record.http_headers is not None else record.length
    if expected is not None and 0 <= len(raw) < expected <= _RAW_LIMIT:
        return _CUT_OFF
    has_block = record.rec_headers.get_header("WARC-Block-Digest") is not None
    sign = "block digest failed" if has_block else "payload digest failed"
    if any(problem.startswith(sign) for problem in record.digest_checker.problems):
        return "the record's bytes do not fit its digest: it was altered or damaged"
    return None


def _headers(record: Any) -> tuple[tuple[str, str], ...]:
    return tuple(record.http_headers.headers) if record.http_headers is not None else ()


def _remember(record: Any, found: Response, seen: dict[str, _Visit]) -> None:
    """Under what a revisit can name this visit: its payload digest, or its address with its date."""
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    date = record.rec_headers.get_header("WARC-Date") or ""
    for key in (digest, f"{found.url} {date}", found.url):
        if key:
            seen.setdefault(key, _Visit(found.record, found.offset, found.media_type))


def _refers(record: Any) -> Iterator[str]:
    headers = record.rec_headers
    url = headers.get_header("WARC-Refers-To-Target-URI") or headers.get_header("WARC-Target-URI") or ""
    date = headers.get_header("WARC-Refers-To-Date") or ""
    digest = headers.get_header("WARC-Payload-Digest")
    if digest:
        yield digest
    elif date:
        yield f"{url} {date}"
    else:
        yield url
