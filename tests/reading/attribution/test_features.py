"""What the network is told: of each word, and of each word with respect to a cue."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.attribution import read_attributions
from sayso.reading.attribution.pair_features import (
    DISTANCES,
    PAIR_FEATURES,
    QUOTATIONS,
    RULES,
    SENTENCES,
    branches,
    pair_features,
    rules_anchors,
)
from sayso.reading.attribution.word_features import CONTENT, CUE, OUTSIDE, SOURCE, WORD_FEATURES, anchor, word_features
from sayso.reading.parse import Parse, parse

LABELS = {
    "pos": ["NOUN", "PUNCT", "VERB"],
    "tag": ["NN", "VBD"],
    "dep": ["ccomp", "nsubj", "punct"],
    "entity": ["GPE", "PERSON"],
}
TEXT = "The mayor of Derna said that the bridge had been hit. “It is gone,” he added."


@cache
def parsed(text: str = TEXT) -> Parse:
    return next(parse([text]))


def at(word: str) -> int:
    return next(t.i for t in parsed().tokens if t.text == word)


def column(name: str) -> list[int]:
    found = word_features(parsed(), read_attributions(parsed()), LABELS)
    return [int(value) for value in found[:, WORD_FEATURES.index(name)]]


def pair(name: str, cue: str) -> list[int]:
    rules = rules_anchors(parsed(), read_attributions(parsed()))
    found = pair_features(parsed(), at(cue), (0, len(parsed().tokens)), rules, LABELS)
    return [int(value) for value in found[:, PAIR_FEATURES.index(name)]]


def test_labels_are_numbered_and_unknown_ones_are_nothing() -> None:
    pos = column("pos")
    assert pos[at("mayor")] == 1
    assert pos[at("said")] == 3
    assert pos[at("The")] == 0


def test_what_the_rules_said_of_each_word() -> None:
    rules = column("rules")
    assert rules[at("mayor")] == SOURCE
    assert rules[at("said")] == CUE
    assert rules[at("bridge")] == CONTENT
    assert rules[at(",")] in {OUTSIDE, CONTENT}


def test_quotations_openings_and_words_of_speech() -> None:
    assert column("quotation")[at("gone")] == 1
    assert column("quotation")[at("“")] == 2
    assert column("quotation")[at("bridge")] == 0
    assert column("opening")[0] == 2
    assert column("opening")[at("“")] == 1
    assert column("cue_word")[at("said")] == 1
    assert column("cue_word")[at("bridge")] == 0


def test_of_a_cue_the_verb_stands_for_it() -> None:
    assert anchor(parsed(), [at("mayor"), at("said")]) == at("said")
    assert anchor(parsed(), []) is None


def test_a_word_hangs_on_the_cue_through_one_relation() -> None:
    branch = pair("branch", "said")
    assert branch[at("said")] == 1
    assert branch[at("mayor")] == branch[at("Derna")] == 2 + 3 + LABELS["dep"].index("nsubj") + 1
    assert branch[at("bridge")] == branch[at("hit")] == 2 + 3 + LABELS["dep"].index("ccomp") + 1
    assert branch[at("added")] == 0, "another sentence"


def test_nearness_sides_and_sentences() -> None:
    distance = pair("distance", "said")
    assert distance[at("said")] == 0
    assert distance[at("said") + 1] == 1
    assert distance[at("said") - 1] == 1 + DISTANCES // 2
    assert pair("sentence", "said")[at("added")] == 4
    assert pair("sentence", "added")[at("said")] == 2


def test_the_nearest_quotation_and_the_rules_view() -> None:
    assert pair("quotation", "said")[at("gone")] == 2
    assert pair("quotation", "added")[at("gone")] == 4
    assert pair("quotation", "gone")[at("gone")] == 1
    assert pair("rules", "said")[at("mayor")] == SOURCE
    assert set(pair("rules", "gone")) == {RULES - 1}, "the rules see no cue here"


@pytest.mark.parametrize("text", ["", "?", "“", "“” “a” “b c”"])
def test_hardly_any_text(text: str) -> None:
    found = word_features(parsed(text), read_attributions(parsed(text)), LABELS)
    assert found.shape == (len(parsed(text).tokens), len(WORD_FEATURES))


@given(st.text("ab “”\"'.,:\n", max_size=60))
def test_every_feature_stays_in_its_range(text: str) -> None:
    one = parsed(text)
    rules = rules_anchors(one, read_attributions(one))
    for token in one.tokens:
        found = pair_features(one, token.i, (0, len(one.tokens)), rules, LABELS)
        for number, size in enumerate((DISTANCES, SENTENCES, branches(LABELS), QUOTATIONS, RULES)):
            assert found[:, number].min() >= 0
            assert found[:, number].max() < size
