"""Reports that only deny: they join the incident that they deny, and never another, and never make one (R8, gold case G3)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import sayso
from sayso.incidents.facets.denials import denial_accounts
from sayso.incidents.group import Grouping, accounts_of, group
from sayso.model.reading import Reading
from tests.incidents.reports import Row

STRIKE: list[Row] = [
    (
        "2017-10-31",
        "Herald",
        "Air strikes on Derna on Monday killed ten people. The council accused Egypt of the strikes.",
    ),
    ("2017-10-31", "Wire", "Twelve people were killed in the air strikes on Derna on Monday, a medic said."),
    ("2017-11-01", "Observer", "Warplanes bombed Derna on Monday, killing 16 people, Human Rights Watch said."),
]
JOINS: list[tuple[Row, str]] = [
    (
        ("2017-10-31", "Marsad", "Ahmed al-Mismari denied that Libyan army aircraft had bombed Derna on Monday."),
        "the same town, day and deed",
    ),
    (
        ("2017-11-01", "Cairo", "Egypt denied that its warplanes had carried out the air strikes on Derna on Monday."),
        "denied by whoever is accused",
    ),
    (
        ("2017-11-01", "Marsad", "Ahmed al-Mismari denied that the army had carried out the air strikes on Derna."),
        "no day, but the town in the news of these days",
    ),
]
MUST_NOT: list[tuple[Row, str]] = [
    (
        ("2017-10-31", "Marsad", "Ahmed al-Mismari denied that Libyan army aircraft had bombed Sirte on Monday."),
        "another town, far off",
    ),
    (
        ("2015-02-17", "Cairo", "Egypt denied that its warplanes had bombed Derna on Monday."),
        "the same town, two years before",
    ),
    (
        ("2017-10-31", "Wire", "Russia denied that its aircraft had bombed Aleppo on Monday."),
        "another country",
    ),
    (
        ("2017-10-31", "Marsad", "Ahmed al-Mismari denied that the army had kidnapped a doctor in Derna on Monday."),
        "another deed",
    ),
]


def together(rows: Sequence[Row]) -> tuple[Grouping, str]:
    """The reports grouped for real, and the id of the last."""
    read = {f"r{n}": sayso.read(text, published=day, source=who, id=f"r{n}") for n, (day, who, text) in enumerate(rows)}
    texts = {f"r{n}": text for n, (_, _, text) in enumerate(rows)}
    told = [a for r, reading in read.items() for a in (*accounts_of(reading, texts[r]), *denial_accounts(reading))]
    return group(told, (), (), lambda ids: {one: read[one] for one in ids}), f"r{len(rows) - 1}"


def reading(text: str) -> Reading:
    return sayso.read(text, published="2017-10-31", source="Marsad", id="r1")


@pytest.mark.parametrize(("denial", "why"), JOINS)
def test_a_denial_joins_the_incident_that_it_denies(denial: Row, why: str) -> None:
    """Told in other reports: the denial stands against the accusation, and the incident stays."""
    found, report = together([*STRIKE, denial])

    assert len(found.incidents) == 1, why
    assert any(account.startswith(report) for account in found.incidents[0].accounts), why
    assert {m.role for m in found.incidents[0].claims if m.report == report} == {"contradicts"}


@pytest.mark.parametrize(("denial", "why"), MUST_NOT)
def test_a_denial_of_something_else_joins_nothing(denial: Row, why: str) -> None:
    """Nor does it make an incident."""
    found, report = together([*STRIKE, denial])

    assert len(found.incidents) == 1, why
    assert not any(account.startswith(report) for account in found.incidents[0].accounts), why


def test_the_strike_denied_again_is_the_deed_denied_before() -> None:
    """Two who deny one deed make one account."""
    accounts = denial_accounts(
        reading(
            "Ahmed al-Mismari denied that army aircraft had bombed Derna on Monday. Egypt's foreign ministry also denied "
            "that Egyptian planes took part in the strike."
        )
    )

    assert [(a.first, [s.name for s in a.spots], len(a.claims)) for a in accounts] == [("2017-10-30", ["Derna"], 2)]


def test_denials_of_two_towns_are_two() -> None:
    """The second is not taken for the first."""
    accounts = denial_accounts(
        reading(
            "Ahmed al-Mismari denied that army aircraft had bombed Derna on Monday. He denied that they had bombed Sirte on "
            "Sunday."
        )
    )

    assert [[s.name for s in a.spots] for a in accounts] == [["Derna"], ["Sirte"]]


def test_without_place_and_day_there_is_nothing_to_join() -> None:
    """ "Denied the strike" may be of any strike."""
    assert denial_accounts(reading("Ahmed al-Mismari denied that army aircraft had carried out the strike.")) == ()
