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
    never: frozenset[str]


@cache
def words() -> Words:
    """The words of lexicon/en/artefacts.yaml."""
    data: dict[str, Any] = lexicon("artefacts")
    return Words(
        artefacts=data["artefacts"],
        showing=frozenset(data["showing_verbs"]),
        seeming=frozenset(data["seeming_verbs"]),
        obtaining=frozenset(data["obtaining_verbs"]),
        publishing=frozenset(data["publishing_verbs"]),
        verdicts={word: verdict for verdict, said in data["verdicts"].items() for word in said},
        weak={word: verdict for verdict, said in data["verdicts_of_artefacts"].items() for word in said},
        tampering=data["tampering_verbs"],
        checking=frozenset(data["checking_verbs"]),
        authenticity=frozenset(data["authenticity_nouns"]),
        calling=frozenset(data["calling_verbs"]),
        never=frozenset(data["never_artefacts"]),
    )


def is_artefact(parse: Parse, i: int) -> bool:
    """Whether the noun names a document, recording or picture."""
    return parse.tokens[i].lemma in words().artefacts and parse.tokens[i].pos in {"NOUN", "PROPN"}


def kind_of(parse: Parse, i: int) -> str:
    """What kind of artefact the noun names, `other` when none."""
    return words().artefacts.get(parse.tokens[i].lemma, "other")


def naming_words(parse: Parse, i: int) -> Span:
    """The noun phrase with "of …", and with "published …" or "obtained …" where that tells which one it is."""
    known = words()
    span, before = noun_phrase(parse, i), i - 1
    if before >= 0 and parse.tokens[before].tag in {"VBN", "VBD"} and parse.tokens[before].lemma in known.obtaining:
        span = joined(span, parse.span(before, before))
    told = [c for c in parse.dependents(i, "acl") if parse.tokens[c].lemma in known.publishing | known.obtaining]
    return joined(span, *(whole(parse, c) for c in told))
