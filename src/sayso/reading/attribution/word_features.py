"""What the network is told of each word beside its pieces: its grammar, its place, and what the rules made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy
from numpy.typing import NDArray

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.attribution.cues import adjective_cues, lemma_repairs, noun_cues, verb_cues
from sayso.reading.parse import Parse

Numbers = NDArray[numpy.int64]
Labels = Mapping[str, Sequence[str]]
"""The labels of the parser that the network knows, by kind (`pos`, `tag`, `dep`, `entity`); any other is number 0."""

OUTSIDE, SOURCE, CONTENT, CUE = 0, 1, 2, 3
"""What a word is to an attribution."""
WORD_FEATURES = ("pos", "tag", "dep", "entity", "rules", "rules_within", "quotation", "cue_word", "opening")
OF_THE_RULES = ("rules", "rules_within")


def word_features(parse: Parse, attributions: Sequence[Attribution], labels: Labels) -> Numbers:
    """One row a word, one column for each of WORD_FEATURES."""
    columns = [
        _numbered((t.pos for t in parse.tokens), labels["pos"]),
        _numbered((t.tag for t in parse.tokens), labels["tag"]),
        _numbered((t.dep for t in parse.tokens), labels["dep"]),
        _entities(parse, labels["entity"]),
        rules_roles(parse, [a for a in attributions if a.inside is None]),
        rules_roles(parse, [a for a in attributions if a.inside is not None]),
        _quotations(parse),
        _cue_words(parse),
        _openings(parse),
    ]
    return numpy.array(columns, dtype=numpy.int64).reshape(len(columns), len(parse.tokens)).T


def rules_roles(parse: Parse, attributions: Iterable[Attribution]) -> list[int]:
    """For each word what it is to these attributions: cue before source before content."""
    roles = [OUTSIDE] * len(parse.tokens)
    chosen = list(attributions)
    for role in (CONTENT, SOURCE, CUE):
        for attribution in chosen:
            for i in words_of(parse, spans_of(attribution, role)):
                roles[i] = role
    return roles


def spans_of(attribution: Attribution, role: int) -> tuple[Span, ...]:
    """The spans of an attribution in one role."""
    return {SOURCE: attribution.sources, CONTENT: attribution.contents, CUE: attribution.cues}[role]


def words_of(parse: Parse, spans: Iterable[Span]) -> list[int]:
    """The words that touch any of the spans, in the order of the spans."""
    return [i for start, end in spans for i in parse.tokens_in(start, end)]


def anchor(parse: Parse, words: Sequence[int]) -> int | None:
    """The word that stands for a cue: the first verb of it that is governed from outside it, else the first such word."""
    inside = set(words)
    heads = [i for i in words if parse.tokens[i].head == i or parse.tokens[i].head not in inside]
    verbs = [i for i in heads if parse.tokens[i].pos in {"VERB", "AUX"}]
    return next(iter(verbs or heads), None)


def _numbered(values: Iterable[str], known: Sequence[str]) -> list[int]:
    number = {label: i for i, label in enumerate(known, 1)}
    return [number.get(value, 0) for value in values]


def _entities(parse: Parse, known: Sequence[str]) -> list[int]:
    number = {label: i for i, label in enumerate(known, 1)}
    found = [0] * len(parse.tokens)
    for entity in parse.entities:
        found[entity.first : entity.last] = [number.get(entity.label, 0)] * (entity.last - entity.first)
    return found


def _quotations(parse: Parse) -> list[int]:
    """1 inside a quotation, 2 for its marks, else 0."""
    places = [1 if number >= 0 else 0 for number in parse.quoted]
    for quotation in parse.quotations:
        for i in parse.tokens_in(*quotation.outer):
            if places[i] == 0:
                places[i] = 2
    return places


def _cue_words(parse: Parse) -> list[int]:
    """1 for the verbs, 2 for the nouns, 3 for the adjectives that the lexicon of speech knows."""
    repairs, verbs, nouns, adjectives = lemma_repairs(), verb_cues(), noun_cues(), adjective_cues()
    found = []
    for token in parse.tokens:
        lemma = repairs.get(token.lemma, token.lemma)
        if token.pos in {"VERB", "AUX"}:
            found.append(1 if lemma in verbs else 0)
        else:
            found.append(2 if lemma in nouns else 3 if token.lower in adjectives else 0)
    return found


def _openings(parse: Parse) -> list[int]:
    """2 for the first word of a paragraph, 1 for the first of a sentence, else 0."""
    places = [0] * len(parse.tokens)
    for first, _ in parse.sentences:
        before = parse.text[parse.tokens[first - 1].end : parse.tokens[first].start] if first else "\n"
        places[first] = 2 if "\n" in before else 1
    return places
