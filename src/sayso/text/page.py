"""Web pages: the article's own text, without menus and comments, and what the page says of itself.

The page is never rendered and nothing it names is fetched. The date of publication is taken only from where a page marks it
as one (its head, its address, structured data, dated elements): a date that merely stands in the text is no such mark.
"""

from __future__ import annotations

import codecs
import re
from copy import deepcopy
from typing import Any

from sayso.errors import DamagedError, EncodingError, InputNotTextError, InputTooLargeError, NoTextOnPageError
from sayso.model.report import Text
from sayso.text.crowded import is_crowded
from sayso.text.encodings import codec_of
from sayso.text.language import language_of

# Real articles have a tenth of these; finding the article in much more takes minutes.
_MAX_BYTES = 5_000_000
_MAX_ELEMENTS = 30_000
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Characters that no markup may hold; lxml refuses them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EARLIEST, _LATEST = "1990-01-01", "2100-01-01"
_DATED = (
    ".//time[not(ancestor::aside or ancestor::footer or ancestor::nav)]"
    " | .//*[contains(@itemprop, 'datePublished')]"
    " | .//abbr[@data-utime or contains(@class, 'published')]"
)


def read_page(data: bytes, name: str, charset: str | None = None) -> Text:
    """The readable text of a web page with title, byline, outlet and date; `charset` is what the server called its encoding.
    Raises NoTextOnPageError when there is none.
    """
    import trafilatura
    from lxml.etree import LxmlError

    if len(data) > _MAX_BYTES:
        raise InputTooLargeError(name, f"a web page of more than {_MAX_BYTES // 1_000_000} MB")
    try:
        tree = _tree(_decoded(data, name, charset), name)
        if tree is None:
            raise NoTextOnPageError(name)
        published = _published(tree)
        found: Any = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    except (LxmlError, RecursionError, ValueError) as error:
        raise DamagedError(name, "the page's markup cannot be read") from error
    text = (found.text or "").strip() if found is not None else ""
    if found is None or not re.search(r"\w", text):
        raise NoTextOnPageError(name)
    return Text(
        text=text,
        media_type="text/html",
        extractor="trafilatura",
        title=_line(found.title),
        byline=_line(found.author),
        outlet=_line(found.sitename),
        published=published,
        language=language_of(text),
    )


_DATES: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "outputformat": "%Y-%m-%d",
    "min_date": _EARLIEST,
    "max_date": _LATEST,
}


def _decoded(data: bytes, name: str, charset: str | None) -> str:
    """The page as text: by its byte order mark, the server's word, its own declaration, or as UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x00" in data[:_DECLARED_WITHIN]:
        raise InputNotTextError(name, "a binary file")
    told, declared = codec_of(charset), _declared(data)
    if told and (declared is None or _fits(data, told)):
        return data.decode(told, "replace")
    if declared:
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EncodingError(name, f"the page declares no encoding, and byte {error.start + 1} is not valid") from error


def _declared(data: bytes) -> str | None:
    """The declared encoding as a Python codec, if it is one that pages are written in."""
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return codec_of(match.group(1).decode("ascii")) if match else None


def _fits(data: bytes, codec: str) -> bool:
    """Whether the bytes can be of this encoding: servers say what they were set to say."""
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _tree(markup: str, name: str) -> Any:
    """The page's tree. HTML parsing expands no entities of the page's own and fetches no schema."""
    from lxml.etree import ErrorTypes, ParserError
    from lxml.html import HTMLParser, document_fromstring

    markup = _XML_DECLARATION.sub("", _FORBIDDEN.sub(" ", markup))
    if is_crowded(markup):
        raise InputTooLargeError(name, "elements with many thousands of attributes")
    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = document_fromstring(markup, parser=parser)
    except ParserError:  # nothing but white space or comments
        return None
    # Past its limits (depth 256, 10 MB a value) the parser drops the rest of the page: better no text than half of it.
    if any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise DamagedError(name, "the page's markup is nested too deep")
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise InputTooLargeError(name, f"a web page of more than {_MAX_ELEMENTS:,} elements")
    return tree


def _published(tree: Any) -> str | None:
    """The day that the page marks as its publication, None when it marks none."""
    from htmldate import find_date
    from lxml.html import document_fromstring

    marked = document_fromstring("<html><head></head><body></body></html>")
    head, body = marked.find("head"), marked.find("body")
    for element in tree.xpath(".//head/meta | .//head/link[@rel='canonical'] | .//script[@type='application/ld+json']"):
        head.append(_kept(element))
    for element in tree.xpath(_DATED):
        body.append(_kept(element))
    day = find_date(marked, **_DATES)
    return day if day is not None and _DAY.fullmatch(day) else None


def _kept(element: Any) -> Any:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _line(words: str | None) -> str | None:
    """On one line; None for nothing."""
    return " ".join(words.split()) or None if words else None
