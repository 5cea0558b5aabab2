"""Clauses: what each speaker says, cut from who says it."""

from __future__ import annotations

import pytest

from sayso.model.claim import Attribution
from sayso.model.record import Span
from sayso.reading.clauses import split_clauses
from sayso.reading.parse import parse


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return (start, start + len(words))


def _attribution(
    text: str, number: int, source: str, cue: str, *contents: str, inside: str | None = None
) -> Attribution:
    return Attribution(
        id=f"a{number}",
        sources=(_span(text, source),) if source else (),
        cues=(_span(text, cue),),
        contents=tuple(_span(text, content) for content in contents),
        inside=inside,
    )


def _clauses(text: str, *attributions: Attribution) -> list[tuple[str, tuple[str, ...]]]:
    read = next(parse([text]))
    return [(text[slice(*c.span)], tuple(a.id for a in c.chain)) for c in split_clauses(read, attributions)]


def test_the_reports_own_voice_is_one_clause_a_sentence() -> None:
    """Nobody is quoted: the sentences themselves, without their full stops."""
    assert _clauses("The port was hit. Two men died.") == [("The port was hit", ()), ("Two men died", ())]


def test_source_and_cue_belong_to_no_clause() -> None:
    """Only the content is claimed."""
    text = "Residents said the port was hit."

    assert _clauses(text, _attribution(text, 1, "Residents", "said", "the port was hit")) == [
        ("the port was hit", ("a1",))
    ]


def test_each_sentence_of_a_quotation_is_a_clause() -> None:
    """A quotation of two sentences makes two statements of one speaker."""
    text = "“The port was hit. Nobody was warned,” Salma Idris said."
    spoken = _attribution(text, 1, "Salma Idris", "said", "“The port was hit. Nobody was warned,”")

    assert _clauses(text, spoken) == [("The port was hit", ("a1",)), ("Nobody was warned", ("a1",))]


def test_a_speaker_inside_a_speaker_gives_one_clause_with_both() -> None:
    """ "Medics told" is the frame of the inner content, not a statement of its own."""
    text = "The agency reported that medics told it three people died."
    outer = _attribution(text, 1, "The agency", "reported", "medics told it three people died")
    inner = _attribution(text, 2, "medics", "told", "three people died", inside="a1")

    assert _clauses(text, outer, inner)[-1] == ("three people died", ("a1", "a2"))


def test_two_complements_are_two_clauses() -> None:
    """ "That … and that …" are separate statements."""
    text = "The mission said that the convoy was hit and that four drivers were missing."
    spoken = _attribution(text, 1, "The mission", "said", "that the convoy was hit and that four drivers were missing")

    assert [words for words, _ in _clauses(text, spoken)] == ["the convoy was hit", "four drivers were missing"]


def test_a_quotation_parted_by_its_speaker_is_one_clause() -> None:
    """One sentence, one statement, though "Omar said" stands inside it."""
    text = "“The bridge,” Omar said, “was destroyed by shells.”"
    spoken = _attribution(text, 1, "Omar", "said", "“The bridge,”", "“was destroyed by shells.”")

    assert _clauses(text, spoken) == [("The bridge,” Omar said, “was destroyed by shells", ("a1",))]


@pytest.mark.parametrize("inside", ["a9", "a1"])
def test_a_broken_nesting_does_not_loop(inside: str) -> None:
    """An `inside` that names nobody or itself still gives clauses."""
    text = "Residents said the port was hit."

    assert _clauses(text, _attribution(text, 1, "Residents", "said", "the port was hit", inside=inside))
