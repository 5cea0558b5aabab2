"""Which words go together as one who, or one what, had a part in an event."""

from __future__ import annotations

import pytest

from sayso.reading.roles.runs import runs
from tests.reading.roles.made_up import ROLES, Read, answers

# (text, phrases with their part, the words that come out, why)
ROWS = [
    (
        "Gunmen of the Front for the Rebirth of Kado shot a teacher.",
        {"Front": "organisation", "Rebirth of Kado": "organisation"},
        ["Front for the Rebirth of Kado"],
        "small words between those of a name belong to it",
    ),
    (
        "A bomb damaged the town hall, the bakery and the post office.",
        {"the town hall, the bakery and the post office": "physical"},
        ["town hall", "bakery", "post office"],
        "a comma or an 'and' parts two things, and articles are left out",
    ),
    (
        "A bomb went off. The bakery burned.",
        {"bomb": "weapon", "The bakery": "physical"},
        ["bakery"],
        "only words of the part that is asked for",
    ),
    ("A bomb went off in the street.", {"the": "physical"}, [], "an article alone is nobody and nothing"),
]


@pytest.mark.parametrize(("text", "given", "expected", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_words_of_one_part_go_together(text: str, given: dict[str, str], expected: list[str], why: str) -> None:
    read = Read(text)
    role = ROLES.index("organisation" if "organisation" in given.values() else "physical")

    found = [read.parse.words(*words) for words in runs(read.parse, answers(read, roles=given), role)]

    assert found == expected, why


def test_words_that_are_only_likely_are_no_part() -> None:
    read = Read("A bomb damaged the bakery.")

    assert (
        list(runs(read.parse, answers(read, roles={"bakery": "physical"}, chance=0.31), ROLES.index("physical"))) == []
    )
