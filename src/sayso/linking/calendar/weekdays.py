"""Times that name a day by the week or by the reader's today: "Saturday", "last night", "the weekend"."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.linking.calendar import windows
from sayso.linking.calendar.clock import Clock, part_named, unresolved
from sayso.linking.calendar.windows import Window
from sayso.linking.calendar.words import weekday_number
from sayso.reading.times.words import TimeExpression

_WEEK = timedelta(days=7)


def weekday(one: TimeExpression, clock: Clock) -> Window | None:
    """ "Saturday", "last Friday", "the following Monday", "Tuesday of last week"."""
    day, which = weekday_number(one.parts["weekday"]), one.parts.get("which")
    name = one.parts["weekday"].capitalize()
    if which in {"previous", "preceding", "following", "same"}:
        return _weekday_from_anchor(day, which, name, clock)
    if clock.base is None:
        return unresolved("no publication date")
    if week := one.parts.get("week"):
        start = monday(clock.base) + _WEEK * {"last": -1, "this": 0, "next": 1}[week]
        return windows.day(start + timedelta(days=day), f"{clock.name}, {name} of {week} week")
    steps, rule = _steps((clock.base.weekday() - day) % 7, which, clock.future)
    return windows.day(clock.base + timedelta(days=steps), f"{clock.name}, {rule.format(name)}")


def _steps(back: int, which: str | None, future: bool) -> tuple[int, str]:
    """Days from the base to the weekday that lies `back` days before it, and the rule in words."""
    if which in {"last", "past"}:
        return -(back or 7), "nearest {} before the day itself"
    if which in {"next", "coming", "upcoming"}:
        return 7 - back, "nearest {} after the day itself"
    if future:
        return -back % 7, "nearest coming {} including the day itself"
    return -back, "nearest past {} including the day itself"


def _weekday_from_anchor(day: int, which: str, name: str, clock: Clock) -> Window | None:
    if clock.anchor is None or clock.anchor.first is None:
        return None
    start = clock.anchor.first
    step = -((start.weekday() - day) % 7) if which in {"previous", "preceding"} else (day - start.weekday()) % 7
    if step == 0 and which != "same":
        step = 7 if which == "following" else -7
    return windows.day(start + timedelta(days=step), f"the day named before ({clock.anchor.edtf}), the {which} {name}")


def monday(when: date) -> date:
    """The Monday of a day's week."""
    return when - timedelta(days=when.weekday())


def weekend(one: TimeExpression, clock: Clock) -> Window | None:
    """ "the weekend": Saturday and Sunday."""
    if clock.base is None:
        return unresolved("no publication date")
    which, saturday = one.parts.get("which"), monday(clock.base) + timedelta(days=5)
    on_it = clock.base >= saturday
    if which in {"next", "coming"}:
        saturday += _WEEK * on_it
    elif which in {"last", "past"} or not (on_it or clock.future):
        saturday -= _WEEK
    return windows.days(saturday, saturday + timedelta(days=1), f"{clock.name}, {which or 'nearest'} weekend")


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def deictic(one: TimeExpression, clock: Clock) -> Window | None:
    """ "today", "yesterday", "tomorrow", "tonight"."""
    if clock.base is None:
        return unresolved("no publication date")
    word = one.parts["deictic"]
    if "weekday" in one.parts:
        return _deictic_weekday(word, one.parts["weekday"], clock.base, clock)
    window = windows.day(clock.base + timedelta(days=_DEICTIC[word]), f"{clock.name}, {word}")
    return window._replace(precision="part_of_day", part="night") if word == "tonight" else window


def _deictic_weekday(word: str, name: str, base: date, clock: Clock) -> Window:
    """ "today, Saturday": where the two do not agree the report is older than its date, and the weekday counts."""
    when = base + timedelta(days=_DEICTIC[word])
    if when.weekday() == weekday_number(name):
        return windows.day(when, f"{clock.name}, {word}")
    latest = when + timedelta(days=1)  # a report filed east of the publisher's midnight
    found = latest - timedelta(days=(latest.weekday() - weekday_number(name)) % 7)
    return windows.day(found, f"{clock.name}, nearest {name.capitalize()}; {word!r} does not agree")


def beyond(one: TimeExpression, clock: Clock) -> Window | None:
    """ "the day before yesterday"."""
    if clock.base is None:
        return unresolved("no publication date")
    step = -1 if one.parts["side"] == "before" else 1
    start = clock.base + timedelta(days=_DEICTIC[one.parts["deictic"]])
    return windows.day(
        start + timedelta(days=step), f"{clock.name}, the day {one.parts['side']} {one.parts['deictic']}"
    )


def part_of_deictic(one: TimeExpression, clock: Clock) -> Window | None:
    """ "last night", "this morning"."""
    part = part_named(one)
    if clock.base is None:
        return unresolved("no publication date", part)
    which = one.parts["which"]
    start = clock.base - timedelta(days=which == "last")
    return windows.day(start, f"{clock.name}, {which} {one.parts['part']}")._replace(precision="part_of_day", part=part)


def this_night(one: TimeExpression, clock: Clock) -> Window | None:
    """ "cette nuit": the night that ends on the day of publication, with a verb of the future the one that begins on it."""
    if clock.base is None or not clock.future:
        return overnight(one, clock)
    window = windows.day(clock.base, f"{clock.name}, the night to come")
    return window._replace(precision="part_of_day", part=part_named(one))


def overnight(one: TimeExpression, clock: Clock) -> Window | None:
    """The night that ends on the day of publication."""
    if clock.base is None:
        return unresolved("no publication date", part_named(one))
    first = clock.base - timedelta(days=1)
    edtf = f"{first.isoformat()}/{clock.base.isoformat()}"
    return Window(first, clock.base, "part_of_day", f"{clock.name}, the night to that day", edtf, part_named(one))
