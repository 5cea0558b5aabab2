"""A few plain words for an incident."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.incidents.whereabouts import Days
from sayso.lexicon.load import lexicon
from sayso.model.claim import EventKind
from sayso.model.mention import PlaceMention

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def title_of(kind: EventKind, places: Sequence[PlaceMention], days: Days | None) -> str:
    """ "Air strike on Derna, 9 July 2016"."""
    title = str(lexicon("occurrences")["titles"].get(kind, kind.replace("_", " ").capitalize()))
    where = (
        f" {'on' if title.endswith(('strike', 'Attack')) else 'in'} {places[0].name or places[0].exact}"
        if places
        else ""
    )
    return title + where + _day(days)


def _day(days: Days | None) -> str:
    if days is None or days.first is None or days.last is None:
        return ""
    if days.first == days.last:
        return f", {_written(days.first)}"
    return f", {_written(days.first)} to {_written(days.last)}"


def _written(day: str) -> str:
    year, month, number = (int(part) for part in day[:10].split("-"))
    return f"{number} {_MONTHS[month - 1]} {year}"
