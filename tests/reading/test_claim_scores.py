"""A claim's score is what was counted on annotated articles: speech is surer than a seeming, a chain less sure than a link."""

from __future__ import annotations

import msgspec

from sayso.model.claim import Attribution
from sayso.reading.claim_scores import claim_score

SAID = Attribution(
    id="a1", sources=((0, 2),), cues=((3, 7),), contents=((8, 20),), rule="speech.says", basis="direct_quote"
)


def test_words_in_quotation_marks_are_surer_than_words_told_on() -> None:
    told = msgspec.structs.replace(SAID, basis="indirect")
    assert claim_score([SAID], "event") > 0.9 > claim_score([told], "event") > 0.8


def test_what_seems_is_less_sure_than_what_is_said() -> None:
    seeming = msgspec.structs.replace(SAID, rule="speech.seems", basis="inference")
    assert claim_score([seeming], "event") < 0.5


def test_a_speaker_within_a_speaker_is_less_sure_than_either() -> None:
    chain = [SAID, msgspec.structs.replace(SAID, rule="speech.accuses", basis="indirect")]
    assert claim_score(chain, "event") < min(claim_score([one], "event") for one in chain)


def test_the_score_of_a_network_goes_before_the_share_of_a_rule() -> None:
    assert claim_score([msgspec.structs.replace(SAID, score=0.41, reader="both")], "event") == 0.41


def test_a_rule_that_was_never_seen_has_the_share_of_all() -> None:
    unseen = msgspec.structs.replace(SAID, rule="speech.whispers")
    assert 0.7 < claim_score([unseen], "event") < 0.9


def test_a_report_in_its_own_voice_has_a_score_by_kind() -> None:
    assert 0.5 < claim_score([], "event") < 0.9
    assert claim_score([], "appeal") == claim_score([], "denial")
