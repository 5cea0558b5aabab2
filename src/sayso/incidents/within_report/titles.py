"""A few plain words for an incident."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.incidents.whereabouts import Days
from sayso.lexicon.load import lexicon
from sayso.model.claim import EventKind, Target
from sayso.model.mention import PlaceMention

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def title_of(kind: EventKind, where: str | None, days: Days | None) -> str:
    """ "Air strike on Derna, 9 July 2016"."""
    title = str(lexicon("occurrences")["titles"].get(kind, kind.replace("_", " ").capitalize()))
    joint = "on" if title.endswith(("strike", "Attack")) else "in"
    return title + (f" {joint} {where}" if where else "") + _day(days)


def where_in_words(places: Sequence[PlaceMention], targets: Sequence[Target], *, is_part: bool) -> str | None:
    """The place that stands for the incident; for a part told by what was struck, that."""
    physical = [target.exact for target in targets if target.kind == "physical"]
    if is_part and len(physical) == 1:
        return physical[0]
    return (places[0].name or places[0].exact) if places else None


def _day(days: Days | None) -> str:
    if days is None or days.first is None or days.last is None:
        return ""
    if days.first == days.last:
        return f", {_written(days.first)}"
    return f", {_written(days.first)} to {_written(days.last)}"


def _written(day: str) -> str:
    year, month, number = (int(part) for part in day[:10].split("-"))
    return f"{number} {_MONTHS[month - 1]} {year}"
