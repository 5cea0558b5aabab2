"""Totals over a month or a campaign stand beside incidents (R6)."""

from __future__ import annotations

import pytest

from sayso.incidents.aggregates import beside, merged, total_incidents, totals_in
from sayso.model.grouped import Facet, GroupedIncident, PeriodTotal, Position
from tests.incidents.reports import Row, read, readings

JUNE: Row = ("2016-07-01", "UNSMIL", "In June, air strikes killed six people and injured seven in Derna.")


def totals(*rows: Row) -> tuple[PeriodTotal, ...]:
    return merged(total for reading in readings(rows).values() for total in totals_in(reading))


def incident(low: int, day: str = "2016-06-09", place: str = "Derna", by: str = "residents") -> GroupedIncident:
    said = Position(value=str(low), low=low, high=low, for_=("k",), originators=(by,))
    killed = Facet(field="killed", positions=(said,), low=low, high=low)
    return GroupedIncident(
        code="LY-2016-0001", kind="air_strike", title="", accounts=("r/k",), first=day, last=day, place=place, country="LY",
        lat={"Derna": 32.76, "Benghazi": 32.12}[place], lon={"Derna": 22.64, "Benghazi": 20.07}[place], facets=(killed,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        (JUNE, [("killed", 6), ("injured", 7)]),
        (
            ("2016-07-01", "Wasat", "Since May 2016, 90 people have been killed in air strikes on Derna, UNSMIL said."),
            [("killed", 90)],
        ),
        (("2016-10-01", "UNSMIL", "In September, shelling killed 11 people in Benghazi."), [("killed", 11)]),
        # one event with a date that is known to the month only is an incident
        (("2016-07-01", "Wasat", "In June, an air strike killed six people in Derna."), []),
        (("2016-07-01", "Wasat", "The shelling of Derna in June killed six people."), []),
        # a day
        (("2016-07-01", "Wasat", "On 9 June 2016, air strikes killed six people in Derna."), []),
        # somebody says that it is not so
        (("2016-07-01", "Wasat", "The army denied that in June air strikes had killed six people in Derna."), []),
    ],
)
def test_what_is_a_total(row: Row, figures: list[tuple[str, int]]) -> None:
    """A sum over a long time; never a single event."""
    assert [(f.outcome, f.low) for t in totals(row) for f in t.figures] == figures


def test_the_words_of_a_total_are_no_incident() -> None:
    """They take no part in grouping."""
    june, day = (
        read(JUNE, "r0"),
        read(("2016-06-10", "Wasat", "An air strike on Derna on Thursday killed four people."), "r1"),
    )

    assert total_incidents(june) == {i.id for i in june.incidents} != frozenset()
    assert total_incidents(day) == frozenset()


def test_one_missions_total_in_two_outlets_is_one() -> None:
    """With both outlets, and one originator (R7)."""
    found = totals(
        ("2016-07-02", "Herald", "In June, air strikes killed six people and injured seven in Derna, UNSMIL said."),
        ("2016-07-03", "Wasat", "UNSMIL said that in June air strikes killed six people and injured seven in Derna."),
    )

    assert [(t.originator, t.outlets) for t in found] == [("unsmil", ("Herald", "Wasat"))]


def test_another_month_or_figure_is_another_total() -> None:
    """Nothing is merged that differs."""
    found = totals(JUNE, ("2016-08-01", "UNSMIL", "In July, air strikes killed six people and injured seven in Derna."))

    assert [(t.first, t.last) for t in found] == [("2016-06-01", "2016-06-30"), ("2016-07-01", "2016-07-31")]


@pytest.mark.parametrize(
    ("found", "verdicts"),
    [
        (incident(5), ["consistent"]),
        (incident(6), ["consistent"]),
        (incident(9), ["exceeds"]),
        (incident(5, place="Benghazi"), ["does_not_mention"]),  # absence denies nothing
        (incident(5, day="2016-07-02"), []),  # outside of the month
    ],
)
def test_how_a_total_stands_to_an_incident(found: GroupedIncident, verdicts: list[str]) -> None:
    """Consistent, exceeds, does not mention."""
    assert [b.verdict for b in beside(found, totals(JUNE))] == verdicts


def test_who_gave_more_for_the_incident_alone_corrects_or_contradicts_himself() -> None:
    """Told in words, nothing is chosen."""
    own, other = beside(incident(9, by="unsmil"), totals(JUNE)), beside(incident(9), totals(JUNE))

    assert "UNSMIL itself gave 9 for it: a correction or a contradiction" in own[0].words
    assert "itself" not in other[0].words


def test_a_total_that_does_not_add_up_says_so() -> None:
    """And keeps its figures (R5)."""
    counted = "UNSMIL documented 14 civilian casualties, including seven deaths and four injuries."
    row: Row = ("2016-10-01", "UNSMIL", f"From 1 to 30 September, {counted}")

    assert [t.flags for t in totals(row)] == [("UNSMIL (UNSMIL): 7 killed + 4 injured = 11, not 14",)]
