"""Urls of databases: what is none is told in one sentence, and no password is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import LedgerError, ProjectError
from sayso.ledger import Ledger
from sayso.model.ledger import Project
from sayso.store.connect import connect
from tests.cli.command import sayso

SECRET = "hunter2"  # noqa: S105 - nobody's
NO_URLS = [
    ("another scheme", "mysql://ada:hunter2@localhost/derna"),
    ("a scheme with a slip", "postgresqll://ada:hunter2@localhost/derna"),
    ("no scheme", "ada:hunter2@localhost/derna"),
    ("no slashes", "postgresql:ada:hunter2@localhost/derna"),
    ("no database", "postgresql://ada:hunter2@localhost"),
    ("a file with a host", "sqlite://ada:hunter2@localhost/derna.db"),
    ("a slash in the password, then no port", "postgresql://ada:hunter2/x@localhost/derna"),
    ("a slash in the password, then a port", "postgresql://ada:1/hunter2@localhost/derna"),
    ("a hash in the password", "postgresql://ada:hunter2#x@localhost/derna"),
    ("a question mark in the password", "postgresql://ada:hunter2?x@localhost/derna"),
    ("a bracket in the password", "postgresql://ada:hunter2[x@localhost/derna"),
    ("a port that is none", "postgresql://ada:hunter2@localhost:port/derna"),
    ("a port beyond all ports", "postgresql://ada:hunter2@localhost:99999/derna"),
    ("a host that no host is called", "postgresql://ada:hunter2@ho\u2100st/derna"),
    ("a line end", "postgresql://ada:hunter2\n@localhost/derna"),
    ("a null character in a password", "postgresql://ada:hunter2%00@localhost/derna"),
    ("a null character in a file", "sqlite:///hunter2%00.db"),
    ("parameters, which would not be heeded", "postgresql://ada:hunter2@localhost/derna?sslmode=require"),
]


@pytest.mark.parametrize(("what", "url"), NO_URLS, ids=[row[0] for row in NO_URLS])
def test_what_is_no_url_is_a_sentence_without_the_password(tmp_path: Path, what: str, url: str) -> None:
    with pytest.raises(ProjectError) as told:
        connect(url, tmp_path)
    assert "is no database url" in str(told.value), what
    assert SECRET not in str(told.value)
    done = sayso("init", tmp_path / "derna", "--database", url)
    assert (done.code, done.err.count("\n"), SECRET in done.err) == (1, 1, False)
    assert not (tmp_path / "derna").exists()


def test_a_server_that_refuses_is_told_without_the_password(tmp_path: Path) -> None:
    url = "postgresql://ada:hunter2%40%2F%23@127.0.0.1:1/derna"
    with pytest.raises(LedgerError) as told:
        Ledger.create(tmp_path / "derna", Project(name="Derna", database=url))
    assert "no server answers" in str(told.value)
    assert SECRET not in str(told.value)


def test_odd_characters_are_written_with_their_numbers(tmp_path: Path) -> None:
    database = connect("postgresql://ada:a%40b%2Fc%23@localhost/derna%20two", tmp_path)
    options = database.connection.settings_dict
    assert (options["PASSWORD"], options["NAME"], options["HOST"]) == ("a@b/c#", "derna two", "localhost")
