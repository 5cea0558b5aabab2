"""What may befall a project: commands that are killed, disks that are full, folders that are closed, bytes that flip. Nothing
that was kept is lost, nothing is doubled, and what was damaged is named.

The commands are the real ones, in processes of their own (commands_that_die.py). SAYSO_LONG_TESTS=1 kills at every single
effect instead of at some, and flips many more bytes; that takes some minutes.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sayso.errors import DatabaseError, LedgerError
from sayso.ledger import Ledger
from sayso.ledger.reading import read_piece
from sayso.model.ledger import Fault
from sayso.store import guards
from sayso.store.derived import dump
from tests.commands_that_die import KILLED, Command, Done, Server

LONG = bool(os.environ.get("SAYSO_LONG_TESTS"))
NOBODY = 65534
SIDE_FILES = ("sayso.db-wal", "sayso.db-shm")

FIRST = {
    "derna.txt": "Warplanes bombed the port of Derna on Friday, killing three people, a hospital official said.",
    "benghazi.txt": "Shelling hit a school in Benghazi on Thursday and wounded five pupils, residents told the newspaper.",
}
LATER = {
    "derna-again.txt": "The air strike on the port of Derna on Friday killed four people, not three, the mayor of Derna said.",
    "sirte.txt": "A car bomb killed two guards at a power station in Sirte on Wednesday, the town's council said.",
}


class World(NamedTuple):
    """A project with the first reports in it, the folder of the later ones, and what runs commands on it."""

    folder: Path
    later: Path
    server: Server

    def run(self, *words: object, **fate: Any) -> Done:
        """A command on this project."""
        return self.server.run(*words, "--project", self.folder, **fate)

    def command(self, *words: object, **fate: Any) -> Command:
        """A command on this project, to be run beside others."""
        return Command([*map(str, words), "--project", str(self.folder)], **fate)

    def copied(self, to: Path) -> World:
        """The same project in another folder."""
        shutil.copytree(self.folder.parent, to, dirs_exist_ok=True)
        return self._replace(folder=to / self.folder.name)


class State(NamedTuple):
    """What a project holds, the times of the log left out."""

    incidents: bytes
    entries: Sequence[tuple[object, ...]]
    rows: list[bytes]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(scope="module")
def base(server: Server, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A project of two reports, grouped, with a decision."""
    folder = tmp_path_factory.mktemp("base")
    for name, reports in (("first", FIRST), ("later", LATER)):
        (folder / name).mkdir()
        for file, text in reports.items():
            (folder / name / file).write_text(text, encoding="utf-8")
    world = World(folder / "here" / "project", folder / "later", server)
    well(server.run("init", world.folder, "--user", "ada"))
    well(world.run("add", folder / "first", "--published", "2016-07-09"))
    well(world.run("group"))
    with Ledger.open(world.folder) as ledger:
        claim = next(ledger.claims()).claim
        ledger.decide("reject", claim.key, digest=claim.digest, reason="overheard")
    well(world.run("group"))
    return world


@pytest.fixture
def world(base: World, tmp_path: Path) -> World:
    return base.copied(tmp_path)


def well(done: Done) -> Done:
    """It ended as it should."""
    assert done.code == 0, done
    return done


def told(done: Done) -> str:
    """It failed, and said so in one sentence that is none of Python's."""
    assert done.code in (1, 3), done
    assert "Traceback" not in done.err, done.err
    lines = [line for line in done.err.splitlines() if line.endswith((".", "verify", "rebuild"))]
    assert len(lines) == 1, done.err
    return lines[0]


def faults(world: World) -> list[Fault]:
    with Ledger.open(world.folder) as ledger:
        return list(ledger.verify())


def state(world: World) -> State:
    """What is there; it must be sound."""
    with Ledger.open(world.folder) as ledger:
        assert list(ledger.verify()) == []
        entries = [(e.kind, e.target, e.data) for e in ledger.log() if e.kind != "backup"]
        rows = [row for row in dump(ledger.database) if not row.startswith(b'{"mark"')]
        assert not list(world.folder.rglob(".incoming-*"))
        return State(ledger.export(), entries, rows)


# Killed

ADD, GROUP, REBUILD, BACKUP = "add", "group", "rebuild", "backup"


def words_of(world: World, what: str) -> list[object]:
    """The command line; a backup goes to a name that is free."""
    match what:
        case "add":
            return ["add", world.later, "--published", "2016-07-09"]
        case "backup":
            free = (n for n in range(99) if not (world.folder.parent / f"{n}.tar").exists())
            return ["backup", world.folder.parent / f"{next(free)}.tar"]
    return [what]


def prepared(world: World, what: str) -> World:
    """So that the command has something to do."""
    if what == GROUP:
        well(world.run(*words_of(world, ADD)))
    return world


def finished(world: World, what: str) -> State:
    """The command once more, to its end, and grouped: what is there then."""
    well(world.run(*words_of(world, what)))
    well(world.run("group"))
    return state(world)


@pytest.mark.parametrize("what", [ADD, GROUP, REBUILD, BACKUP])
def test_killed_at_any_effect_a_rerun_has_everything_once(base: World, tmp_path: Path, what: str) -> None:
    start = prepared(base.copied(tmp_path / "start"), what)
    undisturbed = start.copied(tmp_path / "undisturbed")
    effects = well(undisturbed.run(*words_of(undisturbed, what), counted=True)).effects
    expected = finished(undisturbed, what)
    for moment in range(1, effects + 1) if LONG else spread(effects, 4):
        killed = start.copied(tmp_path / str(moment))
        assert killed.run(*words_of(killed, what), die_at=moment).code == KILLED
        check_killed(killed, what, expected, f"killed at effect {moment} of {effects}")


@pytest.mark.parametrize("what", [ADD, GROUP, REBUILD, BACKUP])
def test_killed_at_any_time_a_rerun_has_everything_once(base: World, tmp_path: Path, what: str) -> None:
    """Also in the middle of what SQLite does at once, and more than once in a row."""
    start = prepared(base.copied(tmp_path / "start"), what)
    undisturbed = start.copied(tmp_path / "undisturbed")
    seconds = well(undisturbed.run(*words_of(undisturbed, what))).seconds
    expected = finished(undisturbed, what)
    killed = start.copied(tmp_path / "killed")
    chance = chances(what)
    for moment in range(60 if LONG else 3):
        after = seconds * chance.uniform(0.3, 1.1)
        killed.run(*words_of(killed, what), die_after=after)
        if moment % 3 == 2:
            check_killed(killed, what, expected, f"killed after {after:.4f} of {seconds:.4f} seconds")
            killed = start.copied(tmp_path / f"killed-{moment}")
    check_killed(killed, what, expected, "killed again and again")


def check_killed(world: World, what: str, expected: State, how: str) -> None:
    """Before the rerun at most a file in the vault waits for its entry; after it all is as if nothing had happened."""
    assert {fault.kind for fault in faults(world)} <= {"unlogged"}, how
    assert finished(world, what) == expected, how
    for archive in world.folder.parent.glob("*.tar"):
        restored = world._replace(folder=world.folder.parent / f"from-{archive.stem}")
        well(world.server.run("restore", archive, restored.folder))
        assert state(restored).incidents == expected.incidents, how
    if what == BACKUP:
        assert not [path for path in world.folder.parent.iterdir() if path.name.startswith(".")], how
    shutil.rmtree(world.folder.parent)


def chances(seed: str) -> random.Random:
    """The same every time."""
    return random.Random(seed)  # noqa: S311 - nothing is secret here


def spread(most: int, many: int) -> list[int]:
    """So many numbers from 1 to `most`, odd and even ones by turns."""
    return sorted({min(most, max(1, round(most * (n + 0.5) / many) // 2 * 2 + n % 2)) for n in range(many)})


# Without room


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of its own, so many bytes large."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be made here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.parametrize("what", [ADD, GROUP, REBUILD, BACKUP])
def test_a_full_disk_is_told_and_damages_nothing(base: World, tmp_path: Path, what: str) -> None:
    """With so much room and no more: the command succeeds, or it says that the disk is full; with room again it goes on."""
    start = prepared(base.copied(tmp_path / "start"), what)
    undisturbed = start.copied(tmp_path / "undisturbed")
    expected = finished(undisturbed, what)
    room = (0, 4, 24, 36, 48, 60, 80, 120, 200) if LONG else (0, 48)
    sentences = []
    with small_disk(tmp_path, 8 << 20) as disk:
        for kilobytes in room:
            world = start.copied(disk / "work")
            filler = disk / "filler"
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            filler.write_bytes(b"x" * max(0, free - kilobytes * 1024))
            done = world.run(*words_of(world, what))
            if done.code:
                sentences.append(told(done))
            filler.unlink()
            check_killed(world, what, expected, f"{kilobytes} kB of room")
    assert sentences
    assert all("disk is full" in sentence for sentence in sentences), sentences


@pytest.mark.parametrize("what", [ADD, GROUP, REBUILD])
def test_a_limit_on_the_size_of_files_is_told_and_damages_nothing(base: World, tmp_path: Path, what: str) -> None:
    start = prepared(base.copied(tmp_path / "start"), what)
    expected = finished(start.copied(tmp_path / "undisturbed"), what)
    for largest in (5_000, 20_000, 60_000) if LONG else (20_000,):
        world = start.copied(tmp_path / str(largest))
        if (done := world.run(*words_of(world, what), largest_file=largest)).code:
            told(done)
        check_killed(world, what, expected, f"no file over {largest} bytes")


# Without rights


@contextmanager
def open_to_all(base: World) -> Iterator[World]:
    """A copy that another user of the machine may look at; pytest's own folders are closed to them."""
    with tempfile.TemporaryDirectory(prefix="sayso-damage-") as folder:
        Path(folder).chmod(0o755)
        later = shutil.copytree(base.later, Path(folder) / "later")
        yield base.copied(Path(folder) / "here")._replace(later=later)


def may(path: Path, mode: int) -> None:
    """Give a folder, and everything below it, to nobody in particular, with these rights."""
    for place in (path, *path.rglob("*")):
        place.chmod(mode | 0o111 if place.is_dir() else mode)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run commands as another user")
def test_a_vault_that_may_not_be_written_is_told_and_nothing_is_logged(base: World) -> None:
    with open_to_all(base) as world:
        before = state(world)
        may(world.folder.parent, 0o666)
        may(world.folder, 0o666)
        may(world.folder / "vault", 0o444)
        done = world.run(*words_of(world, ADD), user=NOBODY)
        assert "the vault cannot be used" in told(done)
        assert state(world) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run commands as another user")
def test_reports_in_a_folder_that_may_not_be_looked_into_are_told(base: World) -> None:
    with open_to_all(base) as world:
        may(world.folder.parent, 0o666)
        world.later.chmod(0o700)
        for name in (world.later, world.later / "sirte.txt"):
            done = world.run("add", name, user=NOBODY)
            assert (done.code, "Traceback" in done.err) == (3, False)
            assert "the system does not allow it" in done.err


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run commands as another user")
@pytest.mark.parametrize("mode", [0o700, 0o744], ids=["closed", "its names are shown and nothing else"])
def test_a_closed_folder_among_others_is_told_and_the_rest_goes_on(base: World, mode: int) -> None:
    with open_to_all(base) as world:
        may(world.folder.parent, 0o666)
        closed = world.later / "closed"
        closed.mkdir()
        (closed / "tobruk.txt").write_text("Shells hit Tobruk on Friday, its mayor said.", encoding="utf-8")
        closed.chmod(mode)
        for words in (["add", world.later, "--project", world.folder], ["read", world.later, "--jsonl"]):
            done = world.server.run(*words, user=NOBODY)
            assert (done.code, "Traceback" in done.err) == (3, False), done
            (sentence,) = (line for line in done.err.splitlines() if str(closed) in line)
            assert "the system does not allow it" in sentence
            assert len(done.out.splitlines()) == len(LATER), done


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run commands as another user")
def test_a_project_that_may_not_be_written_is_told(base: World) -> None:
    with open_to_all(base) as world:
        before = state(world)
        may(world.folder.parent, 0o444)
        for what in (ADD, GROUP, REBUILD):
            assert "cannot be" in told(world.run(*words_of(world, what), user=NOBODY))
        assert state(world) == before


# Others at work


@pytest.mark.parametrize(
    "together",
    [(ADD, ADD), (ADD, REBUILD), (GROUP, GROUP), (ADD, BACKUP)],
    ids="-".join,
)
def test_commands_at_once_do_not_disturb_one_another(world: World, together: tuple[str, str], tmp_path: Path) -> None:
    expected = finished(world.copied(tmp_path / "one-by-one"), ADD)
    for done in world.server.run_together(*(world.command(*words_of(world, what)) for what in together)):
        well(done)
    assert finished(world, ADD).incidents == expected.incidents
    assert sorted(map(str, state(world).entries)) == sorted(map(str, expected.entries))


@pytest.mark.skipif(not LONG, reason="waits for as long as a person would; with less patience: test_ledger.py")
def test_a_database_that_somebody_holds_is_told(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "sayso.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for what in (ADD, GROUP, REBUILD):
            assert "another process" in told(world.run(*words_of(world, what)))
        other.execute("ROLLBACK")
    assert {fault.kind for fault in faults(world)} <= {"unlogged"}
    finished(world, ADD)


def test_somebody_who_only_looks_holds_nobody_up(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "sayso.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM log").fetchall()
        finished(world, ADD)
        finished(world, REBUILD)


# Flipped bytes


def flipped(path: Path, place: int) -> None:
    """One bit of one byte of a file."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def at_rest(world: World) -> Path:
    """The file of the database with everything in it, nothing beside it."""
    database = world.folder / "sayso.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
    for name in SIDE_FILES:
        (world.folder / name).unlink(missing_ok=True)
    return database


def file_of(world: World, report: str) -> tuple[Path, str]:
    """Where the vault keeps a report, and its hash."""
    with Ledger.open(world.folder) as ledger:
        (row,) = (row for row in ledger.reports() if row.name.endswith(report))
        return ledger.vault.path(row.sha256), row.sha256


def id_of(world: World, report: str) -> str:
    return f"r{file_of(world, report)[1][:12]}"


def entries_of(world: World, kind: str) -> set[str]:
    with Ledger.open(world.folder) as ledger:
        return {f"entry {e.number} " for e in ledger.log() if e.kind == kind}


def reports_of(world: World) -> set[str]:
    return {id_of(world, "derna.txt"), id_of(world, "benghazi.txt")}


# Words, and what has to be named where they stand: what is logged or read stands in more than one place.
IN_THE_DATABASE: list[tuple[str, bytes, Callable[[World], set[str]]]] = [
    ("the reason of a decision", b"overheard", lambda world: entries_of(world, "decision")),
    ("a capture", b'"method":"file"', lambda world: entries_of(world, "capture") | reports_of(world)),
    ("a claim", b'"proposition":{', lambda world: reports_of(world) | entries_of(world, "decision")),
    (
        "the text of a report",
        b"Shelling hit a school in",
        lambda world: {id_of(world, "benghazi.txt"), *entries_of(world, "decision")},
    ),
    ("an incident's title", b'"title":"Air strike on the port', lambda world: {"grouping", id_of(world, "derna.txt")}),
]


@pytest.mark.parametrize(("what", "words", "names"), IN_THE_DATABASE, ids=[row[0] for row in IN_THE_DATABASE])
def test_a_byte_flipped_in_the_database_is_named(
    world: World, what: str, words: bytes, names: Callable[[World], set[str]]
) -> None:
    wanted, named = names(world), set[str]()
    database = at_rest(world)
    whole = database.read_bytes()
    for found in re.finditer(re.escape(words), whole):
        flipped(database, found.end() - 1)
        done = world.run("verify")
        assert (done.code, "Traceback" in done.err) == (1, False), (what, done)
        here = {name for name in wanted if name in done.out}
        assert here, (what, done)
        named |= here
        put_back(database, whole)
    assert named == wanted
    assert faults(world) == []


def put_back(database: Path, whole: bytes) -> None:
    """The file as it was."""
    for name in SIDE_FILES:
        database.with_name(name).unlink(missing_ok=True)
    database.write_bytes(whole)


def test_any_byte_flipped_in_the_database_is_named_or_means_nothing(world: World) -> None:
    """Wherever it is: `verify` names it, or says in a sentence that the file is damaged, or everything reads as before."""
    before = content(world)
    database = at_rest(world)
    whole = database.read_bytes()
    chance = chances("rows")
    for place in sorted(chance.randrange(len(whole)) for _ in range(3_000 if LONG else 16)):
        flipped(database, place)
        assert is_told(world) or content(world) == before, place
        put_back(database, whole)
    assert content(world) == before


def test_a_table_whose_name_is_damaged_is_told(world: World) -> None:
    """A flipped byte in the file's own list of tables makes a name that is no text, which the libraries do not expect."""
    with closing(sqlite3.connect(at_rest(world))) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET name = CAST(name AS BLOB) WHERE type = 'table' AND name LIKE '%report%'"
        )
    with pytest.raises(DatabaseError, match="damaged"):
        Ledger.open(world.folder)


def is_told(world: World) -> bool:
    """By `verify`, or by a sentence instead of it."""
    try:
        return bool(faults(world))
    except LedgerError:
        return True


def content(world: World) -> tuple[list[bytes], list[object]]:
    """Every row."""
    with Ledger.open(world.folder) as ledger:
        return list(dump(ledger.database)), list(ledger.log())


def test_a_byte_flipped_in_the_vault_is_named_and_never_read(world: World) -> None:
    path, sha256 = file_of(world, "derna.txt")
    flipped(path, 10)
    assert [(f.kind, f.target) for f in faults(world)] == [("altered", sha256)]
    done = world.run("verify")
    assert (done.code, sha256 in done.out) == (1, True)
    done = world.run("rebuild")
    assert sha256 in done.err
    assert [f.target for f in faults(world)] == [sha256]
    done = world.run("backup", world.folder.parent / "b.tar")
    assert done.code == 1
    assert sha256 in done.err
    assert not (world.folder.parent / "b.tar").exists()


def test_what_is_missing_from_the_vault_and_what_does_not_belong_there_is_named(world: World) -> None:
    path, sha256 = file_of(world, "benghazi.txt")
    path.unlink()
    (world.folder / "vault" / "notes.txt").write_text("mine", encoding="utf-8")
    assert {(f.kind, f.target) for f in faults(world)} == {("missing", sha256), ("unlogged", "notes.txt")}
    done = world.run("verify")
    assert done.code == 1
    assert sha256 in done.out
    assert "notes.txt" in done.out


def test_an_entry_cut_off_put_in_or_written_anew_is_named(world: World) -> None:
    """By somebody who takes the guards away first and puts them up again."""
    for tampering in ("DELETE FROM log WHERE number = 1", "UPDATE log SET \"by\" = 'eve' WHERE number = 2"):
        work = world.copied(world.folder.parent.parent / f"{world.folder.parent.name}-{tampering[:6]}")
        with Ledger.open(work.folder) as ledger, ledger.database.writing():
            guards.take_down(ledger.database.connection, "log")
            ledger.database.run(tampering)
            guards.put_up(ledger.database.connection, "log")
        number = tampering[-1]
        assert any(f.kind == "chain" and f"entry {number} " in f.sentence for f in faults(work)), tampering


def test_a_claim_of_an_earlier_reading_is_watched_over_too(world: World) -> None:
    """A newer reader adds rows; those that were there before are still vouched for."""
    with Ledger.open(world.folder) as ledger:
        row = next(ledger.claims())

    def newer(piece: Any) -> Any:
        import msgspec

        reading = read_piece(piece)
        return msgspec.structs.replace(reading, claims=(), incidents=(), agreements=(), disputes=())

    with Ledger.open(world.folder, read=newer) as ledger:
        from sayso.evidence.capture import Options, captures

        report = next(r for r in ledger.reports() if r.id == row.report)
        list(ledger.add(captures([str(report.name)], Options(published="2016-07-09", title="Another title"))))
        assert list(ledger.verify()) == []
        with ledger.database.writing():
            guards.take_down(ledger.database.connection, "claim")
            ledger.database.run("UPDATE claim SET speaker = 'Eve' WHERE key = %s", (row.claim.key,))
            guards.put_up(ledger.database.connection, "claim")
        assert [f.target for f in ledger.verify()] == [row.claim.key]


# Backups


def test_an_altered_backup_is_refused_and_leaves_nothing(world: World) -> None:
    archive = world.folder.parent / "whole.tar"
    well(world.run("backup", archive))
    whole = archive.read_bytes()
    chance = chances("archive")
    places = [whole.index(b"overheard"), whole.index(b"bombed"), whole.index(b"sayso.toml"), len(whole) // 2]
    places += [chance.randrange(len(whole)) for _ in range(300 if LONG else 1)]
    for number, place in enumerate(places):
        altered = world.folder.parent / f"altered-{number}.tar"
        altered.write_bytes(whole)
        flipped(altered, place)
        target = world.folder.parent / f"restored-{number}"
        done = world.server.run("restore", altered, target)
        if done.code == 0:  # the padding of the archive, which means nothing
            assert state(world._replace(folder=target)).incidents == state(world).incidents, place
        else:
            told(done)
            assert not target.exists(), place


def test_a_backup_cut_off_anywhere_is_refused(world: World) -> None:
    archive = world.folder.parent / "whole.tar"
    well(world.run("backup", archive))
    whole = archive.read_bytes()
    end = (
        whole.rindex(b"Shelling") if whole.rindex(b"Shelling") > whole.rindex(b"Warplanes") else whole.rindex(b"Warpl")
    )
    for length in (0, 100, 512, 5000, end):
        cut = world.folder.parent / f"cut-{length}.tar"
        cut.write_bytes(whole[:length])
        target = world.folder.parent / f"restored-{length}"
        told(world.server.run("restore", cut, target))
        assert not target.exists()
