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


ACADEMY: list[Row] = [
    (
        "2020-01-05",
        "Herald",
        "At least 30 cadets were killed when a missile hit the military academy in Tripoli on Saturday, a medic said.",
    ),
    (
        "2020-01-07",
        "Courier",
        (
            "The Libyan National Army denied that it was behind the attack on the military academy in Tripoli on 4 January "
            "2020 in which 26 cadets were killed. The interior minister, Fathi Bashagha, accused the United Arab Emirates of "
            "the air strike."
        ),
    ),
]


def test_who_denies_and_who_accuses_hang_on_the_incident() -> None:
    """A report that tells of nothing else, with what it takes for granted: that people died is not denied."""
    found, _ = together(ACADEMY)
    facets = {f.field: {p.value: (len(p.for_), len(p.against)) for p in f.positions} for f in found.incidents[0].facets}

    assert len(found.incidents) == 1
    assert facets["who"] == {"Libyan National Army": (0, 1), "United Arab Emirates": (1, 0)}
    assert facets["killed"] == {"at least 30": (1, 0), "26": (1, 0)}


def test_deniers_and_accused_are_known() -> None:
    """By them a denial finds the incident that is laid to them."""
    read = sayso.read(ACADEMY[1][2], published="2020-01-07", source="Courier", id="r1")

    assert [a.actors for a in denial_accounts(read)] == [("libyan-national-army", "united-arab-emirates")]


@pytest.mark.parametrize(
    "text",
    [
        "The minister accused the United Arab Emirates of the air strike.",  # no place, no day, no denial
        "Ahmed al-Mismari denied that army aircraft had bombed Derna on Monday. The mayor accused gunmen of a kidnapping.",
    ],
)
def test_an_accusation_of_nothing_known_or_another_deed_hangs_on_nothing(text: str) -> None:
    """Only the deed that is denied, or of which a place or day is told."""
    assert all("denial" in {c.kind for c in reading(text).claims if c.key == key} for key in _held(text))


def _held(text: str) -> list[str]:
    return [key for a in denial_accounts(reading(text)) for key in a.claims]


def test_a_toll_that_is_denied_stays_denied() -> None:
    """ "Denied that it had killed ten" is about the ten."""
    rows: list[Row] = [
        *STRIKE,
        ("2017-10-31", "Cairo", "Egypt denied that it had killed ten people in the air strike on Derna on Monday."),
    ]
    found, report = together(rows)

    assert {m.role for m in found.incidents[0].claims if m.report == report} == {"contradicts"}


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
