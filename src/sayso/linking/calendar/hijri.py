"""Days of the Hijri calendar by the Umm al-Qura tables, a day either way: the month begins where its moon is seen.

So no window is narrower than three days, unless the report gives the day in both calendars.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hijridate import Gregorian, Hijri

from sayso.lexicon.load import lexicon
from sayso.linking.calendar import windows
from sayso.linking.calendar.clock import Clock, unresolved
from sayso.linking.calendar.dated import edge_of, year_said
from sayso.linking.calendar.windows import Window
from sayso.linking.calendar.words import number, weekday_number
from sayso.reading.times.words import TimeExpression

_MOON = timedelta(days=1)
_YEARS = range(1343, 1501)  # what the tables hold
_FIRST, _LAST = date(1924, 8, 1), date(2077, 11, 16)
DaysIn = Callable[[int], tuple[date, date] | None]  # first and last day in a Hijri year
_AHEAD = timedelta(days=183)  # "on the coming Eid": not further off than half a year


def date_named(one: TimeExpression, clock: Clock) -> Window | None:
    """ "17 Ramadan 1437", "17 Ramadan", "the eve of Ramadan"; a weekday beside it does not make it sharper."""
    month, day = _month(one), 0 if "eve" in one.parts else number(one.parts["day"]) or 31
    name = f"{one.parts.get('eve') or day} {one.parts['hijri']}"
    window = _window(one, clock, lambda year: _days(year, month, day, 1), name)
    if "weekday" in one.parts and window.first and weekday_number(one.parts["weekday"]) not in _weekdays(window.first):
        return window._replace(why=f"{window.why}, the weekday does not agree")
    return window


def _weekdays(first: date) -> set[int]:
    """Those of the three days that begin with this one."""
    return {(first.weekday() + n) % 7 for n in range(3)}


def month_named(one: TimeExpression, clock: Clock) -> Window | None:
    """ "Ramadan 1437", "in Ramadan", "early Ramadan"."""
    month = _month(one)
    window = _window(one, clock, lambda year: _whole_month(year, month), one.parts["hijri"])
    return edge_of(one, window._replace(precision="month")) if window.first else window


def feast(one: TimeExpression, clock: Clock) -> Window | None:
    """ "Eid al-Fitr", "the eve of Eid al-Adha", "the second day of Eid al-Fitr"."""
    row: dict[str, Any] = lexicon("times")["feasts"][one.parts["feast"]]
    first, length = row["day"], row["days"]
    if "eve" in one.parts:
        first, length = first - 1, 1
    elif nth := number(one.parts.get("nth", "")):
        first, length = first + nth - 1, 1
    name = f"{one.parts.get('eve') or one.parts.get('nth') or ''} {one.parts['feast']}".strip()
    return _window(one, clock, lambda year: _days(year, row["month"], first, length), name)


def _month(one: TimeExpression) -> int:
    return int(lexicon("times")["hijri_months"][one.parts["hijri"]])


def _window(one: TimeExpression, clock: Clock, days_in: DaysIn, name: str) -> Window:
    """The days in the year that is said, else in the nearest one not after the publication."""
    said = "".join(c for c in one.parts.get("hijri_year", "") if c.isdigit())
    if said:
        return (
            _around(days_in(int(said)), f"text, {name} {said}") if int(said) in _YEARS else unresolved("no such year")
        )
    if "year" in one.parts:
        return _in_year(int(one.parts["year"]), days_in, name)
    if clock.base is None:
        return unresolved("year not said")
    if of_year := one.parts.get("of_year"):
        return _in_year(year_said(of_year, clock.base), days_in, f"{name} of {of_year} year")
    if not _FIRST <= clock.base <= _LAST:
        return unresolved("outside the calendar")
    year = Gregorian.fromdate(clock.base).to_hijri().year
    near = [days_in(y) for y in (year - 1, year, year + 1) if y in _YEARS]
    known = [found for found in near if found]
    ahead = [found for found in known if clock.base <= found[0] <= clock.base + _AHEAD]
    past = [found for found in known if found[0] <= clock.base + _MOON]
    chosen = ahead[0] if clock.future and ahead else past[-1] if past else None
    rule = "nearest ahead" if clock.future and ahead else "nearest not after"
    return _around(chosen, f"{clock.name}, {name}: {rule}")


def _in_year(year: int, days_in: DaysIn, name: str) -> Window:
    """A feast of a year of the Common Era, which may hold it twice."""
    if not _FIRST.year < year < _LAST.year:
        return unresolved("outside the calendar")
    start = Gregorian(year, 1, 1).to_hijri().year
    found = [days for y in (start, start + 1, start + 2) if y in _YEARS and (days := days_in(y))]
    inside = [days for days in found if days[0].year == year]
    return _around(inside[0], f"text, {name} {year}") if len(inside) == 1 else unresolved("twice in that year")


def _around(found: tuple[date, date] | None, why: str) -> Window:
    """The window a day wider at both ends, as the moon may be seen."""
    if found is None:
        return unresolved("no such date")
    first, last = found[0] - _MOON, found[1] + _MOON
    window = windows.days(first, last, f"{why} (Umm al-Qura, a day either way)")
    return window._replace(edtf=f"{first.isoformat()}~/{last.isoformat()}~")


def _days(year: int, month: int, day: int, length: int) -> tuple[date, date] | None:
    """So many days from a day of a month on; a month has thirty days at most."""
    if not 0 <= day <= 30 or year not in _YEARS:
        return None
    start = _begins(year, month) + timedelta(days=day - 1)
    return start, start + timedelta(days=length - 1)


def _whole_month(year: int, month: int) -> tuple[date, date] | None:
    start = _begins(year, month)
    return start, start + timedelta(days=Hijri(year, month, 1).month_length() - 1)


def _begins(year: int, month: int) -> date:
    return date(*Hijri(year, month, 1).to_gregorian().datetuple())
