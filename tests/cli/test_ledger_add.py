"""`sayso init`, `sayso add`, `sayso status`: reports come in, and the project says how it stands."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import msgspec
import pytest

from sayso.cli.progress import announce
from sayso.model.evidence import Capture
from tests.cli.command import sayso
from tests.cli.conftest import EXAMPLES

RAID = "Warplanes bombed a school in Sirte on Monday, killing four people, residents said.\n"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, in which we stand."""
    folder = tmp_path / "sirte"
    assert sayso("init", folder).code == 0
    monkeypatch.chdir(folder)
    return folder


def test_init_makes_a_project_that_is_called_like_its_folder(empty: Path) -> None:
    assert {path.name for path in empty.iterdir()} >= {"sayso.toml", "vault", "sayso.db"}
    assert json.loads(sayso("status", "--json").out)["name"] == "sirte"


def test_init_never_writes_over_a_project(empty: Path) -> None:
    before = (empty / "sayso.toml").read_bytes()
    done = sayso("init", empty, "--name", "other")
    assert (done.code, done.err) == (1, f"{empty}: there is a project here already.\n")
    assert (empty / "sayso.toml").read_bytes() == before


def test_init_refuses_what_is_no_database(tmp_path: Path) -> None:
    done = sayso("init", tmp_path / "a", "--database", "mysql://here")
    assert done.code == 1
    assert "is no database url" in done.err
    assert not (tmp_path / "a" / "sayso.toml").exists()


def test_add_prints_a_line_a_report_and_its_progress_elsewhere(empty: Path) -> None:
    (empty / "school.txt").write_text(RAID, encoding="utf-8")
    done = sayso("add", "school.txt", "--published", "2016-05-10", "--title", "A school  is hit")
    assert done.code == 0
    assert re.fullmatch(r"new      r[0-9a-f]{12}  A school is hit\n", done.out.decode())
    assert done.err == "1 new.\n1 report or decision not grouped yet. Next: sayso group\n"


def test_what_is_known_already_is_left_as_it_is(empty: Path) -> None:
    (empty / "school.txt").write_text(RAID, encoding="utf-8")
    sayso("add", "school.txt")
    again = sayso("add", "school.txt")
    assert again.code == 0
    assert again.out.startswith(b"known ")
    assert json.loads(sayso("status", "--json").out)["entries"] == 1


def test_other_facts_on_the_same_bytes_are_a_change(empty: Path) -> None:
    (empty / "school.txt").write_text(RAID, encoding="utf-8")
    sayso("add", "school.txt")
    assert sayso("add", "school.txt", "--source", "Coast Herald").out.startswith(b"changed ")
    assert json.loads(sayso("status", "--json").out)["reports"] == 1


@pytest.mark.usefixtures("empty")
def test_standard_input_is_a_report() -> None:
    assert sayso("add", "-", "--published", "2016-05-10", stdin=RAID.encode()).out.startswith(b"new ")


def test_the_manifest_s_word_goes_before_the_option_s(empty: Path) -> None:
    (empty / "school.txt").write_text(RAID, encoding="utf-8")
    (empty / "facts.jsonl").write_text('{"id": "school", "source": "Coast Herald", "published": "2016-05-10"}\n')
    done = sayso("add", "school.txt", "--manifest", "facts.jsonl", "--source", "nobody", "--title", "A school")
    page = json.loads(sayso("show", done.out.split()[1].decode(), "--json").out)
    told = {name: page["report"][name] for name in ("source", "published", "title")}
    assert told == {"source": "Coast Herald", "published": "2016-05-10", "title": "A school"}


REFUSED = [
    ("a.txt", b"\x00\x01\x02", "this is no text, web page or PDF", True),
    ("b.txt", "قال سكان البلدة إن طائرتين حربيتين قصفتا سوق السمك يوم الاثنين".encode(), "does not read this language", True),
    ("c.txt", b" \n", "the file is empty", False),
    ("missing.txt", None, "there is no such file or folder", False),
    ("feed.xml", b'<?xml version="1.0"?><rss version="2.0"><channel><title>a</title></channel></rss>', "it is a feed", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "sentence", "kept"), REFUSED, ids=[row[2] for row in REFUSED])
def test_a_refusal_is_a_sentence_and_exit_code_3(
    empty: Path, name: str, data: bytes | None, sentence: str, *, kept: bool
) -> None:
    if data is not None:
        (empty / name).write_bytes(data)
    (empty / "school.txt").write_text(RAID, encoding="utf-8")
    done = sayso("add", name, "school.txt")
    assert done.code == 3
    assert sum(sentence in line for line in done.err.splitlines()) == 1
    assert b"new " in done.out, "the others are still added"
    status = json.loads(sayso("status", "--json").out)
    assert (status["read"], status["refused"]) == (1, int(kept)), "what can be captured is kept, with the reason"
    if kept:
        assert sentence in " ".join(sayso("status").out.decode().split())


@pytest.mark.usefixtures("empty")
def test_wrong_usage() -> None:
    assert sayso("add").code == 2
    assert sayso("add", "x", "--published", "Monday").code == 2


def test_no_project_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("status", "incidents", "group", "verify", "log", "rebuild", "sources", "agreements", "claims"):
        done = sayso(command)
        assert (done.code, done.out) == (1, b"")
        assert done.err.endswith("there is no sayso.toml here or in a folder above; make a project with: sayso init\n")


def test_the_project_is_the_nearest_folder_up_or_named(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty / "reports" / "may").mkdir(parents=True)
    monkeypatch.chdir(empty / "reports" / "may")
    assert sayso("status").code == 0
    monkeypatch.chdir(tmp_path)
    assert sayso("status", "--project", empty).code == 0
    assert sayso("status", "--project", tmp_path).code == 1, "a named folder is that folder and none above it"
    monkeypatch.setenv("SAYSO_PROJECT", str(empty))
    assert sayso("status").code == 0


@pytest.mark.usefixtures("empty")
def test_status_says_what_to_do_next() -> None:
    assert "sayso add" in sayso("status").out.decode()
    sayso("add", EXAMPLES / "derna-raids.txt")
    assert "sayso group" in sayso("status").out.decode()
    sayso("group")
    assert "What to do next" not in sayso("status").out.decode()


@pytest.mark.usefixtures("project")
def test_status_counts() -> None:
    counts = json.loads(sayso("status", "--json").out)
    assert (counts["reports"], counts["read"], counts["kept"], counts["refused"], counts["ungrouped"]) == (
        4,
        4,
        0,
        0,
        0,
    )
    assert counts["incidents"] >= 4
    assert f"Claims      {counts['claims']}" in sayso("status").out.decode()


def test_a_day_that_is_yet_to_come_is_told_and_left_out(empty: Path) -> None:
    (empty.parent / "hence.txt").write_text("Shells hit the port of Derna on Friday, a doctor said.", encoding="utf-8")
    done = sayso("add", empty.parent / "hence.txt", "--published", "2999-01-01")
    assert done.code == 0
    assert "hence.txt: 2999-01-01 is yet to come, so that it is kept without a day of publication." in done.err
    again = sayso("add", empty.parent / "hence.txt", "--published", "2999-01-01")
    assert again.out.startswith(b"known")


def test_a_long_report_is_announced_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capture = Capture(sha256="0" * 64, media_type="text/plain", size=5_000_000, method="file", name="long.txt")
    announce(capture)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    announce(capture)
    announce(msgspec.structs.replace(capture, size=1_000))
    announce(msgspec.structs.replace(capture, media_type="application/pdf"))
    assert capsys.readouterr().err.splitlines() == [
        "Reading long.txt (5.0 MB, about 3 minutes) …",
        "Reading long.txt (5.0 MB) …",
    ]
