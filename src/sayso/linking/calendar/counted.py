"""Times that count: "two days earlier", "last week", "the past 24 hours", "the following day"."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.lexicon.load import lexicon
from sayso.linking.calendar import windows
from sayso.linking.calendar.clock import Clock, part_called, unresolved
from sayso.linking.calendar.dated import edge_of
from sayso.linking.calendar.weekdays import monday
from sayso.linking.calendar.windows import Window
from sayso.linking.calendar.words import number
from sayso.model.quantity import PartOfDay
from sayso.reading.times.words import TimeExpression

_WEEK = timedelta(days=7)


def period(one: TimeExpression, clock: Clock) -> Window | None:
    """ "last week", "earlier this month", "the past year"."""
    if clock.base is None:
        return unresolved("no publication date")
    which, unit = one.parts.get("which", "this"), one.parts["unit"]
    rolling = which == "past" or (which == "last" and "the" in one.parts and "edge2" not in one.parts)
    if rolling or unit in {"hour", "minute", "fortnight", "decade"}:
        return _rolling(clock.base, 1, unit, ahead=which in {"next", "coming"}, name=clock.name)
    step = {"last": -1, "next": 1, "coming": 1}.get(which, 0)
    window = _calendar_unit(clock.base, unit, step, f"{clock.name}, {which} {unit}")
    edge = lexicon("times")["edges"].get(one.parts.get("edge") or one.parts.get("edge2"))
    if edge == "so_far" and step == 0 and window.first:
        return windows.days(window.first, clock.base, f"{window.why} so far")
    if edge == "to_come" and step == 0 and window.last:
        return windows.days(clock.base, window.last, f"{window.why}, what is left of it")
    if step == 0 and "edge" not in one.parts and "edge2" not in one.parts and not clock.future:
        return _until(window, clock.base)
    return edge_of(one, window)


def _until(window: Window, base: date) -> Window:
    """What is told of "this week" in the past or present lies no later than the telling."""
    if window.first is None or window.last is None or window.last <= base:
        return window
    edtf = f"{window.first.isoformat()}/{base.isoformat()}" if window.first < base else base.isoformat()
    return window._replace(last=base, why=f"{window.why} so far", edtf=edtf)


def _calendar_unit(around: date, unit: str, step: int, why: str) -> Window:
    if unit.startswith("week"):
        return windows.week(monday(around) + _WEEK * step, why)
    if unit.startswith("month"):
        return windows.month(around.year, around.month + step, why)
    return windows.year(around.year + step, why)


def _rolling(base: date, count: int, unit: str, *, ahead: bool, name: str) -> Window:
    other = _moved(base, count if ahead else -count, unit)
    first, last = (base, other) if ahead else (other, base)
    return windows.days(first, last, f"{name}, {count} {unit} {'on' if ahead else 'back'}")


def _moved(start: date, count: int, unit: str) -> date:
    """A day some units on (or back, when the count is negative); hours that are no whole day count as one."""
    unit = unit.rstrip("s")
    if unit in {"month", "year", "decade"}:
        return windows.shifted_months(start, count * {"month": 1, "year": 12, "decade": 120}[unit])
    if unit in {"hour", "minute"}:
        size = 24 if unit == "hour" else 1440
        days = -(-abs(count) // size)
        return start + timedelta(days=days if count > 0 else -days)
    return start + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}[unit])


def span(one: TimeExpression, clock: Clock) -> Window | None:
    """ "the past two weeks", "the next 24 hours"."""
    count = number(one.parts["count"])
    if clock.base is None or count is None:
        return unresolved("no publication date" if clock.base is None else "vague")
    ahead = one.parts["which"] in {"next", "coming"}
    return _rolling(clock.base, count, one.parts["unit"], ahead=ahead, name=clock.name)


def ago(one: TimeExpression, clock: Clock) -> Window | None:
    """ "three days ago": from the publication."""
    if clock.base is None:
        return unresolved("no publication date")
    words = f"{one.parts.get('count', 'a')} {one.parts['unit']} ago"
    return _counted(one, clock.base, -1, f"{clock.name}, {words}")


def open_ago(one: TimeExpression, clock: Clock) -> Window | None:
    """ "depuis trois jours", "منذ يومين": from that day on, whether or not it has gone on since."""
    window = ago(one, clock)
    return windows.opened(window, "since") if window else None


def duration(one: TimeExpression, start: Window | None) -> Window:
    """ "for 48 hours from Saturday"; "for two weeks" alone has no beginning."""
    words = " ".join(one.parts[name] for name in ("count", "unit") if name in one.parts)
    count = number(one.parts.get("count", ""))
    if start is None or start.first is None:
        return unresolved(f"a duration ({words}) whose beginning is not said")
    if count is None:
        return windows.opened(start, "since")._replace(why=f"{start.why}, on for {words}")
    last = _moved(start.first, count, one.parts["unit"])
    whole_days = one.parts["unit"] not in {"hour", "hours", "minute", "minutes"}
    last -= timedelta(days=1) * (whole_days and last > start.first)
    return windows.days(start.first, last, f"{start.why}, on for {words}")


def offset(one: TimeExpression, clock: Clock) -> Window | None:
    """ "two days earlier": from the last day named before."""
    if clock.anchor is None or clock.anchor.first is None:
        return unresolved("nothing to count from")
    sign = 1 if one.parts["side"] in {"later", "after", "afterwards"} else -1
    words = f"{one.parts.get('count', 'a')} {one.parts['unit']} {one.parts['side']}"
    return _counted(one, clock.anchor.first, sign, f"the day named before ({clock.anchor.edtf}), {words}")


def _counted(one: TimeExpression, start: date, sign: int, why: str) -> Window:
    """So many units off; the longer the unit, the wider the window."""
    count, unit = number(one.parts.get("count", "a")), one.parts["unit"].rstrip("s")
    if count is None:
        return unresolved("vague")
    if unit in {"hour", "minute"}:
        whole = count // 24 if unit == "hour" else 0
        return windows.day(start + timedelta(days=sign * whole), why)
    there = _moved(start, sign * count, unit)
    if unit in {"month", "year", "decade"}:
        return _calendar_unit(there, "month" if unit == "month" else "year", 0, why)
    if unit == "day":
        return windows.day(there, why)
    slack = timedelta(days=2 if count == 1 and unit == "week" else 3)
    window = windows.days(there - slack, there + slack, why)
    return window._replace(edtf=f"{(there - slack).isoformat()}~/{(there + slack).isoformat()}~")


def neighbour(one: TimeExpression, clock: Clock) -> Window | None:
    """ "the following day", "the night before"."""
    unit, step = one.parts.get("unit", "day"), -1 if one.parts["side"] in {"previous", "preceding", "before"} else 1
    known = clock.context if unit in {"month", "year"} else clock.anchor
    if known is None or known.first is None or known.last is None:
        return unresolved("nothing to count from")
    why = f"the time named before ({known.edtf}), the {one.parts['side']} {unit}"
    if unit in {"week", "month", "year"}:
        return _calendar_unit(known.first, unit, step, why)
    start = known.last if step > 0 else known.first
    window = windows.day(start + timedelta(days=step), why)
    part = part_called(unit)
    return window._replace(precision="part_of_day", part=part) if part else window


def same(one: TimeExpression, clock: Clock) -> Window | None:
    """ "that day", "the same night": what was named before."""
    unit = one.parts.get("unit", "day")
    known = clock.context if unit in {"month", "year", "week"} else clock.anchor
    if known is None or known.first is None:
        return unresolved("nothing to count from")
    why = f"the time named before ({known.edtf}), {one.parts.get('which', 'same')} {unit}"
    if unit in {"week", "month", "year"}:
        return _calendar_unit(known.first, unit, 0, why)
    part = part_called(unit)
    window = Window(known.first, known.last, known.precision, why, known.edtf, known.part)
    return _at_part(window, part) if part else window._replace(part=None) if unit == "day" else window


def _at_part(window: Window, part: PartOfDay | None) -> Window:
    return window._replace(precision="part_of_day", part=part)
