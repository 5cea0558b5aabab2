"""Where times stand in a text, and where words only look like them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lexicon.load import lexicon
from sayso.reading.parse import Parse, parse
from sayso.reading.times import find_times, light_parse, time_expressions

LANGUAGES = ("en", "ar", "fr")
RULES: list[tuple[str, dict[str, Any]]] = [
    (language, rule) for language in LANGUAGES for rule in lexicon("times", language)["rules"]
]
NAMES = [f"{language} {rule['id']}" for language, rule in RULES]


def _rules_in(text: str, language: str) -> set[str]:
    parsed = next(iter(parse([text]))) if language == "en" else light_parse(text, language)
    found = time_expressions(parsed, language, durations=True)
    pieces = [piece for one in found for piece in (one, one.day, *(one.ends or ())) if piece]
    return {piece.rule for one in pieces for piece in (one, one.day) if piece}


@pytest.mark.parametrize(("language", "rule"), RULES, ids=NAMES)
def test_every_rule_fires_on_its_sentence(language: str, rule: dict[str, Any]) -> None:
    """The lexicon's own example."""
    assert rule["id"] in _rules_in(rule["fires"], language)


@pytest.mark.parametrize(("language", "rule"), RULES, ids=NAMES)
def test_no_rule_fires_on_its_counterexample(language: str, rule: dict[str, Any]) -> None:
    """The lexicon's own counterexample."""
    assert rule["id"] not in _rules_in(rule["not"], language)


NO_TIMES = [
    ("The rebels may march on the capital.", "a modal verb and a verb"),
    ("They march every morning prayer aside.", "a verb in the present"),
    ("A second sun rose over the fall of the town.", "second, sun, fall"),
    ("Theresa May met the envoy.", "a surname"),
    ("April Haddad met June Salem.", "given names"),
    ("He read the Sunday Telegraph.", "a newspaper"),
    ("The 17 February Brigade withdrew.", "a brigade named for a day"),
    ("Black September was blamed.", "a group"),
    ("The Arab Spring spread.", "an uprising"),
    ("They counted 2011 houses.", "a number of houses"),
    ("The march lasted for two weeks.", "a duration"),
    ("A two-week truce was signed.", "a duration before a noun"),
    ("It held for an initial period of ten days.", "a duration in so many words"),
    ("A 72-hour ceasefire was announced.", "a duration in hours"),
    ("They pray on Fridays.", "a habit"),
    ("He walked 4 to 15 miles.", "a distance"),
    ("The 9mm round struck the wall.", "a calibre"),
    ("He said that night watches were doubled.", "a conjunction and a compound"),
    ("The evening prayers were over.", "a compound"),
    ("Friday prayers are held in the square.", "a service every week"),
    ("An august body of elders met.", "an adjective"),
    ("The decade-old feud went on.", "an age"),
    ("Shells landed a second later than expected by 5 men.", "numbers of other things"),
]


@pytest.fixture(scope="module")
def without() -> list[list[str]]:
    """What is found in the sentences without a time."""
    parsed = parse(text for text, _ in NO_TIMES)
    return [[one.text[start:end] for start, end in find_times(one)] for one in parsed]


@pytest.mark.parametrize("number", range(len(NO_TIMES)), ids=[why for _, why in NO_TIMES])
def test_words_that_only_look_like_times_are_left_alone(number: int, without: list[list[str]]) -> None:
    """No false hits."""
    assert without[number] == []


PIECES = [
    ("At 5 a.m. on Saturday shells fell.", ["5 a.m. on Saturday"], "a clock time with its day"),
    ("From Monday to Wednesday it was quiet.", ["From Monday to Wednesday"], "both ends"),
    ("On Friday and on Sunday it was quiet.", ["Friday", "Sunday"], "two days are two times"),
    ("Since May, and again on 4 July, it was shelled.", ["Since May", "4 July"], "each with its own bound"),
    ("In July 9 people died.", ["July"], "the number counts the people"),
    ("Since May, 90 people have been killed.", ["Since May"], "a number after a comma counts"),
    ("Since March, 64 have died in the camp.", ["Since March"], "with nothing behind it too"),
    ("On 5 May, 75 residents were hurt.", ["5 May"], "after a day too"),
    ("In May, 2000 people fled the town.", ["May"], "four digits that count"),
    ("In May, 2011, two people died.", ["May, 2011"], "four digits that do not"),
    ("The July 9 attacks killed two.", ["July 9"], "a date before a noun"),
    ("He spoke on Friday. Night fell.", ["Friday"], "never over the end of a sentence"),
    ("On Sept. 5, 2014, the fort fell.", ["Sept. 5, 2014"], "an abbreviated month"),
    ("A bomb went off during Friday prayers.", ["Friday"], "a service on one day"),
    ("In May 2015, rebels may attack.", ["May 2015"], "one May of two"),
]


@pytest.fixture(scope="module")
def pieces() -> list[list[str]]:
    """What is found in each text."""
    parsed = parse(text for text, _, _ in PIECES)
    return [[one.text[start:end] for start, end in find_times(one)] for one in parsed]


@pytest.mark.parametrize("number", range(len(PIECES)), ids=[why for _, _, why in PIECES])
def test_the_pieces_of_one_time_are_one_expression(number: int, pieces: list[list[str]]) -> None:
    """Neighbouring words that tell one time together."""
    assert pieces[number] == PIECES[number][1]


def test_a_number_of_thousands_of_digits_is_read() -> None:
    """No number is too long to be passed over; "days ago" alone stays vague."""
    parsed = next(parse(["9" * 5000 + " days ago"]))
    assert [parsed.text[start:end] for start, end in find_times(parsed)] == ["days ago"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["on", "Friday", "9", "July", "2016", "dawn", "at", "5", "a.m.", "the", "past", "two", "weeks", "-", "."]
        )
    )
)
def test_times_never_overlap_and_lie_in_the_text(words: list[str]) -> None:
    """Spans in text order, apart from each other, whatever the words."""
    text = " ".join(words)
    spans = find_times(next(parse([text])))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_what_is_remembered_of_one_report_is_not_told_of_another() -> None:
    """Asked turn about, with durations and without, each report has its own expressions, the same every time."""
    first, second = parse(["The shelling went on for two weeks.", "It stopped on Sunday at noon."])

    def told(read: Parse) -> tuple[list[str], list[str]]:
        kinds = (time_expressions(read), time_expressions(read, durations=True))
        without, with_them = ([read.words(one.first, one.last) for one in found] for found in kinds)
        return without, with_them

    assert [told(first), told(second), told(first)] == [
        ([], ["for two weeks"]),
        (["Sunday at noon"], ["Sunday at noon"]),
        ([], ["for two weeks"]),
    ]
