"""Which stretch of the report the network sees at once, and the cues of which part of it are its to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model.record import Span
from sayso.trained.windows import windows

CONTEXT = 48
"""Pieces that two neighbouring stretches share; their first half is read in the earlier one, the rest in the later."""
_AROUND = 2  # the pieces that begin and end every text


class Area(NamedTuple):
    """Words `[first, last)` are seen; cues in `[begin, end)` are read."""

    first: int
    last: int
    begin: int
    end: int


def areas(sizes: Sequence[int], sentences: Sequence[Span], most: int, context: int = CONTEXT) -> list[Area]:
    """Areas over words of so many pieces; each word is in `[begin, end)` of exactly one, with what is said on both sides."""
    found = windows(sizes, sentences, most - _AROUND, context)
    borders = [0, *((w.first + w.core + 1) // 2 for w in found[1:]), len(sizes)]
    return [Area(w.first, w.last, borders[n], borders[n + 1]) for n, w in enumerate(found)]
