"""Several strikes told at once taken apart: one part a target or a named place, the shared toll left with the whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sayso.incidents.whereabouts import same_place
from sayso.incidents.within_report.tellings import Telling, part_of
from sayso.lexicon.load import lexicon
from sayso.model.claim import Occurrence
from sayso.model.mention import PlaceMention


def with_parts(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """The tellings, each followed by its parts: "strikes on A, B and C", "the four raids hit A, B, C and D, respectively"."""
    announced: int | None = None
    for telling in tellings:
        yield telling
        if telling.occurrence is not None and not telling.denied:
            yield from _by_target(telling, telling.occurrence, announced) or _by_place(telling, telling.occurrence)
            announced = _sites(telling.occurrence) or announced


def _by_target(telling: Telling, occurrence: Occurrence, announced: int | None) -> list[Telling]:
    if not one_a_target(occurrence, announced):
        return []
    one = [msgspec.structs.replace(occurrence, targets=(target,), number=None) for target in occurrence.targets]
    return [part_of(telling, part, telling.places) for part in one]


def one_a_target(occurrence: Occurrence, announced: int | None = None) -> bool:
    """As many strikes as things struck ("the four raids hit A, B, C and D"), or as many things as sites were announced
    before ("bombed four sites … hit A, B, C and D").
    """
    things = [t for t in occurrence.targets if t.kind == "physical"]
    if len(things) != len(occurrence.targets) or len(things) < 2:
        return False
    number = occurrence.number
    return len(things) == (announced if number is None else number.low if number.low == number.high else None)


def _sites(occurrence: Occurrence) -> int | None:
    """How many places are said to have been struck, where only their number is told: "four sites", "4 locations"."""
    for target in occurrence.targets:
        number = target.number
        if (
            number
            and number[0] == number[1]
            and number[0] > 1
            and target.exact.lower().split()[-1] in lexicon("targets")["sites"]
        ):
            return number[0]
    return None


def _by_place(telling: Telling, occurrence: Occurrence) -> list[Telling]:
    groups = telling.groups
    if len(groups) < 2:
        return []
    return [_at(telling, occurrence, group) for group in groups]


def _at(telling: Telling, occurrence: Occurrence, group: Sequence[PlaceMention]) -> Telling:
    """What is told of one of several places; that it lies in the town around them does not make it the town's."""
    own = [place for place in group if same_place(place, group[0])]
    ids = {place.id for place in own}
    roles = tuple(p for p in occurrence.places if p.mention in ids)
    part = part_of(telling, msgspec.structs.replace(occurrence, places=roles, number=None), own)
    around = [place for place in group if place.id not in ids]
    return dataclasses.replace(part, around=(*around, *telling.around))
