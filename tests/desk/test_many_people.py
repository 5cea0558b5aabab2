"""Several people at one desk at once: they read, decide, note and tag while one adds and one groups, and nothing goes wrong.

The same for five minutes with twenty people and a hundred thousand incidents: python -m bench.desk_load.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from bench.desk_load import load
from bench.ledgers import made_up
from sayso.ledger import Ledger
from sayso.model.ledger import Project
from tests.desk.served import Desk
from tests.store.databases import database_url, postgresql  # noqa: F401 - fixtures


def test_six_people_for_ten_seconds(tmp_path: Path, database_url: str) -> None:  # noqa: F811
    made, folder = made_up(1_000), tmp_path / "project"
    project = Project(name="made up", database=database_url)
    with Ledger.create(folder, project, user="ada", read=made.read) as ledger:
        with ledger.database.writing():
            list(ledger.add(islice(made.captured(), 60)))
        ledger.group()
    with Desk(folder) as desk:
        found = load(desk.people(), people=6, seconds=10)
    assert not found.faults, found.faults[:5]
    assert found.figures["answers"] > 20
    assert found.figures["writes"] > 2
    with Ledger.open(folder) as ledger:
        assert [fault for fault in ledger.verify() if fault.kind != "derived"] == []  # a job may have been broken off
        assert any(name.startswith("person") for name in ledger.people())
