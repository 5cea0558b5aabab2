"""What the network is told of each word beside its pieces: its grammar, what is named there, and what the rules made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy
from numpy.typing import NDArray

from sayso.lexicon.load import lexicon
from sayso.model.claim import Occurrence
from sayso.model.mention import ActorMention, Mention, PlaceMention, QuantityMention, TimeMention, WeaponMention
from sayso.model.record import Span
from sayso.reading.found import Found, FoundToll
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.triggers import Trigger
from sayso.reading.parse import Parse, Token

Numbers = NDArray[numpy.int64]
WORD_FEATURES = ("pos", "dep", "trigger", "role", "mention", "word")
_MENTIONS: tuple[type[Mention], ...] = (QuantityMention, PlaceMention, TimeMention, ActorMention, WeaponMention)


def word_features(
    parse: Parse, mentions: Mentions, triggers: Sequence[Trigger], found: Sequence[Found], tolls: Sequence[FoundToll]
) -> Numbers:
    """One row a word, one column for each of WORD_FEATURES."""
    labels = lexicon("roles")["labels"]
    columns = [
        _numbered((t.pos for t in parse.tokens), labels["pos"]),
        _numbered((t.dep for t in parse.tokens), labels["dep"]),
        _triggers(parse, triggers, found),
        _roles(parse, found, tolls),
        _mentions(parse, mentions),
        [_word(token) for token in parse.tokens],
    ]
    return numpy.array(columns, dtype=numpy.int64).reshape(len(columns), len(parse.tokens)).T


def feature_sizes() -> list[int]:
    """How many values each of WORD_FEATURES can have."""
    table = lexicon("roles")
    labels = table["labels"]
    return [len(labels["pos"]) + 1, len(labels["dep"]) + 1, max(table["kinds"].values()) + 1, 8, len(_MENTIONS) + 1, 8]


def _numbered(values: Iterable[str], known: Sequence[str]) -> list[int]:
    number = {label: i for i, label in enumerate(known, 1)}
    return [number.get(value, 0) for value in values]


def _triggers(parse: Parse, triggers: Sequence[Trigger], found: Sequence[Found]) -> list[int]:
    """The group of the kind of event that a word names for the rules; 1 where they know the word and do not take it."""
    column = [0] * len(parse.tokens)
    groups: Mapping[str, int] = lexicon("roles")["kinds"]
    for trigger in triggers:
        column[trigger.first : trigger.last + 1] = [1] * (trigger.last + 1 - trigger.first)
    for one in found:
        if isinstance(one.proposition, Occurrence):
            trigger_words = one.proposition.trigger
            for i in parse.tokens_in(trigger_words.start, trigger_words.end):
                column[i] = groups.get(one.proposition.event, 2)
    return column


def _roles(parse: Parse, found: Sequence[Found], tolls: Sequence[FoundToll]) -> list[int]:
    """What a word is to an event for the rules: 1 place, 2 one harmed, 3 one killed, 4 weapon, 5 thing or 6 person struck,
    7 one who struck.
    """
    spans: list[tuple[int, Span]] = [
        (3 if toll.toll.outcome == "killed" else 2, (toll.toll.start, toll.toll.end)) for toll in tolls
    ]
    for one in found:
        event = one.proposition
        if isinstance(event, Occurrence):
            spans += [(1, (p.start, p.end)) for p in event.places]
            spans += [(4, (w.start, w.end)) for w in event.weapons if w.start is not None and w.end is not None]
            spans += [(5 if t.kind == "physical" else 6, (t.start, t.end)) for t in event.targets]
            spans += [(7, (p.start, p.end)) for p in event.perpetrators]
    column = [0] * len(parse.tokens)
    for number, (start, end) in sorted(spans):
        for i in parse.tokens_in(start, end):
            column[i] = number
    return column


def _mentions(parse: Parse, mentions: Mentions) -> list[int]:
    """A number for each kind of mention; of those that share words the last."""
    rows = sorted((_MENTIONS.index(type(mention)), mention.start, mention.end) for mention in mentions.all)
    column = [0] * len(parse.tokens)
    for number, start, end in rows:
        for i in parse.tokens_in(start, end):
            column[i] = number + 1
    return column


def _word(token: Token) -> int:
    """What the lexicon of targets and actors has a noun for, 0 for none."""
    if token.tag[:1] not in ("N", "J"):
        return 0
    classes = _classes()
    return classes.get(token.lemma) or classes.get(token.lower) or 0


@cache
def _classes() -> dict[str, int]:
    table = lexicon("targets")
    armed = ("active_military", "law_enforcement", "combatant")
    rows = [(1, words) for words in table["physical"].values()]
    rows += [(3 if kind in armed else 2, words) for kind, words in table["human"].items()]
    rows += [(4, table["unknown_actors"]), (5, table["actors"]["people"])]
    rows += [(6, table["actors"]["state"]), (7, table["actors"]["non_state"])]
    return {str(word): number for number, words in rows for word in words}
