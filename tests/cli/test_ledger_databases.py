"""The commands do the same on SQLite and on a real PostgreSQL, and a backup goes from one to the other."""

from __future__ import annotations

from pathlib import Path

from sayso.ledger import Ledger
from tests.cli.command import sayso
from tests.cli.test_ledger_lists import rows
from tests.store.databases import new_database


def export(folder: Path) -> bytes:
    """The state of a project."""
    with Ledger.open(folder) as ledger:
        return ledger.export()


def test_a_backup_of_one_database_is_restored_into_the_other(
    project: Path,
    tmp_path: Path,
    postgresql: str,
) -> None:
    key = rows("claims", "--kind", "casualty")[0]["claim"]["key"]
    assert sayso("decide", "accept", key, "--reason", "seen").code == 0
    assert sayso("group").code == 0
    assert sayso("backup", tmp_path / "a.tar").code == 0
    url = new_database(postgresql)
    done = sayso("restore", tmp_path / "a.tar", tmp_path / "server", "--database", url)
    assert done.code == 0, done.err
    assert export(tmp_path / "server") == export(project)
    assert sayso("verify", "--project", tmp_path / "server").code == 0
    back = sayso("backup", tmp_path / "b.tar", "--project", tmp_path / "server")
    assert back.code == 0, back.err
    refused = sayso("restore", tmp_path / "b.tar", tmp_path / "third", "--database", url)
    assert refused.code == 1
    assert refused.err.startswith(f"{tmp_path / 'b.tar'}: the database named with --database holds a log already")
    third = sayso("restore", tmp_path / "b.tar", tmp_path / "third")
    assert third.code == 0
    assert "its backup names another database, which was left alone" in third.err
    assert export(tmp_path / "third") == export(project)


def test_a_server_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    done = sayso("init", tmp_path / "a", "--database", "postgresql://nobody@127.0.0.1:1/none")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "no server answers" in done.err
