"""Contested facts side by side: values, who is for and against, updates, corrections, decisions."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.facets import facets_of
from sayso.incidents.facets.figures import label
from sayso.incidents.facets.said import incident_of, said_of
from sayso.incidents.facets.timeline import timeline_of
from sayso.incidents.ranges import range_in_words
from sayso.model.quantity import Count
from tests.incidents.reports import Row, accounts, claim, decision, facet, positions, readings, told

STRIKE = "the air strike on Derna on 8 July 2016"
THE_STRIKE = "The air strike on Derna on 8 July 2016"
TEN: Row = ("2016-07-09", "Observer", f"Ten people were killed in {STRIKE}, Ahmed al-Mismari said.")
TWELVE: Row = ("2016-07-10", "Herald", f"Twelve people were killed in {STRIKE}, Ahmed al-Mismari said.")
EIGHT: Row = ("2016-07-11", "Prospect", f"Eight people were killed in {STRIKE}, Ahmed al-Mismari said.")
SIX: Row = ("2016-07-09", "Wasat", f"Six people were killed in {STRIKE}, UNSMIL said.")


def test_values_of_several_originators_stand_side_by_side() -> None:
    """Lowest and highest reported, no sum, no mean (R2)."""
    killed = facet([TEN, SIX], "killed")

    assert [(p.value, p.low, p.high, p.current) for p in killed.positions] == [("10", 10, 10, True), ("6", 6, 6, True)]
    assert (killed.low, killed.high, killed.contested) == (6, 10, True)


def test_an_update_replaces_in_the_current_view_and_stays_in_history() -> None:
    """The later figure of one originator, whoever prints it (R4)."""
    found = positions([TEN, TWELVE], "killed")

    assert (found["10"].current, found["10"].superseded_by) == (False, "12")
    assert found["10"].for_
    assert "updated it to 12" in (found["10"].note or "")
    assert found["12"].current
    assert facet([TEN, TWELVE], "killed").low == 12
    assert not facet([TEN, TWELVE], "killed").contested


def test_a_later_smaller_figure_is_a_correction() -> None:
    """No second incident, and no lowest figure of the past (R4)."""
    killed = facet([TEN, TWELVE, EIGHT], "killed")

    assert [(p.value, p.current) for p in killed.positions] == [("10", False), ("12", False), ("8", True)]
    assert "corrected it to 8 on 2016-07-11" in (killed.positions[1].note or "")
    assert (killed.low, killed.high) == (8, 8)


def test_others_keep_standing_by_a_figure_that_one_gave_up() -> None:
    """A position lives as long as anybody holds it."""
    rows = [TEN, TWELVE, ("2016-07-09", "Wasat", f"Ten people were killed in {STRIKE}, UNSMIL said.")]
    ten = positions(rows, "killed")["10"]

    assert ten.current
    assert ten.originators == ("unsmil",)
    assert len(ten.for_) == 2


def test_figures_of_one_day_do_not_replace_each_other() -> None:
    """Nobody knows which came first."""
    rows = [TEN, ("2016-07-09", "Herald", f"Twelve people were killed in {STRIKE}, Ahmed al-Mismari said.")]

    assert [p.current for p in facet(rows, "killed").positions] == [True, True]


def test_nameless_speakers_of_two_reports_are_two() -> None:
    """So one does not correct the other."""
    rows: list[Row] = [
        ("2016-07-09", "Observer", f"Ten people were killed in {STRIKE}, a medic said."),
        ("2016-07-10", "Herald", f"Twelve people were killed in {STRIKE}, a medic said."),
    ]

    assert [p.current for p in facet(rows, "killed").positions] == [True, True]


def test_a_part_never_raises_the_total_or_lowers_it() -> None:
    """ "Including five children" stands with its whole (R3)."""
    rows: list[Row] = [
        ("2016-07-09", "Observer", f"UNSMIL said that {STRIKE} had killed 12 people, including five children.")
    ]
    killed = facet(rows, "killed")

    assert [p.value for p in killed.positions] == ["12"]
    assert [(p.value, p.note) for p in killed.parts] == [("five children", "part of 12")]
    assert (killed.low, killed.high) == (12, 12)


def test_a_part_in_another_sentence_stands_with_its_whole_too() -> None:
    """A child of whom the next sentence tells is no new lowest figure (R3)."""
    rows: list[Row] = [
        ("2016-07-09", "Observer", f"Twelve people were killed in {STRIKE}. A boy of six was among the dead.")
    ]
    killed = facet(rows, "killed")

    assert [p.value for p in killed.positions] == ["12"]
    assert [(p.low, p.note) for p in killed.parts] == [(1, "part of 12")]
    assert (killed.low, killed.high) == (12, 12)


def test_one_of_the_injured_reportedly_killed_is_none_or_one() -> None:
    """Until a person accepts it; and the injured are the 12, never 13 (R3)."""
    rows: list[Row] = [
        (
            "2016-07-09",
            "Observer",
            "Warplanes bombed Derna on Friday, injuring 12 people, one of whom was reportedly killed.",
        )
    ]
    reported = facet(rows, "killed")
    death = claim(rows, "injuring 12")
    accepted = facet(rows, "killed", [decision(7, "accept", death.key, digest=death.digest)])

    assert (reported.low, reported.high) == (0, 1)
    assert (accepted.low, accepted.high) == (1, 1)
    injured, after = (
        facet(rows, "injured"),
        facet(rows, "injured", [decision(7, "accept", death.key, digest=death.digest)]),
    )
    assert [(p.value, p.low, p.high) for p in injured.positions] == [("12", 11, 12)]
    assert (after.low, after.high) == (11, 11)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A car bomb in Sirte killed an unknown number of people.", "unknown"),
        ("A car bomb exploded in Sirte on Friday. Nobody was killed.", "0"),
        ("A car bomb in Sirte killed at least 15 people.", "at least 15"),
        ("A car bomb in Sirte killed up to 15 people.", "up to 15"),
        ("A car bomb in Sirte killed between 10 and 15 people.", "10 to 15"),
        ("A car bomb in Sirte killed about 15 people.", "about 15"),
        ("A car bomb in Sirte killed dozens of people.", "dozens (12 to 24)"),
    ],
)
def test_a_figure_keeps_its_doubt(text: str, value: str) -> None:
    """`unknown`, `none_reported` and `zero_stated` are three values."""
    assert list(positions([("2016-07-09", "Observer", text)], "killed")) == [value]


def test_none_reported_is_no_figure() -> None:
    """It is told, and it neither lowers nor contests what others counted."""
    assert label(Count(low=0, high=0, kind="none_reported")) == "none reported"
    assert label(Count(low=0, high=0, kind="zero_stated")) == "0"
    assert label(Count(low=None, high=None, kind="unknown")) == "unknown"
    rows = [SIX, ("2016-07-09", "Observer", "Warplanes bombed Derna on Friday. No injuries were reported.")]

    assert (facet(rows, "killed").low, facet(rows, "killed").high) == (6, 6)
    assert (facet(rows, "injured").low, facet(rows, "injured").high) == (None, None)


def test_at_least_15_and_16_do_not_contradict_each_other() -> None:
    """One number fits both."""
    rows: list[Row] = [
        ("2016-07-09", "Observer", f"At least 15 people were killed in {STRIKE}."),
        ("2016-07-09", "Herald", f"{THE_STRIKE} killed 16 people."),
    ]

    assert (facet(rows, "killed").contested, facet(rows, "killed").low, facet(rows, "killed").high) == (False, 15, 16)


def test_a_denial_is_a_position_against_and_removes_nothing() -> None:
    """The figure stays, with who rejects it (R8)."""
    rows = [
        SIX,
        (
            "2016-07-10",
            "Herald",
            f"Ahmed al-Mismari denied that six people had been killed in {STRIKE}. {THE_STRIKE} hit a house.",
        ),
    ]
    six = positions(rows, "killed")["6"]

    assert (six.current, len(six.for_), len(six.against)) == (True, 1, 1)
    assert six.originators == ("unsmil",)
    assert facet(rows, "killed").contested


# Who, when, where


def test_who_is_laid_to_whom_and_by_whom() -> None:
    """Accused, claimed and denied are told apart (R9); arms of one side are one belligerent."""
    rows: list[Row] = [
        (
            "2016-07-09",
            "Observer",
            "Warplanes bombed Derna on Friday. The Derna Local Council accused Egypt of carrying out the air strikes.",
        ),
        (
            "2016-07-09",
            "Herald",
            "Libyan National Army warplanes bombed Derna on Friday, the Libyan National Army said.",
        ),
        (
            "2016-07-10",
            "Wasat",
            "Egypt denied that Egyptian warplanes had bombed Derna on Friday. The air strikes on Derna on Friday hit a house.",
        ),
    ]
    found = positions(rows, "who")

    assert set(found) == {"Egypt", "Libyan National Army"}
    assert (found["Egypt"].bases, len(found["Egypt"].against), found["Egypt"].current) == (("accused",), 1, True)
    assert found["Egypt"].sides == ("derna-local-council",)
    assert found["Libyan National Army"].sides == ("libyan-national-army",)


def test_the_day_is_never_the_day_of_publication() -> None:
    """No words of time, no position (R1)."""
    rows: list[Row] = [("2016-07-09", "Observer", "Warplanes bombed Derna, killing four people.")]

    assert [f for f in told(rows).facets if f.field == "when"] == []


def test_two_days_are_contested() -> None:
    """A window within another is not."""
    rows: list[Row] = [
        ("2016-07-09", "Observer", "Warplanes bombed Derna on Friday."),
        ("2016-07-09", "Herald", "Warplanes bombed Derna on Thursday."),
    ]
    within: list[Row] = [rows[0], ("2016-08-09", "Herald", "Warplanes bombed Derna in July 2016.")]

    assert (list(positions(rows, "when")), facet(rows, "when").contested) == (["2016-07-08", "2016-07-07"], True)
    assert not facet(within, "when").contested


def test_a_quarter_and_its_town_are_not_contested_but_two_towns_are() -> None:
    """Places are compared with how precise they are (R16)."""
    one: list[Row] = [
        ("2016-07-09", "Observer", "Warplanes bombed Fataih on Friday."),
        ("2016-07-09", "Herald", "Warplanes bombed Derna on Friday."),
    ]
    two: list[Row] = [one[1], ("2016-07-09", "Observer", "Warplanes bombed Benghazi on Friday.")]

    assert facet(one, "where").contested is False
    assert set(positions(one, "where")) == {"al-Fataih", "Derna"}
    assert facet(two, "where").contested is True


def test_a_suburb_told_with_its_city_contests_nothing() -> None:
    """Who names both does not contradict himself; who names only the other town still does."""
    one: list[Row] = [
        ("2019-07-03", "Observer", "An air strike hit a migrant centre in Tajoura, a suburb of Tripoli, on Tuesday.")
    ]
    two: list[Row] = [one[0], ("2019-07-03", "Herald", "Warplanes bombed Benghazi on Tuesday.")]

    assert not facet(one, "where").contested
    assert facet(two, "where").contested


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["Warplanes bombed Derna on Friday, killing four people."], ["presumed_civilian"]),  # nobody says otherwise
        (["The air strike on Derna on Friday killed four civilians."], ["civilian"]),
        (
            [
                (
                    "The Libyan National Army claimed responsibility for the air strike on Derna on Friday. "
                    "Ahmed al-Mismari said that the air strike on Derna had killed four fighters."
                )
            ],
            ["alleged_combatant_by_perpetrator"],
        ),
        (["The air strike on Derna on Friday killed four fighters, UNSMIL said."], ["combatant"]),
    ],
)
def test_fighters_stay_an_allegation_where_the_perpetrator_says_so(texts: list[str], values: list[str]) -> None:
    """Civilians are presumed (R10)."""
    rows = [("2016-07-09", f"Outlet {n}", text) for n, text in enumerate(texts)]

    assert list(positions(rows, "civilian_status")) == values


def test_a_part_of_a_cluster_has_no_toll_of_the_whole() -> None:
    """ "Raids on A, B and C injured 12": the toll is the cluster's (R11)."""
    rows: list[Row] = [
        ("2016-07-09", "Observer", "Air raids on Derna, Benghazi and Sirte on Friday injured 12 people.")
    ]
    reading = readings(rows)["r0"]
    parts = [a for a in accounts(rows) if (i := incident_of(a, reading)) is not None and i.part_of is not None]

    assert len(parts) == 3
    for part in parts:
        assert {f.field for f in facets_of([part], {"r0": reading}).facets}.isdisjoint({"killed", "injured"})


# Decisions


def test_a_rejected_claim_is_listed_and_counts_for_nothing() -> None:
    """Nothing is deleted (R17)."""
    ten = claim([TEN, SIX], "Ten people")
    killed = facet([TEN, SIX], "killed", [decision(3, "reject", ten.key, digest=ten.digest)])
    rejected = killed.positions[0]

    assert (rejected.value, rejected.current, rejected.rejected, rejected.for_) == ("10", False, (ten.key,), ())
    assert "rejected by decision 3" in (rejected.note or "")
    assert (killed.low, killed.high, killed.contested) == (6, 6, False)


def test_an_amended_claim_counts_as_amended() -> None:
    """The person's reading of the same words."""
    ten = claim([TEN], "Ten people")
    body = msgspec.to_builtins(ten.proposition)
    body["tolls"][0]["count"] |= {"low": 11, "high": 11}
    found = positions([TEN], "killed", [decision(3, "amend", ten.key, digest=ten.digest, proposition=body)])

    assert list(found) == ["11"]
    assert "amended by decision 3" in (found["11"].note or "")


def test_a_decision_on_another_reading_is_stale_and_not_applied() -> None:
    """The digest seen must be the one that stands."""
    ten = claim([TEN, SIX], "Ten people")
    found = told([TEN, SIX], [decision(3, "reject", ten.key, digest="0" * 20)])

    assert found.stale == (3,)
    assert found == msgspec.structs.replace(told([TEN, SIX]), stale=(3,))


def test_a_person_selects_a_value_that_is_reported() -> None:
    """With the decision's number; one that nobody reports any more is stale."""
    chosen = told([TEN, SIX], [decision(4, "select", "LY-2016-0001", field="killed", value="6")])
    gone = told([TEN, SIX], [decision(5, "select", "LY-2016-0001", field="killed", value="7")])
    killed = next(f for f in chosen.facets if f.field == "killed")

    assert (killed.selected, killed.decision, chosen.stale) == ("6", 4, ())
    assert (next(f for f in gone.facets if f.field == "killed").selected, gone.stale) == (None, (5,))


def test_a_persons_grade_wins_and_the_proposal_is_kept() -> None:
    """Machines suggest, people decide (R19)."""
    grade = told([TEN, SIX], [decision(9, "grade", "LY-2016-0001", harm="discounted")]).grade

    assert (grade.harm, grade.decided) == ("discounted", 9)
    assert "proposed: likely and fair" in grade.why
    assert "checked with the hospital" in grade.rule


# Members, time line, determinism


def test_members_support_or_contradict() -> None:
    """A denial contradicts, also one that the report does not put into its incident."""
    rows = [
        SIX,
        (
            "2016-07-10",
            "Herald",
            f"Egypt denied that Egyptian warplanes had bombed Derna on 8 July 2016. {THE_STRIKE} hit a house.",
        ),
    ]

    assert sorted(m.role for m in told(rows).claims) == ["contradicts", "supports", "supports"]


def test_the_time_line_tells_what_was_said_when() -> None:
    """Corrections with what was said before."""
    rows = [TEN, SIX, EIGHT]
    words = timeline_of(said_of(accounts(rows), readings(rows)), told(rows).facets)

    assert [(w.day, w.value) for w in words if w.value.startswith("killed")] == [
        ("2016-07-09", "killed: 10"),
        ("2016-07-09", "killed: 6"),
        ("2016-07-11", "killed: 8 (before: 10)"),
    ]


@given(st.permutations([TEN, TWELVE, EIGHT, SIX]))
def test_low_is_never_above_high(rows: list[Row]) -> None:
    """Whatever order the reports come in; and nothing current is outside of the two."""
    killed = facet(rows, "killed")

    assert killed.low is not None
    assert killed.high is not None
    assert killed.low <= killed.high
    assert {p.value for p in killed.positions if p.current} <= {"6", "8", "10", "12"}


def test_more_than_stays_as_it_was_said() -> None:
    """ "More than 20" is 21 or more inside, and never shown so."""
    found = facet(
        [("2016-07-09", "Herald", f"More than 20 people were killed in {STRIKE}, a medic said."), SIX], "killed"
    )

    assert [(p.value, p.low, p.high) for p in found.positions] == [("more than 20", 21, None), ("6", 6, 6)]
    assert range_in_words(found) == "6 to more than 20"


def test_nobody_is_no_belligerent() -> None:
    """Who is said to have done it is empty where nobody claims it, and no strike is declared by nobody."""
    rows: list[Row] = [("2016-07-09", "Herald", "An air strike hit Derna on Friday. Nobody has claimed the strike.")]

    assert all(f.field != "who" for f in told(rows).facets)
    assert told(rows).grade.strike_status == "single_source"


def test_the_army_is_the_one_that_the_report_names_in_full() -> None:
    """One army in the report, so "the army" is no second belligerent."""
    rows: list[Row] = [
        (
            "2016-07-09",
            "Herald",
            (
                "Residents accused the Libyan National Army of the air strike on Derna on Friday. "
                "A source said that the army had bombed the town."
            ),
        )
    ]

    assert [p.value for p in facet(rows, "who").positions] == ["Libyan National Army"]
