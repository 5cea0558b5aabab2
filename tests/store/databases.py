"""Real databases for the tests: SQLite in a folder, and a PostgreSQL server of our own, started once and stopped again.

SAYSO_TEST_POSTGRESQL (a url of a server on which databases may be made) is used instead when it is set. Where PostgreSQL is
not installed its tests are skipped, but with CI=true they fail: there both engines must be tested.
"""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model.ledger import Project

# The tests kill clients, never the machine: what the server's disk would hold after a power cut is nothing to them.
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=32MB"
ENGINES = ("sqlite", "postgresql")
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The url of a running server, without a database's name."""
    if given := os.environ.get("SAYSO_TEST_POSTGRESQL"):
        yield given.rstrip("/")
        return
    programs = _programs()
    if programs is None:
        why = "PostgreSQL is not installed: the tests of the database run on SQLite alone"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    with tempfile.TemporaryDirectory(prefix="sayso-postgresql-") as folder:
        yield from _server(programs, Path(folder))


@contextmanager
def server() -> Iterator[str | None]:
    """The url of a running server, outside the tests; None where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="sayso-postgresql-") as folder:
        yield from _server(programs, Path(folder))


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The url of a database without content, once on each engine; that of SQLite lies in the project's folder."""
    if request.param == "sqlite":
        return "sqlite:///sayso.db"
    return new_database(request.getfixturevalue("postgresql"))


def new_database(server: str) -> str:
    """The url of a new database on a server, its tables made and empty: a copy of one that sayso has set up."""
    return _created(server, f' TEMPLATE "{_set_up(server)}"')


@cache
def _set_up(server: str) -> str:
    """The name of a database with empty tables."""
    with tempfile.TemporaryDirectory(prefix="sayso-set-up-") as folder:
        url = _created(server)
        Ledger.create(Path(folder) / "project", Project(name="set up", database=url)).close()
    return url.removeprefix(f"{server}/")


def _created(server: str, options: str = "") -> str:
    import psycopg

    name = f"sayso_test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{options}'.encode())
    return f"{server}/{name}"


def raw(url: str, folder: Path) -> Raw:
    """A connection that knows nothing of sayso, as somebody with a database tool has it."""
    return Raw(url, folder)


class Raw:
    """Runs a statement as it stands, and gives its rows."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder

    def __call__(self, statement: str) -> list[tuple[object, ...]]:
        if self.url.startswith("sqlite"):
            import sqlite3

            connection = sqlite3.connect(self.folder / self.url.removeprefix("sqlite:///"), isolation_level=None)
            try:
                return connection.execute(statement).fetchall()
            finally:
                connection.close()
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as server:
            cursor = server.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


def _server(programs: Path, folder: Path) -> Iterator[str]:
    """A server on a free port of this machine alone. PostgreSQL refuses to run as root: then its own user runs it."""
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    as_user = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
    folder.chmod(0o700)
    if as_user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    data, port = folder / "data", _free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {_QUICK}"

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            [*as_user, *command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    run(programs / "initdb", "-D", data, "-A", "trust", "-U", user, "-E", "UTF8", "--no-locale", "--no-sync")
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql://{user}@127.0.0.1:{port}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
