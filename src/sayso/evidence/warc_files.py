"""A WARC that a person has: it is kept as it is, and each page in it becomes a report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import InputError, InputUnreadableError, NothingInsideError
from sayso.evidence.captured import Captured, Original
from sayso.evidence.incoming import reason
from sayso.evidence.options import Options
from sayso.evidence.warcs import Response, responses
from sayso.evidence.wording import file_name, plain, told_headers
from sayso.model.evidence import Capture
from sayso.model.record import sha256


def from_warc(path: Path, options: Options, named: str | None = None) -> Iterator[Captured | InputError]:
    """Every page of a WARC, which a person knows by its path or as `named`; a record of no use is an error of its own."""
    name, found = named or file_name(path), False
    try:
        with path.open("rb") as file:
            warc = Original(path, hashlib.file_digest(file, "sha256").hexdigest())
            file.seek(0)
            for response in responses(file):
                if isinstance(response, Response):
                    found = True
                    yield _captured(response, warc, options)
                else:
                    yield NothingInsideError(f"{name}: {response.where}", response.why)
    except OSError as error:
        raise InputUnreadableError(name, reason(error)) from error
    if not found:
        raise NothingInsideError(name, "no page, text or PDF that was fetched with success")


def _captured(response: Response, warc: Original, options: Options) -> Captured:
    url = plain(response.url, 2_000)
    capture = Capture(
        sha256=sha256(response.body),
        media_type=response.media_type,
        size=len(response.body),
        method="warc",
        name=url,
        url=url,
        container=warc.sha256,
        record=response.record,
        offset=response.offset,
        headers=told_headers(response.headers),
        published=options.published,
        source=options.source,
        title=options.title,
        language=options.language,
    )
    return Captured(capture, response.body, (warc,))
