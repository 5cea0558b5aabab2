"""Words between quotation marks, in all the shapes that news uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.record import Span
from sayso.model.report import Quotation

_CLOSER = {"“": "”", "”": "”", "«": "»", "„": "“", '""': '""', '"': '"', "''": "''", "‘": "’", "'": "'"}
# An opening mark stands before a word, never after one. A right mark that opens is a typist's slip.
_OPENERS = (
    r"“|«|„|(?<!\S)”(?=\w)",
    r"(?<![\w.,!?'\"])''(?=\S)",
    r"(?<![\w.,!?])\"\"(?=\S)",
    r"(?<![\w.,!?\"])\"(?=\S)",
    r"(?<![\w’])‘(?=\S)",
    r"(?<![\w'’.,])'(?=\w)",
)
_MARKS = {"all": re.compile("|".join(_OPENERS)), "doubled": re.compile(r'""')}
_CLOSE = {
    "“": re.compile(r"”|(?<=\S)\"(?!\w)"),
    '"': re.compile(r"(?<=\S)[\"”](?!\w)"),
    "''": re.compile(r"(?<=\S)''|(?<=\s)''(?=\s)"),
    # Before a letter a single mark is an apostrophe.
    "‘": re.compile(r"(?<=\S)’(?![\w])"),
    "'": re.compile(r"(?<=[^\s'])'(?![\w'])"),
}
_PARAGRAPH = re.compile(r"[^\n]+")
_SINGLE = {"‘", "'"}


def quotations(text: str) -> list[Quotation]:
    """Quotations in text order, outermost only. A double mark that opens a paragraph and is never closed quotes to the
    paragraph's end (the speech runs on in the next); so does an unclosed “ anywhere.
    """
    return [q for match in _PARAGRAPH.finditer(text) for q in _in_paragraph(text, *match.span())]


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    at, stop = _unwrapped(text, start, end)
    marks = _MARKS["all"] if at == start else _MARKS["doubled"]
    opening = at
    while (match := marks.search(text, at, stop)) is not None:
        mark = match.group()
        close = _close(text, mark, match.end(), stop)
        if close is None and not _runs_on(text, mark, opening, match.start()):
            at = match.end()  # an apostrophe, inches, or a mark left over
            continue
        inner = (match.end(), close[0] if close else len(text[:stop].rstrip()))
        at = close[1] if close else stop
        if inner[0] < inner[1]:
            yield Quotation(outer=(match.start(), close[1] if close else inner[1]), inner=inner, marks=mark)


def _unwrapped(text: str, start: int, end: int) -> Span:
    """A paragraph that some export put in marks, doubling its own: only the doubled ones quote."""
    first, last = start, len(text[start:end].rstrip()) + start
    inner = text[first + 1 : last - 1]
    if text[first] == '"' and text[last - 1 : last] == '"' and '""' in inner and '"' not in inner.replace('""', ""):
        return first + 1, last - 1
    return start, end


def _runs_on(text: str, mark: str, opening: int, at: int) -> bool:
    return mark in {"“", "„", "«"} or (mark not in _SINGLE and not text[opening:at].strip())


def _close(text: str, mark: str, start: int, limit: int) -> Span | None:
    pattern = _CLOSE.get(mark)
    if pattern is not None:
        match = pattern.search(text, start, limit)
        return match.span() if match else None
    at = text.find(_CLOSER[mark], start, limit)
    return (at, at + len(_CLOSER[mark])) if at >= 0 else None
