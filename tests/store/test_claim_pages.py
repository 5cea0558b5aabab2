"""Claims a page at a time are the claims, each once and in order, on both databases, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench.ledgers import made_up
from sayso.errors import UnknownIdError
from sayso.ledger import Ledger
from sayso.model.ledger import ClaimFilter, Project


@pytest.fixture
def ledger(tmp_path: Path, database_url: str) -> Iterator[Ledger]:
    """A project of a dozen made-up reports; every third claim is accepted."""
    made = made_up(200)
    project = Project(name="made up", database=database_url)
    with Ledger.create(tmp_path / "project", project, user="ada", read=made.read) as ledger:
        with ledger.database.writing():
            list(ledger.add(islice(made.captured(), 12)))
        ledger.group()
        for row in list(ledger.claims())[::3]:
            ledger.decide("accept", row.claim.key, digest=row.claim.digest, reason="the words say so")
        yield ledger


def test_pages_put_together_are_the_list(ledger: Ledger) -> None:
    first, code = next(iter(ledger.claims())), next(iter(ledger.incidents())).code
    asked = [
        ClaimFilter(),
        ClaimFilter(kind="casualty"),
        ClaimFilter(report=first.report),
        ClaimFilter(incident=code),
        ClaimFilter(speaker="resident"),
        ClaimFilter(since="2014-06-01", until="2014-12-31"),
        ClaimFilter(review="accepted"),
        ClaimFilter(review="rejected"),
    ]
    for wanted in asked:
        every = [row.claim.key for row in ledger.claims(wanted)]
        for many in (1, 4, 1_000):
            assert paged(ledger, wanted, many) == every, (wanted, many)
    assert len(paged(ledger, ClaimFilter(), 5)) > 20


def paged(ledger: Ledger, wanted: ClaimFilter, many: int) -> list[str]:
    """The keys of all that fits, a page at a time."""
    rows, onward = ledger.paging.claims(wanted, many=many)
    keys = [row.claim.key for row in rows]
    while onward is not None:
        rows, onward = ledger.paging.claims(wanted, after=onward, many=many)
        assert len(rows) <= many
        keys += [row.claim.key for row in rows]
    return keys


def test_a_speakers_claims_are_looked_for_some_reports_at_a_time(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.paging._REPORTS", 2)
    for wanted in (ClaimFilter(speaker="nobody at all"), ClaimFilter(speaker="resident")):
        assert paged(ledger, wanted, 3) == [row.claim.key for row in ledger.claims(wanted)]
    assert ledger.paging.claims(ClaimFilter(speaker="nobody at all"))[1] is not None, "there is more to look through"


def test_agreements_and_a_claim_by_its_key(ledger: Ledger) -> None:
    every = sorted(one.id for one in ledger.agreements())
    found: list[str] = []
    while some := ledger.paging.agreements(found[-1] if found else "", 2):
        found += [one.id for one in some]
    assert found == every
    row = next(iter(ledger.claims()))
    assert ledger.paging.claim(row.claim.key).claim == row
    with pytest.raises(UnknownIdError):
        ledger.paging.claim(row.claim.key[:6])
