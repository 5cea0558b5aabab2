"""The pages of the ledger as drawn: every value with its voices, contested ones marked, nothing added up, nothing too wide."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, get_args

import pytest
from rich.console import Console, RenderableType

from sayso.cli.aggregates_view import aggregates_view
from sayso.cli.facts_view import facts_view
from sayso.cli.incident_page import incident_page
from sayso.ledger import Ledger
from sayso.model.account import Figure
from sayso.model.decision import Decision, Verb
from sayso.model.evidence import EntryKind
from sayso.model.grouped import (
    Beside,
    Facet,
    FacetField,
    Grade,
    GroupedIncident,
    HarmGrade,
    PeriodTotal,
    Position,
    StrikeStatus,
)
from sayso.model.ledger import IncidentPage, Review
from sayso.wording import ledger_words
from sayso.wording.readings import Readings

VOICES = {"k1": ["residents"], "k2": ["a doctor"], "k3": ["Ahmed al-Mismari"]}


def drawn(shape: RenderableType, width: int = 80) -> str:
    """A shape as it goes into a pipe."""
    console = Console(file=io.StringIO(), width=width, no_color=True, markup=False, emoji=False, highlight=False)
    with console.capture() as capture:
        console.print(shape)
    return "\n".join(row.rstrip() for row in capture.get().splitlines())


def one_line(shape: RenderableType) -> str:
    """A shape, wide and without its line breaks."""
    return " ".join(drawn(shape, 240).split())


def position(value: str, *for_: str, **fields: Any) -> Position:
    """A value that some claims give."""
    values: dict[str, Any] = {
        "originators": for_, "outlets": ("Coast Herald",), "first_said": "2016-07-09", "last_said": "2016-07-09",
    }  # fmt: skip
    return Position(value=value, for_=for_, **values | fields)


KILLED = Facet(
    field="killed",
    positions=(
        position("7", "k1", low=7, high=7),
        position("at least 12", "k2", low=12, superseded_by="15", last_said="2016-07-11"),
        position("15", "k2", low=15, high=15, current=True),
    ),
    low=7,
    high=15,
    contested=True,
    selected="15",
    decision=9,
    flags=("the parts make 16, the whole is 15",),
    parts=(position("two children", "k1", note="part of 7"),),
)
WHO = Facet(field="who", positions=(position("Libyan National Army", against=("k3",)),), contested=True)

SHOWN = [
    ("Killed 7 residents (9 Jul 2016) 1 1 [contested]", "a value with its voice, day, voices and outlets"),
    ("at least 12 (later: 15) a doctor (9 Jul to 11 Jul 2016)", "what an originator went over to, and over which days"),
    ("15 [selected] a doctor", "what a person chose"),
    ("of them two children (part of 7)", "parts under their whole"),
    ("Killed: 7 to 15 by what is reported; never added up: reports of one incident may count the same people.", "why no sum"),
    ("Killed: the parts make 16, the whole is 15.", "what does not add up is said"),
    ("Killed: 15 was selected by decision 9.", "by which decision"),
    ("Libyan National Army denied by Ahmed al-Mismari", "a denial is against a value, and no value of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "why"), SHOWN, ids=[row[1] for row in SHOWN])
def test_the_table_of_facts_shows(expected: str, why: str) -> None:
    assert expected in one_line(facts_view((KILLED, WHO), VOICES)), why


def test_no_figure_is_the_sum_of_others() -> None:
    said = one_line(facts_view((KILLED,), VOICES))
    assert not {"22", "19", "27", "34"} & set(said.replace(".", " ").split())


def test_a_fact_on_which_all_agree_is_not_contested_and_needs_no_bounds() -> None:
    agreed = Facet(field="injured", positions=(position("7", "k1", "k2", low=7, high=7),), low=7, high=7)
    said = one_line(facts_view((agreed,), VOICES))
    assert "residents and a doctor (9 Jul 2016) 2 1" in said
    assert "contested" not in said
    assert "never added up" not in said


def test_totals_stand_beside_and_say_how() -> None:
    total = PeriodTotal(
        id="t1", originator="un", name="UN mission", first="2016-07-01", last="2016-07-31", area=("Derna",),
        figures=(Figure(outcome="killed", low=40, high=40), Figure(outcome="killed", low=9, high=9, part=True)),
    )  # fmt: skip
    beside = Beside(total="t1", outcome="killed", verdict="consistent", words="7 to 15 killed here fit into it")
    said = one_line(aggregates_view((total,), (beside,)))
    assert said == "40 killed in Derna 1 July 2016 to 31 July 2016 — UN mission 7 to 15 killed here fit into it"


PAGE = IncidentPage(
    incident=GroupedIncident(
        code="LY-2016-0001", kind="air_strike", title="Air strike on Derna", accounts=("r1/k1", "r2/k2"), first="2016-07-09",
        last="2016-07-09", place="Derna", country="LY", precision="city", radius_m=3500, facets=(KILLED, WHO),
        previous_codes=("LY-2016-0004",), part_of="LY-2016-0002", stale=(7,),
        grade=Grade(strike_status="single_source", harm="weak", rule="one originator tells of it", why="residents alone"),
    ),
    whole=GroupedIncident(code="LY-2016-0002", kind="air_strike", title="Raids on the coast", accounts=()),
    parts=(GroupedIncident(code="LY-2016-0003", kind="air_strike", title="Air strike on the port", accounts=()),),
    decisions=(
        Decision(number=12, target="LY-2016-0001", digest="", verb="grade", value={"harm": "weak"}, by="amal",
                 at="2016-08-01T10:00:00Z", reason="one list"),
    ),
)  # fmt: skip

TOLD = [
    (
        "LY-2016-0001 Air strike on Derna When 9 July 2016 Where Derna, Libya (city, within 4 km)",
        "code, title, day, place",
    ),
    ("Strike single source proposed by sayso Harm weak proposed by sayso", "the grade is a proposal"),
    ("Why residents alone Rule one originator tells of it", "with its reason and its rule"),
    ("Part of LY-2016-0002 Raids on the coast", "the whole"),
    ("Parts ", "and the parts"),
    ("LY-2016-0003 Air strike on the port", "by code and title"),
    ("Before LY-2016-0004", "earlier codes"),
    ("Stale 1 decision no longer applied (7)", "decisions that do not apply"),
    ("12 graded harm: weak amal, 2016-08-01T10:00:00Z one list", "what was decided, by whom, when and why"),
]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    """The readings of a ledger without reports."""
    from sayso.model.ledger import Project

    return Readings(Ledger.create(tmp_path_factory.mktemp("views") / "a", Project(name="a")))


@pytest.mark.parametrize(("expected", "why"), TOLD, ids=[row[1] for row in TOLD])
def test_an_incident_s_page_shows(readings: Readings, expected: str, why: str) -> None:
    assert expected in one_line(incident_page(PAGE, readings)), why


def test_a_grade_that_a_person_gave_names_the_decision(readings: Readings) -> None:
    import msgspec

    grade = Grade(strike_status="likely", harm="fair", rule="", why="", decided=12)
    page = msgspec.structs.replace(PAGE, incident=msgspec.structs.replace(PAGE.incident, grade=grade))
    assert "Strike likely by decision 12 Harm fair by decision 12" in one_line(incident_page(page, readings))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_of_a_page_is_wider_than_the_terminal(readings: Readings, width: int) -> None:
    assert max(map(len, drawn(incident_page(PAGE, readings), width).splitlines())) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_of_a_real_page_is_wider_than_the_terminal(grown: Path, width: int) -> None:
    with Ledger.open(grown) as ledger:
        for incident in ledger.incidents():
            page = ledger.show(incident.code)
            assert isinstance(page, IncidentPage)
            assert max(map(len, drawn(incident_page(page, Readings(ledger)), width).splitlines())) <= width


@pytest.mark.parametrize(
    ("table", "vocabulary"),
    [
        (ledger_words.STRIKE_STATUSES, StrikeStatus),
        (ledger_words.HARM_GRADES, HarmGrade),
        (ledger_words.FACETS, FacetField),
        (ledger_words.REVIEWS, Review),
        (ledger_words.VERBS, Verb),
        (ledger_words.ENTRIES, EntryKind),
    ],
)
def test_every_code_of_a_ledger_has_its_words(table: dict[str, object], vocabulary: object) -> None:
    assert set(table) == set(get_args(vocabulary))


def test_json_of_a_page_holds_all_that_the_page_is_drawn_from(grown: Path) -> None:
    from tests.cli.command import sayso

    code = json.loads(sayso("incidents", "--json", "--project", grown).out.splitlines()[0])["code"]
    page = json.loads(sayso("show", code, "--json", "--project", grown).out)
    assert page["incident"]["code"] == code
    assert {row["claim"]["key"] for row in page["claims"]} == {member["claim"] for member in page["incident"]["claims"]}
