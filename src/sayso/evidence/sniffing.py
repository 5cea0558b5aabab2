"""What bytes are, by what is in them."""

from __future__ import annotations

import zlib

from sayso.text.documents import kind_of

_MEDIA_TYPES = {"pdf": "application/pdf", "page": "text/html", "correction": "application/json", "plain": "text/plain"}
_WARC = b"WARC/"


def media_type_of(data: bytes, name: str) -> str:
    """The media type of a report, as reading it will take it."""
    return _MEDIA_TYPES[kind_of(data, name)]


def is_warc(beginning: bytes) -> bool:
    """Whether a file that begins so is a WARC, gzipped or not."""
    if not beginning.startswith(b"\x1f\x8b"):
        return beginning.startswith(_WARC)
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(beginning, len(_WARC)) == _WARC
    except zlib.error:
        return False
