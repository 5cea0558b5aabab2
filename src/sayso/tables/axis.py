"""What is said of an agreement on one axis of time: when it is said to hold, its states, disputes, and alleged breaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.model.grouped import GroupedAgreement, Violation, Word

Kind = Literal["status", "dispute", "violation"]
KINDS: tuple[Kind, ...] = ("status", "dispute", "violation")
_MARGIN = 3.0  # of 100, at both ends


@dataclass(frozen=True)
class Happening:
    """One thing on the axis: a word of somebody's on a day, or an incident that is called a breach."""

    kind: Kind
    day: str | None
    value: str
    words: tuple[Word, ...]
    violation: Violation | None = None
    x: float | None = None


@dataclass(frozen=True)
class Axis:
    """The axis from its first day to its last; `holds` is where the time in which it is said to hold begins and ends."""

    first: str | None
    last: str | None
    happenings: tuple[Happening, ...]
    holds: tuple[float, float] | None = None

    @property
    def drawn(self) -> list[Happening]:
        """What has a place on it."""
        return [one for one in self.happenings if one.x is not None]


def axis_of(agreement: GroupedAgreement) -> Axis:
    """The axis of an agreement."""
    found = sorted(_happenings(agreement), key=lambda one: (one.day or "~", KINDS.index(one.kind), one.value))
    told = [day for day in (agreement.first, agreement.last, *(one.day for one in found)) if day]
    days = sorted(number for day in told if (number := _number(day)) is not None)
    if not days:
        return Axis(None, None, tuple(found))
    first, last = days[0], max(days[-1], days[0] + 1)
    placed = tuple(_placed(one, first, last) for one in found)
    begin, end = (_number(day) for day in (agreement.first, agreement.last))
    holds = (_x(begin, first, last), _x(end if end is not None else last, first, last)) if begin is not None else None
    return Axis(date.fromordinal(first).isoformat(), date.fromordinal(days[-1]).isoformat(), placed, holds)


def _happenings(agreement: GroupedAgreement) -> Iterator[Happening]:
    yield from _said("status", agreement.status)
    yield from _said("dispute", agreement.disputes)
    for violation in agreement.violations:
        yield Happening("violation", violation.day, violation.title, violation.by, violation)


def _said(kind: Kind, words: Sequence[Word]) -> Iterator[Happening]:
    """What is said on one day by several stands once, with all who say it."""
    by_day: dict[tuple[str | None, str], list[Word]] = {}
    for word in words:
        by_day.setdefault((word.day, word.value), []).append(word)
    for (day, value), said in by_day.items():
        yield Happening(kind, day, value, tuple(said))


def _placed(one: Happening, first: int, last: int) -> Happening:
    number = _number(one.day)
    x = None if number is None else _x(number, first, last)
    return Happening(one.kind, one.day, one.value, one.words, one.violation, x)


def _x(number: int, first: int, last: int) -> float:
    return round(_MARGIN + (100 - 2 * _MARGIN) * (number - first) / (last - first), 2)


def _number(day: str | None) -> int | None:
    """A day as a number; a month or a year is no day."""
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return None
