"""What documents and recordings are said to show, and who calls them fake, altered or genuine."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.claim import Authenticity, Meaning
from sayso.reading.artefacts import find_artefacts
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.parse import Parse, parse

# sentence, artefact, verdict
VERDICTS = [
    ("The signature of Warsame is fake.", "The signature of Warsame", "fabricated"),
    ("The letter published by the council was forged.", "The letter published by the council", "fabricated"),
    ("He dismissed the video as a fabrication.", "the video", "fabricated"),
    ("The paper is completely untrue.", "The paper", "fabricated"),
    ("The recording had been doctored.", "The recording", "altered"),
    ("The footage appeared genuine.", "The footage", "authentic"),
    ("Experts authenticated the tape.", "the tape", "authentic"),
    ("The authenticity of the photos could not be verified.", "the photos", "unverifiable"),
    ("The agency could not verify the footage.", "the footage", "unverifiable"),
    ("The front posted a letter, but it is fake.", "a letter", "fabricated"),
    ("The ceasefire is a sham.", "The ceasefire", "fabricated"),
    ("The general denied the raid and called the letter a forgery.", "the letter", "fabricated"),
    ("The video is fake news.", "The video", "fabricated"),
    ("The council dismissed as fake a letter from the mayor.", "a letter from the mayor", "fabricated"),
    ("The clip was old footage from another war.", "The clip", "authentic_but_misdescribed"),
    ("The lawyers questioned the authenticity of the tape.", "the tape", "undetermined"),
    ("The intercepted calls were invented.", "The intercepted calls", "fabricated"),
]

# sentence, artefact, what it shows, where from
MEANINGS = [
    ("Leaked tapes show that the navy planned the raid.", "Leaked tapes", "that the navy planned the raid", None),
    ("The navy planned the raid, leaked tapes show.", "leaked tapes", "The navy planned the raid", None),
    ("Recordings obtained from Kanda air base reveal coordination with the militia.",
     "Recordings obtained from Kanda air base", "coordination with the militia", "Kanda air base"),
    ("A video posted by activists appeared to show burning houses.", "A video posted by activists", "burning houses", None),
    ("They released a photo showing the crater.", "a photo", "the crater", None),
]  # fmt: skip

NEVER = [
    ("The channel shows films every night.", "no artefact shows"),
    ("The general was a fake friend.", "a person"),
    ("It is false that the army left.", "no artefact"),
    ("The rumour is untrue.", "a rumour is no document"),
    ("Her smile was genuine.", "no artefact"),
    ("The soldiers showed their documents at the gate.", "people show"),
    ("The calls lasted an hour.", "talk, not caught"),
    ("The lawyers questioned the witness.", "a person"),
    ("The house was an old picture of neglect.", "no artefact is shown up"),
    ("The fake documents were burned.", "told, not disputed"),
    ("Reuters could not verify the reports.", "reports are no recording"),
]


def _found(parsed: Parse) -> list[Found]:
    return find_artefacts(parsed, Mentions(find_mentions(parsed, lambda _: [])))


@pytest.fixture(scope="module")
def read() -> dict[str, list[Found]]:
    """What is found in every sentence of the tables."""
    texts = [row[0] for table in (VERDICTS, MEANINGS, NEVER) for row in table]
    return {text: _found(parsed) for text, parsed in zip(texts, parse(texts), strict=True)}


@pytest.mark.parametrize(("sentence", "artefact", "verdict"), VERDICTS)
def test_verdict(read: dict[str, list[Found]], sentence: str, artefact: str, verdict: str) -> None:
    """What is judged and how; "it" is the artefact named just before."""
    said = [p for f in read[sentence] if isinstance(p := f.proposition, Authenticity)]
    assert [(p.artefact.exact, p.verdict) for p in said] == [(artefact, verdict)]


@pytest.mark.parametrize(("sentence", "artefact", "shows", "source"), MEANINGS)
def test_meaning(read: dict[str, list[Found]], sentence: str, artefact: str, shows: str, source: str | None) -> None:
    """What it is said to show, and where it came from."""
    (said,) = [p for f in read[sentence] if isinstance(p := f.proposition, Meaning)]
    where = said.obtained_from.exact if said.obtained_from else None
    assert (said.artefact.exact, said.shows.exact, where) == (artefact, shows, source)


@pytest.mark.parametrize(("sentence", "why"), NEVER)
def test_must_not_fire(read: dict[str, list[Found]], sentence: str, why: str) -> None:
    """People, rumours and plain descriptions are no disputes."""
    assert not read[sentence], why


def test_unverifiable_is_affirmed() -> None:
    """ "Could not be verified" is no negated claim that it was verified."""
    (one,) = _found(next(parse(["The footage could not be verified."])))
    assert one.status.polarity == "affirmed"


def test_not_fake_is_negated() -> None:
    """The verdict stands with a negation; the dispute turns it."""
    (one,) = _found(next(parse(["The letter is not fake."])))
    assert one.status.polarity == "negated"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from("the letter video is fake showing shows not verified obtained from by it . , \n".split(" "))
    )
)
def test_any_words_are_survived(words: list[str]) -> None:
    """No exception, and passages are the text's own."""
    text = " ".join(words)
    for one in _found(next(parse([text]))):
        assert 0 <= one.span[0] < one.span[1] <= len(text)
        assert isinstance(one.proposition, Authenticity | Meaning)
        assert one.proposition.artefact.exact == text[one.proposition.artefact.start : one.proposition.artefact.end]
