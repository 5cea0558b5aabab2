"""The incidents as lists: by year on plain pages, and as rows of data for the table that a script sorts and searches."""

from __future__ import annotations

from typing import Any, NamedTuple

from sayso.incidents.ranges import range_in_words
from sayso.model.grouped import Facet
from sayso.model.release import ReleasedIncident
from sayso.publish.site.counting import Line
from sayso.publish.site.pages import Pages, script_of
from sayso.publish.site.shown import Shown, facet_of
from sayso.publish.site.speech import Speech, plain_title
from sayso.wording import quantities, retold
from sayso.wording.coded import worded
from sayso.wording.tongue import speaking

ROWS = 2_000
_A_PAGE = 250
_UNDATED = "undated"


class Part(NamedTuple):
    """One page of the incidents of a year."""

    page: str
    number: int
    many: int


class Years:
    """Plain pages by year: written as they fill up."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._open: dict[str, list[tuple[Line, str | None, Pinned]]] = {}
        self.parts: dict[str, list[Part]] = {}

    def put(self, line: Line, one: ReleasedIncident) -> None:
        """An incident on the page of its year."""
        year = (line.first or line.last or "")[:4] or _UNDATED
        some = self._open.setdefault(year, [])
        some.append((line, one.place.name or one.place.country, _pinned(line, year)))
        if len(some) == _A_PAGE:
            self._write(year, some)
            some.clear()

    def close(self) -> list[tuple[str, list[Part]]]:
        """The pages of each year, the latest first."""
        for year, some in sorted(self._open.items()):
            if some:
                self._write(year, some)
        dated = sorted((year for year in self.parts if year != _UNDATED), reverse=True)
        return [(year, self.parts[year]) for year in (*dated, _UNDATED) if year in self.parts]

    def _write(self, year: str, some: list[tuple[Line, str | None, Pinned]]) -> None:
        parts = self.parts.setdefault(year, [])
        number = len(parts) + 1
        page = f"incidents/{year}.html" if number == 1 else f"incidents/{year}-{number}.html"
        parts.append(Part(page, number, len(some)))
        before = parts[-2].page if number > 1 else None
        known = year if year != _UNDATED else None
        self._pages.write("year.html", page, year=known, number=number, rows=some, before=before, numbers=len(some))


class Pinned(NamedTuple):
    """When an incident may have been, on the axis of its year: from 0 to 100."""

    x: float
    width: float


class Rows:
    """The rows of the table in every language, as scripts of a few thousand each."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._rows: list[list[list[Any]]] = [[] for _ in pages.speeches]
        self.shards = 0

    def put(self, shown: Shown) -> None:
        """An incident's row in every language."""
        for speech, rows in zip(self._pages.speeches, self._rows, strict=True):
            with speaking(speech.tongue):
                rows.append(_row(shown))
        if len(self._rows[0]) == ROWS:
            self._flush()

    def close(self) -> int:
        """How many scripts there are."""
        if self._rows[0]:
            self._flush()
        return self.shards

    def _flush(self) -> None:
        for speech, rows in zip(self._pages.speeches, self._rows, strict=True):
            self._pages.put(shard_of(speech, self.shards), script_of("saysoRows", rows))
            rows.clear()
        self.shards += 1


def shard_of(speech: Speech, number: int) -> str:
    """The path of a script of rows."""
    return f"assets/data/{speech.language}-{number}.js"


def _row(shown: Shown) -> list[Any]:
    """Code, page, title, first and last day, day in words, place, country, kind, strike status, harm, killed, contested,
    looked at by a person.
    """
    one = shown.one
    return [
        one.code,
        shown.page,
        plain_title(one.title),
        one.first or "",
        one.last or "",
        quantities.days(one.first, one.last),
        one.place.name or "",
        quantities.country(one.place.country),
        worded(one.kind, "event"),
        worded(one.strike_status, "strike"),
        worded(one.harm, "harm"),
        _killed(facet_of(one, "killed")),
        int(shown.contested),
        int(one.reviewed),
    ]


def _killed(facet: Facet | None) -> str:
    """The range of what is reported; nothing where nobody reports it: that is not none."""
    return retold.value_told(range_in_words(facet)) if facet is not None else ""


def _pinned(line: Line, year: str) -> Pinned:
    first, last = line.first or line.last or "", line.last or line.first or ""
    begin = _share(first, year)
    end = _share(last, year) + 100 / 366
    return Pinned(round(begin, 1), round(max(end - begin, 1.0), 1))


def _share(day: str, year: str) -> float:
    """A day's place in the year, roughly: a month is a twelfth."""
    if day[:4] != year:
        return 0.0 if day[:4] < year else 100.0
    month = int(day[5:7]) if day[5:7].isdigit() else 1
    number = int(day[8:10]) if day[8:10].isdigit() else 1
    return (month - 1) * 100 / 12 + (number - 1) * 100 / 372
