"""Triggers that keep the log and the claims append-only, whoever connects: no UPDATE, no DELETE, no REPLACE, no TRUNCATE.

The log is guarded further: an entry must follow the last one, by number and by hash. Against somebody who drops the
triggers first there is the chain of hashes, which `verify` follows. `faults` compares the guards themselves, word for word,
with what the migration writes: one of the same name that does nothing is no guard.
"""

from __future__ import annotations

from typing import NamedTuple

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
# Written as PostgreSQL itself writes them out (pg_get_triggerdef), to be compared with it.
_POSTGRESQL: dict[str, tuple[str, ...]] = {
    "log": (
        "CREATE TRIGGER log_no_change BEFORE DELETE OR UPDATE ON log FOR EACH ROW EXECUTE FUNCTION sayso_refuse()",
        "CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION sayso_refuse()",
        "CREATE TRIGGER log_in_order BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION sayso_in_order()",
    ),
    "claim": (
        "CREATE TRIGGER claim_no_change BEFORE DELETE OR UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION sayso_refuse()",
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


class Broken(NamedTuple):
    """A guard that no longer guards."""

    name: str
    sentence: str


def faults(connection: BaseDatabaseWrapper) -> list[Broken]:
    """Guards that were taken away, switched off or altered, and what somebody hung beside them."""
    there = _there_postgresql(connection) if connection.vendor == "postgresql" else _there_sqlite(connection)
    found = []
    for table in GUARDED:
        for statement in _triggers(connection)[table]:
            name = statement.split()[2]
            if (words := there.pop(name, None)) != _words(statement):
                what = "taken away" if words is None else "altered"
                found.append(Broken(name, f"The guard {name} was {what}: the table {table} can be altered."))
    strange = "The guarded tables have a trigger or rule that is none of sayso's: {}."
    return [*found, *(Broken(name, strange.format(name)) for name in sorted(there))]


def _there_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers on the guarded tables, and all that are called like a guard, wherever they hang."""
    rows = _rows(connection, "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    names = {statement.split()[2] for table in GUARDED for statement in _SQLITE[table]}
    return {str(name): _words(str(sql)) for name, table, sql in rows if name in names or str(table).lower() in GUARDED}


def _there_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers and rules on the guarded tables. A trigger that is switched off, or whose function does something else,
    reads otherwise than the one that was put up.
    """
    rows = _rows(
        connection,
        """SELECT tgname, pg_get_triggerdef(trigger.oid, true), tgenabled, proname, prosrc, lanname, proconfig
           FROM pg_trigger AS trigger
           JOIN pg_proc AS function ON function.oid = tgfoid
           JOIN pg_language AS language ON language.oid = prolang
           WHERE NOT tgisinternal AND tgrelid IN (to_regclass('log'), to_regclass('claim'))
           UNION ALL
           SELECT rulename, 'rule', 'O', '', '', '', NULL
           FROM pg_rewrite WHERE ev_class IN (to_regclass('log'), to_regclass('claim'))""",
    )
    bodies = {"sayso_refuse": _body(_REFUSE), "sayso_in_order": _body(_IN_ORDER)}
    there = {}
    for name, definition, enabled, function, source, language, settings in rows:
        is_ours = (enabled, language, settings, _words(str(source))) == (
            "O",
            "plpgsql",
            None,
            bodies.get(str(function)),
        )
        there[str(name)] = _words(str(definition)) if is_ours else "altered"
    return there


def _body(function: str) -> str:
    """What a function does, without its head."""
    return _words(function.split("$$")[1])


def _words(statement: str) -> str:
    """A statement, however its lines are broken."""
    return " ".join(statement.split())


def _rows(connection: BaseDatabaseWrapper, statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
