"""Grades are proposals with their rule in words (after Airwars; R7, R8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.incidents.facets.grade import RULES
from sayso.model.grouped import Grade
from tests.incidents.reports import Row, told

DAY = "2016-07-09"
KILLED = "Four people were killed in the air strike on Derna on Friday"
ACCUSED = "The Derna Local Council accused Egypt of carrying out the air strike on Derna on Friday."


def grade(*texts: str) -> Grade:
    return told([(DAY, f"Outlet {n}", text) for n, text in enumerate(texts)]).grade


@pytest.mark.parametrize(
    ("texts", "strike", "harm"),
    [
        # one originator, however many outlets print him
        ((f"{KILLED}, UNSMIL said.", f"{KILLED}, UNSMIL said."), "single_source", "weak"),
        # two
        ((f"{KILLED}, UNSMIL said.", f"{KILLED}, residents said."), "likely", "fair"),
        # hearsay of nobody is no second
        ((f"{KILLED}, UNSMIL said.", "Four people were reportedly killed in the air strike on Derna on Friday."),
         "single_source", "weak"),
        # nobody harmed
        (("The air strike on Derna on Friday hit a house, UNSMIL said.",), "single_source", "unassessed"),
        # the belligerent says that it was its own
        (("Libyan National Army warplanes bombed Derna on Friday, the Libyan National Army said.",), "declared", "unassessed"),
        ((f"{KILLED}, UNSMIL said.", f"{KILLED}, residents said.",
          "Libyan National Army warplanes bombed Derna on Friday, the Libyan National Army said."), "declared", "fair"),
        # … and that civilians were harmed
        ((("The Libyan National Army claimed responsibility for the air strike on Derna on Friday. Ahmed al-Mismari said that "
          "the air strike on Derna had killed four civilians."),), "declared", "confirmed"),
        # two belligerents
        ((f"{KILLED}, UNSMIL said. {ACCUSED}",
          "Ahmed al-Mismari accused the United Arab Emirates of carrying out the air strike on Derna on Friday."),
         "contested", "contested"),
        # the accused denies, and nobody but one accuser says so
        ((f"{KILLED}, UNSMIL said. {ACCUSED}",
          "Egypt denied that Egyptian warplanes had bombed Derna on Friday. The air strike on Derna on Friday hit a house."),
         "contested", "contested"),
        # … but a third source supports it
        ((f"{KILLED}, UNSMIL said. {ACCUSED}",
          "Egypt denied that Egyptian warplanes had bombed Derna on Friday. The air strike on Derna on Friday hit a house.",
          f"{KILLED}, a medic said. UNSMIL accused Egypt of carrying out the air strike on Derna on Friday."),
         "likely", "fair"),
        # fighters, says somebody who did not do it
        (("The air strike on Derna on Friday killed four fighters, UNSMIL said.",), "single_source", "discounted"),
        # no strike: only the harm is graded
        (("Gunmen shot four people dead in Derna on Friday, UNSMIL said.",), "unassessed", "weak"),
    ],
)  # fmt: skip
def test_proposals(texts: tuple[str, ...], strike: str, harm: str) -> None:
    """As the rules say, and with no credit for outlets."""
    found = grade(*texts)

    assert (found.strike_status, found.harm) == (strike, harm)


NARRATED = "Warplanes bombed Derna on Friday."


@pytest.mark.parametrize(
    ("texts", "tellers"),
    [
        # a report that quotes one person is one source, whatever it tells in its own words
        ((f"{NARRATED} Four people were killed, UNSMIL said.",), "only UNSMIL tells"),
        # … also beside another report that quotes the same
        ((f"{NARRATED} Four people were killed, UNSMIL said.", f"{KILLED}, UNSMIL said. {NARRATED}"), "only UNSMIL tells"),
        # … but a paper that quotes nobody stands by its own words
        ((f"{KILLED}, UNSMIL said.", f"{KILLED}."), "UNSMIL and Outlet 1"),
        # … and one whose own people were there
        ((f"{NARRATED[:-1]}, our correspondent said. Four people were killed, UNSMIL said.",), "Outlet 0 and UNSMIL"),
        # two who are quoted are two
        ((f"{KILLED}, UNSMIL said. {ACCUSED}",), "UNSMIL and Derna Local Council"),
        # nobody claimed it, says the paper: no word on the strike
        ((f"{KILLED}, UNSMIL said. No one claimed responsibility for the air strike.",), "only UNSMIL tells"),
        ((f"{KILLED}, UNSMIL said.", "No group claimed the air strike on Derna on Friday."), "only UNSMIL tells"),
        # condolences and a condemnation are of what others tell
        ((f"{KILLED}, UNSMIL said. The mayor sent condolences to the families of those killed in the strike.",),
         "only UNSMIL tells"),
        ((f"{KILLED}, UNSMIL said. France condemned the air strike.",), "only UNSMIL tells"),
        # a denial is no word for it
        ((f"{KILLED}, UNSMIL said. Egypt denied that its warplanes had bombed Derna on Friday.",), "only UNSMIL tells"),
        # some strike or other, and how things go in the country
        ((f"{KILLED}, UNSMIL said. At least one of the strikes was planned in Benghazi, Middle East Eye reported.",),
         "only UNSMIL tells"),
        ((f"{KILLED}, UNSMIL said. Martin Kobler said that in Libya one person was killed every day.",), "only UNSMIL tells"),
    ],
)  # fmt: skip
def test_only_those_who_tell_of_this_strike_are_counted(texts: tuple[str, ...], tellers: str) -> None:
    """Whoever prints others is not independent of them, and whoever says something else tells nothing (R7)."""
    assert tellers in grade(*texts).why


def test_who_prints_a_figure_beside_those_he_quotes_makes_no_second_source_of_harm() -> None:
    """His own word on the dead is not independent of those whom he quotes for the strike."""
    found = grade(f"{KILLED}, UNSMIL said.", f"Six people were killed. {ACCUSED}")

    assert found.harm == "weak"


@pytest.mark.parametrize(
    ("accuser", "status"),
    [
        ("Ahmed al-Mismari accused terrorists", "contested"),  # the accused lays it to somebody without a name
        ("The mayor accused terrorists", "likely"),  # who may be the same, says a third
    ],
)
def test_the_accused_who_blames_the_nameless_contests_it(accuser: str, status: str) -> None:
    """ "Terrorists did it", says whoever is said to have done it."""
    named = (
        "The Derna Local Council accused the Libyan National Army of carrying out the air strike on Derna on Friday."
    )
    found = grade(f"{KILLED}, residents said. {named}", f"{accuser} of carrying out the air strike on Derna on Friday.")

    assert found.strike_status == status


def test_the_reason_names_the_accuser_and_where_he_is_quoted() -> None:
    """Not the paper that only printed the rest of the story."""
    found = grade(
        f"{KILLED}, UNSMIL said.",
        f"{KILLED}, UNSMIL said. {ACCUSED} Egypt denied that its warplanes had bombed Derna on Friday.",
    )

    assert "Egypt denies it, and only Derna Local Council (in Outlet 1) says so" in found.why


def test_a_proposal_tells_its_rule_and_its_reasons() -> None:
    """Nobody has to guess why."""
    found = grade(f"{KILLED}, UNSMIL said.", f"{KILLED}, residents said.")

    assert found.rule == f"strike: {RULES['likely']}; harm: {RULES['harm.fair']}"
    assert "2 independent originators tell of it: UNSMIL and residents" in found.why
    assert found.decided is None


def test_alternatives_are_no_contest() -> None:
    """ "Either Russian or Syrian warplanes" is one claim with a set, not two claims at odds (R9)."""
    row: Row = (
        DAY,
        "Observer",
        "Either Russian or Syrian warplanes bombed the hospital in Aleppo on Friday, UNSMIL said.",
    )

    assert told([row]).grade.strike_status != "contested"


def test_the_page_on_incidents_tells_the_same_rules() -> None:
    """docs/incidents.md has each rule in the words of the proposals."""
    page = (Path(__file__).parents[2] / "docs" / "incidents.md").read_text("utf-8")

    for name, rule in RULES.items():
        assert f"`{name.removeprefix('harm.')}` | {rule} |" in page
