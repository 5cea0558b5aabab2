"""Place names that stand for a government or a people: "Israel said", "accused Russia", "bombed by France"."""

from __future__ import annotations

from functools import cache

from sayso.lexicon.load import lexicon
from sayso.model.record import Span
from sayso.reading.parse import Parse, Token

_JOINED = 4  # links of "A, B and C" that are followed upwards


def acting(parse: Parse, span: Span) -> bool:
    """Whether the name is one who speaks or acts here, rather than a spot."""
    inside = parse.tokens_in(*span)
    if not inside:
        return False
    token = parse.tokens[inside[-1]]
    for _ in range(_JOINED):
        if token.dep != "conj" or token.head == token.i:
            break
        token = parse.tokens[token.head]
    return _acts(parse, token)


def _acts(parse: Parse, token: Token) -> bool:
    head = parse.tokens[token.head]
    if token.dep == "nsubj":
        return head.pos in ("VERB", "AUX") and head.lemma in _acts_verbs()
    if token.dep == "dobj":
        return head.lemma in _acted_on()
    if token.dep == "pobj" and head.dep == "agent":
        return parse.tokens[head.head].lemma in _acts_verbs()
    return False


@cache
def _acts_verbs() -> frozenset[str]:
    cues = " ".join(rule["cues"] for rule in lexicon("speech")["verbs"])
    # "Derna fell", "saw", "found", "thought": too much else is the subject of these to make a government of it.
    return frozenset(cues.split()) - frozenset(
        ("show", "find", "see", "seem", "expect", "name", "describe")
    ) | frozenset(lexicon("places")["acts"])


@cache
def _acted_on() -> frozenset[str]:
    return frozenset(lexicon("places")["acted_on"])
