"""Raids told at once on several named places are incidents of their own; what they share stays with the whole (R11)."""

from __future__ import annotations

import pytest

import sayso
from sayso.model.incident import Incident

SEVERAL: list[tuple[str, list[str], str]] = [
    (
        "Air raids struck Bab Tobruk and Shiha on Saturday, killing four people, a medic said.",
        ["Bab Tobruk", "Shiha"],
        "two quarters of one town, near each other and neither in the other",
    ),
    (
        "Jets hit Shiha, Bab Tobruk and Sayeda Khadija in Derna on Friday and killed nine people.",
        ["Bab Tobruk", "Sayeda Khadija", "Shiha"],
        "three quarters and the town that they lie in",
    ),
    (
        "Warplanes bombed the port of Derna and Bab Tobruk on Friday, killing three people.",
        ["Bab Tobruk", "the port of Derna"],
        "a spot that bears the name of its town beside a quarter of it",
    ),
    (
        "Air strikes hit Fataih and Dahr al-Hamar near Derna on Monday, killing ten people.",
        ["Dahr al-Hamar", "al-Fataih"],
        "near a town is not in a list with it",
    ),
    (
        "Jets struck Derna and Benghazi on Friday, killing six people in all.",
        ["Benghazi", "Derna"],
        "two towns, as ever",
    ),
]
ONE: list[tuple[str, str]] = [
    ("Air raids hit the Bab Tobruk district of Derna on Friday, killing two people.", "a quarter and its town"),
    ("Air raids hit Bab Tobruk, Derna, on Friday, killing two people.", "a quarter and its town, with a comma"),
    ("Warplanes bombed Fataih near Derna on Friday, killing two people.", "near a town"),
    ("A strike hit Fatayeh (Fataih) in Derna on Friday, killing two people.", "two spellings of one place"),
    ("A shell hit the market of Derna, Libya, on Friday, killing two people.", "a country around it"),
]


def incidents(text: str) -> tuple[Incident, ...]:
    return sayso.read(text, published="2016-07-09", id="r1").incidents


@pytest.mark.parametrize(("text", "places", "why"), SEVERAL)
def test_named_places_side_by_side_are_parts(text: str, places: list[str], why: str) -> None:
    """One part a place; the toll is the whole's, and no part's."""
    whole, *parts = incidents(text)

    assert sorted(p.title.split(" on ")[1].split(",")[0] for p in parts) == places, why
    assert {p.part_of for p in parts} == {whole.id}
    assert any(row.outcome == "killed" for row in whole.casualties)
    assert not any(p.casualties for p in parts)


@pytest.mark.parametrize(("text", "why"), ONE)
def test_a_place_and_what_it_lies_in_are_one(text: str, why: str) -> None:
    """What says where a place lies is no second place."""
    assert [i.part_of for i in incidents(text)] == [None], why


def test_the_town_around_its_quarters_stands_for_the_whole() -> None:
    """What is told of the town afterwards is told of all the raids, and of no quarter."""
    found = incidents(
        "Warplanes bombed Shiha and Bab Tobruk on Friday, killing four. The strikes on Derna also wounded nine people, "
        "a doctor said."
    )

    assert found[0].title == "Air strike on Derna, 8 July 2016"
    assert {row.outcome for row in found[0].casualties} == {"killed", "injured"}
    assert [p.casualties for p in found[1:]] == [(), ()]


def test_quarters_told_after_the_town_are_parts_of_it() -> None:
    """The raids on the town, then where they fell."""
    found = incidents("Air strikes on Derna on Friday killed ten people. The strikes hit Fataih and Dahr al-Hamar.")

    assert [(i.title.split(",")[0], i.part_of) for i in found] == [
        ("Air strike on Derna", None),
        ("Air strike on al-Fataih", "i1"),
        ("Air strike on Dahr al-Hamar", "i1"),
    ]


def test_a_town_and_another_do_not_take_up_each_other() -> None:
    """ "Strikes on Derna and Benghazi" are not the strikes on Derna."""
    found = incidents("A strike on Derna on Friday killed one man. Strikes on Derna and Benghazi on Sunday killed six.")

    assert found[0].part_of is None
    assert len({i.id for i in found if i.part_of is None}) > 1
