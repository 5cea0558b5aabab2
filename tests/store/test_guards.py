"""The log and the claims are append-only, whoever connects and with whatever tool."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.databases import Raw, raw
from tests.store.reports import DERNA, added, project

FORBIDDEN = [
    "UPDATE log SET reason = 'because'",
    "DELETE FROM log",
    "DELETE FROM log WHERE number = (SELECT MAX(number) FROM log)",
    "INSERT INTO log SELECT * FROM log WHERE number = 1",
    "INSERT INTO log SELECT number + 2, at, by, kind, target, data, reason, previous, hash FROM log WHERE number = 1",
    # The number that follows, but not the hash of the last entry.
    "INSERT INTO log SELECT number + 1, at, by, kind, target, data, reason, previous, hash FROM log WHERE number = 1",
    "UPDATE claim SET kind = 'denial'",
    "DELETE FROM claim",
]
ON_ONE = {
    "sqlite": [
        "REPLACE INTO log SELECT number, at, by, kind, target, data, 'because', previous, hash FROM log",
        "INSERT INTO log SELECT * FROM log WHERE number = 1 ON CONFLICT (number) DO UPDATE SET reason = 'because'",
    ],
    "postgresql": ["TRUNCATE log", "TRUNCATE claim", "TRUNCATE report CASCADE"],
}
TABLES = ("log", "claim")


def rows(run: Raw, table: str) -> list[str]:
    """What a table holds."""
    return sorted(map(str, run(f"SELECT * FROM {table}")))  # noqa: S608


def test_neither_log_nor_claims_can_be_changed_from_outside(tmp_path: Path, database_url: str) -> None:
    with project(tmp_path, database_url) as ledger:
        added(ledger, DERNA)
    run = raw(database_url, tmp_path)
    before = [rows(run, table) for table in TABLES]
    assert all(before)
    for statement in [*FORBIDDEN, *ON_ONE[database_url.split(":", maxsplit=1)[0]]]:
        with pytest.raises(Exception, match=r"append-only|duplicate key"):
            run(statement)
        assert [rows(run, table) for table in TABLES] == before, statement


def test_a_claim_that_is_there_stays_as_it_is_when_it_comes_again(tmp_path: Path) -> None:
    with project(tmp_path) as ledger:
        added(ledger, DERNA)
    run = raw("sqlite:///sayso.db", tmp_path)
    before = run("SELECT * FROM claim")
    columns = "report_id, key, digest, stance, speaker, speaker_key, body"
    run(f"REPLACE INTO claim ({columns}, kind) SELECT {columns}, 'denial' FROM claim")  # noqa: S608
    assert run("SELECT * FROM claim") == before


def test_verify_tells_of_a_guard_that_was_taken_away(tmp_path: Path, database_url: str) -> None:
    with project(tmp_path, database_url) as ledger:
        added(ledger, DERNA)
        where = " ON log" if database_url.startswith("postgresql") else ""
        raw(database_url, tmp_path)(f"DROP TRIGGER log_in_order{where}")
        assert [fault.target for fault in ledger.verify()] == ["log_in_order"]
