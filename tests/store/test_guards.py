"""The log and the claims are append-only, whoever connects and with whatever tool."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.databases import Raw, new_database, raw
from tests.store.reports import DERNA, added, outcomes, project

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


# A guard of the right name that guards nothing, and how `verify` names it.
HOLLOW = {
    "sqlite": [
        ("log_no_update", "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT 1; END"),
        ("log_no_update", "CREATE TRIGGER log_no_update BEFORE UPDATE ON report BEGIN SELECT 1; END"),
        (
            "claim_no_delete",
            """CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim
               WHEN 0 BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END""",
        ),
        ("swallow", "CREATE TRIGGER swallow BEFORE INSERT ON log BEGIN SELECT RAISE(IGNORE); END"),
    ],
    "postgresql": [
        ("log_no_change", "ALTER TABLE log DISABLE TRIGGER log_no_change"),
        ("log_no_change", "ALTER TABLE log ENABLE REPLICA TRIGGER log_no_change"),
        (
            "log_no_change",
            "CREATE TRIGGER log_no_change BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION sayso_refuse()",
        ),
        (
            "log_no_change",
            """CREATE TRIGGER log_no_change BEFORE DELETE OR UPDATE ON log FOR EACH ROW
               WHEN (false) EXECUTE FUNCTION sayso_refuse()""",
        ),
        (
            "log_no_truncate",
            "CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON report EXECUTE FUNCTION sayso_refuse()",
        ),
        (
            "log_in_order",
            """CREATE OR REPLACE FUNCTION sayso_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
               BEGIN RETURN NEW; END $$""",
        ),
        ("swallow", "CREATE RULE swallow AS ON INSERT TO claim DO INSTEAD NOTHING"),
    ],
}


@pytest.mark.parametrize(
    ("engine", "name", "statement"), [(engine, *row) for engine in HOLLOW for row in HOLLOW[engine]]
)
def test_verify_tells_of_a_guard_that_is_there_and_guards_nothing(
    tmp_path: Path, request: pytest.FixtureRequest, engine: str, name: str, statement: str
) -> None:
    on_server = engine == "postgresql"
    url = new_database(request.getfixturevalue("postgresql")) if on_server else "sqlite:///sayso.db"
    with project(tmp_path, url) as ledger:
        assert list(ledger.verify()) == []
        run = raw(url, tmp_path)
        if statement.startswith("CREATE TRIGGER") and name != "swallow":
            run(f"DROP TRIGGER {name}{' ON log' if on_server else ''}")
        run(statement)
        assert [fault.target for fault in ledger.verify()] == [name]


def test_the_guards_read_the_same_after_a_rebuild(tmp_path: Path, database_url: str) -> None:
    with project(tmp_path, database_url) as ledger:
        added(ledger, DERNA)
        ledger.rebuild()
        assert list(ledger.verify()) == []


def test_a_role_that_does_not_own_the_tables_can_work_and_cannot_take_the_guards_down(
    tmp_path: Path, postgresql: str
) -> None:
    """The rights are those that docs/ledger.md names."""
    url = new_database(postgresql)
    as_owner = raw(url, tmp_path)
    role = f"worker_{as_owner('SELECT current_database()')[0][0]}"
    host = url.rsplit("@", maxsplit=1)[-1]
    project(tmp_path / "owner", url).close()
    as_owner(f"CREATE ROLE {role} LOGIN PASSWORD 'worker'")
    try:
        as_owner(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        as_owner(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        as_owner(f"REVOKE UPDATE, DELETE ON log FROM {role}")
        with project(tmp_path / "worker", f"postgresql://{role}:worker@{host}") as ledger:
            assert outcomes(added(ledger, DERNA)) == ["new"]
            ledger.group()
            assert list(ledger.verify()) == []
        for statement in ("ALTER TABLE log DISABLE TRIGGER ALL", "DROP TRIGGER log_no_change ON log", "TRUNCATE log"):
            with pytest.raises(Exception, match=r"must be owner|permission denied"):
                raw(f"postgresql://{role}:worker@{host}", tmp_path)(statement)
    finally:
        as_owner(f"DROP OWNED BY {role}")
        as_owner(f"DROP ROLE {role}")
