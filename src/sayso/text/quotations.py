"""Words between quotation marks, in all the shapes that news uses."""

from __future__ import annotations

import re

from sayso.model.report import Quotation

# Doubled straight marks come from files that were quoted once too often; a paragraph break ends an unclosed quotation.
_PAIRS = (
    ("“", "”"),
    ("«", "»"),
    ("„", "“"),
    ('""', '""'),
    ('"', '"'),
    ("‘", "’"),
)
_OPENER = re.compile(r'“|«|„|""|"|(?<!\w)‘')


def quotations(text: str) -> list[Quotation]:
    """Quotations in text order, outermost only. An opening mark that is never closed quotes to the end of its paragraph."""
    found: list[Quotation] = []
    at = 0
    while (match := _OPENER.search(text, at)) is not None:
        opener = match.group()
        closer = dict(_PAIRS)[opener]
        paragraph = text.find("\n", match.end())
        paragraph = len(text) if paragraph < 0 else paragraph
        close = _close(text, closer, match.end(), paragraph)
        end = close + len(closer) if close is not None else paragraph
        if close is None and opener in {"‘", '"'}:  # an apostrophe, or inches: no quotation
            at = match.end()
            continue
        inner = (match.end(), close if close is not None else paragraph)
        if inner[0] < inner[1]:
            found.append(Quotation(outer=(match.start(), end), inner=inner, marks=opener))
        at = max(end, match.end())
    return found


def _close(text: str, closer: str, start: int, limit: int) -> int | None:
    if closer != "’":
        at = text.find(closer, start, limit)
        return at if at >= 0 else None
    # A right single mark between letters is an apostrophe, before a space or punctuation it closes.
    match = re.compile(r"(?<=\S)’(?!\w)").search(text, start, limit)
    return match.start() if match else None
