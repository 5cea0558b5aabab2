"""What the network is told of each word with respect to one cue: how far, how governed, and what the rules made of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

import numpy

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.attribution.word_features import (
    CONTENT,
    CUE,
    SOURCE,
    Labels,
    Numbers,
    anchor,
    spans_of,
    words_of,
)
from sayso.reading.parse import Parse

PAIR_FEATURES = ("distance", "sentence", "branch", "quotation", "rules")
_STEPS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
_LEVELS = 3  # branches below the cue, below its governor, and below that one's
DISTANCES, SENTENCES, QUOTATIONS, RULES = 2 * len(_STEPS), 7, 6, 5


def branches(labels: Labels) -> int:
    """How many values the feature `branch` has."""
    return 2 + _LEVELS + _LEVELS * (len(labels["dep"]) + 1)


def rules_anchors(parse: Parse, attributions: Sequence[Attribution]) -> dict[int, Attribution]:
    """The rules' attributions by the word that stands for their cue; of two the outer one, then the first."""
    found: dict[int, Attribution] = {}
    for attribution in sorted(attributions, key=lambda a: a.inside is not None):
        i = anchor(parse, words_of(parse, attribution.cues))
        if i is not None:
            found.setdefault(i, attribution)
    return found


def pair_features(parse: Parse, at: int, seen: Span, rules: Mapping[int, Attribution], labels: Labels) -> Numbers:
    """For the cue at word `at`: one row for each word seen, one column for each of PAIR_FEATURES."""
    first, last = seen
    tokens = parse.tokens
    here = tokens[at].sentence
    columns = numpy.zeros((len(PAIR_FEATURES), last - first), dtype=numpy.int64)
    columns[0] = _distances(first - at, last - at)
    columns[1] = [max(-3, min(3, tokens[i].sentence - here)) + 3 for i in range(first, last)]
    columns[2] = _branches(parse, at, first, last, labels)
    columns[3] = _quotations(parse, at, first, last)
    columns[4] = _rules(parse, rules.get(at), first, last)
    return columns.T


def _distances(low: int, high: int) -> Numbers:
    away = numpy.arange(low, high)
    steps = numpy.searchsorted(numpy.array(_STEPS), numpy.abs(away), side="right") - 1
    return numpy.where(away < 0, steps + len(_STEPS), steps)


@cache
def _numbers(labels: tuple[str, ...]) -> dict[str, int]:
    return {label: i for i, label in enumerate(labels, 1)}


def _branches(parse: Parse, at: int, first: int, last: int, labels: Labels) -> list[int]:
    """Through which relation a word hangs on the cue, on its governor or on that one's; 0 for words beyond."""
    tokens, numbers = parse.tokens, _numbers(tuple(labels["dep"]))
    above = [at]
    while len(above) < _LEVELS and tokens[above[-1]].head != above[-1]:
        above.append(tokens[above[-1]].head)
    known = {i: 1 + level for level, i in enumerate(above)}
    wide = len(labels["dep"]) + 1
    begin, end = parse.sentences[tokens[at].sentence]
    begin, end = max(begin, first), min(end, last)
    for i in range(begin, end):
        path = [i]
        while path[-1] not in known and tokens[path[-1]].head != path[-1]:
            path.append(tokens[path[-1]].head)
        value = known.get(path[-1], 0)
        if len(path) > 1 and path[-1] in above:
            level = value - 1
            value = 2 + _LEVELS + level * wide + numbers.get(tokens[path[-2]].dep, 0)
            path.pop()
        for j in path:
            known.setdefault(j, value)
    return [known.get(i, 0) if begin <= i < end else 0 for i in range(first, last)]


def _quotations(parse: Parse, at: int, first: int, last: int) -> list[int]:
    """0 no quotation, 1 the cue's own, 2 the nearest after it, 3 those after, 4 the nearest before it, 5 those before."""
    own = parse.quoted[at]
    after = bisect_left(parse.quotations, parse.tokens[at].end, key=lambda quotation: quotation.outer[0])
    before = after - 2 if own == after - 1 >= 0 else after - 1
    found = []
    for number in parse.quoted[first:last]:
        if number < 0:
            found.append(0)
        elif number == own:
            found.append(1)
        elif number >= after:
            found.append(2 if number == after else 3)
        else:
            found.append(4 if number == before else 5)
    return found


def _rules(parse: Parse, attribution: Attribution | None, first: int, last: int) -> list[int]:
    """What the rules make of the word with respect to this cue: 4 nothing, because they see no attribution here."""
    if attribution is None:
        return [RULES - 1] * (last - first)
    roles = [0] * (last - first)
    for role in (CONTENT, SOURCE, CUE):
        for i in words_of(parse, spans_of(attribution, role)):
            if first <= i < last:
                roles[i - first] = role
    return roles
