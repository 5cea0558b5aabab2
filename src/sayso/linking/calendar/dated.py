"""Times that name a calendar date, month or year: "14-15 October", "mid-September 2014", "the 1990s"."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.lexicon.load import lexicon
from sayso.linking.calendar import windows
from sayso.linking.calendar.clock import Clock, part_named, unresolved
from sayso.linking.calendar.windows import Window
from sayso.linking.calendar.words import (
    full_date,
    month_number,
    nearest,
    number,
    slashed,
    weekday_number,
    without_year,
    year_number,
)
from sayso.reading.times.words import TimeExpression


def date_named(one: TimeExpression, clock: Clock) -> Window | None:
    """ "9 July 2016", "Friday, July 8"."""
    parts = one.parts
    if "year" in parts:
        whole = full_date(one)
        return windows.day(whole, "text") if whole else unresolved("no such date")
    month, day = month_number(parts.get("month") or parts["month2"]), number(parts.get("day") or parts["day2"]) or 0
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    if parts.get("which") == "next":
        clock = clock._replace(future=True)
    found, why = _dated(month, day, clock, weekday, parts.get("of_year"))
    return windows.day(found, why) if found else _year_unknown(month, day, why)


def _dated(
    month: int, day: int, clock: Clock, weekday: int | None = None, of_year: str | None = None
) -> tuple[date | None, str]:
    if clock.base is not None and of_year:
        year = year_said(of_year, clock.base)
        return windows.valid(year, month, day), f"text, {of_year} year from {clock.name}"
    if clock.base is not None:
        found, rule = without_year(month, day, clock.base, future=clock.future, weekday=weekday)
        return found, f"text, year from {clock.name}: {rule}"
    if clock.context is not None and clock.context.first is not None:
        return nearest(month, day, clock.context.first), f"text, year from the time named before ({clock.context.edtf})"
    return None, ""


def _year_unknown(month: int, day: int, why: str) -> Window:
    if why or windows.valid(2000, month, day) is None:
        return unresolved("no such date")
    return Window(None, None, "unknown", "unresolved: year not said", f"XXXX-{month:02}-{day:02}")


def days_named(one: TimeExpression, clock: Clock) -> Window | None:
    """ "14-15 October"."""
    parts = one.parts
    month = month_number(parts["month"])
    first, last = _pair(parts["pair"]) if "pair" in parts else (_day(parts), number(parts["end"]) or 0)
    if "year" in parts:
        start, why = windows.valid(year_number(parts["year"]), month, first), "text"
    else:
        start, why = _dated(month, first, clock, of_year=parts.get("of_year"))
    end = windows.valid(start.year, month, last) if start else None
    if end is None or start is None or start > end:
        return unresolved("no such dates" if why else "year not said")
    window = windows.days(start, end, why)
    return window._replace(part=part_named(one), precision="part_of_day") if "part" in parts else window


def _day(parts: dict[str, str]) -> int:
    return number(parts.get("day") or parts["day2"]) or 0


def _pair(text: str) -> tuple[int, int]:
    """ "26/27", "2014–15"."""
    first, last = ("".join(c if c.isdigit() else " " for c in text)).split()
    return int(first), int(last)


def years_joined(one: TimeExpression) -> Window | None:
    """ "2014–15", "2011–2016"."""
    first, last = _pair(one.parts["pair"])
    last = last if last > 99 else first // 100 * 100 + last
    if last < first:
        return unresolved("the end lies before the beginning")
    return Window(date(first, 1, 1), date(last, 12, 31), "range", "text", f"{first}/{last}")


def week_of_month(one: TimeExpression, clock: Clock) -> Window | None:
    """ "the first week of July", "the last days of June"."""
    window = month_named(one, clock)
    if window is None or window.first is None or window.last is None:
        return window
    nth, why = one.parts["nth"], f"{window.why}, {one.parts['nth']} {one.parts['unit']}"
    if one.parts["unit"] == "days":
        return windows.part_of(window, "last" if nth == "last" else "first")
    if nth == "last":
        return windows.days(window.last - timedelta(days=6), window.last, why)
    start = window.first + timedelta(days=7 * ((number(nth) or 1) - 1))
    return windows.days(start, min(start + timedelta(days=6), window.last), why) if start <= window.last else None


def half_named(one: TimeExpression, clock: Clock) -> Window | None:
    """ "the first half of 2016"."""
    second = one.parts["nth"] != "first"
    if "year" in one.parts:
        return windows.months(int(one.parts["year"]), 7 if second else 1, 12 if second else 6, "text")
    window = month_named(one, clock)
    if window is None or window.first is None or window.last is None:
        return window
    middle = window.first.replace(day=15)
    why = f"{window.why}, {one.parts['nth']} half"
    return (
        windows.days(middle + timedelta(days=1), window.last, why)
        if second
        else windows.days(window.first, middle, why)
    )


def date_slashed(one: TimeExpression) -> Window | None:
    """ "23/7/2016"."""
    found = slashed(one.parts["slash"])
    return windows.day(found, "text") if found else _either_order(one.parts["slash"])


def _either_order(text: str) -> Window:
    """ "9/7/2016": both dates are kept, as EDTF's one of a set."""
    first, second, year = (int(piece) for piece in "".join(c if c.isdigit() else " " for c in text).split())
    both = sorted(d.isoformat() for d in (windows.valid(year, first, second), windows.valid(year, second, first)) if d)
    either = unresolved("day and month could be either" if len(both) == 2 else "no such date")
    return either._replace(edtf=f"[{','.join(both)}]" if len(both) == 2 else None)


def edge_of(one: TimeExpression, window: Window) -> Window:
    """The part of a month or year that "early", "mid-" or "the end of" picks out."""
    word = one.parts.get("edge") or one.parts.get("edge2")
    edge = lexicon("times")["edges"].get(word) if word else None
    return windows.part_of(window, edge) if edge in {"first", "middle", "last"} else window


def month_named(one: TimeExpression, clock: Clock) -> Window | None:
    """ "September", "late August 2014", "last May"."""
    month = month_number(one.parts["month"])
    if "year" in one.parts:
        return edge_of(one, windows.month(year_number(one.parts["year"]), month, "text"))
    if clock.base is None:
        if clock.context is None or clock.context.first is None:
            return Window(None, None, "unknown", "unresolved: year not said", f"XXXX-{month:02}")
        found = nearest(month, 15, clock.context.first)
        why = f"text, year from the time named before ({clock.context.edtf})"
        return edge_of(one, windows.month(found.year, month, why)) if found else None
    if of_year := one.parts.get("of_year"):
        year = year_said(of_year, clock.base)
        return edge_of(one, windows.month(year, month, f"text, {of_year} year from {clock.name}"))
    year, rule = _year_of_month(month, clock.base, one.parts.get("which"), clock.future)
    return edge_of(one, windows.month(year, month, f"text, year from {clock.name}: {rule}"))


def year_said(which: str, base: date) -> int:
    """The year of "last year", "this year", "next year"."""
    return base.year + {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)


def _year_of_month(month: int, base: date, which: str | None, future: bool) -> tuple[int, str]:
    if which in {"last", "past"}:
        return base.year - (month >= base.month), "the last one over"
    if which == "next" or (future and month < base.month):
        return base.year + (month <= base.month), "the next one"
    if (future and month - base.month <= 6) or which == "this":
        return base.year, "this year's"
    return base.year - (month > base.month), "nearest not after"


def year_named(one: TimeExpression) -> Window | None:
    """ "2011", "early 2014"."""
    return edge_of(one, windows.year(int(one.parts["year"]), "text"))


def decade_named(one: TimeExpression) -> Window | None:
    """ "the 1990s", "the mid-1990s"."""
    start = int("".join(c for c in one.parts["decade"] if c.isdigit()))
    near = one.parts.get("edge") or one.parts["decade"].rpartition("-")[0]
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(near, (0, 9))
    edtf = f"{start // 10}X" if (first, last) == (0, 9) else f"{start + first}~/{start + last}~"
    return Window(date(start + first, 1, 1), date(start + last, 12, 31), "range", "text", edtf)


def season_named(one: TimeExpression, clock: Clock) -> Window | None:
    """ "the summer of 2014", "last winter"."""
    row = lexicon("times")["seasons"][one.parts["season"]]
    first, last = row["months"]
    if "year" in one.parts:
        year, why = int(one.parts["year"]), "text"
    elif clock.base is None:
        return None
    else:
        year, why = clock.base.year, f"{clock.name}, {one.parts['which']} {one.parts['season']}"
        over = windows.month(year, last, "").last
        if one.parts["which"] == "last" and over and over >= clock.base:
            year -= 1
        elif one.parts["which"] == "next" and first <= clock.base.month:
            year += 1
    return windows.months(year, first, last, why)._replace(edtf=f"{year}-{row['edtf']}")


def day_of_month(one: TimeExpression, clock: Clock) -> Window | None:
    """ "on the 14th": the nearest such day not after the publication."""
    if clock.base is None:
        return unresolved("no publication date")
    day = number(one.parts["day"]) or 0
    if "of_month" in one.parts:
        return _of_month(one, day, clock.base, clock.name)
    for back in range(12):
        first = windows.shifted_months(clock.base.replace(day=1), -back)
        found = windows.valid(first.year, first.month, day)
        if found and found <= clock.base:
            return windows.day(found, f"{clock.name}, nearest such day not after")
    return None


def _of_month(one: TimeExpression, day: int, base: date, name: str) -> Window:
    """ "the 5th of last month"."""
    step = {"last": -1, "next": 1}.get(one.parts["of_month"], 0)
    there = windows.shifted_months(base.replace(day=1), step)
    found = windows.valid(there.year, there.month, day) if one.parts["unit"] == "month" else None
    return windows.day(found, f"{name}, {one.parts['of_month']} month") if found else unresolved("no such date")
