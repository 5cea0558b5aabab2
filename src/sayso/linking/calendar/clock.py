"""What a time expression is counted from, and what its words say of the part of the day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.calendar.windows import Window
from sayso.linking.calendar.words import number
from sayso.model.quantity import PartOfDay
from sayso.reading.times.words import TimeExpression


class Clock(NamedTuple):
    """What is known when an expression is read: the day to count from (`name` says what it is), the last day named
    (`anchor`), the last time of any length (`context`), whether the anchor stands close by, and the verb's tense.
    """

    base: date | None
    name: str
    anchor: Window | None = None
    context: Window | None = None
    close: bool = False
    future: bool = False


def unresolved(why: str, part: PartOfDay | None = None) -> Window:
    """No days, and why."""
    return Window(None, None, "unknown", f"unresolved: {why}", None, part)


def part_named(one: TimeExpression) -> PartOfDay | None:
    """The part of day that an expression's own words name."""
    words = (one.parts.get("part") or one.parts.get("deictic") or "").split()
    part: PartOfDay | None = lexicon("times")["parts_of_day"].get(words[-1]) if words else None
    return part


def part_called(unit: str) -> PartOfDay | None:
    """The part of day of a word ("daybreak" is dawn)."""
    part: PartOfDay | None = lexicon("times")["parts_of_day"].get(unit)
    return part


_EITHER_NIGHT = "layla"  # "ليلة" before a day


def says_either_night(one: TimeExpression) -> bool:
    """Whether the words may mean the night before their day as well as the one after it."""
    return one.parts.get("part") == _EITHER_NIGHT


def plain_night(one: TimeExpression) -> TimeExpression:
    """The same as a night like any other: between two days there is only one."""
    return one._replace(parts={**one.parts, "part": "night"}) if says_either_night(one) else one


def zone_of(one: TimeExpression) -> tuple[str, str]:
    """The zone of a clock time as EDTF writes it, and a word on it; none where it is not said."""
    word = one.parts.get("zone") or ""
    zone = lexicon("times")["zones"].get(word)
    return (zone, f"; the clock of {word.upper()}, the local day may be a neighbour") if zone else ("", "")


def clock_time(one: TimeExpression) -> str | None:
    """ "05:00" of "5 a.m.", None where the hour is none."""
    words = one.parts.get("clock") or one.parts.get("clock2") or one.parts.get("joined") or ""
    half = one.parts.get("half") or ("" if words.isalpha() else words)
    pieces = "".join(c if c.isdigit() else " " for c in words).split() or [str(number(words) or 99)]
    if len(pieces) == 1 and len(pieces[0]) == 4:
        pieces = [pieces[0][:2], pieces[0][2:]]
    minutes = one.parts.get("minute") or (pieces[1] if len(pieces) > 1 else "0")
    hour, minute = int(pieces[0]), int(minutes)
    if "p" in half:
        hour = hour % 12 + 12
    elif "a" in half:
        hour %= 12
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def half_unknown(one: TimeExpression) -> bool:
    """Whether an hour may be of the morning or of the evening: "five o'clock", but neither "5 a.m." nor "05:00"."""
    word = one.parts.get("clock") or one.parts.get("clock2") or ""
    hour = number(word) if word.isdecimal() or word.isalpha() else None
    return hour is not None and 1 <= hour <= 12 and not {"half", "zone"} & one.parts.keys() and len(word) < 4


def part_at(time: str) -> PartOfDay:
    """The part of day of a time "HH:MM"."""
    hour = int(time[:2])
    bounds: list[tuple[int, PartOfDay]] = [(4, "night"), (7, "dawn"), (12, "morning"), (13, "noon"), (18, "afternoon")]
    return next((part for limit, part in bounds if hour < limit), "evening" if hour < 22 else "night")
