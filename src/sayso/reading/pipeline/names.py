"""Names as spaCy's recogniser sees them, with its own network and its own moves, but not one word at a time.

It walks through the text: a word stands outside of names, is a name of one word, or begins a longer one, which then goes on
until a word is its last (Begin, In, Last, Unit, Out). Outside of names a move depends on the word alone, so those of all
words are weighed at once; within a name only two moves are left, to go on or to end. The sums are made in spaCy's order.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from sayso.reading.pipeline.loading import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ANY, _SHORT, _OUT = range(3)  # what may stand here: any move, no name that goes on, no name at all


class NameSeen(NamedTuple):
    """A name: tokens `[first, last)` and its label (PERSON, GPE, ORG …)."""

    first: int
    last: int
    label: str


class _Within(NamedTuple):
    """Weights of the two moves within a name of one label: to go on, to end."""

    weights: Any
    bias: Any


class Recogniser:
    """The recogniser of a pipeline. `names` asks for a text whose sentences are set."""

    def __init__(self, ner: Any) -> None:
        model = ner.model
        self._words = model.get_ref("tok2vec")
        self._lower = model.get_ref("lower")
        self._bias = self._lower.get_param("b").reshape(-1)
        weights, bias = (model.get_ref("upper").get_param(name) for name in ("W", "b"))
        moves = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]
        at = {move: i for i, move in enumerate(moves)}
        self._outside = [move for move in moves if _is_outside(move)]
        columns = [at[move] for move in self._outside]
        self._weights, self._scores = numpy.ascontiguousarray(weights[columns].T), bias[columns]
        self._forbidden = _forbidden(self._outside)
        self._within = {
            move[2:]: _Within(*(one[[at[f"I-{move[2:]}"], at[f"L-{move[2:]}"]]] for one in (weights, bias)))
            for move in self._outside
            if move.startswith("B-")
        }

    def names(self, doc: Doc) -> list[NameSeen]:
        """The names of a text, in order; none crosses a sentence."""
        if not len(doc):
            return []
        parts = self._lower.predict(self._words.predict([doc])).reshape(len(doc) + 1, 3, -1)
        starts, spaces = doc.to_array(["SENT_START", "IS_SPACE"]).T
        ends = numpy.append(starts[1:] == 1, True)
        return self._walk(self._moves(parts, ends, spaces == 1), parts, ends.tolist())

    def _moves(self, parts: Any, ends: Any, spaces: Any) -> list[int]:
        """For each word the best move that is allowed there outside of names."""
        padding = parts[0]
        hidden = _larger(((parts[1:, 0] + padding[1]) + padding[2]) + self._bias)
        scores = hidden @ self._weights + self._scores
        scores += self._forbidden[numpy.where(spaces, _OUT, numpy.where(ends, _SHORT, _ANY))]
        moves: list[int] = scores.argmax(axis=1).tolist()
        return moves

    def _walk(self, moves: list[int], parts: Any, ends: list[bool]) -> list[NameSeen]:
        found: list[NameSeen] = []
        at = 0
        for i, move in enumerate(moves):
            kind = self._outside[move]
            if i < at or kind == "O":
                continue
            last = self._last(parts, ends, i, kind[2:]) if kind[0] == "B" else i
            found.append(NameSeen(i, last + 1, kind[2:]))
            at = last + 1
        return found

    def _last(self, parts: Any, ends: list[bool], first: int, label: str) -> int:
        """The last word of the name that begins with `first`."""
        within = self._within[label]
        i = first + 1
        while not ends[i]:
            hidden = _larger(((parts[1 + i, 0] + parts[1 + first, 1]) + parts[i, 2]) + self._bias)
            goes_on, stops = within.weights @ hidden + within.bias
            if goes_on < stops:
                break
            i += 1
        return i


@cache
def recogniser() -> Recogniser:
    """The recogniser of the English model."""
    return Recogniser(pipeline().get_pipe("ner"))


def _is_outside(move: str) -> bool:
    """Whether it is a move of who is not within a name; "U-" only bars a word that was barred before."""
    return move == "O" or (move[:2] in ("B-", "U-") and len(move) > 2)


def _forbidden(moves: list[str]) -> Any:
    """What to add to the scores for each of the three kinds of places."""
    rows = numpy.zeros((3, len(moves)), dtype="float32")
    for column, move in enumerate(moves):
        rows[_SHORT, column] = -numpy.inf if move[0] == "B" else 0
        rows[_OUT, column] = 0 if move == "O" else -numpy.inf
    return rows


def _larger(pairs: Any) -> Any:
    """The larger of each two neighbours (maxout of two pieces)."""
    return numpy.maximum(pairs[..., 0::2], pairs[..., 1::2])
