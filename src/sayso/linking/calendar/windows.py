"""Calendar arithmetic for times: windows of days, and the same in EDTF."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from sayso.model.quantity import PartOfDay, TimePrecision


class Window(NamedTuple):
    """Days from `first` to `last` (None = open), how precisely, what part of the day, and by which reasoning."""

    first: date | None
    last: date | None
    precision: TimePrecision
    why: str
    edtf: str | None = None
    part: PartOfDay | None = None


def day(when: date, why: str) -> Window:
    """One day."""
    return Window(when, when, "day", why, when.isoformat())


def days(first: date, last: date, why: str) -> Window:
    """A window of days, its precision by its length."""
    if first == last:
        return day(first, why)
    precision: TimePrecision = (
        "days_2_6" if (last - first).days < 6 else "week" if (last - first).days == 6 else "range"
    )
    return Window(first, last, precision, why, f"{first.isoformat()}/{last.isoformat()}")


def week(monday: date, why: str) -> Window:
    """The week from a Monday to its Sunday."""
    sunday = monday + timedelta(days=6)
    return Window(monday, sunday, "week", why, f"{monday.isoformat()}/{sunday.isoformat()}")


def month(year: int, number: int, why: str) -> Window:
    """A calendar month; `number` may lie outside 1 to 12 and then counts on into the neighbouring years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = date(year, number, monthrange(year, number)[1])
    return Window(date(year, number, 1), last, "month", why, f"{year:04}-{number:02}")


def year(number: int, why: str) -> Window:
    """A calendar year."""
    return Window(date(number, 1, 1), date(number, 12, 31), "year", why, f"{number:04}")


def months(start_year: int, first: int, last: int, why: str) -> Window:
    """From the first of one month to the end of another."""
    start, end = month(start_year, first, why), month(start_year, last, why)
    return Window(start.first, end.last, "range", why, f"{start.edtf}/{end.edtf}")


def part_of(window: Window, part: str) -> Window:
    """The first, middle or last third of a month, year or week."""
    if window.first is None or window.last is None:
        return window
    length = (window.last - window.first).days + 1
    third = 10 if window.precision == "month" else length // 3
    starts = {"first": 0, "middle": third, "last": 2 * third}
    first = window.first + timedelta(days=starts[part])
    last = window.last if part == "last" else first + timedelta(days=third - 1)
    why = f"{window.why}, {part} third"
    return Window(first, last, days(first, last, why).precision, why, f"{first.isoformat()}~/{last.isoformat()}~")


def opened(window: Window, bound: str) -> Window:
    """ "since", "after": open to the future; "until", "before", "by": open to the past."""
    why = f"{window.why}, open: {bound}"
    if window.first is None or window.last is None:
        return window
    if bound == "since":
        return Window(window.first, None, "range", why, f"{_one_end(window, window.first)}/..", window.part)
    if bound == "after":
        start = (
            window.last if window.precision in {"day", "part_of_day", "exact_time"} else window.last + timedelta(days=1)
        )
        return Window(start, None, "range", why, f"{start.isoformat()}/..", window.part)
    if bound == "before":
        sharp = window.precision in {"day", "part_of_day", "exact_time"}
        end = window.first if sharp else window.first - timedelta(days=1)
        return Window(None, end, "range", why, f"../{end.isoformat()}", window.part)
    return Window(None, window.last, "range", why, f"../{_one_end(window, window.last)}", window.part)


def _one_end(window: Window, end: date) -> str:
    """The window's own EDTF where it is one date, else the day at its end."""
    return window.edtf if window.edtf and "/" not in window.edtf else end.isoformat()


def shifted_months(when: date, number: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    year_, month_ = when.year + (when.month - 1 + number) // 12, (when.month - 1 + number) % 12 + 1
    return date(year_, month_, min(when.day, monthrange(year_, month_)[1]))


def valid(year_: int, month_: int, day_: int) -> date | None:
    """The date, or None where there is none ("31 June")."""
    if not (1 <= month_ <= 12 and 1 <= year_ <= 9998 and 1 <= day_ <= monthrange(year_, month_)[1]):
        return None
    return date(year_, month_, day_)
