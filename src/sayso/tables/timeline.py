"""Incidents by month as bars, months without any among them: over many years by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.exploring import FacetValue

HEIGHT = 60
STEP = 10
_MOST = 240  # months that are still bars of their own


@dataclass(frozen=True)
class Bar:
    """A month or a year; `x`, `y`, `height` on a drawing of STEP a bar and HEIGHT in all."""

    period: str
    count: int
    chosen: bool
    x: int
    y: float
    height: float

    @property
    def begins_year(self) -> bool:
        """Whether it is the first of its year."""
        return len(self.period) == 4 or self.period.endswith("-01")


@dataclass(frozen=True)
class Timeline:
    """The bars in time order; `by` is the facet that a bar stands for."""

    by: str
    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        """Of the drawing."""
        return max(STEP, STEP * len(self.bars))

    @property
    def told(self) -> tuple[Bar, ...]:
        """The bars with anything, for a table."""
        return tuple(bar for bar in self.bars if bar.count)


def timeline(months: Sequence[FacetValue], years: Sequence[str] = ()) -> Timeline:
    """The months as bars; `years` are those that are chosen, where bars are years."""
    if not months:
        return Timeline("month", ())
    every = list(_between(months[0].value, months[-1].value)) if _span(months) <= _MOST else []
    if every:
        counts = {one.value: one.count for one in months}
        chosen = {one.value for one in months if one.chosen}
        return Timeline("month", _bars(every, counts, chosen))
    by_year: dict[str, int] = {}
    for one in months:
        by_year[one.value[:4]] = by_year.get(one.value[:4], 0) + one.count
    return Timeline("year", _bars(sorted(by_year), by_year, set(years)))


def _bars(periods: Sequence[str], counts: dict[str, int], chosen: set[str]) -> tuple[Bar, ...]:
    most = max(counts.values())
    bars = []
    for place, period in enumerate(periods):
        count = counts.get(period, 0)
        height = round(max(2.0, HEIGHT * count / most), 1) if count else 0.0
        bars.append(Bar(period, count, period in chosen, STEP * place, round(HEIGHT - height, 1), height))
    return tuple(bars)


def _span(months: Sequence[FacetValue]) -> int:
    (y1, m1), (y2, m2) = (map(int, one.value.split("-")) for one in (months[0], months[-1]))
    return 12 * (y2 - y1) + m2 - m1 + 1


def _between(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while (now := f"{year:04}-{month:02}") <= last:
        yield now
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
