"""Nouns of people: what a noun phrase counts, and who the people in it are."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import CombatStatus
from sayso.reading.parse import Parse, Token

NounKind = Literal["plural", "singular", "family", "named", "thing", "other", "not_people"]


class Scene(NamedTuple):
    """A report with the names in it: `persons` from first token to the one after the last, `peoples` nationals and faiths."""

    parse: Parse
    persons: dict[int, int]
    peoples: frozenset[int]


class Noun(NamedTuple):
    """A noun phrase by its last word that counts. A `thing` stands for people ("deaths"); `other` may be people or not."""

    head: int
    kind: NounKind


def scene_of(parse: Parse) -> Scene:
    """The report with what the recogniser of names saw in it."""
    persons = {e.first: e.last for e in parse.entities if e.label == "PERSON"}
    peoples = frozenset(i for e in parse.entities if e.label == "NORP" for i in range(e.first, e.last))
    return Scene(parse, persons, peoples)


def noun_at(scene: Scene, j: int, last: int) -> Noun | None:
    """The noun phrase that begins at token `j`, without article or number; None when none does."""
    tokens = scene.parse.tokens
    if (aged := _by_age(tokens, j, last)) is not None:
        return aged
    nouns: list[int] = []
    people = -1  # the last word for a nation or a faith
    bracket = -1
    for k in range(j, min(last, j + 12)):
        token = tokens[k]
        if (
            nouns
            and token.tag == "-LRB-"
            and k + 3 < last
            and tokens[k + 2].tag == "-RRB-"
            and tokens[k + 3].tag in NOUNS
        ):
            bracket = k + 2  # "Peoples Party (PP) supporters"
        if k <= bracket:
            continue
        if token.lower in _words().days:
            break
        if token.tag in NOUNS or _stands_alone(tokens, k, last):
            nouns.append(k)
        elif not _modifies(scene.parse, k, last, bool(nouns)):
            break
        if k in scene.peoples and token.tag != "POS":
            people = k
    if nouns:
        return _judged(scene.parse, nouns, people)
    return Noun(people, "plural") if people >= 0 else None


def _by_age(tokens: list[Token], j: int, last: int) -> Noun | None:
    """ "a six-year-old", "two 10-year-olds": people by their age alone."""
    old = j + 4
    if old >= last or tokens[j].tag != "CD" or tokens[j + 1].text != "-" or tokens[j + 3].text != "-":
        return None
    if tokens[j + 2].lower not in _words().age or not tokens[old].lower.startswith("old"):
        return None
    if old + 1 < last and tokens[old + 1].tag in NOUNS | _ADJECTIVES | {"HYPH"}:
        return None  # "a six-year-old boy"
    return Noun(old, "plural" if tokens[old].lower == "olds" else "singular")


def _stands_alone(tokens: list[Token], k: int, last: int) -> bool:
    """ "one civilian" that the tagger takes for an adjective without a noun."""
    alone = tokens[k].tag == "JJ" and (k + 1 == last or tokens[k + 1].tag not in NOUNS | _ADJECTIVES | {"HYPH", "VBN"})
    return alone and kind_of(tokens[k].lower) is not None


NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "AFX"})
_BEFORE_NOUN = frozenset({"amod", "compound", "npadvmod", "advmod", "nmod", "punct"})


def _modifies(parse: Parse, k: int, last: int, after_noun: bool) -> bool:
    """Whether the word goes on with a noun phrase towards a noun that is yet to come."""
    token = parse.tokens[k]
    if token.tag in ("HYPH", "POS"):
        return k + 1 < last
    if token.tag == "CD":  # "a 14-year-old boy"
        return k + 2 < last and parse.tokens[k + 1].text == "-" and parse.tokens[k + 2].tag.startswith("NN")
    if token.text in (",", "and"):
        return not after_noun and k + 1 < last and parse.tokens[k + 1].tag == parse.tokens[k - 1].tag == "JJ"
    if token.tag in _ADJECTIVES and not after_noun:
        return token.lower not in _words().things or token.head > k
    if (
        token.tag in _PARTICIPLES
        or token.tag in _ADJECTIVES
        or (token.tag == "RB" and token.lower not in ("n't", "not", "also"))
    ):
        return (
            token.head > k
            and token.dep in _BEFORE_NOUN
            and parse.tokens[token.head].tag in NOUNS | _ADJECTIVES | {"VBN"}
        )
    return False


def _judged(parse: Parse, nouns: list[int], people: int) -> Noun:
    head = nouns[-1]
    token = parse.tokens[head]
    kind = kind_of(token.lower)
    if kind:
        return Noun(head, kind)
    if people >= head:
        return Noun(people, "plural")
    if token.lower in _words().things:
        return Noun(head, "thing")
    if token.pos == "PROPN":
        for k in reversed(nouns):
            title = kind_of(parse.tokens[k].lower)
            if title:
                return Noun(head, "named") if title == "singular" else Noun(k, title)
    return Noun(head, "other" if token.tag == "NNS" and token.lower not in _words().not_people else "not_people")


def kind_of(word: str) -> Literal["plural", "singular", "family"] | None:
    """What a word for people counts; None when it is not known to be one."""
    words = _words()
    if word in words.family:
        return "family"
    if word in words.plural or (len(word) > 5 and word.endswith(words.ends) and word not in words.not_ends):
        return "plural"
    return "singular" if word in words.singular else None


def is_thing(word: str) -> bool:
    """Whether the word stands for people harmed: "deaths", "casualties"."""
    return word in _words().things


def is_generic(word: str) -> bool:
    """Whether the word may stand for the whole of a list of people."""
    return word in _words().generic


def combat_status(words: list[Token]) -> CombatStatus:
    """Civilian or combatant by the nouns that describe the people; nothing said: presumed civilian (domain rule R10).

    Police are presumed civilian: no word of the report says that they take part in hostilities.
    """
    lowers = {token.lower for token in words}
    fights, civil = not lowers.isdisjoint(_words().combatants), not lowers.isdisjoint(_words().civilians)
    if fights:
        return "mixed" if civil else "combatant"
    return "civilian" if civil else "presumed_civilian"


def sex_and_age(words: list[Token]) -> tuple[str, ...]:
    """Which of children, women, men, elderly the words name."""
    lowers = {token.lower for token in words}
    return tuple(name for name, nouns in _words().sex_age.items() if not lowers.isdisjoint(nouns))


class _Words(NamedTuple):
    plural: frozenset[str]
    singular: frozenset[str]
    family: frozenset[str]
    ends: tuple[str, ...]
    not_ends: frozenset[str]
    not_people: frozenset[str]
    things: frozenset[str]
    generic: frozenset[str]
    combatants: frozenset[str]
    civilians: frozenset[str]
    sex_age: dict[str, frozenset[str]]
    days: frozenset[str]
    age: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = lexicon("casualties")
    people = data["people"]
    singular = frozenset(people["singular"])
    not_ends = frozenset(people["not_ends"])
    return _Words(
        plural=frozenset(people["plural"]) | {word + "s" for word in singular},
        singular=singular,
        family=frozenset(people["family"]),
        ends=tuple(people["ends"]),
        not_ends=not_ends,
        not_people=frozenset(data["not_people"]) | not_ends,
        things=frozenset(word for row in data["counted"].values() for word in row),
        generic=frozenset(data["generic"]),
        combatants=frozenset(data["combatants"]),
        civilians=frozenset(data["civilians"]),
        sex_age={name: frozenset(words) for name, words in data["sex_age"].items()},
        days=frozenset(data["days"]),
        age=frozenset(data["age"]),
    )
