"""Whose planes they were: "the aircraft were Libyan", "the jets belonged to the air force", after a raid was told."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.mention import ActorMention, PlaceMention
from sayso.reading.arguments import clause, conjuncts, joined, noun_phrase, objects
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.responsibility.deeds import Laid, lay, words
from sayso.reading.responsibility.doers import basis_of_clause

_DEFINITE = frozenset({"the", "these", "those", "both", "all"})
_BACK = 3  # sentences in which the raid may have been told


def find_craft(parse: Parse, mentions: Mentions, craft: int) -> Iterator[Found]:
    """Says of craft spoken of before whose they were; "the planes were old" says nothing of that."""
    token, verb = parse.tokens[craft], parse.tokens[craft].head
    definite = any(parse.tokens[c].lower in _DEFINITE for c in parse.children[craft])
    if token.dep != "nsubj" or not definite or not _follows_deed(parse, craft):
        return
    owners = _owners(parse, mentions, verb)
    if owners:
        yield lay(
            parse,
            mentions,
            "craft",
            Laid(
                token=verb,
                span=joined(noun_phrase(parse, craft), clause(parse, verb)),
                basis=basis_of_clause(parse, verb),
                actors=owners,
            ),
        )


def _owners(parse: Parse, mentions: Mentions, verb: int) -> list[int]:
    if parse.tokens[verb].lemma == "belong":
        return objects(parse, verb, "to")
    if parse.tokens[verb].lemma != "be":
        return []
    said = [i for first in parse.dependents(verb, "acomp", "attr") for i in conjuncts(parse, first)]
    return [i for i in said if _names_side(parse, mentions, i)]


def _names_side(parse: Parse, mentions: Mentions, i: int) -> bool:
    """Whether a word is a people's ("Libyan") or an owner's ("the regime's"), not a kind of plane."""
    token = parse.tokens[i]
    owned = any(parse.tokens[c].tag == "POS" for c in parse.children[i])
    actors = mentions.within(token.start, token.end, ActorMention)
    places = mentions.within(token.start, token.end, PlaceMention)
    return owned or (token.tag in {"JJ", "NNP", "NNPS"} and bool(actors or places))


def _follows_deed(parse: Parse, i: int) -> bool:
    first = parse.sentences[max(0, parse.tokens[i].sentence - _BACK)][0]
    return any(parse.tokens[k].lemma in words().deeds for k in range(first, i))
