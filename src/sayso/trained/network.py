"""Running a trained network over a report.

One window at a time, on one core, without padding. The numbers of a network in whole numbers (int8) are scaled to the
largest one that it sees at once: with its neighbours beside it a report could be read otherwise than alone. Several
reports at once are read by several processes (sayso.ledger.readers).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy

from sayso.trained.registry import model_bytes
from sayso.trained.windows import FIRST, LAST, Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Answers = Mapping[str, Any]
"""Arrays by the name that the network gives them; their first axis are the words of a window."""


class Network:
    """A trained network. It sees pieces of words and small whole numbers about each word (`features`)."""

    def __init__(self, name: str) -> None:
        self._session = _session(name)
        self._outputs = [output.name for output in self._session.get_outputs()]

    def run(
        self, pieces: Sequence[Sequence[int]], features: Sequence[Sequence[int]], windows: Sequence[Window]
    ) -> Iterator[Answers]:
        """What it makes of each window: for each of its words, context included, a row of every array."""
        for window in windows:
            inputs = _inputs(pieces[window.first : window.last], features[window.first : window.last])
            arrays = self._session.run(self._outputs, inputs)
            yield {name: array[0] for name, array in zip(self._outputs, arrays, strict=True)}

    def ask(self, inputs: Mapping[str, Any]) -> Answers:
        """What a network makes of arrays that are no text, such as another network's answers."""
        return dict(zip(self._outputs, self._session.run(self._outputs, dict(inputs)), strict=True))


def _inputs(pieces: Sequence[Sequence[int]], features: Sequence[Sequence[int]]) -> dict[str, Any]:
    """`pieces` (1, T), `features` (1, T, F), and `words` (1, W): where each word's first piece stands."""
    nothing = [0] * len(features[0])
    flat, rows, starts = [FIRST], [nothing], []
    for word, row in zip(pieces, features, strict=True):
        starts.append(len(flat))
        flat += word
        rows += [row] * len(word)  # type: ignore[list-item]
    flat.append(LAST)
    rows.append(nothing)
    arrays = {"pieces": flat, "features": rows, "words": starts}
    return {name: numpy.asarray([array], dtype="int64") for name, array in arrays.items()}


@cache
def network(name: str) -> Network:
    """A network of the registry, loaded once. Raises ModelMissingError."""
    return Network(name)


def _session(name: str) -> InferenceSession:
    # Loaded without this it tells its makers of every use.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model_bytes(name), options, providers=["CPUExecutionProvider"])
