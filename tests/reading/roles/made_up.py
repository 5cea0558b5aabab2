"""Answers of a network that was never asked: what it is to have said of the words of a sentence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy

from sayso.lexicon.load import lexicon
from sayso.linking.names import known_names
from sayso.reading.attribution import read_attributions
from sayso.reading.casualties import find_tolls
from sayso.reading.found import Found, FoundToll
from sayso.reading.mentions.finding import Mentions, find_mentions
from sayso.reading.occurrences import find_occurrences
from sayso.reading.parse import Parse, parse
from sayso.reading.roles.answers import Answers
from sayso.reading.speakers import with_speakers

ROLES = ("individual", "organisation", "physical", "human", "weapon")


class Read:
    """A text as the rules read it."""

    def __init__(self, text: str) -> None:
        self.parse: Parse = next(parse([text]))
        named = Mentions(find_mentions(self.parse, known_names))
        self.mentions, said = with_speakers(self.parse, named, read_attributions(self.parse))
        speakers = [span for one in said for span in one.sources]
        self.found: list[Found] = find_occurrences(self.parse, self.mentions, speakers)
        self.tolls: list[FoundToll] = find_tolls(self.parse, self.mentions)

    def word(self, text: str) -> int:
        """The first word that is written so."""
        return next(token.i for token in self.parse.tokens if token.text == text)


def answers(  # noqa: PLR0917 - all of it made up
    read: Read,
    told: Mapping[str, float] | None = None,
    roles: Mapping[str, str] | None = None,
    chance: float = 0.9,
    groups: Mapping[str, int] | None = None,
    effects: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
) -> Answers:
    """`told`: words that tell an event to record; `roles`: phrases and their part; `groups`: words by the event that they
    belong to (all to one where it is not given).
    """
    size = len(read.parse.tokens)
    table = lexicon("roles")
    events = numpy.zeros((size, 7), dtype=numpy.float32)
    events[:, 0] = 1.0
    for word, likely in (told or {}).items():
        events[read.word(word), :2] = (1.0 - likely, likely)
    given = numpy.zeros((size, len(ROLES)), dtype=numpy.float32)
    for phrase, role in (roles or {}).items():
        for i in _words(read.parse, phrase):
            given[i, ROLES.index(role)] = chance
    effect = numpy.zeros((size, len(table["effects"])), dtype=numpy.float32)
    for phrase, name in (effects or {}).items():
        effect[_words(read.parse, phrase), table["effects"].index(name)] = 0.9
    type_ = numpy.zeros((size, len(table["types"])), dtype=numpy.float32)
    for phrase, name in (types or {}).items():
        type_[_words(read.parse, phrase), table["types"].index(name)] = 0.9
    side = numpy.zeros((size, 64), dtype=numpy.float32)
    side[:, 0] = 8.0
    for word, group in (groups or {}).items():
        side[read.word(word)] = 0.0
        side[read.word(word), group] = 8.0
    lowered = side.copy()
    lowered[:, 63] = -4.0 if groups else 0.0
    with_bias = side.copy()
    with_bias[:, 63] = 8.0 if groups else 0.0
    return Answers(
        events=events, roles=given, effects=effect, types=type_, bases=numpy.zeros((size, 5), dtype=numpy.float32),
        state=numpy.full(size, 0.5, dtype=numpy.float32), here=with_bias, there=lowered,
    )  # fmt: skip


def _words(parsed: Parse, phrase: str) -> list[int]:
    start = parsed.text.index(phrase)
    return list(parsed.tokens_in(start, start + len(phrase)))
