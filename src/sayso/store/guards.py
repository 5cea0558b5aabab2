"""Triggers that keep the log and the claims append-only, whoever connects: no UPDATE, no DELETE, no REPLACE, no TRUNCATE.

The log is guarded further: an entry must follow the last one, by number and by hash. Against somebody who drops the
triggers first there is the chain of hashes, which `verify` follows.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED = ("log", "claim")

_SQLITE: dict[str, tuple[str, ...]] = {
    "log": (
        """CREATE TRIGGER log_no_update BEFORE UPDATE ON log
           BEGIN SELECT RAISE(ABORT, 'log is append-only'); END""",
        """CREATE TRIGGER log_no_delete BEFORE DELETE ON log
           BEGIN SELECT RAISE(ABORT, 'log is append-only'); END""",
        """CREATE TRIGGER log_in_order BEFORE INSERT ON log
           WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM log)
             OR NEW.previous <> COALESCE((SELECT hash FROM log ORDER BY number DESC LIMIT 1), NEW.previous)
           BEGIN SELECT RAISE(ABORT, 'log is append-only: an entry must follow the last one'); END""",
    ),
    "claim": (
        """CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim
           BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END""",
        """CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim
           BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END""",
        # INSERT OR REPLACE would delete without asking the trigger above; a claim that is there already stays as it is.
        """CREATE TRIGGER claim_no_replace BEFORE INSERT ON claim
           WHEN EXISTS (SELECT 1 FROM claim WHERE report_id = NEW.report_id AND key = NEW.key AND digest = NEW.digest)
           BEGIN SELECT RAISE(IGNORE); END""",
    ),
}
_REFUSE = """
    CREATE OR REPLACE FUNCTION sayso_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
_IN_ORDER = """
    CREATE OR REPLACE FUNCTION sayso_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last record;
    BEGIN
        SELECT number, hash INTO last FROM log ORDER BY number DESC LIMIT 1;
        IF NEW.number <> COALESCE(last.number, 0) + 1 OR NEW.previous <> COALESCE(last.hash, NEW.previous) THEN
            RAISE EXCEPTION 'log is append-only: an entry must follow the last one';
        END IF;
        RETURN NEW;
    END $$"""
_POSTGRESQL: dict[str, tuple[str, ...]] = {
    "log": (
        "CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION sayso_refuse()",
        "CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION sayso_refuse()",
        "CREATE TRIGGER log_in_order BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION sayso_in_order()",
    ),
    "claim": (
        "CREATE TRIGGER claim_no_change BEFORE UPDATE OR DELETE ON claim FOR EACH ROW EXECUTE FUNCTION sayso_refuse()",
        "CREATE TRIGGER claim_no_truncate BEFORE TRUNCATE ON claim FOR EACH STATEMENT EXECUTE FUNCTION sayso_refuse()",
    ),
}


def prepare(connection: BaseDatabaseWrapper) -> None:
    """What the triggers need: functions, on PostgreSQL."""
    if connection.vendor == "postgresql":
        _run(connection, (_REFUSE, _IN_ORDER))


def put_up(connection: BaseDatabaseWrapper, table: str) -> None:
    """Guard a table."""
    _run(connection, _triggers(connection)[table])


def take_down(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the guard away, for a rebuild; within the transaction that puts it up again."""
    names = [statement.split()[2] for statement in _triggers(connection)[table]]
    where = f" ON {table}" if connection.vendor == "postgresql" else ""
    _run(connection, tuple(f"DROP TRIGGER IF EXISTS {name}{where}" for name in names))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Guards that are not there: somebody took them away."""
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(postgresql if connection.vendor == "postgresql" else sqlite)
        there = {str(name) for (name,) in cursor.fetchall()}
    wanted = [statement.split()[2] for table in GUARDED for statement in _triggers(connection)[table]]
    return [name for name in wanted if name not in there]


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
