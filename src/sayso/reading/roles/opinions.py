"""What the network says of words that have a part in an event, or that the rules say have one."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import ResponsibilityBasis
from sayso.model.record import Span
from sayso.reading.parse import Parse
from sayso.reading.roles.answers import Answers
from sayso.reading.roles.runs import HUMAN, INDIVIDUAL, ORGANISATION, PHYSICAL


class Opinion(NamedTuple):
    """How likely words have the part that the rules give them, and what else the network says of them, where it is sure.
    `to_the_end`: whether their last word has it as well.
    """

    chance: float
    type: str | None = None
    effects: tuple[str, ...] = ()
    basis: ResponsibilityBasis | None = None
    state: bool | None = None
    individual: bool | None = None
    to_the_end: bool = True


def target_opinion(parse: Parse, answers: Answers, span: Span, kind: Literal["physical", "human"]) -> Opinion:
    """Of what or who was struck."""
    words = list(parse.tokens_in(*span))
    if not words:
        return Opinion(0.0)
    role = PHYSICAL if kind == "physical" else HUMAN
    word = max(words, key=lambda i: float(answers.roles[i, role]))
    return Opinion(
        chance=float(answers.roles[word, role]),
        type=_type(answers, word, kind),
        effects=_effects(answers, word, kind),
        to_the_end=float(answers.roles[words[-1], role]) >= lexicon("roles")["joining"]["ended"],
    )


def actor_opinion(parse: Parse, answers: Answers, span: Span) -> Opinion:
    """Of who struck."""
    words = list(parse.tokens_in(*span))
    if not words:
        return Opinion(0.0)
    word = max(words, key=lambda i: float(answers.roles[i, :PHYSICAL].max()))
    person, body = (float(answers.roles[word, role]) for role in (INDIVIDUAL, ORGANISATION))
    sure = lexicon("roles")["joining"]
    known = max(person, body) >= sure["sure_actor"]
    return Opinion(
        chance=max(person, body),
        basis=_basis(answers, word) if known else None,
        state=_state(parse, answers, words, word),
        individual=person > body if known else None,
    )


def _type(answers: Answers, word: int, kind: str) -> str | None:
    """The likeliest type of its kind where it is likely enough."""
    names = lexicon("roles")["types"]
    people = names.index("commercial")
    first, last = (0, people) if kind == "human" else (people, len(names))
    chances = answers.types[word, first:last]
    best = int(chances.argmax())
    sure = float(chances[best]) >= lexicon("roles")["joining"]["sure_type"]
    return str(names[first + best]) if sure else None


def _effects(answers: Answers, word: int, kind: str) -> tuple[str, ...]:
    names = lexicon("roles")["effects"]
    own = names[:3] if kind == "human" else names[3:]
    likely = [n for n in own if answers.effects[word, names.index(n)] >= lexicon("roles")["joining"]["sure_effect"]]
    return tuple(n for n in likely if n != "unharmed" or len(likely) == 1)


def _basis(answers: Answers, word: int) -> ResponsibilityBasis | None:
    chances = answers.bases[word]
    best = int(chances.argmax())
    names: list[ResponsibilityBasis] = lexicon("roles")["bases"]
    return names[best] if float(chances[best]) >= lexicon("roles")["joining"]["sure_basis"] else None


def _state(parse: Parse, answers: Answers, words: list[int], word: int) -> bool | None:
    """A state's forces or its opponents; of "unidentified persons" or "hooded men" nobody knows that."""
    if any(parse.tokens[i].lower in _unknown() for i in words) or all(_is_anybody(parse, i) for i in words):
        return None
    chance, sure = float(answers.state[word]), lexicon("roles")["joining"]["sure_state"]
    return True if chance >= sure else False if chance <= 1 - sure else None


def _is_anybody(parse: Parse, i: int) -> bool:
    """Whether a word tells people from nobody: "men", "hooded", "two"."""
    token = parse.tokens[i]
    return not token.tag.startswith("N") or token.lemma in _people() or token.lower in _people()


@cache
def _people() -> frozenset[str]:
    return frozenset(lexicon("targets")["actors"]["people"])


@cache
def _unknown() -> frozenset[str]:
    return frozenset(lexicon("targets")["unknown_actors"])
