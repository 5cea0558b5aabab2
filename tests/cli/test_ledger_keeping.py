"""`sayso log`, `verify`, `rebuild`, `backup`, `restore`: what was kept stays what it was, all else can be made again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from tests.cli.command import sayso
from tests.cli.test_ledger_lists import rows, shown


def export(folder: Path) -> bytes:
    """The state of a project."""
    with Ledger.open(folder) as ledger:
        return ledger.export()


def flipped(path: Path, at: int) -> None:
    """One byte of a file, altered."""
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def kept_file(project: Path) -> Path:
    """A file of the vault."""
    return next(path for path in sorted((project / "vault").rglob("*")) if path.is_file())


@pytest.mark.usefixtures("project")
def test_the_log_says_who_did_what_when_and_why() -> None:
    entries = rows("log")
    assert [entry["number"] for entry in entries] == list(range(1, len(entries) + 1))
    said = shown("log")
    for part in ("amal", "captured", "derna-raids.txt (r82505c8adc69)", "first lot", "code given"):
        assert part in said
    assert {entry["kind"] for entry in rows("log", "--kind", "capture")} == {"capture"}
    assert rows("log", "--after", "2")[0]["number"] == 3
    assert sayso("log", "--by", "nobody").out == b""


@pytest.mark.usefixtures("project")
def test_a_whole_log_and_vault_are_said_to_be_so() -> None:
    assert sayso("log", "--verify").err.startswith("The log is whole: ")
    done = sayso("verify")
    assert (done.code, done.out) == (0, b"")
    assert done.err.startswith("Nothing was altered: 4 kept files, ")


@pytest.mark.usefixtures("project")
def test_verify_writes_nothing_unless_it_is_told_to() -> None:
    before = len(rows("log"))
    sayso("verify")
    assert len(rows("log")) == before
    sayso("verify", "--record")
    assert rows("log")[-1]["data"] == {"faults": 0}


def test_an_altered_file_is_named(project: Path) -> None:
    path = kept_file(project)
    flipped(path, 7)
    done = sayso("verify")
    assert done.code == 1
    assert path.name in done.out.decode()
    assert json.loads(sayso("verify", "--json").out.splitlines()[0])["kind"] == "altered"


def test_a_missing_and_a_slipped_in_file_are_named(project: Path) -> None:
    path = kept_file(project)
    path.unlink()
    (project / "vault" / "note.txt").write_text("mine", encoding="utf-8")
    done = sayso("verify")
    assert done.code == 1
    assert path.name in done.out.decode()
    assert "note.txt" in done.out.decode()


def test_an_altered_log_is_named(project: Path) -> None:
    with sqlite3.connect(project / "sayso.db") as database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log'"
        ).fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("""UPDATE log SET "by" = 'somebody else' WHERE number = 2""")
    database.close()
    for command in (("verify",), ("log", "--verify")):
        done = sayso(*command)
        assert done.code == 1
        assert "entry 2 was altered" in done.out.decode()
    assert sayso("backup", project / "b.tar").code == 1, "an altered log is not backed up as if it were whole"
    assert not (project / "b.tar").exists()


def test_rebuild_makes_the_same_again_decisions_included(project: Path) -> None:
    key = rows("claims", "--kind", "casualty")[0]["claim"]["key"]
    sayso("decide", "accept", key, "--reason", "seen")
    sayso("group")
    before = export(project)
    done = sayso("rebuild")
    assert done.code == 0
    assert "; 0 new, 0 changed.\n" in done.err
    assert export(project) == before
    assert rows("claims", "--review", "accepted")[0]["claim"]["key"] == key
    assert sayso("verify").code == 0


def test_rebuild_ends_with_3_when_kept_bytes_are_missing_and_makes_the_rest_again(project: Path) -> None:
    lost = rows("claims")[0]["report"]
    sha256 = next(row for row in rows("log", "--kind", "capture") if row["target"].startswith(lost[1:]))["target"]
    (project / "vault" / sha256[:2] / sha256[2:4] / sha256).unlink()
    done = sayso("rebuild")
    assert done.code == 3
    assert "1 report could not be read again and stayed kept. Next: sayso verify" in done.err
    assert rows("claims"), "the others were read"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("command", ["claims --json", "claims", "log --json", "incidents --json"])
def test_a_closed_pipe_ends_a_command_without_a_word(command: str) -> None:
    sayso_command = [sys.executable, "-m", "sayso", *command.split()]
    with subprocess.Popen(sayso_command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 141


@pytest.fixture
def archive(project: Path, tmp_path: Path) -> Path:
    """A backup of the project."""
    done = sayso("backup", tmp_path / "derna.tar")
    assert done.code == 0, done.err
    assert project.exists()
    return tmp_path / "derna.tar"


def test_a_backup_gives_the_same_project_elsewhere(project: Path, archive: Path, tmp_path: Path) -> None:
    assert not os.access(archive, os.W_OK) or os.geteuid() == 0
    done = sayso("restore", archive, tmp_path / "again", "--by", "basma")
    assert done.code == 0, done.err
    assert export(tmp_path / "again") == export(project)
    assert sayso("verify", "--project", tmp_path / "again").code == 0
    before = [entry for entry in rows("log") if entry["kind"] != "backup"]
    after = rows("log", "--project", str(tmp_path / "again"))
    assert after[: len(before)] == before
    assert (after[-1]["kind"], after[-1]["by"]) == ("restore", "basma")
    assert rows("log")[-1]["target"] == after[-1]["target"], "both name the archive by its hash"


def test_the_same_project_gives_the_same_archive(project: Path, archive: Path, tmp_path: Path) -> None:
    shutil.rmtree(project)
    sayso("restore", archive, project)
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        assert names[:3] == ["manifest.json", "sayso.toml", "log.jsonl"]
        assert len([name for name in names if name.startswith("vault/")]) == 4
        assert {(member.mtime, member.uid) for member in tar} == {(0, 0)}
    assert list(tmp_path.glob(".*")) == [], "nothing half-made is left"


def test_a_backup_never_writes_over_a_file(archive: Path) -> None:
    before = archive.read_bytes()
    done = sayso("backup", archive)
    assert (done.code, done.err) == (1, f"{archive}: there is a file of this name already.\n")
    assert archive.read_bytes() == before


def test_a_backup_of_damaged_evidence_is_refused(project: Path, tmp_path: Path) -> None:
    path = kept_file(project)
    flipped(path, 3)
    done = sayso("backup", tmp_path / "b.tar")
    assert done.code == 1
    assert path.name in done.err
    assert not (tmp_path / "b.tar").exists()


def test_a_backup_that_cannot_be_written_is_a_sentence(project: Path) -> None:
    done = sayso("backup", project / "no such folder" / "b.tar")
    assert done.code == 1
    assert "the backup cannot be written: " in done.err


def test_restore_writes_over_nothing(project: Path, archive: Path, tmp_path: Path) -> None:
    assert sayso("restore", archive, project).err == f"{project}: there is a project here already.\n"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    assert sayso("restore", archive, tmp_path / "full").code == 1
    (tmp_path / "bare").mkdir()
    assert sayso("restore", archive, tmp_path / "bare").code == 0


def test_what_is_no_backup_is_a_sentence(archive: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tar"
    (tmp_path / "words.tar").write_text("no tar at all" * 100, encoding="utf-8")
    for length in (0, 100, 700, 2_000, archive.stat().st_size // 2):
        cut.write_bytes(archive.read_bytes()[:length])
        assert_refused(cut, tmp_path)
    assert_refused(tmp_path / "words.tar", tmp_path)
    assert_refused(tmp_path / "missing.tar", tmp_path)


def assert_refused(archive: Path, tmp_path: Path) -> None:
    """No project comes out of it, and nothing is left of the attempt."""
    done = sayso("restore", archive, tmp_path / "again")
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(f"{archive}: ")
    assert done.err.count("\n") == 1
    assert not (tmp_path / "again").exists()
    assert not (tmp_path / ".again.restoring").exists()


def test_one_flipped_byte_anywhere_in_a_backup_is_found(archive: Path, tmp_path: Path) -> None:
    data = archive.read_bytes()
    with tarfile.open(archive) as tar:
        members = [(member.offset, member.offset_data, member.size) for member in tar if member.size]
    places = [place for offset, start, size in members for place in (offset, offset + 124, start, start + size // 2)]
    damaged = tmp_path / "damaged.tar"
    for place in places:
        damaged.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert_refused(damaged, tmp_path)


def test_an_archive_cannot_write_outside_its_project(archive: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.tar"
    with tarfile.open(archive) as tar:
        member = tar.next()
        assert member is not None
        file = tar.extractfile(member)
        assert file is not None
        manifest = json.loads(file.read())
    manifest["parts"][0]["name"] = "../outside.toml"
    data = json.dumps(manifest).encode()
    with tarfile.open(hostile, "w") as tar:
        member.size = len(data)
        import io

        tar.addfile(member, io.BytesIO(data))
    assert_refused(hostile, tmp_path)
    assert not (tmp_path / "outside.toml").exists()


def test_killed_at_any_moment_a_backup_is_whole_or_not_there(project: Path, tmp_path: Path) -> None:
    place = tmp_path / "killed" / "b.tar"
    place.parent.mkdir()
    for pause in (0.25, 0.35, 0.45, 0.55, 0.65):
        process = subprocess.Popen(
            [sys.executable, "-m", "sayso", "backup", place, "--project", project], stderr=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=pause)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if place.exists():
            again = tmp_path / f"again-{pause}"
            assert sayso("restore", place, again).code == 0
            assert export(again) == export(project)
            place.unlink()
    assert sayso("backup", place).code == 0
    assert [path.name for path in place.parent.iterdir()] == ["b.tar"], "what a killed backup left is cleared away"
    assert sayso("verify").code == 0
