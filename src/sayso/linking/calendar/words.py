"""What the words of a date are worth: "Oct." is 10, "9th" is 9, "’89" is 1989; and dates whose year is not said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Any

from sayso.lexicon.load import lexicon
from sayso.linking.calendar.windows import valid
from sayso.reading.times.words import TimeExpression

_TOLERANCE = timedelta(days=1)  # a report filed east of the publisher's midnight
_NOT_YET = timedelta(days=183)  # "will meet on 3 May": the next third of May, when it is not half a year off
_AGREES = timedelta(days=62)  # how far ahead a weekday may pull a date


@cache
def _table(name: str) -> dict[str, Any]:
    values: dict[str, Any] = lexicon("times")[name]
    return values


def number(words: str) -> int | None:
    """ "three", "3", "3rd", "third", "a couple" (vague: None)."""
    digits = "".join(c for c in words if c.isdigit())
    return int(digits) if digits else _table("numbers").get(words, _table("ordinals").get(words))


def month_number(word: str) -> int:
    """1 to 12."""
    return int(_table("months")[word.rstrip(".")])


def weekday_number(word: str) -> int:
    """Monday is 0."""
    return int(_table("weekdays")[word.rstrip(".")])


def year_number(word: str) -> int:
    """Four digits, or two: from 50 on they are of the twentieth century."""
    value = int("".join(c for c in word if c.isdigit()))
    return value if value > 99 else 1900 + value if value >= 50 else 2000 + value


def full_date(one: TimeExpression) -> date | None:
    """The date that an expression names in full, else None."""
    parts = one.parts
    if "year" not in parts:
        return None
    month = number(parts["number"]) if "number" in parts else month_number(parts.get("month") or parts["month2"])
    return valid(year_number(parts["year"]), month or 0, number(parts.get("day") or parts.get("day2", "")) or 0)


def slashed(text: str) -> date | None:
    """ "23/7/2016", "2016/07/09": None where day and month could be either."""
    pieces = [int(piece) for piece in re.split(r"\s*[-–—/.]\s*", text)]
    if pieces[0] > 31:
        return valid(*pieces)
    day, month, year = pieces
    if month > 12:
        day, month = month, day
    elif day <= 12 and day != month and "." not in text:
        return None
    return valid(year_number(str(year)), month, day)


def without_year(
    month: int, day: int, base: date, *, future: bool, weekday: int | None = None
) -> tuple[date | None, str]:
    """The nearest such day not after the base (ahead of it when the verb is), and the rule in words."""
    near = [
        d
        for y in (base.year + 1, base.year, base.year - 1, base.year - 2, base.year - 4)
        if (d := valid(y, month, day))
    ]
    past = max((d for d in near if d <= base + _TOLERANCE), default=None)
    ahead = min((d for d in near if base <= d <= base + _NOT_YET), default=None)
    if future and ahead:
        return ahead, "nearest year ahead"
    if weekday is not None and past and past.weekday() != weekday:
        if ahead and ahead.weekday() == weekday and ahead - base <= _AGREES:
            return ahead, "year by the weekday"
        return past, "nearest year not after, the weekday does not agree"
    return past, "nearest year not after"


def nearest(month: int, day: int, around: date) -> date | None:
    """The such day nearest to another, before or after it."""
    near = [d for y in (around.year - 1, around.year, around.year + 1) if (d := valid(y, month, day))]
    return min(near, key=lambda d: abs(d - around), default=None)
