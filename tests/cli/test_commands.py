"""`sayso text`, `sayso schema`, `--version`, `--help`."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from sayso import __version__
from tests.cli.command import process, sayso
from tests.text.documents import page


def test_text_prints_a_file_to_the_byte(tmp_path: Path) -> None:
    data = "\ufeffOne.\r\nTwo\x1b[31m red\u202e.".encode()
    (tmp_path / "a.txt").write_bytes(data)
    assert sayso("text", tmp_path / "a.txt").out == data
    assert sayso("text", "-", stdin=data).out == data


def test_text_in_json_says_what_the_document_says_of_itself() -> None:
    found = json.loads(sayso("text", "-", "--json", stdin=page().encode()).out)
    assert (found["title"], found["media_type"], found["language"]) == ("Raid on fish market", "text/html", "en")


def test_text_of_another_language_is_printed_all_the_same() -> None:
    words = "قال سكان البلدة إن طائرتين حربيتين قصفتا سوق السمك يوم الاثنين"
    done = sayso("text", "-", stdin=words.encode())
    assert (done.code, done.out.decode()) == (0, words)


def test_text_that_cannot_be_read_ends_with_3() -> None:
    done = sayso("text", "-", stdin=b"\x00\x01")
    assert (done.code, done.out, done.err) == (
        3,
        b"",
        "standard input: this is no text, web page or PDF (a binary file).\n",
    )


def test_a_reading_fits_its_schema() -> None:
    schema = json.loads(sayso("schema", "reading").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    reading = json.loads(sayso("read", "-", "--json", stdin=b"Planes bombed Derna on Saturday, killing two.").out)
    jsonschema.validate(reading, schema)


def test_no_such_schema_is_wrong_usage() -> None:
    assert sayso("schema", "ledger").code == 2


def test_version() -> None:
    done = process("--version")
    assert (done.code, done.out) == (0, f"sayso {__version__}\n".encode())


def test_help_comes_at_once_without_the_language_models() -> None:
    took = min(_seconds() for _ in range(3))
    assert took < 0.3
    code = "import sys, sayso.cli.app; print(sorted({'spacy', 'trafilatura', 'yaml', 'rich', 'msgspec'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


def _seconds() -> float:
    """Processor time, so that a busy machine does not fail the test."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process("--help").code == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("command", ["text", "read", "read --jsonl"])
def test_output_that_cannot_be_written_is_a_failure_in_one_sentence(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text("The port was hit.", encoding="utf-8")
    line = f"{sys.executable} -m sayso {command} {tmp_path / 'a.txt'}"
    full = subprocess.run(["bash", "-c", f"{line} > /dev/full"], capture_output=True, check=False, text=True)
    assert (full.returncode, full.stderr) == (1, "The output cannot be written: no space left on device.\n")
