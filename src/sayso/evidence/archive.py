"""What was fetched, as a WARC (ISO 28500) that every other archive tool reads: each request with its answer, redirects too."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso import __version__
from sayso.evidence.wire import Exchange

MEDIA_TYPE = "application/warc"


class Archive:
    """A WARC being written in memory, one gzip member a record."""

    def __init__(self, now: Callable[[], str], agent: str) -> None:
        self._now = now
        self._file = BytesIO()
        self._writer = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
        self._write("warcinfo", "", _info(agent), b"", b"", {"Content-Type": "application/warc-fields"})

    def add(self, exchange: Exchange) -> tuple[str, int]:
        """Keep an answer and its request. Returns the id of the answer's record and where it begins in the file."""
        url, about = exchange.address.url, {"WARC-IP-Address": exchange.ip}
        offset = self._file.tell()
        name = self._write("response", url, b"", exchange.head, exchange.body, about)
        request = exchange.request
        self._write("request", url, b"", request, b"", {**about, "WARC-Concurrent-To": name})
        return name, offset

    def file(self) -> bytes:
        """The whole file."""
        return self._file.getvalue()

    def _write(self, kind: str, url: str, block: bytes, head: bytes, body: bytes, about: dict[str, str]) -> str:  # noqa: PLR0913, PLR0917
        """One record; its id comes from what is in it, so that the same exchange at the same moment is the same file."""
        date = self._now()
        name = _record_id(kind, url, date, str(self._file.tell()), block + head + body)
        payload = block or body
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(payload),
            length=len(payload),
            http_headers=_Verbatim(head) if head else None,
            warc_headers_dict={"WARC-Record-ID": name, "WARC-Date": date, **about},
        )
        self._writer.write_record(record)
        return name


class _Verbatim(StatusAndHeaders):  # type: ignore[misc] # warcio has no types
    """Headers as they came: warcio would write them anew, and alter what is not ASCII."""

    def __init__(self, head: bytes) -> None:
        super().__init__("as it came", [])
        self._head = head

    def compute_headers_buffer(self, header_filter: Any = None) -> None:  # noqa: ARG002 - warcio's signature
        """What is written is what came."""
        self.headers_buff = self._head


def _info(agent: str) -> bytes:
    lines = (f"software: sayso/{__version__}", "format: WARC File Format 1.1", f"http-header-user-agent: {agent}")
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _record_id(*parts: str | bytes) -> str:
    """A UUID (version 8: made by our own rule) out of what a record holds."""
    data = b"\0".join(part if isinstance(part, bytes) else part.encode("utf-8") for part in parts)
    digits = hashlib.sha256(data).hexdigest()
    return f"<urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}>"
