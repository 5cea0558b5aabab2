"""Stretches of words that have one part in an event, by the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy

from sayso.lexicon.load import lexicon
from sayso.reading.parse import Parse
from sayso.reading.roles.answers import Answers

INDIVIDUAL, ORGANISATION, PHYSICAL, HUMAN, WEAPON = range(5)
"""The parts, in the order in which the network gives them (lexicon/en/roles.yaml)."""
NOT_OUTER = frozenset((
    "DT", "PDT", "PRP$", "PRP", "WDT", "WP", "CC", "IN", "POS", "HYPH", ",", ".", ":", "TO", "``", "''", "-LRB-", "-RRB-",
))  # fmt: skip
_JOINTS = frozenset(("of", "the", "de", "la", "del", "los", "las", "el", "-", "'s", "’s", "for", "y", ".", "'", '"'))
_GAP = 3  # most words from one of a name to the next


def runs(parse: Parse, answers: Answers, role: int) -> Iterator[tuple[int, int]]:
    """Words `[first, last]` that have the part, over the small words of a name; one of them at least has it clearly. A comma
    or an "and" parts two.
    """
    joining = lexicon("roles")["joining"]
    clear = joining["taken"][lexicon("roles")["roles"][role]]
    chances = answers.roles[:, role]
    for first, last in _stretches(parse, numpy.nonzero(chances >= min(clear, joining["likely"]))[0].tolist()):
        first, last = _trimmed(parse, first, last)  # noqa: PLW2901 - the same stretch, less its edges
        if first <= last and float(chances[first : last + 1].max()) >= clear:
            yield first, last


def _stretches(parse: Parse, words: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for i in words:
        if first >= 0 and not _goes_on(parse, last, i):
            yield first, last
            first = i
        elif first < 0:
            first = i
        last = i
    if first >= 0:
        yield first, last


def _goes_on(parse: Parse, last: int, i: int) -> bool:
    tokens = parse.tokens
    if tokens[i].sentence != tokens[last].sentence or i - last > _GAP:
        return False
    if {tokens[i].tag, tokens[last].tag} & {"CC", ","}:
        return False
    return all(tokens[k].lower in _JOINTS for k in range(last + 1, i))


def _trimmed(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while first <= last and parse.tokens[first].tag in NOT_OUTER:
        first += 1
    while last > first and parse.tokens[last].tag in NOT_OUTER:
        last -= 1
    return first, last
