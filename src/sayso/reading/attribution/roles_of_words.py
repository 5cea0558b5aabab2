"""From the shares of every word to ranges: the cue, the source and the contents of one attribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from sayso.reading.attribution.drafts import Range
from sayso.reading.attribution.learnt import Heard
from sayso.reading.attribution.sources import trimmed
from sayso.reading.attribution.word_features import CONTENT, CUE, SOURCE
from sayso.reading.parse import Parse

_LEADING = {"CCONJ", "DET", "SCONJ"}
_MANY = 6


class Made(NamedTuple):
    """An attribution as the network has it; `seen` is how much of the report it looked at.

    `sure_content`, `sure_source`: the mean share that their words were given in the role; of a missing source, how little
    any word looks like one.
    """

    at: int
    odds: float
    seen: Range
    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    sure_content: float
    sure_source: float


def made(parse: Parse, one: Heard) -> Made:
    """The ranges of what was heard."""
    best = one.shares.argmax(axis=-1)
    marks = numpy.array([t.pos == "PUNCT" for t in parse.tokens[one.first : one.first + len(best)]])
    contents = _whole(parse, [r for r in (_tidy(parse, run) for run in _runs(best, marks, CONTENT, one.first)) if r])
    source = _strongest(one, [r for r in (trimmed(parse, *run) for run in _runs(best, marks, SOURCE, one.first)) if r])
    cue = _around(one.at, _runs(best, marks, CUE, one.first))
    sourceless = 1.0 - float(one.shares[:, SOURCE].max())
    return Made(
        one.at,
        one.odds,
        (one.first, one.first + len(best) - 1),
        cue,
        source,
        contents,
        _mean(one, contents, CONTENT) if contents else 0.0,
        _mean(one, [source], SOURCE) if source else sourceless,
    )


def _tidy(parse: Parse, run: Range) -> Range | None:
    """A run without marks at its ends, or a joining word or article that leads to nothing."""
    tidy = trimmed(parse, *run)
    while tidy is not None and parse.tokens[tidy[1]].pos in _LEADING:
        tidy = trimmed(parse, tidy[0], tidy[1] - 1)
    while tidy is not None and parse.tokens[tidy[0]].pos == "CCONJ":
        tidy = trimmed(parse, tidy[0] + 1, tidy[1])
    return tidy


def _whole(parse: Parse, runs: Sequence[Range]) -> tuple[Range, ...]:
    """The runs without a stray word beside many."""
    sizes = [sum(parse.tokens[i].pos != "PUNCT" for i in range(first, last + 1)) for first, last in runs]
    least = 2 if sum(sizes) >= _MANY else 1
    return tuple(run for run, size in zip(runs, sizes, strict=True) if size >= least)


def _runs(best: NDArray[numpy.int64], marks: NDArray[numpy.bool_], role: int, first: int) -> list[Range]:
    """Ranges of words of one role; marks alone between two do not part them."""
    found: list[Range] = []
    for i in numpy.flatnonzero((best == role) & ~marks).tolist():
        if found and marks[found[-1][1] + 1 : i].all():
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return [(first + low, first + high) for low, high in _with_marks(found, best, marks, role)]


def _with_marks(
    runs: Sequence[Range], best: NDArray[numpy.int64], marks: NDArray[numpy.bool_], role: int
) -> list[Range]:
    """The runs with the marks of the same role at either end: quotation marks, brackets."""
    like = (marks & (best == role)).tolist()
    wide = []
    for first, last in runs:
        low, high = first, last
        while low > 0 and like[low - 1]:
            low -= 1
        while high + 1 < len(like) and like[high + 1]:
            high += 1
        wide.append((low, high))
    return wide


def _strongest(one: Heard, runs: Sequence[Range]) -> Range | None:
    """The run with the word that is most surely of a source; of two the longer."""
    return max(runs, key=lambda r: (float(_share(one, r, SOURCE).max()), r[1] - r[0]), default=None)


def _around(at: int, runs: Sequence[Range]) -> Range:
    """The run that holds the cue's own word; that word alone where none does."""
    return next((run for run in runs if run[0] <= at <= run[1]), (at, at))


def _mean(one: Heard, ranges: Sequence[Range], role: int) -> float:
    return float(numpy.concatenate([_share(one, r, role) for r in ranges]).mean())


def _share(one: Heard, words: Range, role: int) -> NDArray[numpy.float32]:
    share: NDArray[numpy.float32] = one.shares[words[0] - one.first : words[1] + 1 - one.first, role]
    return share
