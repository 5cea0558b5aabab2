"""Named and described things in a report, before anybody says what they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from sayso.model.mention import (
    ActorMention,
    Mention,
    PlaceMention,
    QuantityMention,
    TimeMention,
    WeaponMention,
)
from sayso.model.record import Span
from sayso.reading.mentions.acting_places import acting
from sayso.reading.mentions.names_in_text import Kind, Name, Named, NameFinder, names_in_text
from sayso.reading.mentions.spots import find_spots
from sayso.reading.numbers import find_numbers
from sayso.reading.parse import Parse
from sayso.reading.times import find_times
from sayso.reading.weapons import find_weapons

__all__ = ["Kind", "Mentions", "Name", "NameFinder", "find_mentions", "renumbered"]

M = TypeVar("M", bound=Mention)


class Mentions:
    """The mentions of a report in text order, found by where they stand.

    `touching` and `within` leave out place names that say nothing of where things happen (PlaceMention.locative);
    `all` has every mention.
    """

    def __init__(self, items: Iterable[Mention]) -> None:
        self.all: tuple[Mention, ...] = tuple(sorted(items, key=lambda m: (m.start, -m.end)))
        self._starts = [m.start for m in self.all]
        self._longest = max((m.end - m.start for m in self.all), default=0)
        self.by_id: dict[str, Mention] = {m.id: m for m in self.all}

    def touching(self, start: int, end: int, kind: type[M]) -> list[M]:
        """Mentions of a kind that share a character with `[start, end)`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [m for m in self.all[first:last] if isinstance(m, kind) and m.end > start and _counts(m)]

    def within(self, start: int, end: int, kind: type[M]) -> list[M]:
        """Mentions of a kind that lie wholly in `[start, end)`."""
        return [m for m in self.touching(start, end, kind) if m.start >= start and m.end <= end]


def find_mentions(parse: Parse, names: NameFinder) -> list[Mention]:
    """Every mention of the report in text order, with ids m1, m2 …"""
    named = names_in_text(parse, names(parse))
    found = [
        *_named(parse, named),
        *_spots(parse, named),
        *_times(parse),
        *_weapons(parse),
        *_quantities(parse),
    ]
    return renumbered(found)


def renumbered(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in text order, with ids m1, m2 … in that order; references to one another follow."""
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    new = {m.id: f"m{number}" for number, m in enumerate(ordered, 1) if m.id}
    return [_renamed(m, f"m{number}", new) for number, m in enumerate(ordered, 1)]


def _renamed(mention: Mention, id: str, new: dict[str, str]) -> Mention:
    if isinstance(mention, ActorMention) and mention.same_as:
        return msgspec.structs.replace(mention, id=id, same_as=new.get(mention.same_as))
    return msgspec.structs.replace(mention, id=id)


def _counts(mention: Mention) -> bool:
    return not isinstance(mention, PlaceMention) or mention.locative


def _named(parse: Parse, named: list[Named]) -> Iterator[Mention]:
    for name in named:
        start, end = name.span
        exact = parse.text[start:end]
        if name.kind == "actor":
            yield ActorMention(id="", start=start, end=end, exact=exact)
            continue
        acts = not name.embedded and acting(parse, name.span)
        yield PlaceMention(id="", start=start, end=end, exact=exact, locative=not (acts or name.embedded))
        if acts:
            yield ActorMention(id="", start=start, end=end, exact=exact)


def _spots(parse: Parse, named: list[Named]) -> Iterator[Mention]:
    for (start, end), precision in find_spots(parse, [n.span for n in named if n.kind == "place"]):
        yield PlaceMention(id="", start=start, end=end, exact=parse.text[start:end], precision=precision)


def _times(parse: Parse) -> Iterator[Mention]:
    for start, end in find_times(parse):
        yield TimeMention(id="", start=start, end=end, exact=parse.text[start:end])


def _weapons(parse: Parse) -> Iterator[Mention]:
    for (start, end), kind in find_weapons(parse):
        yield WeaponMention(id="", start=start, end=end, exact=parse.text[start:end], weapon=kind)


def _quantities(parse: Parse) -> Iterator[Mention]:
    for first, last in parse.sentences:
        for number in find_numbers(parse, first, last):
            start, end = _span(parse, number.first, number.last)
            count = number.amount
            yield QuantityMention(
                id="", start=start, end=end, exact=parse.text[start:end], low=count.low, high=count.high,
                approximator=count.approximator, count_kind=count.kind,
            )  # fmt: skip


def _span(parse: Parse, first: int, last: int) -> Span:
    return parse.span(first, last)
