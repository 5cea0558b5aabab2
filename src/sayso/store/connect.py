"""From a database url to a database: Django set up once in a process, without a settings module on disk.

Every project gets a connection of its own, so that one process can hold several, on SQLite and on PostgreSQL. Whoever
writes takes the one lock of writers first: SQLite has it, on PostgreSQL it is an advisory lock. So there is one writer at a
time on both, and who waits too long is told so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from sayso.model.record import sha256
from sayso.store.address import SECONDS, options_of
from sayso.store.faults import told

LOCK = 0x5A150
"""The advisory lock of writers on PostgreSQL."""

_APP = "sayso.store"
_AT_ONCE = 500  # rows


class Database:
    """The database of one project in this process; `alias` is Django's name for it."""

    def __init__(self, alias: str, engine: Literal["sqlite", "postgresql"], seconds: float) -> None:
        self.alias = alias
        self.engine = engine
        self.seconds = seconds

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """Django's connection, one a thread."""
        return connections[self.alias]

    @property
    def collation(self) -> str:
        """The order of text by code points, which both engines have and neither takes by itself."""
        return "C" if self.engine == "postgresql" else "BINARY"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction with the lock of writers: all of it is stored, or nothing. Raises LockedLedgerError."""
        with told(self.seconds), transaction.atomic(using=self.alias):
            self.lock()
            yield

    def lock(self) -> None:
        """The lock of writers, until the transaction ends; SQLite took it when the transaction began."""
        if self.engine == "postgresql":
            self.run(f"SET LOCAL lock_timeout = '{int(self.seconds * 1000)}ms'")
            self.run(f"SELECT pg_advisory_xact_lock({LOCK})")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One view of the database, whatever others write meanwhile. For reading alone."""
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if self.engine == "postgresql" else "BEGIN DEFERRED"
        with told(self.seconds):
            if self.connection.in_atomic_block:
                yield
                return
            with self._view(begin):
                yield

    @contextmanager
    def _view(self, begin: str) -> Iterator[None]:
        depth = getattr(self.connection, "sayso_views", 0)
        if not depth:
            self.run(begin)
        self.connection.sayso_views = depth + 1  # type: ignore[attr-defined]
        try:
            yield
        finally:
            self.connection.sayso_views = depth  # type: ignore[attr-defined]
            if not depth:
                self.run("ROLLBACK")

    def beginning(self, column: str, words: str) -> Q:
        """That a column of ids begins so, found by its index on both engines: SQLite has none for LIKE."""
        if self.engine == "postgresql":
            return Q(**{f"{column}__startswith": words})
        return Q(**{f"{column}__gte": words, f"{column}__lt": f"{words}\U0010ffff"})

    def run(self, statement: str, values: tuple[Any, ...] = ()) -> None:
        """Run a statement that gives nothing back."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values or None)

    def rows(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement gives."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return list(cursor.fetchall())

    def each(self, statement: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a statement gives, some at a time."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            while some := cursor.fetchmany(_AT_ONCE):
                yield from some

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a whole table, some at a time: the server keeps those that are still to come. (`each` asks for all of
        them at once, which is quicker for a few.)
        """
        with self.connection.chunked_cursor() as cursor:
            cursor.execute(statement)
            while some := cursor.fetchmany(_AT_ONCE):
                yield from some

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()


def connect(url: str, folder: Path, seconds: float = SECONDS) -> Database:
    """The database at a url: `sqlite:///sayso.db` (a path that starts at `folder`, or `sqlite:////` at the root) or
    `postgresql://user:password@host:port/name`. Raises ProjectError when it is no such url. Nothing is opened yet.
    """
    engine, options = options_of(url, folder, seconds)
    alias = "sayso_" + sha256(repr(sorted(options.items(), key=str)))[:16]
    if alias not in connections.settings:
        connections.settings[alias] = connections.configure_settings({"default": {}, alias: options})[alias]
    return Database(alias, engine, seconds)


def _set_up() -> None:
    """Django itself, as much of it as a database needs; a desk that has set it up already has our app among its own."""
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure(
            INSTALLED_APPS=[_APP],
            DATABASES={},
            USE_TZ=True,
            LOGGING_CONFIG=None,
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        )
    if not apps.ready and not apps.loading:
        apps.populate(settings.INSTALLED_APPS)


_set_up()  # tables can only be defined once Django is set up: whoever imports them imports this module first
