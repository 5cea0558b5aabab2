"""Numbers: words, figures, ranges, approximators, vague words; dates, ages and money count nobody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.quantity import Count
from sayso.reading.numbers import Number, find_numbers
from sayso.reading.parse import Parse, parse

COUNTED = [
    ("Twelve people came.", 12, 12, "exact", "a word"),
    ("Some 1,200 people came.", 1200, 1200, "about", "a figure with a comma, and an approximator"),
    ("Twenty-two people came.", 22, 22, "exact", "tens and units"),
    ("Two hundred and six people came.", 206, 206, "exact", "a hundred and the rest"),
    ("One hundred thousand people came.", 100_000, 100_000, "exact", "two scales"),
    ("A dozen people came.", 12, 12, "exact", "a dozen is twelve"),
    ("Two dozen people came.", 24, 24, "exact", "two dozen"),
    ("A hundred people came.", 100, 100, "exact", "a hundred is one hundred"),
    ("About 1.5 million people came.", 1_500_000, 1_500_000, "about", "a scaled decimal"),
    ("Between 10 and 12 people came.", 10, 12, "between", "a range with between"),
    ("From the hills 10 to 12 people came.", 10, 12, "between", "a range with to"),
    ("12-15 people came.", 12, 15, "between", "a range with a hyphen"),
    ("Two or three people came.", 2, 3, "between", "a choice of numbers"),
    ("At least 20 people came.", 20, None, "at_least", "at least: open above"),
    ("No fewer than 20 people came.", 20, None, "at_least", "no fewer than"),
    ("More than 20 people came.", 21, None, "at_least", "more than begins at the next number"),
    ("Well over 20 people came.", 21, None, "at_least", "over, strengthened"),
    ("20 or more people came.", 20, None, "at_least", "the approximator may follow"),
    ("Up to 20 people came.", 1, 20, "at_most", "up to says that somebody came"),
    ("Fewer than 20 people came.", 1, 19, "at_most", "fewer than ends at the number before"),
    ("Nearly 20 people came.", 20, 20, "about", "nearly"),
    ("Dozens of people came.", 12, 24, "dozens", "the default of the lexicon"),
    ("Tens of thousands of people came.", 10_000, 99_999, "thousands", "the longest vague word wins"),
    ("Hundreds of people came.", 100, 999, "hundreds", "hundreds"),
    ("Scores of people came.", 20, None, "scores", "scores are open above"),
    ("Several people came.", 2, None, "vague_plural", "more than one"),
    ("A number of people came.", 2, None, "vague_plural", "a number of"),
    ("An unknown number of people came.", None, None, "unknown", "unknown is no zero"),
    ("At least a dozen people came.", 12, None, "at_least", "an approximator before a dozen"),
]

NOT_COUNTED = [
    ("A boy of six came.", "an age after a person"),
    ("He saw a widow of 80.", "an age at the end"),
    ("A father of three came.", "children"),
    ("He is 24 years old.", "an age"),
    ("A two-year-old girl slept.", "a hyphened age"),
    ("She came on 12 May 2014.", "a date"),
    ("She came on May 12.", "a date the other way round"),
    ("In 2014 the talks failed.", "a year"),
    ("The town lies 12 kilometres away.", "a distance"),
    ("It cost $12 in all.", "money"),
    ("Some 40 percent agreed.", "a share"),
    ("They met at 12 p.m. sharp.", "an hour"),
    ("Resolution 2254 was passed.", "a number that names"),
    ("Children aged from four to 10 came.", "ages in a range"),
]


def numbers(parsed: Parse) -> list[Number]:
    return [number for first, last in parsed.sentences for number in find_numbers(parsed, first, last)]


@pytest.fixture(scope="module")
def counted() -> dict[str, list[Number]]:
    sentences = [row[0] for row in COUNTED] + [row[0] for row in NOT_COUNTED]
    return dict(zip(sentences, map(numbers, parse(sentences)), strict=True))


@pytest.mark.parametrize("row", COUNTED, ids=[row[4] for row in COUNTED])
def test_a_number_gets_the_bounds_that_its_words_set(
    counted: dict[str, list[Number]], row: tuple[str, int | None, int | None, str, str]
) -> None:
    sentence, *bounds, why = row
    (number,) = counted[sentence]
    assert [number.amount.low, number.amount.high, number.amount.kind] == bounds, why


@pytest.mark.parametrize(("sentence", "why"), NOT_COUNTED, ids=[row[1] for row in NOT_COUNTED])
def test_a_number_of_no_people_is_left_out(counted: dict[str, list[Number]], sentence: str, why: str) -> None:
    assert counted[sentence] == [], why


def test_the_approximator_is_kept_as_written(counted: dict[str, list[Number]]) -> None:
    (number,) = counted["No fewer than 20 people came."]
    assert number.amount == Count(
        low=20, high=None, kind="at_least", approximator="No fewer than", exact="No fewer than 20"
    )


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=1, max_value=999_999), st.booleans())
def test_any_figure_is_read_as_itself(value: int, comma: bool) -> None:
    text = f"They saw {value:,} people." if comma else f"They saw {value} people."
    (number,) = numbers(next(parse([text])))
    assert (number.amount.low, number.amount.high) == (value, value)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from("at least 12 to two hundred and dozens of - 1,200 a few or more than between , .".split()),
        max_size=12,
    )
)
def test_no_pile_of_number_words_breaks_it(words: list[str]) -> None:
    """Low never exceeds high, and the tokens lie in the sentence, whatever the words."""
    parsed = next(parse([" ".join(words)]))
    for number in numbers(parsed):
        low, high = number.amount.low, number.amount.high
        assert low is None or high is None or low <= high
        assert 0 <= number.first <= number.core <= number.last < len(parsed.tokens)
