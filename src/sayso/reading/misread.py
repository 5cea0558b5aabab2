"""Verbs of speech that the tagger takes for adjectives: "the general refuted reports that …" as "general, refuted reports".

Such a sentence has no verb at its root, but a noun of speech; a person's word stands before the participle, and no other noun
could be the subject. Only the three words are read anew.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from sayso.lexicon.load import lexicon

if TYPE_CHECKING:
    from sayso.reading.parse import Token


def read_anew(tokens: list[Token]) -> list[Token]:
    """The tokens of a report, with subject, verb and object where the tagger saw a noun with two adjectives."""
    forms = _forms()
    verbs = [t.i for t in tokens if t.dep == "amod" and t.lower in forms and _is_verb(tokens, t)]
    for i in verbs:
        _make_clause(tokens, i)
    return tokens


def _is_verb(tokens: list[Token], token: Token) -> bool:
    """Whether a noun of speech at the root comes right after it, a person right before it."""
    noun = tokens[token.head]
    if token.i == 0 or noun.i != token.i + 1 or noun.head != noun.i or noun.lemma not in _said():
        return False
    before = tokens[token.i - 1]
    person = before.lemma in _persons() or before.tag in ("NNP", "NNPS")
    return person and before.head in (noun.i, token.i) and before.sentence == token.sentence


def _make_clause(tokens: list[Token], i: int) -> None:
    verb, noun, person = tokens[i], tokens[i + 1], tokens[i - 1]
    lemma = _forms()[verb.lower]
    tokens[i] = msgspec.structs.replace(verb, head=i, dep="ROOT", tag="VBD", pos="VERB", lemma=lemma)
    tokens[i + 1] = msgspec.structs.replace(noun, head=i, dep="dobj")
    tag, pos = (person.tag, person.pos) if person.tag in ("NNP", "NNPS", "NN", "NNS") else ("NN", "NOUN")
    tokens[i - 1] = msgspec.structs.replace(person, head=i, dep="nsubj", tag=tag, pos=pos)
    for k in range(i - 2, -1, -1):  # what stood before the noun belongs to the person; what stands after it, stays
        if tokens[k].sentence != verb.sentence:
            break
        if tokens[k].head == noun.i:
            own = tokens[k].dep in _BEFORE_NOUNS
            tokens[k] = msgspec.structs.replace(tokens[k], head=i - 1 if own else i)
    for k in range(i + 2, len(tokens)):
        if tokens[k].sentence != verb.sentence:
            break
        if tokens[k].head == noun.i and tokens[k].dep == "punct":
            tokens[k] = msgspec.structs.replace(tokens[k], head=i)


_BEFORE_NOUNS = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "predet"))


@cache
def _forms() -> dict[str, str]:
    """Past forms by what verb they are of."""
    forms: dict[str, str] = lexicon("speech")["taken_for_adjectives"]
    return forms


@cache
def _said() -> frozenset[str]:
    return frozenset(lexicon("speech")["words_denied"].split())


@cache
def _persons() -> frozenset[str]:
    return frozenset(word for group in lexicon("actors")["persons"].values() for word in group)
