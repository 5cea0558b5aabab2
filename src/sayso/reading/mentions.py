"""Named and described things in a report, before anybody says what they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Literal, Protocol, TypeVar

import msgspec

from sayso.model.mention import ActorMention, Mention, PlaceMention
from sayso.model.record import Record, Span
from sayso.reading.parse import Parse

M = TypeVar("M", bound=Mention)


class Name(Record, frozen=True, kw_only=True):
    """A name that a gazetteer or a knowledge base knows, where it stands in the text."""

    start: int
    end: int
    kind: Literal["place", "actor"]


class NameFinder(Protocol):
    """Finds known names in a parsed report, longest match first, none overlapping."""

    def __call__(self, parse: Parse) -> list[Name]:
        """The names in text order."""
        ...


class Mentions:
    """The mentions of a report in text order, found by where they stand."""

    def __init__(self, items: Iterable[Mention]) -> None:
        self.all: tuple[Mention, ...] = tuple(sorted(items, key=lambda m: (m.start, -m.end)))
        self._starts = [m.start for m in self.all]
        self._longest = max((m.end - m.start for m in self.all), default=0)
        self.by_id: dict[str, Mention] = {m.id: m for m in self.all}

    def touching(self, start: int, end: int, kind: type[M]) -> list[M]:
        """Mentions of a kind that share a character with `[start, end)`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [m for m in self.all[first:last] if isinstance(m, kind) and m.end > start]

    def within(self, start: int, end: int, kind: type[M]) -> list[M]:
        """Mentions of a kind that lie wholly in `[start, end)`."""
        return [m for m in self.touching(start, end, kind) if m.start >= start and m.end <= end]


_PLACES = {"GPE", "LOC", "FAC"}
_ACTORS = {"PERSON", "ORG", "NORP"}


def find_mentions(parse: Parse, names: NameFinder) -> list[Mention]:
    """Every mention of the report in text order, with ids m1, m2 …"""
    taken: list[Span] = []
    found: list[tuple[Span, str]] = []
    for name in names(parse):
        taken.append((name.start, name.end))
        found.append(((name.start, name.end), name.kind))
    for entity in parse.entities:
        span = parse.span(entity.first, entity.last - 1)
        kind = "place" if entity.label in _PLACES else "actor" if entity.label in _ACTORS else None
        if kind and not any(a < span[1] and span[0] < b for a, b in taken):
            found.append((span, kind))
    mentions: list[Mention] = []
    for number, (span, kind) in enumerate(sorted(found), 1):
        make = PlaceMention if kind == "place" else ActorMention
        mentions.append(make(id=f"m{number}", start=span[0], end=span[1], exact=parse.text[span[0] : span[1]]))
    return mentions


def renumbered(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in text order, with ids m1, m2 … in that order."""
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    return [msgspec.structs.replace(m, id=f"m{number}") for number, m in enumerate(ordered, 1)]
