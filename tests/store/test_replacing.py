"""Whole tables are sorted, sealed and replaced some rows at a time: what comes out is the same to the byte, whoever does it."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Event

import pytest

from bench.ledgers import made_up
from sayso.ledger import Ledger
from sayso.model.ledger import Project
from sayso.store import groups
from sayso.store.derived import GROUPS, broken_seals, dump, seal_groups
from sayso.store.models import StoredIncident, StoredPair
from sayso.store.replacing import Plan, carry_out
from sayso.store.sorting import in_order
from tests.store.databases import Raw


@pytest.fixture
def ledger(tmp_path: Path, database_url: str) -> Iterator[Ledger]:
    """A project of some sixty made-up reports, grouped."""
    made = made_up(1_000)
    project = Project(name="made up", database=database_url)
    with Ledger.create(tmp_path / "project", project, user="ada", read=made.read) as ledger:
        with ledger.database.writing():
            list(ledger.add(islice(made.captured(), 60)))
        ledger.group()
        yield ledger


def _plan(ledger: Ledger) -> Plan:
    pairs, agreements = list(ledger.pairs()), list(ledger.agreements())
    return groups.planned_groups(
        ledger.database, list(ledger.incidents()), pairs, agreements, list(ledger.aggregates())
    )


@pytest.mark.parametrize("at_once", [1, 40, 1_000, 1_000_000])
def test_lines_come_in_the_order_of_their_bytes_however_little_is_held(at_once: int) -> None:
    chance = random.Random(3)  # noqa: S311
    lines = [bytes(chance.choice(b' "a\\\xffz') for _ in range(chance.randrange(12))) for _ in range(500)]
    assert list(in_order(iter(lines), at_once)) == sorted(lines)


def test_a_long_table_is_sorted_without_being_held() -> None:
    lines = (b"%032d" % (number * 7919 % 200_003) + b"x" * 200 for number in range(200_000))  # 46 MB
    tracemalloc.start()
    count = sum(1 for _ in in_order(lines, at_once=2 << 20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 12 << 20


def test_what_is_known_beforehand_to_be_the_seal_is_the_seal(ledger: Ledger) -> None:
    plan = _plan(ledger)
    assert plan.seal == groups.mark(ledger.database, "groups")
    with ledger.database.writing():
        seal_groups(ledger.database)  # as it is read
    assert groups.mark(ledger.database, "groups") == plan.seal


def test_what_stays_the_same_is_not_written_again(ledger: Ledger) -> None:
    assert [(len(one.gone), len(one.new)) for one in _plan(ledger).tables] == [(0, 0)] * len(GROUPS)


def test_grouping_puts_right_what_was_altered_taken_away_or_put_in(ledger: Ledger) -> None:
    before = list(dump(ledger.database, GROUPS))
    wanted = _plan(ledger)
    raw = Raw(ledger.project.database, ledger.folder)
    one, other = (i.code for i in islice(ledger.incidents(), 2))
    raw(f"UPDATE incident_line SET title = 'nothing happened' WHERE code = '{one}'")  # noqa: S608
    raw(f"DELETE FROM incident_claim WHERE incident_id = '{other}'")  # noqa: S608
    StoredPair.objects.using(ledger.database.alias).create(a="made", b="up", score=0.5, body=b"{}")
    assert broken_seals(ledger.database) == ["groups"]
    ledger.group()
    assert list(dump(ledger.database, GROUPS)) == before
    assert broken_seals(ledger.database) == []
    assert wanted.seal == groups.mark(ledger.database, "groups")


def test_who_decides_while_grouping_goes_on_is_heard_by_it_or_by_the_next(ledger: Ledger) -> None:
    keys = [row.claim.key for row in islice(ledger.claims(), 100)]
    is_over = Event()

    def decide() -> int:
        done = 0
        with Ledger.open(ledger.folder, user="bob") as bob:
            while not is_over.is_set():
                bob.decide("accept", keys[done % len(keys)], reason="looked at")
                done += 1
        return done

    with ThreadPoolExecutor(1) as pool:
        deciding = pool.submit(decide)
        for _ in range(3):
            ledger.group()
        is_over.set()
        assert deciding.result() > 0
    behind = ledger.matching.behind()
    assert ledger.status().ungrouped == behind
    ledger.group()
    assert ledger.status().ungrouped == 0
    assert list(ledger.verify()) == []


def test_what_is_concluded_anew_takes_the_place_of_what_was(ledger: Ledger) -> None:
    incidents = list(ledger.incidents())
    plan = groups.planned_groups(ledger.database, incidents[1:], [], [], [])
    with ledger.database.writing():
        carry_out(ledger.database, plan)
        seal_groups(ledger.database, plan.seal)
    assert list(ledger.incidents()) == incidents[1:]
    assert StoredIncident.objects.using(ledger.database.alias).filter(code=incidents[0].code).count() == 0
    assert list(ledger.verify()) == []
