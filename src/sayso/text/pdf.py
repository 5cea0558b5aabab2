"""PDF: the text layer, page after page.

Kept simple, so that it stays predictable: every line of the layer ends with a line feed, pages follow each other like lines,
and a word that was hyphenated at a line end is put together again (PDFium marks these). A PDF says when its file was made,
never when the piece was published, so `published` stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sayso.errors import DamagedError, InputTooLargeError, LockedError, NoTextLayerError
from sayso.model.report import Text
from sayso.text.language import language_of

_MAX_CHARACTERS = 10_000_000  # a small file can unfold into a huge text
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LINE_END = re.compile(r"[ \t]*\r\n?|[ \t]+\n")
_HYPHENATED = re.compile("[\x02\ufffe]")
_VISIBLE = re.compile(r"\w")


def read_pdf(data: bytes, name: str) -> Text:
    """The text layer of a PDF; raises LockedError, DamagedError or NoTextLayerError."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            text = "\n".join(_pages(document, name))
            title = _clean(document.get_metadata_value("Title"))
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD:
            raise LockedError(name) from error
        raise DamagedError(name, "the PDF cannot be opened") from error
    if not _VISIBLE.search(text):
        raise NoTextLayerError(name)
    return Text(text=text, media_type="application/pdf", extractor="pypdfium2", title=title, language=language_of(text))


def _pages(document: Any, name: str) -> Iterator[str]:
    characters = 0
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as layer:
            text = _HYPHENATED.sub("", _LINE_END.sub("\n", layer.get_text_bounded())).strip()
        characters += len(text)
        if characters > _MAX_CHARACTERS:
            raise InputTooLargeError(name, f"more than {_MAX_CHARACTERS:,} characters")
        if text:
            yield text


def _clean(title: str) -> str | None:
    """The title, unless it is empty or only what a word processor puts there."""
    title = " ".join(title.replace("\x00", "").split())
    return title if title and not title.lower().startswith(("untitled", "microsoft word")) else None
