"""From captured bytes to text: what kind of document it is, and the extractor that reads it.

The content decides, the name only where the content leaves it open. A text file (`.txt`, `.md`) is never altered, even when
it holds the source of a web page: its offsets must be those of the file.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

from sayso.errors import InputEmptyError, InputTooLargeError
from sayso.model.report import Text
from sayso.text.correction import is_correction
from sayso.text.crowded import has_endless_words

MAX_BYTES = 25_000_000
"""More than any report has; larger files are refused before they are read."""

MAX_CHARACTERS = 1_000_000
"""More than any report's text has (three hundred pages); reading as much takes minutes and holds up all the others."""

TOO_LONG = "more than a million characters of text"

Kind = Literal["pdf", "page", "correction", "plain"]

_TEXT_SUFFIXES = {".txt", ".text", ".md", ".markdown"}
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml", ".xht"}
_PAGE_STARTS = (b"<!doctype html", b"<html")
_MARKUP_STARTS = (b"<?xml", b"<!--")
_PDF_MARK, _PDF_MARK_WITHIN = b"%PDF-", 1024


def extract(data: bytes, name: str, charset: str | None = None) -> Text:
    """The text of a document. `name` is how the person named it, `charset` what the server that it came from called its
    encoding. Raises the InputError that says why there is none.
    """
    if len(data) > MAX_BYTES:
        raise InputTooLargeError(name, size_limit())
    if not data.strip():
        raise InputEmptyError(name)
    text = _extracted(data, name, charset)
    if len(text.text) > MAX_CHARACTERS:
        raise InputTooLargeError(name, TOO_LONG)
    if has_endless_words(text.text):
        raise InputTooLargeError(name, "words of many thousands of signs")
    return text


def _extracted(data: bytes, name: str, charset: str | None) -> Text:
    match kind_of(data, name):
        case "pdf":
            from sayso.text.pdf import read_pdf

            return read_pdf(data, name)
        case "page":
            from sayso.text.page import read_page

            return read_page(data, name, charset)
        case "correction":
            from sayso.text.correction import read_correction

            return read_correction(data, name)
        case "plain":
            from sayso.text.plain import read_plain

            return read_plain(data, name, charset)


def kind_of(data: bytes, name: str) -> Kind:
    """PDF by its mark, web page by its first tag or its name, a reader's correction by its form, otherwise plain text."""
    suffix = PurePath(name).suffix.lower()
    mark = data.find(_PDF_MARK, 0, _PDF_MARK_WITHIN)
    # A text may speak of the mark; a file called PDF may have lost it.
    if mark == 0 or (mark > 0 and suffix not in _TEXT_SUFFIXES) or suffix == ".pdf":
        return "pdf"
    if suffix in _TEXT_SUFFIXES:
        return "plain"
    if _starts_as_page(data) or (suffix in _PAGE_SUFFIXES and b"<" in data):
        return "page"
    return "correction" if is_correction(data) else "plain"


def size_limit() -> str:
    """The limit in words."""
    return f"more than {MAX_BYTES // 1_000_000} MB"


def _starts_as_page(data: bytes) -> bool:
    """The first tag is that of a web page; an XML declaration or a comment may stand before it."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if head.startswith(_MARKUP_STARTS):
        return any(start in head for start in _PAGE_STARTS)
    return head.startswith(_PAGE_STARTS)
