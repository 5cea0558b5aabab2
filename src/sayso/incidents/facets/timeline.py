"""What was said of an incident, in the order in which it was said: first claims, updates, corrections, denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.incidents.facets.said import Said
from sayso.incidents.originators import speaker_of
from sayso.model.grouped import Facet, Position, Word


def timeline_of(said: Iterable[Said], facets: Iterable[Facet]) -> tuple[Word, ...]:
    """Each claim's word on each disputed fact, by day: "killed: 12", "who: not Egypt", "killed: 7 (before: 12)"."""
    by_key = {one.claim.key: one for one in said}
    words = [
        _word(by_key[key], f"{facet.field}: {value}")
        for facet in facets
        for key, value in _told(facet.positions)
        if key in by_key
    ]
    return tuple(sorted(words, key=lambda w: (w.day or "~", w.report, w.claim, w.value)))


def _told(positions: Iterable[Position]) -> Iterator[tuple[str, str]]:
    """Claims with the value that they stand for, and what their originator had said before."""
    positions = list(positions)
    for position in positions:
        before = [p.value for p in positions if p.superseded_by == position.value and p.for_]
        after = f" (before: {', '.join(before)})" if before else ""
        yield from ((key, f"{position.value}{after}") for key in position.for_)
        yield from ((key, f"not {position.value}") for key in position.against)


def _word(said: Said, value: str) -> Word:
    speaker = speaker_of(said.claim, said.mentions)
    return Word(
        value=value,
        claim=said.claim.key,
        report=said.report,
        by=speaker.name if speaker is not None else said.originator.name,
        originator=said.originator.id,
        day=said.day,
        outlet=said.outlet.name,
    )
