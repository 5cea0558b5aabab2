"""Attributions from quotations: what stands in the text is found at its nearest place, everything else is refused."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.readers import Quoted, placed
from sayso.reading.parse import Parse, parse

TEXT = (
    "The mayor said the  bridge\nat Ras Lanuf was shelled on Monday. A doctor, however, denied that anyone had died. "
    'The mayor said nothing more. "We saw two bodies," the guard told us, "and left."\n\n'
    "The army spokesman said that the rebels admitted that they had shelled the bridge."
)
RULE = "test.attribution"


@cache
def parsed_once() -> Parse:
    return next(parse([TEXT]))


@pytest.fixture
def report() -> Parse:
    return parsed_once()


def words(text: str, attribution: Attribution) -> tuple[list[str], list[str], list[str]]:
    """Source, cue and content as the attribution has them."""

    def written(spans: tuple[Span, ...]) -> list[str]:
        return [" ".join(text[start:end].split()) for start, end in spans]

    return written(attribution.sources), written(attribution.cues), written(attribution.contents)


FOUND = [
    (
        Quoted(source="The mayor", cue="said", contents=("the bridge at Ras Lanuf was shelled on Monday",)),
        "white space may differ",
    ),
    (Quoted(source="A doctor", cue="denied", contents=("that anyone had died",)), "a cue apart from its source"),
    (Quoted(source="the guard", cue="told us", contents=("We saw two bodies", "and left")), "a content in two parts"),
    (Quoted(source=None, cue="admitted", contents=("they had shelled the bridge",)), "nobody need be named"),
]


@pytest.mark.parametrize(("quoted", "why"), FOUND, ids=[why for _, why in FOUND])
def test_words_of_the_text_are_found(report: Parse, quoted: Quoted, why: str) -> None:
    found = placed(report, [quoted], RULE)
    assert (len(found.attributions), found.refused) == (1, 0), why
    assert words(TEXT, found.attributions[0]) == (
        [quoted.source] if quoted.source else [],
        [quoted.cue],
        list(quoted.contents),
    )
    assert found.attributions[0].rule == RULE


REFUSED = [
    (Quoted(source="The mayor", cue="said", contents=("the bridge was shelled",)), "words were left out"),
    (Quoted(source="the mayor", cue="said", contents=("nothing more",)), "a letter is another"),
    (Quoted(source="The president", cue="said", contents=("nothing more",)), "a source of its own making"),
    (Quoted(source="The mayor", cue="claimed", contents=("nothing more",)), "a cue of its own making"),
    (Quoted(source="A doc", cue="denied", contents=("that anyone had died",)), "half a word"),
    (Quoted(source="The mayor", cue="said", contents=()), "nothing said"),
    (Quoted(source="The mayor", cue="said", contents=("nothing more", "at all")), "one part of two is not there"),
    (Quoted(source="The mayor", cue="", contents=("nothing more",)), "no cue"),
    (Quoted(source="The mayor", cue="said", contents=(" \n",)), "white space alone"),
    (Quoted(source="A doctor", cue="A doctor", contents=("that anyone had died",)), "a speaker who is the cue"),
    (Quoted(source="A doctor", cue="denied", contents=("denied",)), "nothing left of the content"),
    (
        Quoted(source="A doctor", cue="denied", contents=("that anyone had died",), within=(0, 60)),
        "it stands elsewhere in the text than where it was looked for",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("quoted", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_what_does_not_stand_in_the_text_is_refused(report: Parse, quoted: Quoted, why: str) -> None:
    found = placed(report, [quoted], RULE)
    assert (found.attributions, found.refused) == ([], 1), why


def test_the_nearest_place_is_meant(report: Parse) -> None:
    """ "The mayor said" stands twice: each content has its own beside it."""
    found = placed(
        report,
        [
            Quoted(source="The mayor", cue="said", contents=("nothing more",)),
            Quoted(source="The mayor", cue="said", contents=("the bridge at Ras Lanuf was shelled on Monday",)),
        ],
        RULE,
    )
    first, second = found.attributions
    assert first.cues[0][1] < first.contents[0][0] <= first.contents[0][1] < second.sources[0][0]
    assert second.cues[0] == (TEXT.index("said nothing"), TEXT.index("said nothing") + 4)


NEAR = [
    (
        "The mayor is angry. Asked why, she kept saying she wanted water for the town.",
        Quoted(source="she", cue="saying", contents=("she wanted water for the town",)),
        "a source is not a word of what it says",
    ),
    (
        "The first guard said the gate was open. The second guard said the gate was shut. The third guard said nothing.",
        Quoted(source="The second guard", cue="said", contents=("the gate was shut",)),
        "each word beside its own, though the next one's is as near",
    ),
    (
        "The gate was open, the boy said. The gate was open, the girl said.",
        Quoted(source="the girl", cue="said", contents=("The gate was open",)),
        "of two equal contents the one beside the speaker",
    ),
]


@pytest.mark.parametrize(("text", "quoted", "why"), NEAR, ids=[why for _, _, why in NEAR])
def test_every_part_is_nearest_to_the_others(text: str, quoted: Quoted, why: str) -> None:
    (found,) = placed(next(parse([text])), [quoted], RULE).attributions
    start, end = found.sources[0][0], max(found.cues[0][1], found.contents[-1][1])
    assert "." not in text[min(start, found.contents[0][0]) : end], why
    assert words(text, found) == ([quoted.source], [quoted.cue], list(quoted.contents))


def test_an_attribution_inside_another_is_nested_and_the_same_one_counts_once(report: Parse) -> None:
    inner = Quoted(source="the rebels", cue="admitted", contents=("that they had shelled the bridge",))
    outer = Quoted(
        source="The army spokesman",
        cue="said",
        contents=("that the rebels admitted that they had shelled the bridge",),
    )
    found = placed(report, [inner, outer, inner], RULE)
    assert [(one.id, one.inside) for one in found.attributions] == [("a1", None), ("a2", "a1")]
    assert found.refused == 0


def test_the_lexicon_knows_what_a_cue_does_and_a_reader_may_know_better(report: Parse) -> None:
    denial = Quoted(source="A doctor", cue="denied", contents=("that anyone had died",))
    assert placed(report, [denial], RULE).attributions[0].stance == "denies"
    doubted = Quoted(source="A doctor", cue="denied", contents=("that anyone had died",), stance="suggests")
    assert placed(report, [doubted], RULE).attributions[0].stance == "suggests"


def test_what_is_quoted_from_a_quotation_is_a_direct_quote(report: Parse) -> None:
    quoted = Quoted(source="the guard", cue="told us", contents=("We saw two bodies", "and left"))
    assert placed(report, [quoted], RULE).attributions[0].basis == "direct_quote"


_PIECES = st.one_of(st.sampled_from(TEXT.split()), st.text(max_size=12), st.sampled_from(["The mayor said", " ", "\n"]))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(
    Quoted, cue=_PIECES, contents=st.lists(_PIECES, max_size=3).map(tuple), source=st.none() | _PIECES,
), max_size=5))  # fmt: skip
def test_any_quotation_is_found_or_refused(quoted: list[Quoted]) -> None:
    """Spans are ranges of the text whose words were quoted; nothing raises."""
    found = placed(parsed_once(), quoted, RULE)
    assert len(found.attributions) + found.refused <= len(quoted)
    for one in found.attributions:
        assert one.cues
        assert one.contents
        for start, end in (*one.sources, *one.cues, *one.contents):
            assert 0 <= start < end <= len(TEXT)


def test_many_places_of_many_words_cost_little() -> None:
    """A stranger's answer cannot make us compare every place with every other."""
    text = "he said that it was. " * 200
    parsed = next(parse([text]))
    began = time.process_time()
    hostile = Quoted(source="he", cue="said", contents=("it", "was", "that", "it") * 2)
    assert placed(parsed, [hostile] * 20, RULE).refused == 0
    assert time.process_time() - began < 2
