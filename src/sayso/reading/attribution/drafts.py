"""An attribution being read: ranges of tokens, not yet of characters."""

from __future__ import annotations

from sayso.model.claim import Basis, Modality, Polarity, Spoke, Stance
from sayso.model.record import Record

Range = tuple[int, int]
"""First and last token, inclusive."""


class Draft(Record, frozen=True, kw_only=True):
    """One cue with its source and contents as token ranges; `token` is the head of the cue."""

    token: int
    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    rule: str
    stance: Stance
    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    basis: Basis = "indirect"
    takes_quotations: bool = False
    # The content, and its source where it differs, if the grammar gives none and no quotation comes.
    fallback: tuple[Range, Range | None] | None = None
    reader: Spoke = "rules"
    score: float | None = None


def without(whole: Range, holes: list[Range]) -> list[Range]:
    """What is left of a range when others are cut out of it."""
    left: list[Range] = []
    at = whole[0]
    for first, last in sorted(holes):
        if last < at or first > whole[1]:
            continue
        if first > at:
            left.append((at, first - 1))
        at = max(at, last + 1)
    if at <= whole[1]:
        left.append((at, whole[1]))
    return left
