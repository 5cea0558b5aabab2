"""From the bytes of an HTTP response to those of the page: chunks joined, compression undone, both within limits.

The WARC keeps the response as it came; a page's hash is over what this module makes of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

Headers = Sequence[tuple[str, str]]

_GZIP, _EITHER, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_LONGEST_LINE = 1024
_MOST_CODINGS = 5  # a server needs one; each may unpack to the limit anew
_PIECE = 65_536
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)


class BodyError(Exception):
    """Why there is no page in a response, as the end of a sentence."""


def page_bytes(raw: bytes, headers: Headers, limit: int) -> bytes:
    """The page in the body of a response. Raises BodyError: cut off, badly compressed, larger than `limit`."""
    body = _joined(raw) if value_of(headers, "transfer-encoding").lower().endswith("chunked") else raw
    codings = [coding.strip().lower() for coding in value_of(headers, "content-encoding").split(",")]
    if len(codings) > _MOST_CODINGS:
        raise BodyError(f"it is compressed more than {_MOST_CODINGS} times over")
    for coding in reversed(codings):
        body = _decompressed(body, coding, limit)
    if len(body) > limit:
        raise BodyError(f"more than {limit // 1_000_000} MB")
    return body


def value_of(headers: Headers, name: str) -> str:
    """The value of a header, all its lines joined; empty when there is none."""
    return ", ".join(value for key, value in headers if key.lower() == name)


def charset_of(headers: Headers) -> str | None:
    """What the server called the encoding of the page."""
    match = _CHARSET.search(value_of(headers, "content-type"))
    return match.group(1) if match else None


def _joined(raw: bytes) -> bytes:
    return b"".join(_chunks(raw))


def _chunks(raw: bytes) -> Iterator[bytes]:
    """The chunks of a body; archivers that joined them already left the header standing, so that is no error."""
    at = 0
    while True:
        start = raw.find(b"\n", at, at + _LONGEST_LINE) + 1
        size = _size(raw[at:start].split(b";")[0].strip()) if start else None
        if size is None or start + size > len(raw):
            if at == 0:
                yield raw
                return
            raise BodyError("it was cut off" if size else "its chunks are damaged")
        if size == 0:
            return
        yield raw[start : start + size]
        at = start + size
        at += 2 if raw[at : at + 2] == b"\r\n" else 1


def _size(digits: bytes) -> int | None:
    try:
        return int(digits, 16) if digits.isalnum() else None
    except ValueError:
        return None


def _decompressed(body: bytes, coding: str, limit: int) -> bytes:
    if coding in {"", "identity"} or not body:
        return body
    if coding in {"gzip", "x-gzip"}:
        # Archivers that undid the compression left the header standing.
        return b"".join(_inflated(body, _GZIP, limit)) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        sound = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0  # the mark of the zlib format
        return b"".join(_inflated(body, _EITHER if sound else _RAW, limit))
    raise BodyError(f"it is compressed as {coding[:20]!r}, which sayso does not undo")


def _inflated(body: bytes, kind: int, limit: int) -> Iterator[bytes]:
    """Decompressed pieces, gzip in several members too; never more than a little over the limit is unpacked.

    Taken in a piece at a time: what a member leaves over is copied, and a body may have a million members.
    """
    room, at = limit + 1, 0
    stream = zlib.decompressobj(kind)
    while True:
        if at >= len(body):
            raise BodyError("it was cut off")
        given = body[at : at + _PIECE]
        try:
            piece = stream.decompress(given, room)
        except zlib.error as error:
            raise BodyError("its compression is damaged") from error
        yield piece
        room -= len(piece)
        if room <= 0:
            raise BodyError(f"more than {limit // 1_000_000} MB when it is unpacked")
        at += len(given) - len(stream.unused_data)
        if stream.eof:
            if kind != _GZIP or not body.startswith(b"\x1f\x8b", at):
                return
            stream = zlib.decompressobj(kind)
