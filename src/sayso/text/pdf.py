"""PDF: the text layer, page after page.

Kept simple, so that it stays predictable: every line of the layer ends with a line feed, pages follow each other like lines,
and a word that was hyphenated at a line end is put together again (PDFium marks these). A PDF says when its file was made,
never when the piece was published, so `published` stays None. The file is opened in a process of its own (pdf_process.py).
"""

from __future__ import annotations

import re
import subprocess
import sys

import msgspec

from sayso.errors import DamagedError, InputTooLargeError, LockedError, NoTextLayerError
from sayso.model.report import Text
from sayso.text.documents import TOO_LONG
from sayso.text.language import language_of
from sayso.text.pdf_process import SECONDS, Layer

_VISIBLE = re.compile(r"\w")
# -P: whatever lies in the folder where somebody works must not be taken for a library
_COMMAND = (sys.executable, "-P", "-m", "sayso.text.pdf_process")
_PATIENCE = 5  # times the processor's time: the machine may be busy


def read_pdf(data: bytes, name: str) -> Text:
    """The text layer of a PDF; raises LockedError, DamagedError, InputTooLargeError or NoTextLayerError."""
    layer = _layer(data, name)
    match layer.fault:
        case "locked":
            raise LockedError(name)
        case "damaged":
            raise DamagedError(name, "the PDF cannot be opened")
        case "large":
            raise InputTooLargeError(name, TOO_LONG)
    if not _VISIBLE.search(layer.text):
        raise NoTextLayerError(name)
    return Text(
        text=layer.text,
        media_type="application/pdf",
        extractor="pypdfium2",
        title=_clean(layer.title),
        language=language_of(layer.text),
    )


def _layer(data: bytes, name: str) -> Layer:
    """What the other process makes of it. A PDF that kills it is damaged, or unfolds into more than a report ever is."""
    try:
        done = subprocess.run(_COMMAND, input=data, capture_output=True, timeout=_PATIENCE * SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise DamagedError(name, "opening the PDF takes too long") from error
    if done.returncode != 0:
        raise DamagedError(name, "opening the PDF takes too much memory or time")
    return msgspec.json.decode(done.stdout, type=Layer)


def _clean(title: str) -> str | None:
    """The title, unless it is empty or only what a word processor puts there."""
    title = " ".join(title.replace("\x00", "").split())
    return title if title and not title.lower().startswith(("untitled", "microsoft word")) else None
