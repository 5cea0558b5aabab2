"""A report while its events are read: its noun phrases, actors, targets, weapons and circumstances, each read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property

from sayso.lexicon.load import lexicon
from sayso.model.record import Span
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.circumstances import Circumstances
from sayso.reading.occurrences.events import is_passive, subject_of
from sayso.reading.occurrences.noun_phrases import NounPhrase, NounPhrases
from sayso.reading.occurrences.roles import Actors
from sayso.reading.occurrences.targets import Targets
from sayso.reading.occurrences.triggers import Trigger
from sayso.reading.parse import Parse
from sayso.reading.weapons import NamedWeapon, named_weapons

Window = tuple[int, int]
"""Tokens `[first, last)` in which the arguments of an event are looked for."""
_CONFLICT_TOKENS = 120  # a report about conflict has a word of arms in so many tokens, and three at least
_FEWEST = 3
_SURE_ACT = 2  # a word that names violence and nothing else weighs as two words of arms


class Scene:
    """What the finders of an event's arguments share."""

    def __init__(
        self, parse: Parse, mentions: Mentions, triggers: Sequence[Trigger], speakers: Sequence[Span] = ()
    ) -> None:
        self.parse = parse
        self.mentions = mentions
        self._triggers = triggers
        self.phrases = NounPhrases(parse, mentions)
        self.actors = Actors(parse, mentions, self.phrases)
        self.targets = Targets(parse, mentions, self.phrases)
        self.circumstances = Circumstances(parse, mentions, triggers, speakers)

    @cached_property
    def weapons(self) -> dict[int, list[NamedWeapon]]:
        """Weapons and carriers by sentence."""
        found: defaultdict[int, list[NamedWeapon]] = defaultdict(list)
        for weapon in named_weapons(self.parse):
            found[self.parse.tokens[weapon.first].sentence].append(weapon)
        return found

    @cached_property
    def armed(self) -> dict[int, list[int]]:
        """Where words of arms and of armed people stand, by sentence."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        words = _armed_words()
        for token in self.parse.tokens:
            if token.lower in words or (token.tag[0] == "N" and token.lemma in words):
                found[token.sentence].append(token.i)
        return found

    def is_armed(self, trigger: Trigger) -> bool:
        """Whether the sentence of a trigger speaks of arms beside the trigger itself."""
        return any(not trigger.first <= i <= trigger.last for i in self.armed.get(self.sentence_of(trigger), ()))

    @cached_property
    def is_about_conflict(self) -> bool:
        """Whether the whole report speaks of arms so often that a plain "strike" is one with arms."""
        acts = sum(_SURE_ACT for t in self._triggers if t.is_act and t.word.plain)
        return acts + sum(map(len, self.armed.values())) >= max(_FEWEST, len(self.parse.tokens) // _CONFLICT_TOKENS)

    def phrase_of(self, name: Trigger) -> NounPhrase | None:
        """The noun phrase that an event's noun stands in; the tagger may have taken the noun itself for a verb."""
        return self.phrases.at(name.first) or self.phrases.at(name.first - 1)

    def sentence_of(self, trigger: Trigger) -> int:
        """The number of the sentence that a trigger stands in."""
        return self.parse.tokens[trigger.head].sentence

    def words(self, sentence: int) -> frozenset[str]:
        """The words of a sentence, lower case."""
        first, last = self.parse.sentences[sentence]
        return frozenset(t.lower for t in self.parse.tokens[first:last])

    def weapon_in(self, phrase: NounPhrase) -> NamedWeapon | None:
        """The weapon or carrier that a phrase names."""
        sentence = self.parse.tokens[phrase.first].sentence
        return next((w for w in self.weapons.get(sentence, ()) if phrase.first <= w.first <= phrase.core), None)

    def strikes(self, verb: int) -> bool:
        """Whether a verb has a subject of its own that strikes: an actor, an aircraft, a weapon."""
        if is_passive(self.parse, verb):
            return False
        own = self.parse.dependents(verb, "nsubj")
        phrase = self.phrases.at(own[0]) if own else None
        if phrase is None:
            return False
        return bool(self.actors.of_phrase(phrase)) or self.weapon_in(phrase) is not None

    def objects(self, trigger: Trigger) -> list[NounPhrase]:
        """What a verb was done to: its object, or its subject where it is passive; what follows a noun."""
        if trigger.is_noun:
            last = self.parse.sentences[self.sentence_of(trigger)][1]
            return [p] if (p := self.phrases.at(self.past_particles(trigger.last + 1, last))) else []
        if is_passive(self.parse, trigger.head):
            subject = subject_of(self.parse, trigger.head)
            return [p] if subject is not None and (p := self.phrases.at(subject)) else []
        last = self.parse.sentences[self.sentence_of(trigger)][1]
        return self.phrases.listed(self.past_particles(trigger.last + 1, last), last)

    def past_particles(self, i: int, stop: int) -> int:
        """Past what may stand between a verb and its object: particles, adverbs, "at least", "more than"."""
        tokens, between = self.parse.tokens, words_of("before_objects")
        while i < stop and (tokens[i].tag in ("RP", "RB") or tokens[i].lower in between):
            if self.phrases.at(i) is not None and tokens[i].lower not in between:
                break
            i += 1
        return i


@cache
def words_of(name: str) -> frozenset[str]:
    """A word list of the occurrences lexicon."""
    return frozenset(str(word) for word in lexicon("occurrences")[name])


@cache
def _armed_words() -> frozenset[str]:
    actors = lexicon("targets")["actors"]
    words = {*actors["non_state"], *actors["state"], *words_of("armed_words")} - words_of("unarmed_words")
    weapons = {w for row in lexicon("weapons")["weapons"] for w in row["words"] if " " not in str(w)}
    return frozenset(words | (weapons - words_of("unarmed_words")))
