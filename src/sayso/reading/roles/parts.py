"""From the words that have a part in an event, by the network, to the records of the rules."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Literal, NamedTuple

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import Perpetrator, Target, Weapon
from sayso.model.mention import ActorMention, PlaceMention, WeaponMention
from sayso.model.record import Span
from sayso.reading.occurrences.scene import Scene
from sayso.reading.occurrences.triggers import find_triggers
from sayso.reading.parse import Parse
from sayso.reading.roles.answers import Answers
from sayso.reading.roles.opinions import actor_opinion, target_opinion
from sayso.reading.roles.runs import HUMAN, INDIVIDUAL, NOT_OUTER, ORGANISATION, PHYSICAL, WEAPON, runs

_NAMES = 2  # words of a person's whole name, at least
_BODIES = frozenset(("ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "WORK_OF_ART"))
Words = tuple[int, int]
"""The first and the last of some words."""


class Part(NamedTuple):
    """Words that have a part: the one that has it most clearly, the record, and how likely it is."""

    word: int
    role: Target | Perpetrator | Weapon
    chance: float


def parts_of(parse: Parse, scene: Scene, answers: Answers) -> list[Part]:
    """Everything that has a part in some event, in text order."""
    found = sorted(_Finder(parse, scene, answers).found(), key=lambda part: -part.chance)
    kept: list[Part] = []
    for part in found:  # of what is taken for two things, the likelier
        if not any(_clash(part.role, other.role) for other in kept):
            kept.append(part)
    return sorted(kept, key=lambda part: part.word)


def _clash(one: Target | Perpetrator | Weapon, other: Target | Perpetrator | Weapon) -> bool:
    """Whether the same words would be two things: one who struck and one who was struck, a weapon and a thing struck."""
    if isinstance(one, Perpetrator) and isinstance(other, Perpetrator):
        return False  # "rebels of the Front": people and their body
    if None in (one.start, one.end, other.start, other.end):
        return False
    return one.start < other.end and other.start < one.end  # type: ignore[operator]


class _Finder:
    """Makes records of words."""

    def __init__(self, parse: Parse, scene: Scene, answers: Answers) -> None:
        self.parse = parse
        self.scene = scene
        self.answers = answers

    def found(self) -> list[Part]:
        parts: list[Part] = []
        for role in (INDIVIDUAL, ORGANISATION, PHYSICAL, HUMAN, WEAPON):
            for begun in runs(self.parse, self.answers, role):
                words = begun if role == WEAPON else self._to_the_noun(begun)
                record = self._record(role, words)
                if record is not None:
                    clearest = max(range(words[0], words[1] + 1), key=lambda i: float(self.answers.roles[i, role]))
                    parts.append(Part(clearest, record, float(self.answers.roles[clearest, role])))
        return parts

    def _to_the_noun(self, words: Words) -> Words:
        """The words with the noun that their last describes ("unidentified | men"), unless that names the event."""
        phrase = self.scene.phrases.at(words[1])
        tokens = self.parse.tokens
        if tokens[words[1]].tag.startswith("N") or phrase is None or phrase.core <= words[1]:
            return words
        event = any(i in self._triggers for i in range(words[1] + 1, phrase.core + 1))
        return words if event or tokens[phrase.core].tag in NOT_OUTER else (words[0], phrase.core)

    @cached_property
    def _triggers(self) -> set[int]:
        """The words that may name events."""
        return {i for trigger in find_triggers(self.parse) for i in range(trigger.first, trigger.last + 1)}

    def _record(self, role: int, words: Words) -> Target | Perpetrator | Weapon | None:
        if role == WEAPON:
            return self._weapon(words)
        if role in (PHYSICAL, HUMAN):
            return self._target(words, "human" if role == HUMAN else "physical")
        return self._actor(words, individual=role == INDIVIDUAL)

    def _weapon(self, words: Words) -> Weapon | None:
        """The weapon that is named there; the lexicon says of what kind it is."""
        named = next(iter(self.scene.mentions.touching(*self.parse.span(*words), WeaponMention)), None)
        if named is None:
            return None
        return Weapon(kind=named.weapon, exact=named.exact, start=named.start, end=named.end)

    def _target(self, words: Words, kind: Literal["physical", "human"]) -> Target:
        phrase = self.scene.phrases.at(words[1])
        whole = phrase is not None and phrase.first <= words[0]
        target = self.scene.targets.of_phrase(phrase, None, kind) if phrase is not None and whole else None
        start, end = self.parse.span(*words)
        if target is None or target.kind != kind or target.start > start or target.end < end:
            target = self._plain(words, kind, target.number if target is not None else None)
        if kind == "human":
            target = self._named(target)
        opinion = target_opinion(self.parse, self.answers, (target.start, target.end), kind)
        return msgspec.structs.replace(target, type=opinion.type or target.type, effect=opinion.effects)

    def _plain(self, words: Words, kind: Literal["physical", "human"], number: tuple[int, int | None] | None) -> Target:
        start, end = self.parse.span(*words)
        exact = self.parse.text[start:end]
        place = next((m.id for m in self.scene.mentions.within(start, end, PlaceMention)), None)
        if kind == "physical":
            return Target(exact=exact, start=start, end=end, kind="physical", number=number, mention=place)
        return Target(exact=exact, start=start, end=end, kind="human", number=number, description=exact)

    def _named(self, target: Target) -> Target:
        """With the whole name that ends the words, where one does ("political leader Hector Oqueli")."""
        words = list(self.parse.tokens_in(target.start, target.end))
        at = len(words)
        while at > 0 and self._is_capital(words[at - 1]):
            at -= 1
        name = words[at:]
        while name and self.parse.tokens[name[0]].lower.rstrip(".") in no_names():
            name = name[1:]
        if len(name) < _NAMES or (target.name is None and self._is_a_bodys(name)):
            return target
        before = [i for i in words if i < name[0]]
        start, end = self.parse.span(name[0], name[-1])
        description = self.parse.words(before[0], before[-1]) if before else None
        return msgspec.structs.replace(target, name=self.parse.text[start:end], description=description)

    def _is_capital(self, i: int) -> bool:
        token = self.parse.tokens[i]
        return token.tag.startswith("NN") and token.text[:1].isupper()

    def _is_a_bodys(self, name: list[int]) -> bool:
        """Whether the recogniser takes a word of the name for anything's but a person's."""
        return any(e.label in _BODIES and e.first <= i < e.last for i in name for e in self.parse.entities)

    def _actor(self, words: Words, *, individual: bool) -> Perpetrator:
        phrase = self.scene.phrases.at(words[1])
        first = words[0]
        if individual and phrase is not None and phrase.first <= first:
            first = next((i for i in range(phrase.first, first) if self.parse.tokens[i].tag not in NOT_OUTER), first)
        start, end = self.parse.tokens[first].start, self.parse.tokens[words[1]].end
        known = self.scene.actors.of_phrase(phrase) if phrase is not None else []
        same = next((one for one in known if one.start < end and start < one.end), None)
        named = self._mention((start, end))
        opinion = actor_opinion(self.parse, self.answers, (start, end))
        state = same.state if same is not None and same.state is not None else opinion.state
        hedged = same is not None and same.basis != "reported_as_fact"
        basis = same.basis if same is not None and hedged else opinion.basis or "reported_as_fact"
        return Perpetrator(
            exact=self.parse.text[start:end], start=start, end=end, mention=named.id if named else None,
            individual=individual, state=state, basis=basis,
        )  # fmt: skip

    def _mention(self, span: Span) -> ActorMention | None:
        """The actor named there: the one that has most of the words."""
        found = self.scene.mentions.touching(*span, ActorMention)
        return max(found, key=lambda m: min(m.end, span[1]) - max(m.start, span[0]), default=None)


@cache
def no_names() -> frozenset[str]:
    """Words that stand before a name without being of it: titles, offices, trades, peoples."""
    table = lexicon("targets")
    trades = (str(word) for words in table["human"].values() for word in words)
    return frozenset((*table["titles"], *table["nationalities"], *trades))
