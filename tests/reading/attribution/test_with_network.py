"""Rules and the real network on sentences that the rules misread alone, and on sentences in which nobody speaks."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.claim import Attribution
from sayso.reader import read
from sayso.reading.attribution import read_attributions
from sayso.reading.attribution.together import read_together
from sayso.reading.parse import Parse, parse

# Sentence; source, a word of the cue, content; and what the rules make of it alone.
ROWS = [
    (
        "Villagers near Qaminis were under the impression that the convoy had turned back.",
        ("Villagers near Qaminis", "impression", "that the convoy had turned back"),
        "no cue",
    ),
    (
        "The army chief is of the opinion that the siege will end by spring.",
        ("The army chief", "opinion", "that the siege will end by spring"),
        "no cue",
    ),
    (
        "Officials in Tobruk are at pains to stress that the airfield was empty.",
        ("Officials in Tobruk", "stress", "that the airfield was empty"),
        "no source",
    ),
    (
        "The colonel shrugged off suggestions that his men had looted the bank.",
        ("The colonel", "suggestions", "that his men had looted the bank"),
        "no source",
    ),
]
NOBODY_SPEAKS = [
    "The mayor signed the register and left the building.",
    "The convoy reached the town before dawn and unloaded the flour.",
    "The shells fell on the market and set two stalls on fire.",
    "Two soldiers carried the wounded man to a clinic.",
    "The bridge over the wadi was rebuilt in the spring.",
]
REPORT = (
    "Two guards died in Derna on Friday, the council said. “The shells came from the sea,” a fisherman told Radio "
    "Marsa.\n\nDoctors at the clinic were in no doubt that a nerve agent had been used. A lieutenant denied that.\n"
)


@cache
def parsed(text: str) -> Parse:
    return next(parse([text]))


@cache
def together(text: str) -> list[Attribution]:
    return read_together(parsed(text))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(("sentence", "expected", "alone"), ROWS, ids=[row[0] for row in ROWS])
def test_what_the_rules_miss_is_read(sentence: str, expected: tuple[str, str, str], alone: str) -> None:
    found = [one for one in together(sentence) if one.inside is None]
    assert len(found) == 1
    assert words(sentence, found[0].sources) == expected[0]
    assert expected[1] in words(sentence, found[0].cues)
    assert words(sentence, found[0].contents) == expected[2]
    assert found[0].reader in {"model", "both"}
    by_rules = read_attributions(parsed(sentence))
    assert not by_rules if alone == "no cue" else not by_rules[0].sources, "the rules alone do not read this"


@pytest.mark.parametrize("sentence", NOBODY_SPEAKS)
def test_where_nobody_speaks_nobody_is_heard(sentence: str) -> None:
    assert together(sentence) == []


def test_every_attribution_says_who_saw_it_and_a_score_is_a_share() -> None:
    found = together(REPORT)
    assert {one.reader for one in found} == {"both", "model"}
    assert all(one.score is not None and 0 <= one.score <= 1 for one in found if one.reader != "rules")
    assert [one.id for one in found] == [f"a{n}" for n in range(1, len(found) + 1)]


def test_by_rules_alone_no_network_has_a_say() -> None:
    alone, both = read(REPORT, reader="rules"), read(REPORT)
    untied = read_attributions(parsed(REPORT))
    fields = ("sources", "cues", "contents", "inside", "stance", "polarity", "modality", "basis", "rule")
    assert [[getattr(a, f) for f in fields] for a in alone.attributions] == [
        [getattr(a, f) for f in fields] for a in untied
    ]
    assert {(a.reader, a.score) for a in alone.attributions} == {("rules", None)}
    assert {claim.engine for claim in alone.claims} == {"rules"}
    assert "attribution" not in {model.name for model in alone.engine.models}
    assert "attribution" in {model.name for model in both.engine.models}
    assert len(both.attributions) > len(alone.attributions)


def test_the_same_report_is_read_the_same_alone_and_after_others() -> None:
    before = read_together(parsed(REPORT))
    read_together(parsed(ROWS[0][0]))
    assert read_together(parsed(REPORT)) == before


@settings(max_examples=25)
@given(st.text("abcdé said“”\"'.,:;\n-—(", max_size=80) | st.text(max_size=40))
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    for one in together(text):
        assert one.contents
        for start, end in (*one.sources, *one.cues, *one.contents):
            assert 0 <= start < end <= len(text)


def test_a_report_without_words() -> None:
    assert together("") == []
    assert together("\n\n") == []
