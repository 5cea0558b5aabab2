"""What the network says of each word of a report."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

from sayso.reading.parse import Parse
from sayso.reading.roles.word_features import Numbers
from sayso.trained.network import network
from sayso.trained.windows import pieces_of, windows

NAME = "incidents"
MOST, CONTEXT = 256, 64  # pieces in a window, and of those from before what it answers for
_REACH = 8.0  # what the two sides of a link are scaled by

Chances = NDArray[numpy.float32]


class Answers(NamedTuple):
    """One row a word. `events`: of no event, or of each kind of the lexicon; `roles`, `effects`: each for itself; `types`,
    `bases`: one of them; `state`: that who struck is a state's; `here` · `there`: whether a word belongs to the event that
    another one tells.
    """

    events: Chances
    roles: Chances
    effects: Chances
    types: Chances
    bases: Chances
    state: Chances
    here: Chances
    there: Chances

    def told(self, word: int) -> float:
        """How likely the word tells an event that a recorder lists."""
        return float(1.0 - self.events[word, 0])

    def linked(self, word: int, trigger: int) -> float:
        """How likely the word belongs to the event that a trigger tells."""
        return float(_odds(numpy.dot(self.here[word], self.there[trigger]) / _REACH))


def answers_of(parse: Parse, features: Numbers) -> Answers:
    """The network's answers for every word."""
    pieces = pieces_of([token.text for token in parse.tokens])
    cut = windows([len(some) for some in pieces], parse.sentences, MOST, CONTEXT)
    rows: dict[str, list[Any]] = {}
    for window, found in zip(cut, network(NAME).run(pieces, features.tolist(), cut), strict=True):
        for name, array in found.items():
            rows.setdefault(name, []).append(array[window.core - window.first :])
    return from_arrays({name: numpy.concatenate(parts) for name, parts in rows.items()})


def from_arrays(arrays: dict[str, Any]) -> Answers:
    """Answers from what the network gives, which are no chances yet."""
    return Answers(
        events=_shares(arrays["event"]), roles=_odds(arrays["roles"]), effects=_odds(arrays["effects"]),
        types=_shares(arrays["type"]), bases=_shares(arrays["basis"]), state=_odds(arrays["state"][:, 0]),
        here=arrays["here"], there=arrays["there"],
    )  # fmt: skip


def _odds(scores: Any) -> Any:
    return 1.0 / (1.0 + numpy.exp(-scores))


def _shares(scores: Any) -> Any:
    raised = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
