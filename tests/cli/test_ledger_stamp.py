"""`sayso stamp` and what status, log and verify say of timestamps; the authority is a real one, made with openssl."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model.ledger import Project
from tests.cli.command import sayso
from tests.cli.test_ledger_lists import rows, shown
from tests.evidence.servers import Site
from tests.evidence.test_timestamps import Authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority with a root of its own."""
    return Authority(tmp_path_factory.mktemp("tsa") / "one", "One")


@pytest.fixture
def stamped(authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with one report whose log is stamped."""
    folder = tmp_path / "sirte"
    with Site() as site:
        named = Project(name="sirte", authority=authority.serve(site), certificates=(authority.root.decode(),))
        Ledger.create(folder, named).close()
        monkeypatch.setenv("SAYSO_PROJECT", str(folder))
        sayso("add", "-", stdin=b"Warplanes bombed a school in Sirte on Monday, killing four people.")
        assert "1 without a confirmed timestamp" in shown("status")
        with Ledger.open(folder) as ledger:
            done = ledger.stamp(allow_private=True)
            assert done is not None
            assert (done.state, done.entry) == ("confirmed", 1)
            assert ledger.stamp(allow_private=True) is None, "what is stamped already is not stamped again"
        yield folder


@pytest.mark.usefixtures("stamped")
def test_a_stamped_log_is_said_to_be_so() -> None:
    assert "all under a confirmed timestamp" in shown("status")
    assert "timestamp of entry 1: confirmed" in shown("log")
    assert sayso("stamp").err == "The log is stamped up to its newest entry.\n"
    assert sayso("verify").code == 0


@pytest.mark.usefixtures("stamped")
def test_new_entries_want_a_new_timestamp_and_wait_for_it_offline() -> None:
    assert sayso("group").code == 0
    assert "without a confirmed timestamp" in shown("status")
    waiting = sayso("stamp")  # the tests' authority is on a private address, which sayso does not reach
    assert waiting.code == 0
    assert "waits for its timestamp" in waiting.err
    entries = len(rows("log"))
    assert json.loads(sayso("stamp", "--json").out)["state"] == "pending"
    assert len(rows("log")) == entries, "asked in vain again, nothing new is logged"
    assert sayso("verify").code == 0


def test_a_timestamp_travels_in_a_backup_and_still_holds(stamped: Path, tmp_path: Path) -> None:
    assert sayso("backup", tmp_path / "b.tar").code == 0
    assert sayso("restore", tmp_path / "b.tar", tmp_path / "again").code == 0
    assert stamped.exists()
    assert sayso("verify", "--project", tmp_path / "again").code == 0


def test_a_token_of_another_authority_is_named(stamped: Path, tmp_path: Path) -> None:
    stranger = Authority(tmp_path / "two", "Two")
    toml = (stamped / "sayso.toml").read_text("utf-8")
    before = next(line for line in toml.splitlines() if line.startswith("certificates"))
    (stamped / "two.pem").write_bytes(stranger.root)
    (stamped / "sayso.toml").write_text(toml.replace(before, 'certificates = ["two.pem"]'), encoding="utf-8")
    done = sayso("verify")
    assert done.code == 1
    assert "The timestamp of entry 1 does not hold any more" in done.out.decode()
    (stamped / "two.pem").unlink()
    assert "the certificate two.pem that it names cannot be read" in sayso("verify").out.decode()


def test_a_log_written_anew_does_not_fit_its_timestamp(stamped: Path) -> None:
    """Somebody forges the whole log, every hash right: the timestamp shows it."""
    import sqlite3

    from sayso.evidence.chain import next_entry
    from sayso.model.evidence import Entry

    with Ledger.open(stamped) as ledger:
        entries = list(ledger.log())
    forged: list[Entry] = []
    for entry in entries:
        by = "somebody else" if entry.number == 1 else entry.by
        before = forged[-1] if forged else None
        forged.append(
            next_entry(
                before, at=entry.at, by=by, kind=entry.kind, target=entry.target, data=entry.data, reason=entry.reason
            )
        )
    database = sqlite3.connect(stamped / "sayso.db")
    guards = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log'"
    triggers = database.execute(guards).fetchall()
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    for entry in forged:
        values = (entry.by, entry.previous, entry.hash, entry.number)
        database.execute('UPDATE log SET "by" = ?, previous = ?, hash = ? WHERE number = ?', values)
    for _, made in triggers:
        database.execute(made)
    database.commit()
    database.close()
    assert sayso("log", "--verify").code == 0, "the chain alone cannot show it"
    done = sayso("verify")
    assert done.code == 1
    assert "entry 1 is not what was stamped then" in done.out.decode()


def test_without_an_authority_stamp_says_what_is_missing(project: Path) -> None:
    done = sayso("stamp")
    assert done.code == 1
    assert done.err == f"{project}/sayso.toml: it names no timestamp authority; write its address under [timestamps].\n"
