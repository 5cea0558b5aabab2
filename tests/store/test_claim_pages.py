"""Claims a page at a time are the claims, each once and in order, on both databases, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench.ledgers import made_up
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
    rows, onward = ledger.claim_page(wanted, many=many)
    keys = [row.claim.key for row in rows]
    while onward is not None:
        rows, onward = ledger.claim_page(wanted, after=onward, many=many)
        assert len(rows) <= many
        keys += [row.claim.key for row in rows]
    return keys
