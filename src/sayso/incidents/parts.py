"""Several strikes told at once taken apart: one part a target or a named place, the shared toll left with the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sayso.incidents.tellings import Telling, part_of
from sayso.incidents.whereabouts import coordinated
from sayso.model.claim import Occurrence


def with_parts(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """The tellings, each followed by its parts: "strikes on A, B and C", "the four raids hit A, B, C and D, respectively"."""
    for telling in tellings:
        yield telling
        if telling.occurrence is not None and not telling.denied:
            yield from _by_target(telling, telling.occurrence) or _by_place(telling, telling.occurrence)


def _by_target(telling: Telling, occurrence: Occurrence) -> list[Telling]:
    if not one_a_target(occurrence):
        return []
    one = [msgspec.structs.replace(occurrence, targets=(target,), number=None) for target in occurrence.targets]
    return [part_of(telling, part, telling.places) for part in one]


def one_a_target(occurrence: Occurrence) -> bool:
    """As many strikes as things struck ("the four raids hit A, B, C and D")."""
    number = occurrence.number
    things = [t for t in occurrence.targets if t.kind == "physical"]
    return number is not None and number.low == number.high == len(things) == len(occurrence.targets) > 1


def _by_place(telling: Telling, occurrence: Occurrence) -> list[Telling]:
    groups = coordinated(telling.places)
    if len(groups) < 2:
        return []
    parts: list[Telling] = []
    for group in groups:
        ids = {place.id for place in group}
        places = tuple(p for p in occurrence.places if p.mention in ids)
        parts.append(part_of(telling, msgspec.structs.replace(occurrence, places=places, number=None), group))
    return parts
