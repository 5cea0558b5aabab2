"""What an expression of time means, by kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sayso.linking.calendar import counted, dated, hijri, weekdays, windows
from sayso.linking.calendar.clock import (
    Clock,
    clock_time,
    half_unknown,
    part_at,
    part_named,
    plain_night,
    says_either_night,
    unresolved,
    zone_of,
)
from sayso.linking.calendar.windows import Window
from sayso.reading.times.words import TimeExpression

_LONGEST_SPAN = timedelta(days=62)  # of dates without a year that is counted from its beginning


def window_of(one: TimeExpression, clock: Clock) -> Window:
    """The days that an expression means; without first and last where they cannot be counted from anything."""
    try:
        window = _plain(one, clock) or unresolved("nothing to count from")
        return windows.opened(window, one.bound) if one.bound else window
    except (OverflowError, ValueError):  # "10000 years ago": dates know the years 1 to 9999
        return unresolved("outside the calendar")


def _plain(one: TimeExpression, clock: Clock) -> Window | None:
    if one.kind == "duration":
        return counted.duration(one, window_of(one.day, clock) if one.day else None)
    if one.day is not None:
        return _at(one, window_of(one.day, clock))
    if one.kind == "vague":
        return unresolved("vague")
    if one.kind in _PLAIN:
        return _PLAIN[one.kind](one)
    return _COUNTED[one.kind](one, clock)


def _at(one: TimeExpression, window: Window) -> Window:
    """A clock time or a part of day in a window of days."""
    if one.kind == "clock":
        return _at_clock(one, window)
    part = part_named(one)
    one_day = window.first is not None and window.first == window.last
    if one_day and says_either_night(one):
        return _either_night(window)
    if window.first is None or window.precision not in {"day", "part_of_day", "days_2_6"}:
        return window._replace(part=part)
    if one_day and part == "overnight":
        last = window.first + timedelta(days=1)
        why = f"{window.why}, into the next day"
        return Window(window.first, last, "part_of_day", why, f"{window.edtf}/{last.isoformat()}", part)
    return window._replace(precision="part_of_day", part=part)


def _at_clock(one: TimeExpression, window: Window) -> Window:
    time = clock_time(one)
    if time is None or window.first is None or window.first != window.last:
        return window
    if half_unknown(one):
        return window._replace(why=f"{window.why}; morning or evening is not said")
    zone, why = zone_of(one)
    edtf = f"{window.first.isoformat()}T{time}:00{zone}"
    return window._replace(precision="exact_time", edtf=edtf, part=part_at(time), why=window.why + why)


def _either_night(window: Window) -> Window:
    """ "ليلة السبت": the night to Saturday by the old reckoning, Saturday night by the new; both lie in the window."""
    last = window.last or date.max
    first = last - timedelta(days=1)
    why = f"{window.why}; the night before that day or after it"
    return Window(first, last, "part_of_day", why, f"{first.isoformat()}/{last.isoformat()}", "night")


def _clock(one: TimeExpression, clock: Clock) -> Window | None:
    if not clock.close or clock.anchor is None:
        time = clock_time(one)
        return unresolved("no day named close by", part_at(time) if time else None)
    return _at(one, clock.anchor._replace(why=f"the day named before ({clock.anchor.edtf})", precision="day"))


def _part_only(one: TimeExpression, clock: Clock) -> Window | None:
    if not clock.close or clock.anchor is None:
        return unresolved("no day named close by", part_named(one))
    return _at(one, clock.anchor._replace(why=f"the day named before ({clock.anchor.edtf})"))


def _range(one: TimeExpression, clock: Clock) -> Window | None:
    """The end first: the beginning is the nearest not after it. A span of dates that has begun need not be over."""
    if one.ends is None:
        return None
    if begun := _begun(*one.ends, clock):
        return begun
    end = window_of(one.ends[1], clock)
    if end.last is None:
        return end
    start = window_of(
        plain_night(one.ends[0]), clock._replace(base=end.last, name=f"the end {end.last.isoformat()}", future=False)
    )
    if start.first is None or start.first > end.last:
        return unresolved("the end lies before the beginning")
    edtf = f"{start.edtf}/{end.edtf}" if "/" not in f"{start.edtf}{end.edtf}" else None
    window = windows.days(start.first, end.last, end.why)
    one_night = (end.last - start.first).days == 1 and (start.part == end.part or None in {start.part, end.part})
    part = (start.part or end.part) if one_night else None
    window = window._replace(precision="part_of_day") if part else window
    return window._replace(edtf=edtf or window.edtf, part=part)


def _both_calendars(one: TimeExpression, clock: Clock) -> Window | None:
    """The day of the sharper calendar, so long as the other one agrees."""
    if one.ends is None:
        return None
    named = next(end for end in one.ends if end.kind == "date")
    other = next(end for end in one.ends if end.kind != "date")
    sharp, loose = window_of(named, clock), window_of(other, clock)
    if sharp.first is None:
        return loose
    if loose.first is None or loose.last is None:
        return sharp
    if not loose.first - timedelta(days=1) <= sharp.first <= loose.last + timedelta(days=1):
        return unresolved("the two calendars do not agree")
    return sharp._replace(why=f"{sharp.why}, said in both calendars")


def _begun(left: TimeExpression, right: TimeExpression, clock: Clock) -> Window | None:
    """ "From 28 June to 15 July" in a paper of 9 July."""
    if {left.kind, right.kind} != {"date"} or "year" in left.parts or "year" in right.parts or clock.base is None:
        return None
    start = window_of(left, clock)
    if start.first is None:
        return None
    end = window_of(right, clock._replace(base=start.first, name=f"the beginning {start.edtf}", future=True))
    if end.last is None or not start.first < end.last <= start.first + _LONGEST_SPAN:
        return None
    return windows.days(start.first, end.last, start.why)


_PLAIN: dict[str, Callable[[TimeExpression], Window | None]] = {
    "slash": dated.date_slashed,
    "year": dated.year_named,
    "years": dated.years_joined,
    "decade": dated.decade_named,
}
_COUNTED: dict[str, Callable[[TimeExpression, Clock], Window | None]] = {
    "date": dated.date_named,
    "days": dated.days_named,
    "month": dated.month_named,
    "season": dated.season_named,
    "week_of_month": dated.week_of_month,
    "half": dated.half_named,
    "day_of_month": dated.day_of_month,
    "weekday": weekdays.weekday,
    "weekend": weekdays.weekend,
    "deictic": weekdays.deictic,
    "beyond": weekdays.beyond,
    "part_of_deictic": weekdays.part_of_deictic,
    "overnight": weekdays.overnight,
    "this_night": weekdays.this_night,
    "period": counted.period,
    "span": counted.span,
    "ago": counted.ago,
    "open_ago": counted.open_ago,
    "hijri": hijri.date_named,
    "hijri_month": hijri.month_named,
    "feast": hijri.feast,
    "both": _both_calendars,
    "offset": counted.offset,
    "neighbour": counted.neighbour,
    "same": counted.same,
    "clock": _clock,
    "part": _part_only,
    "range": _range,
}
