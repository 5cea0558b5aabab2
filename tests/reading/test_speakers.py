"""Whom a source means: the head word decides, and described speakers get a mention of their own."""

from __future__ import annotations

import pytest

from sayso.model.claim import Attribution
from sayso.model.mention import ActorMention
from sayso.reading.mentions import Mentions
from sayso.reading.parse import parse
from sayso.reading.speakers import with_speakers


def _speaker(text: str, source: str, *known: str) -> tuple[str, int]:
    """The words of the mention that speaks, and how many mentions there are in all."""
    mentions = Mentions(
        ActorMention(id=f"m{n}", start=text.index(name), end=text.index(name) + len(name), exact=name)
        for n, name in enumerate(known, 1)
    )
    start = text.index(source)
    attribution = Attribution(id="a1", sources=((start, start + len(source)),), cues=(), contents=())
    after, (tied,) = with_speakers(next(parse([text])), mentions, [attribution])
    return after.by_id[tied.speaker or ""].exact, len(after.all)


@pytest.mark.parametrize(
    ("text", "source", "known", "speaker", "count"),
    [
        pytest.param(
            "Mayor Salma Idris said it.", "Mayor Salma Idris", ["Salma Idris"], "Salma Idris", 1, id="title and name"
        ),
        pytest.param(
            "The media office of Idris said it.",
            "The media office of Idris",
            ["Idris"],
            "The media office of Idris",
            2,
            id="an office is not the person it serves",
        ),
        pytest.param(
            "Its spokesman, Salma Idris, denied it.",
            "Its spokesman, Salma Idris",
            ["Salma Idris"],
            "Salma Idris",
            1,
            id="an office with its holder beside it",
        ),
        pytest.param("A nurse said it.", "A nurse", [], "A nurse", 1, id="a described speaker"),
        pytest.param("Omar fled. He said it.", "He", ["Omar"], "He", 2, id="a pronoun is a mention of its own"),
        pytest.param(
            "Omar Said, the mayor, said it.", "Omar Said, the mayor", ["Omar Said"], "Omar Said", 1, id="apposition"
        ),
    ],
)
def test_the_head_word_of_the_source_speaks(text: str, source: str, known: list[str], speaker: str, count: int) -> None:
    """The mention at the head of the source, else a new one for the whole source."""
    assert _speaker(text, source, *known) == (speaker, count)


def test_mentions_are_numbered_in_text_order_and_speakers_follow() -> None:
    """A speaker that comes first in the text is m1, and the attribution says so."""
    text = "A nurse said Omar had fled."
    mentions = Mentions([ActorMention(id="m1", start=13, end=17, exact="Omar")])
    attribution = Attribution(id="a1", sources=((0, 7),), cues=((8, 12),), contents=((13, 26),))
    after, (tied,) = with_speakers(next(parse([text])), mentions, [attribution])

    assert [(m.id, m.exact) for m in after.all] == [("m1", "A nurse"), ("m2", "Omar")]
    assert tied.speaker == "m1"


def test_a_passage_without_a_source_has_no_speaker() -> None:
    """ "It was reported that": nobody is made up."""
    attribution = Attribution(id="a1", sources=(), cues=((7, 15),), contents=((16, 35),))
    after, (tied,) = with_speakers(next(parse(["It was reported that two men had died."])), Mentions([]), [attribution])

    assert tied.speaker is None
    assert not after.all
