"""What day a report's relative words count from: its publication, or else a full date in its dateline."""

from __future__ import annotations

from datetime import date
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.linking.calendar.windows import valid
from sayso.linking.calendar.words import full_date
from sayso.reading.parse import Parse
from sayso.reading.times.words import TimeExpression

_FURTHEST = 60  # characters: a dateline stands at the very beginning
_CLOSERS = {"(", "-", "--", "—", "–", "[", ":"}


def anchor_date(parse: Parse, published: str | None, found: list[TimeExpression]) -> tuple[date | None, str]:
    """The day to count from and what it is called in `derived_from`."""
    if published and (day := iso_date(published)):
        return day, f"publication {day.isoformat()}"
    if dateline := _dateline(parse, found):
        return dateline, f"dateline {dateline.isoformat()}"
    return None, ""


def iso_date(text: str) -> date | None:
    """A full ISO date, else None."""
    pieces = text.split("-")
    return valid(*(int(piece) for piece in pieces)) if len(pieces) == 3 and all(p.isdigit() for p in pieces) else None


def _dateline(parse: Parse, found: list[TimeExpression]) -> date | None:
    """ "BOGOTA, 12 JUL 89 (AFP) --", "Published 8 July 2016": a full date at the very beginning, as a dateline has it."""
    for one in found:
        if parse.tokens[one.first].start > _FURTHEST:
            return None
        before = {token.lower for token in parse.tokens[: one.first]}
        after = parse.tokens[one.last + 1] if one.last + 1 < len(parse.tokens) else None
        alone = before <= _openers() and (after is None or after.sentence != parse.tokens[one.last].sentence)
        if alone or (after is not None and after.text in _CLOSERS):
            named = one.day or one
            return full_date(named) if named.kind == "date" else None
    return None


@cache
def _openers() -> frozenset[str]:
    return frozenset([*lexicon("times")["date_openers"], ":", ","])
