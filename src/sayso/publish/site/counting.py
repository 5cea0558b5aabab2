"""What the overview and the lists tell of all incidents, counted while they go by."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.model.exploring import FacetValue
from sayso.publish.site.shown import Shown
from sayso.tables.timeline import HEIGHT, Timeline, timeline

_NEWEST = 12


class Line(NamedTuple):
    """An incident in a list."""

    code: str
    page: str
    title: str
    first: str | None
    last: str | None
    contested: int
    reviewed: bool
    strike: str
    harm: str


@dataclass
class Heard:
    """An outlet or an originator: in how many reports and incidents."""

    name: str
    side: str = ""
    reports: int = 0
    incidents: int = 0
    page: str = ""
    code: str = ""


@dataclass
class Counting:
    """All of it. Months count incidents by the first day on which they may have been."""

    months: Counter[str] = field(default_factory=Counter)
    contested_months: Counter[str] = field(default_factory=Counter)
    strikes: Counter[str] = field(default_factory=Counter)
    harms: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    unplaced: int = 0
    contested: int = 0
    withheld: int = 0
    outlets: dict[str, Heard] = field(default_factory=dict)
    originators: dict[str, Heard] = field(default_factory=dict)
    _newest: list[tuple[str, str, Line]] = field(default_factory=list)
    _disputed: list[tuple[int, str, Line]] = field(default_factory=list)
    _reports: set[str] = field(default_factory=set)

    def put(self, shown: Shown) -> Line:
        """Count an incident in; its line in a list."""
        one = shown.one
        fields = sum(facet.contested for facet in one.facets)
        line = Line(
            one.code, shown.page, one.title, one.first, one.last, fields, one.reviewed, one.strike_status, one.harm
        )
        month = (one.first or one.last or "")[:7]
        if len(month) == 7:
            self.months[month] += 1
            self.contested_months[month] += bool(fields)
        else:
            self.undated += 1
        self.unplaced += one.place.lat is None
        self.contested += bool(fields)
        self.withheld += bool(one.withheld)
        self.strikes[one.strike_status] += 1
        self.harms[one.harm] += 1
        _best(self._newest, (one.last or one.first or "", one.code, line))
        if fields:
            _best(self._disputed, (fields * 100 + min(len(one.claims), 99), one.code, line))
        self._hear(shown)
        return line

    def newest(self) -> list[Line]:
        """The latest incidents, latest first."""
        return [line for *_, line in sorted(self._newest, reverse=True)]

    def disputed(self) -> list[Line]:
        """Those of which most facts are contested."""
        return [line for *_, line in sorted(self._disputed, reverse=True)]

    def timeline(self) -> tuple[Timeline, dict[str, float]]:
        """Incidents by month as bars, and how high the contested part of each is."""
        drawn = timeline([FacetValue(value=month, count=count) for month, count in sorted(self.months.items())])
        disputed: Counter[str] = Counter()
        for month, count in self.contested_months.items():
            disputed[month if drawn.by == "month" else month[:4]] += count
        most = max((bar.count for bar in drawn.bars), default=1)
        return drawn, {period: round(HEIGHT * count / most, 1) for period, count in disputed.items() if count}

    def heard(self) -> tuple[list[Heard], list[Heard]]:
        """Outlets and originators, those of most incidents first."""
        return _ordered(self.outlets), _ordered(self.originators)

    def _hear(self, shown: Shown) -> None:
        for report in shown.evidence.reports:
            heard = self.outlets.setdefault(report.name, Heard(report.name))
            if report.report.id not in self._reports:
                self._reports.add(report.report.id)
                heard.reports += 1
        for name in shown.outlets:
            self.outlets[name].incidents += 1
        for source in shown.sources:
            if not source.named:
                continue
            heard = self.originators.setdefault(source.id, Heard(source.name, source.side))
            heard.incidents += 1
            heard.reports += len(source.ways)
            heard.page, heard.code = heard.page or shown.page, heard.code or shown.one.code


def _best(heap: list[tuple[int, str, Line]] | list[tuple[str, str, Line]], entry: tuple[int | str, str, Line]) -> None:
    """Keep only the largest few."""
    if len(heap) < _NEWEST:
        heapq.heappush(heap, entry)  # type: ignore[misc]
    else:
        heapq.heappushpop(heap, entry)  # type: ignore[misc]


def _ordered(heard: dict[str, Heard]) -> list[Heard]:
    return sorted(heard.values(), key=lambda one: (-one.incidents, one.name))
