"""What grouping knows of a report: one account an incident, with ids from raw words and the names and words around it."""

from __future__ import annotations

import pytest

import sayso
from sayso.incidents.accounts import accounts_of, report_account
from sayso.model.account import Account
from sayso.model.reading import Reading

TEXT = (
    "Two air strikes on the town of Derna killed five people and wounded nine on Saturday, the town's council said. "
    "Among the dead was Salem Abdulkarim, a baker from Sheiha. Planes bombed the Fataih quarry, a witness said.\n\n"
    "In Benghazi, a car bomb killed two soldiers on 3 July 2016. Gunmen threatened to attack the port of Tobruk."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sayso.read(TEXT, id="r1", source="The Harbour Times", published="2016-07-11")


@pytest.fixture(scope="module")
def accounts(reading: Reading) -> tuple[Account, ...]:
    return accounts_of(reading, TEXT)


def test_an_account_has_the_facts_of_its_incident(accounts: tuple[Account, ...]) -> None:
    derna = next(a for a in accounts if any(s.name == "Derna" for s in a.spots) and a.figures)
    assert (derna.first, derna.last, derna.published) == ("2016-07-09", "2016-07-09", "2016-07-11")
    assert (derna.kind, derna.report, derna.outlet) == ("air_strike", "r1", "The Harbour Times")
    assert {(f.outcome, f.low, f.high) for f in derna.figures} >= {("killed", 5, 5), ("injured", 9, 9)}
    assert derna.prominent


def test_ids_come_from_the_report_and_the_first_claim_and_are_told_apart(accounts: tuple[Account, ...]) -> None:
    assert len({a.id for a in accounts}) == len(accounts)
    for account in accounts:
        assert account.id.split("/")[1].split(".")[0] == account.claims[0]


def test_what_was_only_threatened_is_no_account(accounts: tuple[Account, ...]) -> None:
    assert all(a.realis in ("happened", "attempted") for a in accounts)


def test_names_and_words_are_those_of_the_incident(accounts: tuple[Account, ...]) -> None:
    main = next(a for a in accounts if a.prominent)
    assert any("abdulkarim" in name for name in main.names)
    assert {"baker", "quarry"} <= set(main.terms)
    assert not {"the", "said"} & set(main.terms)
    assert all(a.names == tuple(sorted(a.names)) and a.terms == tuple(sorted(a.terms)) for a in accounts)


def test_a_reading_without_its_text_gives_accounts_of_the_same_incidents(reading: Reading) -> None:
    assert [a.id for a in accounts_of(reading)] == [a.id for a in accounts_of(reading, TEXT)]
    assert all(not a.terms and not a.sketch for a in accounts_of(reading))


def test_strikes_told_as_one_are_a_whole_with_parts() -> None:
    text = "Air strikes hit Derna, Sirte and Sabha on 9 July 2016, killing 12 people, the health ministry said."
    told = accounts_of(sayso.read(text, id="r2", published="2016-07-10"), text)
    wholes = [a for a in told if a.part_of is None]
    assert len(wholes) == 1
    assert {a.part_of for a in told if a.part_of} == {wholes[0].id}
    assert len(told) == 4


def test_a_report_without_incidents_can_still_be_stood_for() -> None:
    text = "Mourners filled the streets of Derna for Salem Abdulkarim."
    stand_in = report_account(sayso.read(text, id="r3"), text)
    assert (stand_in.id, stand_in.kind, stand_in.prominent) == ("r3/report", "other", True)


def test_a_report_of_an_arrest_is_about_what_it_follows() -> None:
    text = (
        "Police arrested two men in Misrata on Monday. A bomb had killed four people at a market in Misrata on 2 May 2016, "
        "the city's council said."
    )
    told = accounts_of(sayso.read(text, id="r4", published="2016-05-10"), text)
    assert [a.kind for a in told if a.prominent] != ["arrest"]
