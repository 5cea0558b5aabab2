"""The view: every figure with its voice, what cannot all be true marked, nothing wider than the terminal."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

import sayso
from sayso.cli.view import view
from sayso.model.claim import Authenticity, Casualties, Responsibility, Target, Weapon
from sayso.model.incident import (
    Accused,
    Agreement,
    CasualtyRow,
    Dispute,
    Incident,
    PlaceRole,
    Signatory,
    StatusClaim,
)
from sayso.model.reading import Reading
from tests.cli.records import NOBODY, RESIDENTS, SPOKESMAN, claim, reading, role, toll, words


def drawn(shown: Reading, width: int = 80) -> str:
    """The view as it goes into a pipe."""
    console = Console(file=io.StringIO(), width=width, no_color=True, markup=False, emoji=False, highlight=False)
    with console.capture() as capture:
        console.print(view(shown, "some words of a report"))
    return "\n".join(row.rstrip() for row in capture.get().splitlines())


def one_line(shown: Reading) -> str:
    """The view without its line breaks."""
    return " ".join(drawn(shown).split())


CLAIMS = (
    claim(
        Casualties(tolls=(toll("killed", 7, 7, "seven people", exact="seven"),)), RESIDENTS, key="k1", kind="casualty"
    ),
    claim(Casualties(tolls=(toll("killed", 12, None, kind="at_least", id="t2"),)), NOBODY, key="k2", kind="casualty"),
    claim(
        Responsibility(basis="denied", actors=(role("its planes"),)),
        SPOKESMAN,
        key="k3",
        kind="denial",
        polarity="denied",
    ),
)
FAKE = claim(
    Authenticity(artefact=words("the signature"), artefact_kind="signature", verdict="fabricated"), NOBODY, key="k4"
)
SEVEN = CasualtyRow(id="t1", outcome="killed", low=7, high=7, who="seven people", type="civilian", claim="k1")
TWELVE = CasualtyRow(
    id="t2", outcome="killed", low=12, high=None, who=None, type="presumed_civilian", count_kind="at_least", claim="k2"
)
CHILDREN = CasualtyRow(
    id="t3", outcome="killed", low=2, high=2, who="two children", type="civilian", subset_of="t1", claim="k1",
    certainty="reported",
)  # fmt: skip


def incident(**fields: Any) -> Incident:
    """The raid on Derna."""
    values: dict[str, Any] = {
        "id": "i1", "kind": "air_strike", "realis": "happened", "title": "Air strike on Derna", "when": "m5",
        "places": (PlaceRole(mention="m3"), PlaceRole(mention="m4")), "casualties": (SEVEN, TWELVE, CHILDREN),
    }  # fmt: skip
    return Incident(**values | fields)


DENIED = Accused(
    exact="its planes", start=0, end=1, actor=None, individual=False, state=None, basis="denied", by=("k3",)
)
FULL = reading(
    *CLAIMS,
    FAKE,
    incidents=(
        incident(
            perpetrators=(DENIED,),
            weapons=(Weapon(kind="bomb"),),
            targets=(Target(exact="the port", start=0, end=1), Target(exact="7 men", start=0, end=1, kind="human")),
        ),
        incident(id="i2", title="Air strike on the harbour", part_of="i1", casualties=(), realis="attempted"),
    ),
    agreements=(
        Agreement(
            id="g1", title="Truce of Derna", kind="ceasefire", area="m3", duration="P2W", proposed_by="m2",
            parties=(Signatory(actor="m2", name="Khalifa Haftar", signature="denied", claims=("k1", "k3", "k4")),),
            status=(StatusClaim(value="in_force", claim="k1"), StatusClaim(value="declared_fake", claim="k3")),
            violations_alleged=("i1",),
        ),
    ),
    disputes=(Dispute(artefact=words("the paper"), verdict="fabricated", claim="k3"),) * 2,
)  # fmt: skip

SHOWN = [
    ("Raid on port", "title"),
    ("Coast Herald · published 9 July 2016 · English", "outlet, day, language"),
    ("no person has checked it yet", "labelled as made by a machine"),
    ("9 July 2016, dawn (“Saturday dawn”, counted from publication 2016-07-09", "the day and how it was derived"),
    ("Derna, Libya (city, within 4 km)", "the place and how precisely it is known"),
    ("the harbour (not resolved)", "an unresolved place says so"),
    ("its planes (denied by Ahmed al-Mismari) [contested]", "who is held to have done it, on whose word"),
    ("7 killed “seven people” — residents [contested]", "a figure with its voice"),
    ("of them 2 killed, reported “two children” — residents", "a part under its whole, not contested"),
    ("at least 12 killed — somebody unnamed [contested]", "the competing figure beside it"),
    ("bomb (inferred)", "an inferred weapon says so"),
    ("Hit the port", "what was hit, without the people"),
    ("1.1 Air strike on the harbour [attempted]", "a part under its cluster"),
    ("Ceasefire: Truce of Derna", "the agreement"),
    (
        "Khalifa Haftar denied residents (yes), Ahmed al-Mismari (no), somebody unnamed (no)",
        "a signature with who says so",
    ),
    ("for 2 weeks", "how long"),
    ("is in force — residents is fake — Ahmed al-Mismari [contested]", "what each makes of it"),
    ("Air strike on Derna (alleged)", "a breach is alleged"),
    ("“the paper” is fake — Ahmed al-Mismari", "the dispute"),
    (
        "Coast Herald reports that residents say that seven people were killed. “they bombed the port” casualty",
        "claim and words",
    ),
]


@pytest.mark.parametrize(("expected", "why"), SHOWN, ids=[row[1] for row in SHOWN])
def test_the_view_shows(expected: str, why: str) -> None:
    assert expected in one_line(FULL), why


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, drawn(FULL, width).splitlines())) <= width


NINE_INJURED = CasualtyRow(id="t9", outcome="injured", low=9, high=9, who=None, type="civilian")
SEVEN_AGAIN = CasualtyRow(id="t9", outcome="killed", low=7, high=7, who=None, type="civilian")
HARMONY = [
    (incident(casualties=(SEVEN, CHILDREN)), "a figure and its part"),
    (incident(casualties=(SEVEN, NINE_INJURED)), "two outcomes"),
    (incident(casualties=(SEVEN, SEVEN_AGAIN)), "the same figure"),
    (incident(casualties=()), "no figure"),
]


@pytest.mark.parametrize(("only", "why"), HARMONY, ids=[row[1] for row in HARMONY])
def test_what_can_all_be_true_is_not_contested(only: Incident, why: str) -> None:
    assert "[contested]" not in drawn(reading(*CLAIMS, incidents=(only,))), why


def test_an_incident_of_which_little_is_said_says_so() -> None:
    bare = one_line(reading(incidents=(incident(when=None, places=(), casualties=()),)))
    assert "When not said; on or before publication By not said Harmed nothing said" in bare


def test_figures_that_are_each_other_s_part_are_shown_once() -> None:
    circle = (CasualtyRow(id="t1", outcome="killed", low=1, high=1, who=None, type="civilian", subset_of="t2"),
              CasualtyRow(id="t2", outcome="killed", low=2, high=2, who=None, type="civilian", subset_of="t1"))  # fmt: skip
    assert drawn(reading(incidents=(incident(casualties=circle),))).count("killed") == 2


def test_a_report_without_claims_says_so() -> None:
    assert "No claim about a conflict was found" in drawn(reading())


ODD = [
    "x", "\ufeff", "A." * 500, "“" * 200, "12 killed " * 50, "He said that " * 50, "😀 killed 12 in Derna. " * 5,
    "\x1b[2J said he.", "\u202e",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=[ascii(text[:8]) for text in ODD])
def test_whatever_a_text_holds_there_is_a_view_of_its_reading(text: str) -> None:
    assert "Who claims what" in drawn(sayso.read(text, published="2016-07-09"))


def test_what_is_said_twice_by_the_same_voice_is_shown_once() -> None:
    assert drawn(FULL).count("“the paper” is fake") == 1


def test_an_outlet_that_passes_on_a_denial_does_not_deny() -> None:
    passed_on = claim(Responsibility(basis="denied", actors=(role("Russia"),)), key="k9", polarity="denied")
    accused = Accused(
        exact="Russia", start=0, end=6, actor=None, individual=False, state=True, basis="denied", by=("k9",)
    )
    shown = one_line(reading(passed_on, incidents=(incident(perpetrators=(accused,)),)))
    assert "Russia (which is denied, reports Coast Herald)" in shown
