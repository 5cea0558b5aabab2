"""What day a report's relative words count from: its publication, or else a full date in its dateline."""

from __future__ import annotations

from datetime import date

from sayso.linking.calendar.windows import valid
from sayso.linking.calendar.words import full_date
from sayso.model.report import Report
from sayso.reading.parse import Parse
from sayso.reading.time_words import TimeExpression

_FURTHEST = 60  # characters: a dateline stands at the very beginning
_CLOSERS = {"(", "-", "--", "—", "–", "[", ":"}


def anchor_date(parse: Parse, report: Report, found: list[TimeExpression]) -> tuple[date | None, str]:
    """The day to count from and what it is called in `derived_from`."""
    if report.published and (published := iso_date(report.published)):
        return published, f"publication {published.isoformat()}"
    if dateline := _dateline(parse, found):
        return dateline, f"dateline {dateline.isoformat()}"
    return None, ""


def iso_date(text: str) -> date | None:
    """A full ISO date, else None."""
    pieces = text.split("-")
    return valid(*(int(piece) for piece in pieces)) if len(pieces) == 3 and all(p.isdigit() for p in pieces) else None


def _dateline(parse: Parse, found: list[TimeExpression]) -> date | None:
    """ "BOGOTA, 12 JUL 89 (AFP) --": a full date at the very beginning, with what follows a dateline after it."""
    for one in found:
        if parse.tokens[one.first].start > _FURTHEST:
            return None
        after = parse.tokens[one.last + 1].text if one.last + 1 < len(parse.tokens) else ""
        if one.kind == "date" and after in _CLOSERS:
            return full_date(one)
    return None
