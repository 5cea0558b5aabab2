"""What the trained network says of a report: which words stand for a cue, and what every word is to each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy
import yaml
from numpy.typing import NDArray

from sayso.model.claim import Attribution
from sayso.reading.attribution.areas import Area, areas
from sayso.reading.attribution.pair_features import pair_features, rules_anchors
from sayso.reading.attribution.word_features import word_features
from sayso.reading.parse import Parse
from sayso.trained.network import Answers, network
from sayso.trained.registry import model_bytes
from sayso.trained.windows import Window, pieces_of

FILES = WORDS, LINKS, SETTINGS = "attribution", "attribution_links", "attribution_settings"
"""Files of the registry: the network that reads the text, the one asked about each cue, what both were trained with."""


class Heard(NamedTuple):
    """What the network makes of one cue: the odds that it gives words to a speaker (as a logarithm), and for each word from
    `first` on the shares of none, source, content and cue.
    """

    at: int
    odds: float
    first: int
    shares: NDArray[numpy.float32]


@cache
def settings() -> Mapping[str, Any]:
    """The parser's labels as the network numbers them, the length of its windows, its thresholds and how it is calibrated."""
    found: Mapping[str, Any] = yaml.safe_load(model_bytes(SETTINGS).decode("utf-8"))
    return found


def heard(parse: Parse, rules: Sequence[Attribution]) -> list[Heard]:
    """Every cue that the network sees and every cue of the rules, in text order."""
    if not parse.tokens:
        return []
    features = word_features(parse, rules, settings()["labels"])
    pieces = pieces_of([token.text for token in parse.tokens])
    known = rules_anchors(parse, rules)
    seen = areas([len(word) for word in pieces], parse.sentences, settings()["pieces"])
    windows = [Window(area.first, area.begin, area.last) for area in seen]
    answers = network(WORDS).run(pieces, features.tolist(), windows)
    return [one for area, said in zip(seen, answers, strict=True) for one in _asked(parse, area, said, known)]


def _asked(parse: Parse, area: Area, said: Answers, rules: Mapping[int, Attribution]) -> Iterator[Heard]:
    """The network's answers about the cues of one area."""
    likely = numpy.flatnonzero(said["anchors"] > settings()["worth_asking"]) + area.first
    cues = sorted(i for i in {*likely.tolist(), *rules} if area.begin <= i < area.end)
    if not cues:
        return
    labels = settings()["labels"]
    answers = network(LINKS).ask(
        {
            "cues": said["as_cue"][[i - area.first for i in cues]],
            "words": said["as_word"][None],
            "pairs": numpy.stack([pair_features(parse, i, (area.first, area.last), rules, labels) for i in cues]),
        }
    )
    for i, odds, roles in zip(cues, answers["odds"].tolist(), answers["roles"], strict=True):
        yield Heard(i, odds, area.first, shares(roles))


def shares(scores: NDArray[numpy.float32]) -> NDArray[numpy.float32]:
    """Scores as shares that add up to one in each row."""
    raised = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    divided: NDArray[numpy.float32] = raised / raised.sum(axis=-1, keepdims=True)
    return divided
