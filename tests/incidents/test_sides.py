"""Who struck, told in short and in full, and people who are no body."""

from __future__ import annotations

import pytest

from sayso.incidents.within_report.sides import are_people, is_short_for
from sayso.model.incident import Accused


def accused(exact: str, start: int = 0, *, individual: bool = False) -> Accused:
    return Accused(
        exact=exact, start=start, end=start + len(exact), actor=None, individual=individual, state=None,
        basis="reported_as_fact",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("whole", "short", "start", "expected"),
    [
        ("Popular Front of the River", "PFR", 300, True),  # every letter, wherever it stands
        ("Army of National Liberation", "ELN", 29, True),  # in brackets behind it, in its own language
        ("Army of National Liberation", "ELN", 300, False),  # half the letters are too few so far off
        ("Shining Path", "MRTA", 14, False),  # another body beside it in a list
        ("Popular Front of the River", "RPA Front", 28, False),  # a name of its own
        ("Popular Front", "PF", 15, False),  # two letters say too little
    ],
)
def test_capitals_stand_for_a_whole_name(whole: str, short: str, start: int, expected: bool) -> None:
    assert is_short_for(accused(short, start), accused(whole)) is expected


def test_a_person_is_no_body_in_short() -> None:
    assert not is_short_for(accused("PFR", 300, individual=True), accused("Popular Front of the River"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("drug traffickers", True),
        ("hired gunmen", True),
        ("a rebel group", False),
        ("the armed forces", False),
        ("security forces", False),
        ("Guerrillas of the Poor", False),  # a name
        (" ", False),
    ],
)
def test_people_of_a_kind_are_no_body(words: str, expected: bool) -> None:
    assert are_people(words) is expected
