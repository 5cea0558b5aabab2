"""Who struck: the actors of an event, with what the words say of how sure that is."""

from __future__ import annotations

from functools import cache, cached_property

from sayso.lexicon.load import lexicon
from sayso.model.claim import Perpetrator, ResponsibilityBasis
from sayso.model.mention import ActorMention, PlaceMention
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.noun_phrases import NounPhrase, NounPhrases
from sayso.reading.parse import Parse, Token

_NO_NAME = frozenset(("operation", "near", "in", "at", "on", "from", "this", "these", "that", "those"))
_LIST_REACH = 30  # tokens that a list of bodies may run over
_HEDGE_REACH = 4  # tokens before an actor in which a hedge speaks of it


class Actors:
    """Reads actors out of noun phrases."""

    def __init__(self, parse: Parse, mentions: Mentions, phrases: NounPhrases) -> None:
        self.parse = parse
        self.mentions = mentions
        self.phrases = phrases

    def is_actor(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names somebody who could strike."""
        return bool(self.of_phrase(phrase))

    def listed(self, i: int, stop: int) -> list[Perpetrator]:
        """The actors of the list that starts at token `i`."""
        found: list[Perpetrator] = []
        for phrase in self.phrases.listed(i, stop):
            actors = self.of_phrase(phrase) or (self._as_state(phrase) if found else [])
            if not actors:
                break
            found += actors
        return found

    def speaking(self, i: int) -> list[Perpetrator]:
        """Whom the phrase at a token means where it speaks of deeds of its own: a state, an actor, or whatever it is called."""
        phrase = self.phrases.at(i)
        if phrase is None:
            return []
        if i < phrase.head:  # "the army's spokesman": the army
            return self.before(phrase.first, i + 1) or [self._words(phrase.first, i)]
        return self._as_state(phrase) or self.of_phrase(phrase) or [self._words(phrase.first, phrase.core)]

    def is_person(self, i: int) -> bool:
        """Whether the token is a word of a person's name."""
        return i in self._named_persons

    @cached_property
    def _named_persons(self) -> set[int]:
        return {i for e in self.parse.entities if e.label == "PERSON" for i in range(e.first, e.last)}

    def _as_state(self, phrase: NounPhrase) -> list[Perpetrator]:
        """A country named beside an actor is one itself ("the regime or Russia")."""
        start, end = self.parse.span(phrase.first, phrase.core)
        places = self.mentions.within(start, end, PlaceMention)
        return [self._words(phrase.first, phrase.core)] if len(places) == 1 and places[0].end == end else []

    def of_phrase(self, phrase: NounPhrase) -> list[Perpetrator]:
        """Whom a noun phrase means, with an adjective joined to it ("Russian or Syrian warplanes")."""
        found = self._meant(phrase)
        k = phrase.first - 2
        if not found or k < 0 or self.parse.tokens[k + 1].lower not in ("or", "and"):
            return found
        return [self._words(k, k), *found] if self.parse.tokens[k].lower in _nationalities() else found

    def _meant(self, phrase: NounPhrase) -> list[Perpetrator]:
        """Whom a noun phrase means; what carries a weapon means whom it belongs to ("Israeli jets")."""
        head = self.parse.tokens[phrase.head]
        if head.tag == "PRP":
            return []
        if _is_armed(head):
            return self._members(phrase) or [self._described(phrase)]
        if head.lemma in _carriers():
            whole = self._named(phrase.first, phrase.core)
            if whole is not None and whole.end >= head.end:
                return [self._row(whole, phrase)]
            return self.before(phrase.first, phrase.head) or self._members(phrase)  # "aircraft of the coalition"
        named = self._named(phrase.first, phrase.last)
        return [self._row(named, phrase)] if named is not None and head.tag.startswith("NN") else []

    def _members(self, phrase: NounPhrase) -> list[Perpetrator]:
        """The bodies that people belong to ("members of X", "forces of either X or Y")."""
        if phrase.last == phrase.core:
            return []
        start = phrase.core + 2
        start += self.parse.tokens[start].lower in ("either", "both")
        inner = self.phrases.at(start)
        if inner is None or not (self._named(inner.first, inner.core) or _is_armed(self.parse.tokens[inner.head])):
            return []
        return self.listed(start, start + _LIST_REACH)

    def before(self, first: int, end: int, states: bool = True) -> list[Perpetrator]:
        """The actors among the words `[first, end)` before a noun ("Haftar's", "Saudi-led", "rebel")."""
        if first >= end:
            return []
        named = self._named(first, end - 1)
        if named is not None:
            return [self._mentioned(named, first)]
        for i in range(end - 1, first - 1, -1):
            token = self.parse.tokens[i]
            if _is_armed(token) or (states and token.lower in _nationalities()):
                return [self._words(first, i)]
        return []

    def _named(self, first: int, last: int) -> ActorMention | None:
        start, end = self.parse.span(first, last)
        found = self.mentions.within(start, end, ActorMention)
        return next((m for m in found if m.type != "artefact" and self._is_name(m)), None)

    def _is_name(self, mention: ActorMention) -> bool:
        """No pronoun, no weapon, no slip of the recogniser that takes a preposition or an adjective into a name."""
        inside = self.parse.tokens_in(mention.start, mention.end)
        words = [self.parse.tokens[i] for i in inside]
        if not words or words[0].lower in _NO_NAME or words[0].tag[:2] not in ("NN", "JJ", "FW"):
            return False
        if any(w.lower in _weapon_words() for w in words):
            return False
        return (
            any(w.tag[:3] == "NNP" for w in words)
            or self._is_norp(inside[0])
            or mention.exact.lower() in _nationalities()
        )

    def _described(self, phrase: NounPhrase) -> Perpetrator:
        named = self._named(phrase.first, phrase.last)
        if (
            named is not None
            and not _is_nationality(named)
            and not self._is_adjective(named)
            and not self._is_person(named)
            and not _is_operation(named)
        ):
            return self._row(named, phrase)
        return self._words(phrase.first, phrase.last if phrase.last - phrase.core < 6 else phrase.core)

    def _is_norp(self, i: int) -> bool:
        return i in self._peoples

    @cached_property
    def _peoples(self) -> set[int]:
        return {e.first for e in self.parse.entities if e.label == "NORP"}

    def _is_adjective(self, named: ActorMention) -> bool:
        """Whether a name only says of what kind the people are ("Kurdish fighters")."""
        i = self.parse.token_at(named.end - 1)
        return i is not None and self.parse.tokens[i].tag == "JJ"

    def _row(self, named: ActorMention, phrase: NounPhrase) -> Perpetrator:
        """A named body or person, or the people of a named body ("Boko Haram gunmen"): the name stands for both."""
        words = self.parse.tokens[phrase.first : phrase.core + 1]
        return Perpetrator(
            exact=named.exact, start=named.start, end=named.end, mention=named.id,
            basis=self._basis(phrase.first), individual=self._is_person(named),
            state=_state([t.lemma for t in words]),
        )  # fmt: skip

    def _mentioned(self, named: ActorMention, first: int) -> Perpetrator:
        words = [self.parse.tokens[i].lemma for i in self.parse.tokens_in(named.start, named.end)]
        state = True if _is_nationality(named) else _state(words)
        return Perpetrator(
            exact=named.exact, start=named.start, end=named.end, mention=named.id, basis=self._basis(first),
            individual=self._is_person(named), state=None if self._is_person(named) else state,
        )  # fmt: skip

    def _words(self, first: int, last: int) -> Perpetrator:
        while first < last and self.parse.tokens[first].tag in ("DT", "PRP$", "PDT"):
            first += 1
        words = self.parse.tokens[first : last + 1]
        start, end = self.parse.span(first, last)
        named = next(iter(self.mentions.within(start, end, ActorMention)), None)
        lemmas = [t.lemma for t in words]
        return Perpetrator(
            exact=self.parse.text[start:end], start=start, end=end, mention=named.id if named else None,
            basis=self._basis(first), individual=any(w in _individuals() for w in lemmas), state=_state(lemmas),
        )  # fmt: skip

    def _is_person(self, named: ActorMention) -> bool:
        if named.individual is not None:
            return named.individual
        if named.type is not None:
            return named.type == "person"
        return named.start in self._persons

    @cached_property
    def _persons(self) -> set[int]:
        return {self.parse.tokens[e.first].start for e in self.parse.entities if e.label == "PERSON"}

    def _basis(self, first: int) -> ResponsibilityBasis:
        """What a hedge at or before the actor says ("suspected militants", "apparently by rebels")."""
        sentence = self.parse.tokens[first].sentence
        for token in self.parse.tokens[max(0, first - _HEDGE_REACH) : first + 3]:
            if token.sentence == sentence:
                for basis, words in _hedges().items():
                    if token.lower in words:
                        return basis
        return "reported_as_fact"


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in lexicon("targets")[name].items()}


@cache
def _hedges() -> dict[ResponsibilityBasis, frozenset[str]]:
    return {key: frozenset(words) for key, words in lexicon("targets")["hedges"].items()}


@cache
def _individuals() -> frozenset[str]:
    return frozenset(lexicon("targets")["individuals"])


@cache
def _nationalities() -> frozenset[str]:
    return frozenset(lexicon("targets")["nationalities"])


@cache
def _weapon_words() -> frozenset[str]:
    return frozenset(word for row in lexicon("weapons")["weapons"] for word in row["words"] if " " not in str(word))


def is_armed_text(text: str) -> bool:
    """Whether any of a few words is one for those who strike."""
    words = [word.strip('.,"').lower() for word in text.split()]
    return any(word in _all_actors() or word.removesuffix("s") in _all_actors() for word in words)


def names_people(text: str) -> bool:
    """Whether words describe people rather than a body ("two gunmen", "the officers")."""
    known = _individuals() | _titled()
    words = [word.strip('.,"').lower() for word in text.split()]
    return any(word in known or word.removesuffix("s") in known for word in words)


@cache
def _titled() -> frozenset[str]:
    table = lexicon("targets")["human"]
    return frozenset((*table["active_military"], *table["law_enforcement"])) - frozenset(
        lexicon("targets")["actors"]["state"]
    ) | {"policeman", "soldier"}


@cache
def _carriers() -> frozenset[str]:
    rows = [row for row in lexicon("weapons")["weapons"] if row.get("carrier")]
    return frozenset(words.split()[-1] for row in rows for words in row["words"])


def _is_armed(token: Token) -> bool:
    """Whether a word is one for those who strike; the tagger may take a plural that opens a sentence for a name."""
    words = _all_actors()
    return (
        token.lemma in words
        or token.lower in words
        or (token.tag[:3] == "NNP" and token.lower.removesuffix("s") in words)
    )


@cache
def _all_actors() -> frozenset[str]:
    return frozenset(word for words in _table("actors").values() for word in words)


def _is_operation(named: ActorMention) -> bool:
    """ "Dignity Operation forces": an operation is no actor, so the words stay as they are; linking knows whose it is."""
    return "operation" in named.exact.lower().split()


def _is_nationality(named: ActorMention) -> bool:
    return named.exact.lower() in _nationalities()


def _state(lemmas: list[str]) -> bool | None:
    """True for armies, police, governments; False for those organised against or beside them; else None."""
    actors = _table("actors")
    if any(word in actors["non_state"] for word in lemmas):
        return False
    return True if any(word in actors["state"] or word in _nationalities() for word in lemmas) else None
