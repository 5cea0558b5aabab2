"""The ledger keeps everything, doubles nothing, and can be made again from the vault and the log, on both engines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.errors import (
    DatabaseError,
    DecisionError,
    InputMissingError,
    LockedLedgerError,
    ProjectError,
    ProjectExistsError,
    ProjectMissingError,
    StaleDecisionError,
    UnknownIdError,
    VaultError,
)
from sayso.ledger import Input, Ledger, waiting
from sayso.ledger.project import find
from sayso.ledger.reading import read_piece
from sayso.model.claim import with_digest
from sayso.model.ledger import ClaimFilter, ClaimPage, EntryFilter, IncidentFilter, IncidentPage, Project, ReportPage
from sayso.model.reading import Reading
from sayso.reader import Piece
from sayso.store import publications
from sayso.store import reports as store_reports
from sayso.store.connect import LOCK
from sayso.store.derived import dump
from tests.reports_by_stencil import read as stencil
from tests.reports_by_stencil import stencils
from tests.store.databases import new_database, raw
from tests.store.reports import ARABIC, BENGHAZI, DERNA, SIRTE, added, captured, outcomes, project


@pytest.fixture
def ledger(tmp_path: Path, database_url: str) -> Iterator[Ledger]:
    """Three reports, grouped."""
    with project(tmp_path / "project", database_url) as ledger:
        added(ledger, DERNA, BENGHAZI, SIRTE)
        ledger.group()
        yield ledger


def newer(piece: Piece) -> Reading:
    """A reader that is less sure of everything, so that every claim has another digest, and that overlooks Sirte's."""
    reading = read_piece(piece)
    if "Sirte" in piece.text:
        return msgspec.structs.replace(reading, claims=(), incidents=())
    claims = (with_digest(msgspec.structs.replace(claim, rule="newer", score=0.5)) for claim in reading.claims)
    return msgspec.structs.replace(reading, claims=tuple(claims))


def everything(ledger: Ledger) -> list[bytes]:
    """Every derived row."""
    return list(dump(ledger.database))


# Adding


def test_adding_is_idempotent(ledger: Ledger) -> None:
    before, entries = everything(ledger), list(ledger.log())
    assert outcomes(added(ledger, DERNA, BENGHAZI, SIRTE)) == ["known"] * 3
    assert (everything(ledger), list(ledger.log())) == (before, entries)


def test_the_same_bytes_under_another_name_are_one_report_with_two_entries(ledger: Ledger) -> None:
    assert outcomes(added(ledger, captured(DERNA, "copy.txt"))) == ["known"]
    row = next(ledger.reports())
    assert len(row.entries) == 2
    assert ledger.status().reports == 3
    assert outcomes(added(ledger, captured(DERNA, "copy.txt"))) == ["known"]
    assert len(next(ledger.reports()).entries) == 2


def test_what_people_say_of_a_report_later_wins_and_is_read_anew(ledger: Ledger) -> None:
    (result,) = added(ledger, captured(DERNA, published="2017-01-07", source=None))
    assert result.outcome == "changed"
    row = store_reports.report(ledger.database, result.report or "")
    assert row is not None
    assert (row.published, row.source) == ("2017-01-07", "Example Wire")
    assert ledger.status().ungrouped == 1
    ledger.group()
    assert {i.first for i in ledger.incidents(IncidentFilter(report=row.id))} == {"2017-01-07"}


def test_what_cannot_be_read_is_kept_with_its_reason(ledger: Ledger) -> None:
    refused, empty = added(ledger, ARABIC, captured("   \n"))
    assert outcomes([refused, empty]) == ["refused", "refused"]
    assert "language" in (refused.sentence or "")
    assert [row.id for row in ledger.status().refusals] == [refused.report, empty.report]
    page = ledger.show(refused.report or "")
    assert isinstance(page, ReportPage)
    assert (page.text, page.reading) == (ARABIC, None)


def test_what_cannot_be_captured_is_told_and_the_rest_goes_on(ledger: Ledger) -> None:
    inputs: list[Input] = [InputMissingError("gone.txt"), captured(DERNA + " It burned.")]
    assert outcomes(ledger.add(inputs)) == ["rejected", "new"]


def test_a_fault_of_the_reader_is_kept_as_the_reports_state(tmp_path: Path) -> None:
    def faulty(piece: Piece) -> Reading:
        raise ZeroDivisionError(piece.id)

    with project(tmp_path, read=faulty) as ledger:
        (result,) = added(ledger, DERNA)
    assert result.outcome == "refused"
    assert "ZeroDivisionError" in (result.sentence or "")
    with Ledger.open(tmp_path) as ledger:
        ledger.rebuild()
        assert ledger.status().read == 1


def test_the_log_tells_who_added_what_and_when(ledger: Ledger) -> None:
    entries = list(ledger.log(EntryFilter(kind="capture")))
    assert [(e.number, e.by) for e in entries] == [(1, "ada"), (2, "ada"), (3, "ada")]
    assert entries[0].at.startswith("2026-01-01T00:00:")
    assert entries[0].target == captured(DERNA).capture.sha256
    assert entries[0].data["source"] == "Example Wire"


def test_a_report_that_a_crash_left_unread_is_read_by_the_next_command(ledger: Ledger) -> None:
    def broken_off(_: Piece) -> Reading:
        raise KeyboardInterrupt

    with Ledger.open(ledger.folder, read=broken_off) as broken, pytest.raises(KeyboardInterrupt):
        added(broken, DERNA + " Smoke rose.")
    assert ledger.status().kept == 1
    assert list(ledger.verify()) == []
    assert outcomes(ledger.add([])) == ["resumed"]
    assert ledger.status().kept == 0


# Rebuilding


def test_a_rebuild_makes_everything_again_to_the_byte(ledger: Ledger) -> None:
    page = next(ledger.claims(ClaimFilter(kind="casualty")))
    ledger.decide("accept", page.claim.key, digest=page.claim.digest, reason="a reliable official")
    ledger.group()
    state, rows, log = ledger.export(), everything(ledger), list(ledger.log())
    ledger.rebuild()
    assert ledger.export() == state
    assert everything(ledger) == rows
    assert list(ledger.log()) == log
    assert list(ledger.verify()) == []


def test_both_engines_hold_the_same(tmp_path: Path, postgresql: str) -> None:
    kept = []
    for number, url in enumerate(["sqlite:///sayso.db", new_database(postgresql)]):
        with project(tmp_path / str(number), url) as ledger:
            added(ledger, DERNA, BENGHAZI, SIRTE, ARABIC)
            ledger.group()
            kept.append((ledger.export(), list(ledger.log()), list(ledger.claims()), list(ledger.sources())))
    assert kept[0] == kept[1]


def test_a_rebuild_that_was_broken_off_goes_on(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = everything(ledger)
    monkeypatch.setattr(waiting, "AT_ONCE", 2)

    def broken_off(piece: Piece) -> Reading:
        if "Sirte" in piece.text:
            raise KeyboardInterrupt
        return read_piece(piece)

    with Ledger.open(ledger.folder, read=broken_off) as broken, pytest.raises(KeyboardInterrupt):
        broken.rebuild()
    assert (ledger.status().read, ledger.status().kept) == (2, 1)
    ledger.group()
    assert everything(ledger) == rows


def test_decisions_survive_a_rebuild_and_a_newer_reader(ledger: Ledger) -> None:
    names = {row.id: row.name for row in ledger.reports()}
    seen, gone = (
        next(row.claim for row in ledger.claims() if names[row.report] == captured(text).capture.name)
        for text in (DERNA, SIRTE)
    )
    ledger.decide("reject", seen.key, digest=seen.digest, reason="hearsay")
    ledger.decide("accept", gone.key, digest=gone.digest, reason="named official")
    assert {row.review for row in ledger.claims() if row.claim.key == seen.key} == {"rejected"}
    codes = [i.code for i in ledger.incidents()]
    with Ledger.open(ledger.folder, read=newer) as later:
        later.rebuild()
        (row,) = (row for row in later.claims() if row.claim.key == seen.key)
        assert (row.review, [d.reason for d in row.decisions]) == ("stale", ["hearsay"])
        assert [d.reason for d in later.status().stale_decisions] == ["hearsay", "named official"]
        later.decide("reject", row.claim.key, digest=row.claim.digest, reason="still hearsay")
        assert [d.reason for d in later.status().stale_decisions] == ["named official"]
        assert {i.code for i in later.incidents()} <= set(codes)
        later.group()
        state = later.export()
        later.rebuild()
        assert later.export() == state


def test_what_a_decision_was_about_survives_a_rebuild_by_a_newer_reader(ledger: Ledger) -> None:
    """Read otherwise, or overlooked: the words stand in the log, the claim is found by its digest, and it has its page."""
    names = {row.id: row.name for row in ledger.reports()}
    seen = [row for row in ledger.claims() if names[row.report] != captured(BENGHAZI).capture.name]
    for row in seen:
        ledger.decide("accept", row.claim.key, digest=row.claim.digest, reason="seen")
    entries = list(ledger.log(EntryFilter(kind="decision")))
    assert [e.data["seen"]["claim"]["passage"]["exact"] for e in entries] == [row.claim.passage.exact for row in seen]
    with Ledger.open(ledger.folder, read=newer) as later:
        for _ in range(2):  # the second rebuild finds none of the old readings in the database any more
            later.rebuild()
            assert list(later.verify()) == []
            for row in seen:
                assert later.earlier(row.claim.key, row.claim.digest) == row.claim
            pages = [later.show(row.claim.key) for row in seen]
            assert all(isinstance(page, ClaimPage) and page.claim.review == "stale" for page in pages)
        gone = next(row for row in seen if names[row.report] == captured(SIRTE).capture.name)
        page = later.show(gone.claim.key[:12])
        assert isinstance(page, ClaimPage)
        assert (page.claim.claim, page.report.id, page.incidents) == (gone.claim, gone.report, ())
        assert [d.reason for d in page.claim.decisions] == ["seen"]
        stored = {(row[0], row[1]) for row in later.database.rows("SELECT key, digest FROM claim")}
        current = {(row.claim.key, row.claim.digest) for row in later.claims()}
        assert stored == current | {(row.claim.key, row.claim.digest) for row in seen}
        rows = everything(later)
        later.rebuild()
        assert everything(later) == rows
    ledger.rebuild()
    assert {row.review for row in ledger.claims() if row.claim.key in {row.claim.key for row in seen}} == {"accepted"}


def test_a_newer_reader_adds_claims_and_keeps_the_old_rows(ledger: Ledger) -> None:
    old = {row.claim.digest for row in ledger.claims()}
    with Ledger.open(ledger.folder, read=newer) as later:
        added(later, captured(DERNA, title="Raids"))
        stored = {row[0] for row in later.database.rows("SELECT digest FROM claim")}
        current = {row.claim.digest for row in later.claims()}
    assert old < stored
    assert not old & {row.claim.digest for row in ledger.claims(ClaimFilter(report=next(ledger.reports()).id))}
    assert current < stored


# Deciding


def test_a_stale_or_careless_decision_is_refused(ledger: Ledger) -> None:
    claim = next(ledger.claims()).claim
    code = next(ledger.incidents()).code
    entries = len(list(ledger.log()))
    wrong: list[tuple[type[Exception], str, str, dict[str, Any]]] = [
        (StaleDecisionError, "accept", claim.key, {"digest": "0" * 20, "reason": "r"}),
        (UnknownIdError, "accept", "f" * 20, {"reason": "r"}),
        (DecisionError, "accept", claim.key, {"reason": " "}),
        (DecisionError, "amend", claim.key, {"reason": "r", "value": {"proposition": {"type": "nonsense"}}}),
        (UnknownIdError, "same", code, {"reason": "r", "value": {"other": "LY-1999-0001"}}),
        (DecisionError, "same", code, {"reason": "r", "value": {"other": code}}),
        (DecisionError, "grade", code, {"reason": "r", "value": {"harm": "certain"}}),
        (DecisionError, "grade", code, {"reason": "r"}),
        (DecisionError, "select", code, {"reason": "r", "value": {"field": "colour", "value": "3"}}),
        (DecisionError, "undo", claim.key, {"reason": "r", "supersedes": 1}),
        (DecisionError, "publish", code, {"reason": "r"}),
    ]
    for error, verb, target, details in wrong:
        with pytest.raises(error):
            ledger.decide(verb, target, **details)  # type: ignore[arg-type]
    assert len(list(ledger.log())) == entries


def test_undo_takes_a_decision_back_and_can_be_undone(ledger: Ledger) -> None:
    claim = next(ledger.claims()).claim

    def review() -> str:
        return next(row.review for row in ledger.claims() if row.claim.key == claim.key)

    first = ledger.decide("reject", claim.key, reason="mistaken")
    assert review() == "rejected"
    undo = ledger.decide("undo", claim.key, reason="I misread", supersedes=first.number)
    assert review() == "suggested"
    with pytest.raises(DecisionError):
        ledger.decide("undo", claim.key, reason="again", supersedes=first.number)
    ledger.decide("undo", claim.key, reason="I was right", supersedes=undo.number)
    assert review() == "rejected"


# Looking


def test_pages_are_found_by_every_kind_of_id(ledger: Ledger) -> None:
    row = next(ledger.claims(ClaimFilter(kind="casualty")))
    incident = next(i for i in ledger.incidents() if row.claim.key in {m.claim for m in i.claims})
    page = ledger.show(incident.code)
    assert isinstance(page, IncidentPage)
    assert (page.incident, page.reports[0].id) == (incident, row.report)
    assert ledger.show(incident.accounts[0]) == page
    report = ledger.show(row.report[:8])
    assert isinstance(report, ReportPage)
    assert report.incidents == (incident.code,)
    claim = ledger.show(row.claim.key)
    assert isinstance(claim, ClaimPage)
    assert claim.claim == row
    with pytest.raises(UnknownIdError):
        ledger.show("LY-1999-0001")


def test_claims_are_filtered(ledger: Ledger) -> None:
    every = list(ledger.claims())
    first = next(ledger.reports()).id
    assert {row.report for row in ledger.claims(ClaimFilter(report=first))} == {first}
    assert all(row.claim.kind == "casualty" for row in ledger.claims(ClaimFilter(kind="casualty")))
    assert [r.claim.chain[-1].name for r in ledger.claims(ClaimFilter(speaker="OFFICIAL"))]
    assert list(ledger.claims(ClaimFilter(speaker="100%_"))) == []
    assert list(ledger.claims(ClaimFilter(since="2016-07-10"))) == []
    assert list(ledger.claims(ClaimFilter(since="2016-07-09", until="2016-07-09"))) == every


# Faults


def test_verify_names_what_was_altered(ledger: Ledger) -> None:
    sha256 = captured(DERNA).capture.sha256
    path = ledger.folder / "vault" / sha256[:2] / sha256[2:4] / sha256
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    ledger.vault.put(b"slipped in")
    run = raw(ledger.project.database, ledger.folder)
    where = " ON log" if ledger.project.database.startswith("postgresql") else ""
    name = "log_no_change" if where else "log_no_update"
    run(f"DROP TRIGGER {name}{where}")
    run("UPDATE log SET reason = 'because' WHERE number = 2")
    run("UPDATE incident SET title = 'Nothing' WHERE code LIKE 'LY%'")
    run("UPDATE report SET title = 'Nothing' WHERE number = 3")
    faults = list(ledger.verify())
    assert {(f.kind, f.target) for f in faults} >= {("altered", sha256), ("derived", "groups"), ("chain", name)}
    assert {f.kind for f in faults} == {"altered", "unlogged", "chain", "derived"}
    assert any("entry 2" in f.sentence for f in faults)
    sirte = publications.report_id(captured(SIRTE).capture.sha256)
    assert [f.target for f in faults if f.target.startswith("r")] == [sirte]


def test_missing_evidence_is_named_and_stops_nothing_else(ledger: Ledger) -> None:
    sha256 = captured(DERNA).capture.sha256
    (ledger.folder / "vault" / sha256[:2] / sha256[2:4] / sha256).unlink()
    assert [(f.kind, f.target) for f in ledger.verify()] == [("missing", sha256)]
    ledger.rebuild()
    assert (ledger.status().read, ledger.status().kept) == (2, 1)
    assert outcomes(added(ledger, DERNA + " Again.")) == ["refused", "new"]


def test_a_ledger_that_somebody_writes_to_is_waited_for_and_then_told(tmp_path: Path, database_url: str) -> None:
    with project(tmp_path, database_url) as ledger, Ledger.open(tmp_path, seconds=0.2) as waiting:
        added(ledger, DERNA)
        busy = raw_transaction(database_url, tmp_path)
        with pytest.raises(LockedLedgerError, match="another process"):
            added(waiting, BENGHAZI)
        busy.close()
        assert outcomes(added(waiting, BENGHAZI)) == ["new"]
        assert list(ledger.verify()) == []


def raw_transaction(url: str, folder: Path) -> Any:
    """Somebody who writes and does not end."""
    if url.startswith("sqlite"):
        import sqlite3

        connection: Any = sqlite3.connect(folder / "sayso.db", isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        return connection
    import psycopg

    connection = psycopg.connect(url)
    connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})".encode())
    return connection


ADDING = """
import sys
from collections.abc import Iterator
from pathlib import Path
from sayso.ledger import Ledger
from tests.reports_by_stencil import read, stencils
from tests.store.reports import added, captured

with Ledger.open(Path(sys.argv[1]), user=sys.argv[2], read=read) as ledger:
    for number, text in enumerate(stencils(12)):
        added(ledger, captured(text, f"{number}"))
    ledger.group()
"""


def test_two_processes_add_the_same_reports_at_once(tmp_path: Path, database_url: str) -> None:
    project(tmp_path, database_url).close()
    command = [sys.executable, "-c", ADDING, str(tmp_path)]
    both = [subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in ("ada", "ben")]
    assert [process.communicate(timeout=120)[1] for process in both] == ["", ""]
    with Ledger.open(tmp_path, read=stencil) as ledger:
        status = ledger.status()
        assert (status.reports, status.read, status.kept) == (12, 12, 0)
        assert len(list(ledger.log(EntryFilter(kind="capture")))) == 12
        assert len({entry.target for entry in ledger.log(EntryFilter(kind="code"))}) == status.incidents
        assert list(ledger.verify()) == []
        before = ledger.export()
        ledger.rebuild()
        assert ledger.export() == before


@pytest.mark.skipif(os.geteuid() != 0 and not shutil.which("fallocate"), reason="needs a small disk of its own")
def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no small disk can be made here")
    try:
        with project(disk / "project", user="ada", read=stencil) as ledger:
            first, *others = stencils(200)
            added(ledger, first)
            rows = list(ledger.reports())
            with pytest.raises((DatabaseError, VaultError), match="disk is full"):
                added(ledger, *(captured(f"{text} " + "word " * 20_000, language="en") for text in others))
            assert [f for f in ledger.verify() if f.kind != "unlogged"] == []
            assert list(ledger.reports())[:1] == rows
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


# Projects


def test_a_project_says_in_its_file_what_it_is(tmp_path: Path) -> None:
    wanted = Project(
        name='The "Derna" file\n№ 1',
        languages=("en", "ar"),
        user="ada",
        authority="https://t.example/",
        same=0.8,
        contact="archive@example.org",
    )
    Ledger.create(tmp_path / "a", wanted).close()
    with Ledger.open(tmp_path / "a") as ledger:
        assert ledger.project == wanted
    deep = tmp_path / "a" / "reports" / "2016"
    deep.mkdir(parents=True)
    assert find(deep) == tmp_path / "a"


def test_servers_are_told_the_contact_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sayso add` fetches with it; what a server sees of it: tests/evidence/test_fetch.py."""
    from sayso.cli.add import add
    from sayso.evidence import capture

    fetched: list[capture.Options] = []

    def captures(_: object, options: capture.Options) -> Iterator[Input]:
        fetched.append(options)
        return iter(())

    monkeypatch.setattr(capture, "captures", captures)
    Ledger.create(tmp_path, Project(name="a", contact="archive@example.org")).close()
    add(["https://example.org/1"], published="2016-07-09", project=tmp_path)
    assert [(options.contact, options.published) for options in fetched] == [("archive@example.org", "2016-07-09")]


def test_what_is_no_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectMissingError):
        Ledger.open(tmp_path)
    with pytest.raises(ProjectMissingError):
        find(tmp_path)
    Ledger.create(tmp_path, Project(name="a")).close()
    with pytest.raises(ProjectExistsError):
        Ledger.create(tmp_path, Project(name="b"))
    for wrong in (
        "name = ",
        "languages = 3",
        "name = 'a'\n[database]\nurl = 'mysql://x/y'",
        "name = 'a'\n[grouping]\nsame = 'x'",
    ):
        (tmp_path / "sayso.toml").write_text(wrong, encoding="utf-8")
        with pytest.raises(ProjectError):
            Ledger.open(tmp_path)


def test_a_database_of_a_newer_sayso_is_left_alone(tmp_path: Path, database_url: str) -> None:
    project(tmp_path, database_url).close()
    run = raw(database_url, tmp_path)
    run("INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2030-01-01 00:00:00')")
    with pytest.raises(DatabaseError, match="newer"):
        Ledger.open(tmp_path)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    project(tmp_path).close()
    (tmp_path / "sayso.db").write_bytes(b"no database at all " * 100)
    for beside in ("sayso.db-wal", "sayso.db-shm"):
        (tmp_path / beside).unlink(missing_ok=True)
    with pytest.raises(DatabaseError, match="damaged or is no database"):
        Ledger.open(tmp_path)


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="no server answers"):
        Ledger.create(tmp_path, Project(name="a", database="postgresql://nobody@127.0.0.1:1/none"))
