"""Whom a page does not name unasked."""

from __future__ import annotations

import pytest

from sayso.incidents.sensitive import sensitive
from sayso.reader import read

ROWS = [
    (
        "Mariam Saleh, 9, was killed by the shelling in Derna on Friday, a doctor said.",
        {"Mariam Saleh"},
        True,
        "a child",
    ),
    (
        "A mine killed Fatima al-Zawi in Benghazi on Friday, her family said.",
        {"Fatima al-Zawi"},
        False,
        "somebody harmed",
    ),
    ("Residents said that shelling of Derna killed three children on Friday.", set(), True, "children without a name"),
    (
        "Omar Khalil, 14, said that warplanes had bombed the school in Derna.",
        {"Omar Khalil"},
        True,
        "a child who speaks",
    ),
    ("Omar Khalil, 41, said that warplanes had bombed the school in Derna.", set(), False, "a witness of age"),
    ("Ahmed Al-Mismari, a spokesman, denied that aircraft had bombed Derna.", set(), False, "a spokesman"),
    ("The two sides signed a ceasefire in Geneva on Thursday.", set(), False, "nobody"),
]


@pytest.mark.parametrize(("text", "names", "children", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_names_of_the_harmed_and_of_children_are_found(text: str, names: set[str], children: bool, why: str) -> None:
    found = sensitive(read(text, id="r", published="2016-07-09", source="Example Wire"), text)
    assert {text[start:end] for start, end in found.spans} == names, why
    assert found.children is children, why
    told = found.without_names(text, "[…]")
    assert not any(name in told for name in names)


SPEAKERS = [
    ("Omar Khalil, 41, said that warplanes had bombed the school in Derna.", {"Omar Khalil"}, "a witness"),
    ("Omar Khalil, 14, said that warplanes had bombed the school in Derna.", set(), "a child is among the names"),
    ("Ahmed Al-Mismari, a spokesman, denied that aircraft had bombed Derna.", set(), "somebody known, in an office"),
    ("A resident said that warplanes had bombed the school in Derna.", set(), "nobody named"),
]


@pytest.mark.parametrize(("text", "names", "why"), SPEAKERS, ids=[row[2] for row in SPEAKERS])
def test_private_persons_who_speak_are_found(text: str, names: set[str], why: str) -> None:
    found = sensitive(read(text, id="r", published="2016-07-09", source="Example Wire"), text)
    assert set(found.speakers) == names, why


def test_a_child_by_name_is_told_apart_from_a_child() -> None:
    named = "Mariam Saleh, 9, was killed by the shelling in Derna on Friday, a doctor said."
    assert sensitive(read(named, id="r", published="2016-07-09"), named).minors == ("Mariam Saleh",)
    unnamed = "Shelling of Derna killed three children on Friday, residents said."
    assert sensitive(read(unnamed, id="r", published="2016-07-09"), unnamed).minors == ()
