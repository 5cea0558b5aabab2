"""Codes and numbers in plain English."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.model.claim import (
    AgreementStatus,
    Certainty,
    CombatStatus,
    EventKind,
    Modality,
    ResponsibilityBasis,
    Stance,
    Verdict,
)
from sayso.model.mention import PlacePrecision
from sayso.wording import vocabulary, words

NUMBERS = [
    (12, 12, "exact", "12"),
    (10, None, "at_least", "at least 10"),
    (0, 30, "at_most", "at most 30"),
    (None, 30, "at_most", "at most 30"),
    (10, 12, "between", "10 to 12"),
    (100, 100, "about", "about 100"),
    (24, 60, "dozens", "24 to 60 (dozens)"),
    (2, None, "vague_plural", "at least 2"),
    (None, None, "unknown", "unknown number"),
    (0, 0, "none_reported", "none reported"),
    (0, 0, "zero_stated", "none, expressly"),
    (1200, 1200, "exact", "1,200"),
]


@pytest.mark.parametrize(("low", "high", "kind", "expected"), NUMBERS, ids=[row[3] for row in NUMBERS])
def test_a_number_keeps_its_doubt(low: int | None, high: int | None, kind: str, expected: str) -> None:
    assert words.number(low, high, kind) == expected


def test_unknown_none_reported_and_zero_are_three_different_things() -> None:
    said = {words.number(None, None, "unknown"), words.number(0, 0, "none_reported"), words.number(0, 0, "zero_stated")}
    assert len(said) == 3


DAYS = [
    ("2016-07-09", "2016-07-09", "9 July 2016"),
    ("2016-07-09", "2016-07-11", "9 July 2016 to 11 July 2016"),
    (None, "2016-07-09", "up to 9 July 2016"),
    ("2016-07-09", None, "from 9 July 2016"),
    (None, None, "day unknown"),
    ("2016", "2016", "2016"),
]


SHORT = [
    ("2016-07-09", "2016-07-09", "9 Jul 2016"),
    ("2016-07-09", "2016-08-11", "9 Jul to 11 Aug 2016"),
    ("2015-12-31", "2016-01-02", "31 Dec 2015 to 2 Jan 2016"),
    (None, "2016-07-09", "up to 9 July 2016"),
    ("2016", "2016", "2016"),
]


@pytest.mark.parametrize(("first", "last", "expected"), SHORT, ids=[row[2] for row in SHORT])
def test_days_in_a_narrow_column(first: str | None, last: str | None, expected: str) -> None:
    assert words.short_days(first, last) == expected


DATED = [
    ("2017-10-30", "30 October 2017"),
    ("2017-10", "October 2017"),
    ("2017-10-30/2017-11-02", "30 October 2017 to 2 November 2017"),
    ("updated it to 17 on 2017-11-02", "updated it to 17 on 2 November 2017"),
    ("2017-10?", "2017-10?"),
    ("12", "12"),
]


@pytest.mark.parametrize(("given", "expected"), DATED, ids=[row[0] for row in DATED])
def test_dates_inside_words_are_put_in_plain_english(given: str, expected: str) -> None:
    assert words.dated(given) == expected


@pytest.mark.parametrize(("first", "last", "expected"), DAYS, ids=[row[2] for row in DAYS])
def test_days(first: str | None, last: str | None, expected: str) -> None:
    assert words.days(first, last) == expected


@pytest.mark.parametrize(
    ("iso", "expected"), [("P2W", "2 weeks"), ("P1D", "1 day"), ("PT48H", "48 hours"), ("soon", "soon")]
)
def test_durations(iso: str, expected: str) -> None:
    assert words.duration(iso) == expected


@pytest.mark.parametrize(
    ("metres", "expected"), [(50, "within 50 m"), (3500, "within 4 km"), (748384, "within 748 km")]
)
def test_distances(metres: int, expected: str) -> None:
    assert words.distance(metres) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("residents", True), ("leaked tapes", True), ("the mayor and the governor", True), ("recordings of air traffic", True),
     ("Reuters", False), ("the spokesman of its forces", False), ("the press", False), ("the army's news", False)],
)  # fmt: skip
def test_verbs_follow_the_number_of_the_speakers(name: str, *, expected: bool) -> None:
    assert words.is_several(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("The office", "the office"), ("Its spokesman", "its spokesman"), ("He", "he"), ("Haftar", "Haftar"), ("A", "a"),
     ("US forces", "US forces"), ("IT", "IT"), ("", "")],
)  # fmt: skip
def test_only_function_words_lose_their_capital_inside_a_sentence(name: str, expected: str) -> None:
    assert words.inside(name) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("an air strike", "air strikes"), ("a change of control", "changes of control"), ("shelling", "times shelling")],
)
def test_several_of_a_kind(noun: str, expected: str) -> None:
    assert words.several(noun) == expected


@pytest.mark.parametrize(
    ("table", "vocabulary"),
    [
        (vocabulary.EVENTS, EventKind),
        (vocabulary.STANCES, Stance),
        (vocabulary.MODALITIES, Modality),
        (vocabulary.HEDGES, Certainty),
        (vocabulary.BASES, ResponsibilityBasis),
        (vocabulary.BASES_ALONE, ResponsibilityBasis),
        (vocabulary.PRECISIONS, PlacePrecision),
        (vocabulary.COMBATANTS, CombatStatus),
        (vocabulary.AGREEMENT_STATUSES, AgreementStatus),
        (vocabulary.VERDICTS, Verdict),
    ],
)
def test_every_code_of_a_vocabulary_has_its_words(table: dict[str, object], vocabulary: object) -> None:
    assert set(table) == set(get_args(vocabulary))


def test_countries_by_name() -> None:
    assert (words.country("LY"), words.country("ZZ")) == ("Libya", "ZZ")
