"""What and whom an event struck: things and people, every one of a list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from typing import Literal

from sayso.lexicon.load import lexicon
from sayso.model.claim import Target
from sayso.model.mention import ActorMention, PlaceMention, QuantityMention
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.noun_phrases import NounPhrase, NounPhrases
from sayso.reading.parse import Parse, Token

Kind = Literal["physical", "human"]
_WORDS_OF_NUMBER = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


class Targets:
    """Reads targets out of noun phrases."""

    def __init__(self, parse: Parse, mentions: Mentions, phrases: NounPhrases) -> None:
        self.parse = parse
        self.mentions = mentions
        self.phrases = phrases

    def listed(
        self, i: int, stop: int, effect: str | None = None, *, subjects: bool = False, unknown: Kind | None = None
    ) -> list[Target]:
        """The targets of the list that starts at token `i`; words that are neither people nor things are left out."""
        phrases = self.phrases.listed(i, stop, subjects)
        found: list[Target] = []
        for number, phrase in enumerate(phrases):
            if number and self._tells_where(phrase):
                continue
            target = self.of_phrase(phrase, effect, unknown)
            if target is None:
                continue
            named = found[-1] if found and number else self._named_before(phrase, target)
            if named and self._is_apposition(named, target, phrase):
                found[-1:] = [_merged(named, target)]
            else:
                found.append(target)
        return found

    def _tells_where(self, phrase: NounPhrase) -> bool:
        """Whether a phrase says what the place before it is: "hit a depot in Tajoura, a suburb of Tripoli"."""
        tokens = self.parse.tokens
        if phrase.first < 2 or tokens[phrase.first - 1].text != "," or tokens[phrase.first].tag != "DT":
            return False
        before = tokens[phrase.first - 2]
        named = before.tag.startswith("NNP") and any(
            m.end == before.end for m in self.mentions.touching(before.start, before.end, PlaceMention)
        )
        return named and tokens[phrase.head].lemma in lexicon("places")["parts"]

    def _named_before(self, phrase: NounPhrase, target: Target) -> Target | None:
        """The person of whom a description after a comma says who it is ("X, mayor of Y, who was kidnapped")."""
        if phrase.first < 2 or self.parse.tokens[phrase.first - 1].text != "," or target.kind != "human" or target.name:
            return None
        before = self.phrases.at(phrase.first - 2)
        if before is None or self._person_in(before) is None:
            return None
        return self.of_phrase(before, target.effect[0] if target.effect else None)

    def of_phrase(self, phrase: NounPhrase, effect: str | None = None, unknown: Kind | None = None) -> Target | None:
        """The thing or the people that a phrase names, None for anything else; `unknown` is what a noun that the lexicon
        lacks is taken for.
        """
        head = self.parse.tokens[phrase.head]
        person = self._person_in(phrase)
        kind, type_ = self._kind(head, phrase, person is not None)
        if kind is None and unknown is not None and head.tag in ("NN", "NNS") and head.lemma not in _types("parts"):
            kind, type_ = unknown, "civilian" if unknown == "human" else "other"
        if kind is None:
            return None
        first = self._without_determiner(phrase)
        start, end = self.parse.span(first, max(phrase.last if phrase.last - phrase.core < 8 else phrase.core, first))
        effects = (effect,) if effect else ()
        number = self._number(phrase, head)
        exact = self.parse.text[start:end]
        mention = (
            next((m.id for m in self.mentions.within(start, end, PlaceMention)), None) if kind == "physical" else None
        )
        if kind == "physical":
            return Target(
                exact=exact,
                start=start,
                end=end,
                mention=mention,
                kind="physical",
                type=type_,
                number=number,
                effect=effects,
            )
        name, description = self._names(phrase, person, exact)
        return Target(
            exact=exact, start=start, end=end, kind="human", name=name, description=description, type=type_,
            number=number, effect=effects,
        )  # fmt: skip

    def _kind(
        self, head: Token, phrase: NounPhrase, is_person: bool
    ) -> tuple[Literal["physical", "human"] | None, str | None]:
        physical, human = _types("physical"), _types("human")
        common = head.tag in ("NN", "NNS")
        for word in (head.lemma, head.lower):
            if (
                common
                and word in human
                and not (word in physical and phrase.head > phrase.first and self._is_military(phrase))
            ):
                return "human", human[word]
        if is_person:
            title = next(
                (
                    t.lower.rstrip(".")
                    for t in self.parse.tokens[phrase.first : phrase.head]
                    if t.lower.rstrip(".") in human
                ),
                None,
            )
            return "human", human[title] if title else "civilian"
        for word in (head.lemma, head.lower):
            if word in physical:
                return "physical", physical[word]
            if word in human:
                return "human", human[word]
        return None, None

    def _is_military(self, phrase: NounPhrase) -> bool:
        return any(t.lower in ("tactical", "military", "mortar") for t in self.parse.tokens[phrase.first : phrase.head])

    def _person_in(self, phrase: NounPhrase) -> tuple[int, int] | None:
        """Tokens of a person's name that ends the phrase."""
        for i in range(phrase.head, phrase.first - 1, -1):
            if (found := self._persons.get(i)) is not None and found[1] >= phrase.head:
                return found
        return None

    @cached_property
    def _persons(self) -> dict[int, tuple[int, int]]:
        """Tokens of people's names, by their last token: the recogniser's and the mentions' own."""
        ranges = [(e.first, e.last - 1) for e in self.parse.entities if e.label == "PERSON"]
        for m in self.mentions.all:
            if isinstance(m, ActorMention) and (m.type == "person" or m.individual):
                inside = self.parse.tokens_in(m.start, m.end)
                ranges += [(inside[0], inside[-1])] if inside else []
        return {last: (first, last) for first, last in ranges}

    def _names(self, phrase: NounPhrase, person: tuple[int, int] | None, exact: str) -> tuple[str | None, str | None]:
        if person is None:
            return None, exact
        first = person[0]
        while first < person[1] and self.parse.tokens[first].lower.rstrip(".") in _titles():
            first += 1
        before = self._without_determiner(phrase)
        description = self.parse.words(before, first - 1) if before < first else None
        return self.parse.words(first, person[1]), description

    def _without_determiner(self, phrase: NounPhrase) -> int:
        first = phrase.first
        while first < phrase.head and (
            self.parse.tokens[first].tag in ("DT", "PDT", "PRP$")
            or self.parse.tokens[first].lower in ("least", "most", "than")
        ):
            first += 1
        return first

    def _number(self, phrase: NounPhrase, head: Token) -> tuple[int, int | None] | None:
        """How many: the quantity mentioned in the phrase, else one for a singular."""
        start, end = self.parse.span(phrase.first, phrase.core)
        for quantity in self.mentions.touching(start, end, QuantityMention):
            if quantity.low is not None:
                return (quantity.low, quantity.high)
        for token in self.parse.tokens[phrase.first : phrase.head]:
            if token.tag == "CD":
                value = _WORDS_OF_NUMBER.get(token.lower) or (
                    int(token.text.replace(",", "")) if token.text.replace(",", "").isdigit() else None
                )
                if value is not None and value < 1500:
                    return (value, value)
        return (1, 1) if head.tag in ("NN", "NNP") and head.lower not in ("people", "police", "army") else None

    def _is_apposition(self, before: Target, target: Target, phrase: NounPhrase) -> bool:
        """Whether a phrase after a name says who that is ("X, mayor of Y")."""
        if before.kind != "human" or target.kind != "human" or (before.description and before.name) or not before.name:
            return False
        joint = self.parse.tokens[phrase.first - 1]
        return joint.text == "," and target.name is None and self.parse.tokens[phrase.head].tag == "NN"


def effects_of(targets: Iterable[Target]) -> frozenset[str]:
    """Everything that the targets suffered."""
    return frozenset(effect for target in targets for effect in target.effect)


def _merged(name: Target, description: Target) -> Target:
    import msgspec

    return msgspec.structs.replace(name, description=description.exact, type=description.type or name.type)


@cache
def _types(kind: str) -> dict[str, str]:
    table: dict[str, str] = {}
    content = lexicon("targets")[kind]
    for type_, words in content.items() if isinstance(content, dict) else [(kind, content)]:
        for word in words:
            table.setdefault(str(word), type_)
    return table


@cache
def people() -> frozenset[str]:
    """Words for people of every kind."""
    return frozenset(_types("human")) | frozenset(w for words in lexicon("targets")["actors"].values() for w in words)


@cache
def _titles() -> frozenset[str]:
    return frozenset(lexicon("targets")["titles"])
