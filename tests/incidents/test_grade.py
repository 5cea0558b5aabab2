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
