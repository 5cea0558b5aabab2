"""What the desk's pages ask of a ledger, on both databases: who tells of an incident, pairs by their doubt, what is behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import DecisionError, UnknownIdError
from sayso.ledger import Ledger
from sayso.model.grouped import Comparison, GroupedIncident
from sayso.model.ledger import IncidentPage
from sayso.store import groups
from tests.reports_by_stencil import read as stencil
from tests.reports_by_stencil import stencils
from tests.store.reports import added, project

SCORES = {"a": 0.9, "b": 0.52, "c": 0.1, "d": 0.49}


@pytest.fixture
def ledger(tmp_path: Path, database_url: str) -> Iterator[Ledger]:
    """Four reports, each of an incident of its own, and pairs of accounts that are made up."""
    with project(tmp_path / "project", database_url, read=stencil) as ledger:
        added(ledger, *stencils(4))
        ledger.group()
        with ledger.database.writing():
            groups.put_pairs(
                ledger.database, [Comparison(a=a, b="z", score=score, features=()) for a, score in SCORES.items()]
            )
        yield ledger


def incidents(ledger: Ledger) -> list[GroupedIncident]:
    return list(ledger.incidents())


def page(ledger: Ledger, incident: GroupedIncident) -> IncidentPage:
    page = ledger.show(incident.code)
    assert isinstance(page, IncidentPage)
    return page


def test_pairs_come_by_their_doubt_and_by_the_page(ledger: Ledger) -> None:
    assert [pair.a for pair in ledger.matching.uncertain()] == ["d", "b", "a", "c"]
    assert [pair.a for pair in ledger.matching.uncertain(1, 2)] == ["b", "a"]
    assert ledger.matching.waiting() == len(SCORES)
    found = ledger.matching.pair("b", "z")
    assert found is not None
    assert found.score == SCORES["b"]
    assert ledger.matching.pair("b", "nobody") is None


def test_accounts_are_found_with_their_incidents(ledger: Ledger) -> None:
    one, other = incidents(ledger)[:2]
    ids = [other.accounts[0], "nobody", one.accounts[0]]
    assert [account.id for account in ledger.matching.accounts(ids)] == [other.accounts[0], one.accounts[0]]
    found = ledger.matching.incidents(ids)
    assert {account: incident.code for account, incident in found.items()} == {
        one.accounts[0]: one.code,
        other.accounts[0]: other.code,
    }


def test_an_incident_is_told_with_voices_captures_and_all_that_was_decided(ledger: Ledger) -> None:
    one = incidents(ledger)[0]
    first = ledger.decide("grade", one.code, value={"harm": "weak"}, reason="one witness")
    second = ledger.decide("undo", one.code, supersedes=first.number, reason="too soon")
    telling = ledger.telling(page(ledger, one))
    assert [account.id for account in telling.accounts] == list(one.accounts)
    voice = telling.voices.voices[0]
    assert voice.originator.name.startswith("witness")
    assert voice.claim == one.claims[0].claim
    assert list(telling.voices.tellers.values()) == [f"{voice.originator.name}"]
    assert [entry.target for entry in telling.captures] == [page(ledger, one).reports[0].sha256]
    assert [entry.target for entry in telling.codes] == [one.code]
    assert [decision.number for decision in telling.history] == [first.number, second.number]
    assert first.number not in telling.stands


def test_decisions_are_behind_until_they_are_grouped(ledger: Ledger) -> None:
    one, other = incidents(ledger)[:2]
    assert ledger.matching.behind() == 0
    decision = ledger.decide("unsure", one.code, value={"other": other.code}, reason="no way to tell")
    assert ledger.matching.behind() == 1
    assert [d.number for d in ledger.matching.decided([])] == [decision.number]
    ledger.group()
    assert ledger.matching.behind() == 0
    assert ledger.matching.decided([]) == []
    assert [d.number for d in ledger.matching.decided(one.accounts)] == [decision.number]


def test_one_decision_takes_an_incident_apart_and_can_be_taken_back(ledger: Ledger) -> None:
    """Three accounts are made one by people; then one of them is parted from both others at once."""
    a, b, c = (incident.accounts[0] for incident in incidents(ledger)[:3])
    joined = [ledger.decide("same", a, value={"other": other}, reason="one blast") for other in (b, c)]
    ledger.group()
    assert len({incident.code for incident in ledger.matching.incidents([a, b, c]).values()}) == 1
    for decision in joined:
        ledger.decide("undo", a, supersedes=decision.number, reason="never mind")
    ledger.decide("same", b, value={"other": c}, reason="one blast")
    parted = ledger.decide("different", a, value={"other": b, "accounts": [a], "others": [b, c]}, reason="two days")
    assert parted.value["others"] == [b, c]
    ledger.group()
    codes = {account: incident.code for account, incident in ledger.matching.incidents([a, b, c]).items()}
    assert codes[b] == codes[c] != codes[a]


def test_the_sides_of_a_decision_must_be_accounts_and_not_the_same(ledger: Ledger) -> None:
    a, b, c = (incident.accounts[0] for incident in incidents(ledger)[:3])
    for accounts, others, error in (
        ([a, b], [b, c], DecisionError),  # one on both sides
        ([b], [c], DecisionError),  # not the one that the side is called by
        ([a], [b, "nobody"], UnknownIdError),
        (a, [b], DecisionError),  # no list
    ):
        with pytest.raises(error):
            ledger.decide(
                "different", a, value={"other": b, "accounts": accounts, "others": others}, reason="two blasts"
            )
    assert ledger.matching.behind() == 0
