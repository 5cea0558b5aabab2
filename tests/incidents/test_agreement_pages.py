"""Pages of agreements: a signature for each party and claimant, status over time, disputes, alleged violations (R13)."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.agreements.accounts import AgreementAccount, agreement_accounts
from sayso.incidents.agreements.pages import agreement_pages, coded_pages, is_agreement_code
from sayso.incidents.codes import GivenCode
from sayso.model.grouped import GroupedAgreement, GroupedIncident
from tests.incidents.reports import Row, accounts, readings

SIGNED: Row = (
    "2016-07-09",
    "Observer",
    (
        "Abdel Basit Igtet said on Friday that a ceasefire agreement for Derna had been signed by Khalifa Haftar, "
        "Aguila Saleh and the Derna Local Council."
    ),
)
FAKE: Row = (
    "2016-07-10",
    "Herald",
    "Ahmed al-Mismari called the ceasefire agreement for Derna a forgery and said that Haftar had signed nothing.",
)
BROKEN: Row = (
    "2016-07-12",
    "Wasat",
    "Warplanes bombed Fataih near Derna on Monday in violation of the ceasefire, the Derna Local Council said.",
)
ALEPPO: Row = (
    "2016-07-09",
    "Example Wire",
    "A ceasefire agreement for Aleppo was signed by Russia and Turkey on Friday, mediators said.",
)


def incidents(rows: list[Row]) -> list[GroupedIncident]:
    return [
        GroupedIncident(
            code=f"LY-2016-{n:04}", kind=a.kind, title=a.title, accounts=(a.id,), first=a.first, last=a.last, country="LY",
            place=a.spots[0].name, lat=a.spots[0].lat, lon=a.spots[0].lon,
        )
        for n, a in enumerate((a for a in accounts(rows) if a.spots), 1)
    ]  # fmt: skip


def pages(rows: list[Row]) -> tuple[GroupedAgreement, ...]:
    told = [account for reading in readings(rows).values() for account in agreement_accounts(reading)]
    return agreement_pages(told, incidents(rows))


def test_reports_of_one_agreement_make_one_page() -> None:
    """By a place or a party in common; another town's ceasefire stays apart."""
    found = pages([SIGNED, FAKE, BROKEN, ALEPPO])

    assert sorted((p.reports, p.country) for p in found) == [(("r0", "r1", "r2"), "LY"), (("r3",), "SY")]


def test_a_signature_counts_for_each_party_and_claimant() -> None:
    """ "Signed by three" on one side's word is three times claimed; a denial is of one."""
    page = pages([SIGNED, FAKE])[0]
    rows = {p.name: p for p in page.parties}

    assert {name: (p.signature, p.contested) for name, p in rows.items()} == {
        "Khalifa Haftar": ("denied", True),
        "Aguila Saleh": ("claimed", False),
        "Derna Local Council": ("claimed", False),
    }
    assert [(w.by, w.value, w.day) for w in rows["Khalifa Haftar"].words] == [
        ("Abdel Basit Igtet", "claimed", "2016-07-09"),
        ("Ahmed al-Mismari", "denied", "2016-07-10"),
    ]


def test_called_fake_is_a_dispute_and_the_claim_stays() -> None:
    """Both stand, each with who says it (R13)."""
    page = pages([SIGNED, FAKE])[0]

    assert [(w.by, w.value.split(": ")[1]) for w in page.disputes] == [("Ahmed al-Mismari", "fabricated")]
    assert "claimed_signed" in [w.value for w in page.status]
    assert "declared_fake" not in [w.value for w in page.status]


def test_status_is_told_in_time_order() -> None:
    """With who says it, on which day."""
    page = pages([BROKEN, FAKE, SIGNED])[0]

    assert [(w.day, w.value) for w in page.status] == [("2016-07-09", "claimed_signed"), ("2016-07-12", "violated")]


def test_incidents_set_against_it_are_listed_with_who_does_so() -> None:
    """Only what lies in its area and time."""
    page = pages([SIGNED, BROKEN])[0]

    assert [(v.title, v.day, [w.by for w in v.by]) for v in page.violations] == [
        ("Air strike on al-Fataih, 11 July 2016", "2016-07-11", ["Derna Local Council"])
    ]


@pytest.mark.parametrize(
    ("first", "place", "listed"),
    [
        ("2016-07-11", (32.7, 22.68), True),
        ("2016-06-20", (32.7, 22.68), False),  # before it began
        ("2016-07-11", (32.1, 20.1), False),  # in another town
    ],
)
def test_a_breach_lies_in_its_area_and_time(first: str, place: tuple[float, float], listed: bool) -> None:
    """What happened elsewhere or before cannot break it."""
    rows = [
        (SIGNED[0], SIGNED[1], SIGNED[2].replace("had been signed", "starting on 8 July 2016 had been signed")),
        BROKEN,
    ]
    told = [a for reading in readings(rows).values() for a in agreement_accounts(reading)]
    told = [msgspec.structs.replace(a, first="2016-07-08") for a in told]
    raid = [msgspec.structs.replace(i, first=first, last=first, lat=place[0], lon=place[1]) for i in incidents(rows)]

    assert bool(agreement_pages(told, raid)[0].violations) == listed


@given(st.permutations([SIGNED, FAKE, BROKEN, ALEPPO]))
def test_the_order_of_arrival_does_not_matter(rows: list[Row]) -> None:
    """The same reports in another order make the same pages, but for their numbers."""
    assert {(len(p.reports), p.title, len(p.parties)) for p in pages(rows)} == {
        (len(p.reports), p.title, len(p.parties)) for p in pages([SIGNED, FAKE, BROKEN, ALEPPO])
    }


def accounts_of_rows(rows: list[Row]) -> list[AgreementAccount]:
    """All that the reports tell of agreements."""
    return [account for reading in readings(rows).values() for account in agreement_accounts(reading)]


def test_an_earlier_report_that_comes_later_changes_no_code() -> None:
    """The code is given once and kept, as an incident's is."""
    (page, *_), new = coded_pages(accounts_of_rows([SIGNED]))
    earlier = (
        "2016-07-08",
        "Wire",
        "Mediators said that a ceasefire agreement for Derna had been signed by Khalifa Haftar.",
    )
    log = [msgspec.structs.replace(code, number=n) for n, code in enumerate(new, 1)]

    (again,), none = coded_pages(accounts_of_rows([SIGNED, earlier]), (), log)

    assert page.id == "LY-2016-A-0001"
    assert len(again.reports) == 2
    assert (again.id, none) == (page.id, ())


def test_an_agreement_that_was_two_keeps_the_older_code_and_remembers_the_other() -> None:
    """What was cited stays findable."""
    first, second = accounts_of_rows([SIGNED])[0], accounts_of_rows([SIGNED, FAKE])[1]
    log = [
        GivenCode(code="LY-2016-A-0001", accounts=(first.id,), number=1),
        GivenCode(code="LY-2016-A-0002", accounts=(second.id,), number=2),
    ]

    (page,), new = coded_pages([first, second], (), log)

    assert (page.id, page.previous_ids, new) == ("LY-2016-A-0001", ("LY-2016-A-0002",), ())


def test_codes_of_agreements_are_told_from_those_of_incidents() -> None:
    """Both stand in one log."""
    assert is_agreement_code("LY-2016-A-0001")
    assert not is_agreement_code("LY-2016-0001")
