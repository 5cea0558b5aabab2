"""Whom a claim goes back to, and of which side that is."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.facets import facets_of
from sayso.incidents.originators import OTHER, ends_of, outlet_of, outlets_of, side_of
from tests.incidents.reports import Row, accounts, read, readings, told

DAY = "2016-07-09"
STRIKE = "Warplanes bombed Derna on Friday, killing four people"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (f"{STRIKE}.", {"libya-observer"}),  # the outlet's own word
        (f"{STRIKE}, Ahmed al-Mismari said.", {"libyan-national-army"}),  # a spokesman is the voice of his body
        (f"{STRIKE}, a spokesman for the Libyan National Army said.", {"libyan-national-army"}),
        (f"{STRIKE}, Saqr al-Jaroushi said.", {"saqr-al-jaroushi"}),  # a commander is not
        (f"{STRIKE}, UNSMIL said.", {"unsmil"}),
        (f"{STRIKE}, residents said.", {"anonymous:r"}),  # nameless: one for each report
        (f"{STRIKE}, a medical source told reporters.", {"anonymous:r"}),
        (f"{STRIKE}, Reuters reported.", {"reuters"}),
        (f"{STRIKE}, according to the AFP news agency.", {"afp"}),
        (
            f"Al-Nabaa reported that Ahmed al-Mismari had said that {STRIKE.replace('W', 'w', 1)}.",
            {"libyan-national-army"},
        ),
        (f"{STRIKE}, Salem Bufarda said.", {"salem bufarda"}),  # unknown, but named
    ],
)
def test_the_innermost_speaker_is_the_originator(text: str, ends: set[str]) -> None:
    """Not the outlet that prints him (R7)."""
    reading = read((DAY, "Libya Observer", text), "r")

    assert set(ends_of(reading, [c.key for c in reading.claims])) == ends


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"TRIPOLI (Reuters) - {STRIKE}. The air strike hit a house.", "reuters"),
        (
            f"{STRIKE}. The air strike hit a house near the port, and the roads out of the town were closed. (AFP)",
            "afp",
        ),
        (f"{STRIKE}. The air strike hit a house, Reuters reported.", "daily wire"),  # it is only quoted
        (f"{STRIKE}. The air strike hit a house.", "daily wire"),
    ],
)
def test_who_prints_an_agency_prints_its_words(text: str, origin: str) -> None:
    """A credit at the head or the foot makes the agency the originator."""
    assert outlet_of(read((DAY, "Daily Wire", text), "r")).origin.id == origin


def test_ten_outlets_with_one_spokesman_are_one_originator() -> None:
    """Whatever name of his they print, and whether they name him or his office (R7)."""
    names = ["Ahmed al-Mismari", "Ahmed Mesmari", "a spokesman for the Libyan National Army", "Ahmad al-Mismari"]
    rows = [
        (DAY, f"Outlet {n}", f"Four people were killed in the air strike on Derna on Friday, {names[n % 4]} said.")
        for n in range(10)
    ]
    killed = next(f for f in told(rows).facets if f.field == "killed")

    assert [(p.value, p.originators, len(p.outlets)) for p in killed.positions] == [
        ("4", ("libyan-national-army",), 10)
    ]


def test_one_story_in_many_outlets_is_one_originator() -> None:
    """Near-duplicates go back to the first to print them; nameless speakers in them are the same ones."""
    text = "An air strike on Derna on Friday killed four people, residents said. The air strike hit a house."
    rows: list[Row] = [("2016-07-10", "Second", text), (DAY, "First", text), ("2016-07-11", "Third", text)]
    copies = [msgspec.structs.replace(a, story="s1") for a in accounts(rows)]
    origins = outlets_of(copies, readings(rows))

    assert {o.origin.id for o in origins.values()} == {"first"}
    assert {o.piece for o in origins.values()} == {"s1"}


def test_a_story_that_credits_an_agency_is_the_agencys() -> None:
    """Also in the outlets that left the credit out, and had it first."""
    bare = "An air strike on Derna on Friday killed four people. The air strike hit a house."
    rows: list[Row] = [(DAY, "First", bare), ("2016-07-10", "Second", f"TRIPOLI (Reuters) - {bare}")]
    copies = [msgspec.structs.replace(a, story="s1") for a in accounts(rows)]

    assert {o.origin.id for o in outlets_of(copies, readings(rows)).values()} == {"reuters"}


def test_an_accusation_is_of_the_outlet_that_has_it() -> None:
    """The first to print a story is not made to say what only a copy says."""
    bare = "An air strike on Derna on Friday killed four people. The air strike hit a house."
    blamed = f"{bare} Egypt was behind the air strike."
    rows: list[Row] = [(DAY, "First", bare), ("2016-07-10", "Second", blamed)]
    copies = [msgspec.structs.replace(a, story="s1") for a in accounts(rows)]
    who = next(f for f in facets_of(copies, readings(rows)).facets if f.field == "who")

    assert [(p.value, p.originators) for p in who.positions] == [("Egypt", ("second",))]


@pytest.mark.parametrize(
    ("actor", "day", "side"),
    [
        ("libyan-national-army-air-force", DAY, "libyan-national-army"),
        ("ahmed-al-mismari", DAY, "libyan-national-army"),
        ("egypt-air-force", DAY, "egypt"),  # an arm of a state is the state's
        ("government-of-national-accord", DAY, "government-of-national-accord"),  # rival governments are not one side
        ("house-of-representatives-libya", DAY, "house-of-representatives-libya"),
        ("unsmil", DAY, "united-nations"),
        ("operation-dignity", DAY, "libyan-national-army"),  # an operation is no actor (R15)
        ("hafez-al-dabaa", "2016-05-01", "derna-mujahideen-shura-council"),  # while he held the office
        ("hafez-al-dabaa", "2017-10-30", OTHER),
        ("egypt-state-media", DAY, "egypt"),
        ("libya-observer", DAY, OTHER),  # the press is no side (R22)
        ("nobody-we-know", DAY, OTHER),
    ],
)
def test_sides_are_what_actors_belong_to(actor: str, day: str, side: str) -> None:
    """As of the day on which they spoke (R15)."""
    assert side_of(actor, day) == side


@given(st.text(max_size=40))
def test_any_id_has_a_side(actor: str) -> None:
    """No text raises."""
    assert side_of(actor)
