"""Rules and network together: who has which words, and who is left out."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from sayso.model.claim import Attribution
from sayso.reading.attribution.drafts import Range
from sayso.reading.attribution.nesting import nested
from sayso.reading.attribution.passages import rules_drafts
from sayso.reading.attribution.roles_of_words import Made
from sayso.reading.attribution.together import MODEL, merged
from sayso.reading.attribution.trust import SIGNS, shared, signs, trust
from sayso.reading.parse import Parse, parse

# Trust is what the odds say and nothing else, so that each case is plain.
TRUSTED: dict[str, Any] = {
    "weights": dict.fromkeys(SIGNS, 0.0) | {"odds": 1.0},
    "agree": 0.3,
    "inner": 0.8,
    "drop": 0.1,
    "nobody": -1.0,
    "known": 0.5,
    "unknown": 0.7,
}
SURE, LIKELY, OPEN, NONE = 4.0, 0.5, -1.0, -4.0


@cache
def parsed(text: str) -> Parse:
    return next(parse([text]))


def words(text: str, part: str) -> Range:
    at = text.index(part)
    inside = parsed(text).tokens_in(at, at + len(part))
    return inside[0], inside[-1]


def network(text: str, cue: str, odds: float, source: str | None, *contents: str) -> Made:
    """What a network might make of a cue."""
    at = words(text, cue)[0]
    return Made(
        at=at,
        odds=odds,
        seen=(0, len(parsed(text).tokens) - 1),
        cue=words(text, cue),
        source=words(text, source) if source else None,
        contents=tuple(words(text, part) for part in contents),
        sure_content=0.9,
        sure_source=0.9,
    )


def together(text: str, *said: Made) -> list[Attribution]:
    return merged(parsed(text), rules_drafts(parsed(text)), list(said), TRUSTED)


def exact(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


CROSS = "The mayor of Sabha said that the bridge was gone and that the road to the port had been cut by a flood."
SAID = "The mayor of Sabha said on Monday that the bridge was gone."


def test_contents_that_share_most_of_their_words_are_one_and_the_rules_end_it() -> None:
    (one,) = together(SAID, network(SAID, "said", SURE, "The mayor of Sabha", "the bridge was gone"))
    assert (one.reader, one.score) == ("both", 0.98)
    assert exact(SAID, one.contents) == ["that the bridge was gone"]
    assert one.rule == nested(parsed(SAID), rules_drafts(parsed(SAID)))[0].rule


def test_where_they_differ_the_words_are_the_networks_and_the_meaning_is_the_rules() -> None:
    (one,) = together(CROSS, network(CROSS, "said", SURE, "The mayor", "that the bridge was gone"))
    (alone,) = nested(parsed(CROSS), rules_drafts(parsed(CROSS)))
    assert one.reader == "both"
    assert exact(CROSS, one.contents) == ["that the bridge was gone"]
    assert exact(CROSS, one.sources) == ["The mayor"]
    assert exact(CROSS, alone.contents) != exact(CROSS, one.contents)
    assert (one.rule, one.stance) == (alone.rule, alone.stance)


def test_a_word_or_two_of_what_the_rules_have_is_a_scrap_of_it() -> None:
    (one,) = together(SAID, network(SAID, "said", SURE, "The mayor of Sabha", "gone"))
    assert one.reader == "both"
    assert exact(SAID, one.contents) == ["that the bridge was gone"]


def test_a_speaker_whom_the_rules_name_is_not_taken_away() -> None:
    (one,) = together(SAID, network(SAID, "said", SURE, None, "gone"))
    assert exact(SAID, one.sources) == ["The mayor of Sabha"]


def test_speech_that_goes_on_in_other_sentences_stays_as_the_rules_follow_it() -> None:
    text = "“Nobody is left,” the mayor said. “The wells are dry.”"
    (one,) = together(text, network(text, "said", SURE, "the mayor", "Nobody"))
    assert one.reader == "both"
    assert "The wells are dry" in exact(text, one.contents)[-1]


def test_a_longer_cue_around_that_of_the_rules_with_the_same_content_is_the_same() -> None:
    text = "Officials in Tobruk are at pains to stress that the airfield was empty."
    longer = network(text, "are at pains to stress", SURE, "Officials in Tobruk", "that the airfield was empty")
    (one,) = together(text, longer, network(text, "stress", NONE, None, "that the airfield was empty"))
    assert one.reader == "both"
    assert exact(text, one.cues) == ["are at pains to stress"]
    assert exact(text, one.sources) == ["Officials in Tobruk"]
    assert one.rule != MODEL


def test_what_a_cue_with_a_negation_does_to_its_content_is_left_open() -> None:
    text = "The port authority is under no illusion that the truce will hold."
    found = together(
        text, network(text, "is under no illusion", SURE, "The port authority", "that the truce will hold")
    )
    assert [(one.reader, one.modality) for one in found] == [("model", "possible")]


@pytest.mark.parametrize(("odds", "kept"), [(OPEN, True), (NONE, False)])
def test_what_the_network_doubts_stays_as_the_rules_have_it_and_what_it_rules_out_goes(odds: float, kept: bool) -> None:
    found = together(SAID, network(SAID, "said", odds, None, "gone"))
    assert len(found) == kept
    if kept:
        assert found[0].reader == "rules"
        assert exact(SAID, found[0].contents) == ["that the bridge was gone"]


def test_a_cue_that_the_network_says_nothing_of_is_the_rules() -> None:
    (one,) = together(SAID)
    assert (one.reader, one.score) == ("rules", None)


TWITTERED = "The brigade twittered the fall of the port to its followers."


@pytest.mark.parametrize(("odds", "seen"), [(SURE, 1), (LIKELY, 0)])
def test_a_cue_that_no_lexicon_has_needs_a_surer_network(odds: float, seen: int) -> None:
    said = network(TWITTERED, "twittered", odds, "The brigade", "the fall of the port")
    found = together(TWITTERED, said)
    assert len(found) == seen
    for one in found:
        assert (one.rule, one.reader, one.stance) == (MODEL, "model", "states")
        assert exact(TWITTERED, one.sources) == ["The brigade"]


def test_two_cues_of_the_network_do_not_share_words() -> None:
    said = network(TWITTERED, "twittered", SURE, "The brigade", "the fall of the port")
    twice = said._replace(at=said.at + 1, odds=SURE - 1)
    assert len(together(TWITTERED, said, twice)) == 1


INSIDE = "The minister said the rebels claimed that the port had fallen."


def test_who_speaks_inside_anothers_words_stays_the_rules() -> None:
    said = [
        network(INSIDE, "said", SURE, "The minister", "the rebels claimed that the port had fallen"),
        network(INSIDE, "claimed", OPEN, "the rebels", "the port"),
    ]
    outer, inner = together(INSIDE, *said)
    assert inner.inside == outer.id
    assert (inner.reader, inner.score) == ("rules", None)
    assert exact(INSIDE, inner.contents) == ["that the port had fallen"]


def test_what_the_network_alone_sees_inside_anothers_words_is_left_to_the_rules() -> None:
    text = "The minister said the brigade twittered the fall of the port."
    found = together(text, network(text, "twittered", SURE, "the brigade", "the fall of the port"))
    assert [one.reader for one in found] == ["rules"]


def test_signs_of_agreement() -> None:
    (draft,) = rules_drafts(parsed(SAID))
    one = network(SAID, "said", SURE, "The mayor of Sabha", "that the bridge was gone")
    found = dict(zip(SIGNS, signs(one, draft), strict=True))
    assert (found["rules"], found["same_content"], found["same_source"]) == (1, 1, 1)
    alone = dict(zip(SIGNS, signs(one, None), strict=True))
    assert (alone["rules"], alone["same_content"], alone["same_source"]) == (0, 0, 0)
    assert trust(one, draft, TRUSTED["weights"]) == pytest.approx(0.982, abs=1e-3)


def test_shared_words() -> None:
    assert shared([(0, 3)], [(2, 5)]) == pytest.approx(2 / 6)
    assert shared([], []) == 0
