"""Tables brought up to this version of sayso, by one process at a time, all or nothing."""

from __future__ import annotations

from django.db import transaction
from django.db.migrations.executor import MigrationExecutor

from sayso.errors import DatabaseError, NewerLedgerError
from sayso.store.connect import Database
from sayso.store.faults import told

_APP = "store"


def migrate(database: Database) -> None:
    """Make or update the tables when needed. Raises NewerLedgerError for tables of a later version."""
    with told(database.seconds):
        executor = _executor(database)
        newer = sorted(
            name
            for app, name in executor.loader.applied_migrations or {}
            if app == _APP and (app, name) not in executor.loader.disk_migrations
        )
        if newer:
            raise NewerLedgerError(newer[-1])
        if _lacking(executor):
            _apply(database)


def _executor(database: Database) -> MigrationExecutor:
    """What there is in the database. In a damaged file the names of tables may be no text, which Django does not expect."""
    try:
        return MigrationExecutor(database.connection)
    except (TypeError, ValueError) as error:
        raise DatabaseError(f"its file is damaged ({error})") from error


def _lacking(executor: MigrationExecutor) -> bool:
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes(_APP)))


def _apply(database: Database) -> None:
    """SQLite cannot change tables inside a transaction that checks foreign keys: the check comes after."""
    connection = database.connection
    checked = connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=database.alias):
            database.lock()
            executor = MigrationExecutor(connection)  # anew: another process may have been quicker
            if _lacking(executor):
                executor.migrate(executor.loader.graph.leaf_nodes(_APP))
    finally:
        if checked:
            connection.enable_constraint_checking()
