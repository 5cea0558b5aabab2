"""A report cut into windows that a network can see at once.

A window begins and ends with a sentence where it can. It holds a *core*, the words that its answers are taken for, after some
context from before. Each word belongs to the core of exactly one window.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.model.record import Span
from sayso.trained.registry import model_bytes

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FIRST, LAST = 101, 102
"""The pieces that stand around every text."""
_UNKNOWN = 100
_MOST = 16  # pieces of one word: a run of signs or a long address says no more by being long


class Window(NamedTuple):
    """Words `[first, last)` of the report, of which `[core, last)` are answered for."""

    first: int
    core: int
    last: int


@cache
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(model_bytes("tokenizer").decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def pieces_of(words: Sequence[str]) -> list[list[int]]:
    """The word pieces of each word, never none: a word of which the vocabulary knows nothing is the unknown piece."""
    distinct = list(dict.fromkeys(words))
    plain = [word.encode("utf-8", "replace").decode("utf-8") for word in distinct]
    encoded = _tokenizer().encode(plain, is_pretokenized=True, add_special_tokens=False)
    ids: list[list[int]] = [[] for _ in distinct]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if word is not None:
            ids[word].append(piece)
    known = {word: some[:_MOST] or [_UNKNOWN] for word, some in zip(distinct, ids, strict=True)}
    return [known[word] for word in words]


def windows(sizes: Sequence[int], sentences: Sequence[Span], most: int, context: int) -> list[Window]:
    """Windows over words of so many pieces: at most `most` pieces each, of which up to about `context` come before the core.

    `sentences` are ranges of words that cover the text in order. A sentence too long for a window is cut.
    """
    pieces = [0]
    for size in sizes:
        pieces.append(pieces[-1] + size)
    starts = [begin for begin, _ in sentences]
    found: list[Window] = []
    first = core = 0
    for begin, end in _cut(pieces, sentences, most - context):
        if end > core and pieces[end] - pieces[first] > most and begin > core:
            found.append(Window(first, core, begin))
            first = _before(pieces, starts, begin, context)
            core = begin
        first = max(first, _fitting(pieces, first, end, most))
    if core < len(sizes):
        found.append(Window(first, core, len(sizes)))
    return found


def _cut(pieces: Sequence[int], sentences: Sequence[Span], most: int) -> list[Span]:
    """The sentences, those too long in parts."""
    parts: list[Span] = []
    for begin, end in sentences:
        start = begin
        for i in range(begin, end):
            if pieces[i + 1] - pieces[start] > most and i > start:
                parts.append((start, i))
                start = i
        parts.append((start, end))
    return parts


def _before(pieces: Sequence[int], starts: Sequence[int], at: int, context: int) -> int:
    """Where the context of a core at word `at` begins: with a sentence, or in the midst of a long one."""
    earliest = _fitting(pieces, 0, at, context)
    found = bisect_left(starts, earliest)
    return starts[found] if found < len(starts) and starts[found] < at else earliest


def _fitting(pieces: Sequence[int], first: int, last: int, most: int) -> int:
    """The first word from `first` on from which everything up to `last` fits."""
    return bisect_left(pieces, pieces[last] - most, first, last)
