"""The words for documents, recordings and pictures, and where a report names one."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.lexicon.load import lexicon
from sayso.model.claim import Verdict
from sayso.model.record import Record, Span
from sayso.reading.arguments import joined, noun_phrase, whole
from sayso.reading.parse import Parse


class Words(Record, frozen=True, kw_only=True):
    """The lexicon of artefacts in the shape that the rules ask for."""

    artefacts: dict[str, str]
    talk: frozenset[str]
    caught: frozenset[str]
    showing: frozenset[str]
    seeming: frozenset[str]
    obtaining: frozenset[str]
    publishing: frozenset[str]
    verdicts: dict[str, Verdict]
    weak: dict[str, Verdict]
    tampering: dict[str, Verdict]
    checking: frozenset[str]
    authenticity: frozenset[str]
    calling: frozenset[str]
    carriers: frozenset[str]
    misdescribing: frozenset[str]
    questioning: frozenset[str]
    never: frozenset[str]


@cache
def words() -> Words:
    """The words of lexicon/en/artefacts.yaml."""
    data: dict[str, Any] = lexicon("artefacts")
    return Words(
        artefacts=data["artefacts"],
        talk=frozenset(data["talk"]["nouns"]),
        caught=frozenset(data["talk"]["caught"]),
        showing=frozenset(data["showing_verbs"]),
        seeming=frozenset(data["seeming_verbs"]),
        obtaining=frozenset(data["obtaining_verbs"]),
        publishing=frozenset(data["publishing_verbs"]),
        verdicts={word: verdict for verdict, said in data["verdicts"].items() for word in said},
        weak={word: verdict for verdict, said in data["verdicts_of_artefacts"].items() for word in said},
        tampering=data["tampering_verbs"],
        checking=frozenset(data["checking_verbs"]),
        authenticity=frozenset(data["authenticity_nouns"]),
        carriers=frozenset(data["carriers"]),
        misdescribing=frozenset(data["misdescribing"]),
        questioning=frozenset(data["questioning_verbs"]),
        calling=frozenset(data["calling_verbs"]),
        never=frozenset(data["never_artefacts"]),
    )


def is_artefact(parse: Parse, i: int) -> bool:
    """Whether the noun names a document, recording or picture."""
    token = parse.tokens[i]
    return token.pos in {"NOUN", "PROPN"} and (token.lemma in words().artefacts or _is_caught_talk(parse, i))


def _is_caught_talk(parse: Parse, i: int) -> bool:
    """ "Intercepted radio calls", "calls intercepted by …"."""
    if parse.tokens[i].lemma not in words().talk:
        return False
    told = parse.dependents(i, "amod", "acl", "compound", "nmod")
    return any(parse.tokens[c].lemma in words().caught for c in told)


def kind_of(parse: Parse, i: int) -> str:
    """What kind of artefact the noun names, `other` when none."""
    kind = words().artefacts.get(parse.tokens[i].lemma)
    return kind or ("recording" if parse.tokens[i].lemma in words().talk else "other")


def naming_words(parse: Parse, i: int) -> Span:
    """The noun phrase with "of …", and with "published …" or "obtained …" where that tells which one it is."""
    known = words()
    span, before = noun_phrase(parse, i), i - 1
    if before >= 0 and parse.tokens[before].tag in {"VBN", "VBD"} and parse.tokens[before].lemma in known.obtaining:
        span = joined(span, parse.span(before, before))
    verbs = told_of(parse, i)
    told = [p for verb in verbs for p in parse.dependents(verb, "prep", "agent", "advmod", "npadvmod") if p > verb]
    return joined(span, *(parse.span(verb, verb) for verb in verbs), *(whole(parse, p) for p in told))


def told_of(parse: Parse, i: int) -> list[int]:
    """Participles that tell where an artefact came from, also where the parser takes one for the main verb ("recordings
    obtained from … show").
    """
    known, token = words(), parse.tokens[i]
    own = parse.dependents(i, "acl")
    if token.dep == "nsubj" and parse.tokens[token.head].tag in {"VBN", "VBD"} and token.head == i + 1:
        own += [token.head] if parse.dependents(token.head, "advcl", "ccomp", "xcomp", "conj") else []
    return [c for c in own if parse.tokens[c].lemma in known.publishing | known.obtaining]
