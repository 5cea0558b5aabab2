"""A command that only looks starts without the reader: neither its language model nor its grammar are loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from tests.reports_by_stencil import read, stencils
from tests.store.reports import added, project

# Loads the command line, runs one command, and says what it has loaded beside.
COMMAND = """
import json, sys
from sayso.cli.app import main

try:
    main()
except SystemExit as end:
    assert not end.code, end.code
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""
HEAVY = {"spacy", "thinc", "numpy", "trafilatura", "sayso.reader", "sayso.reading", "sayso.ledger.readers"}
WORDS = {"sayso.lexicon"}
TELLS = ("show", "claims", "sources", "log", "decide")  # who says what takes the words for speakers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quick") / "project"
    with project(folder, read=read) as ledger:
        added(ledger, *stencils(4))
        ledger.group()
    return folder


@pytest.mark.parametrize(
    "words",
    ["show CODE", "show KEY", "show REPORT", "status", "incidents", "claims", "sources", "agreements", "log",
     "log --verify", "search Derna", "verify", "decide accept KEY --reason because", "backup BACKUP"],
)  # fmt: skip
def test_a_command_that_reads_no_report_loads_no_reader(folder: Path, tmp_path: Path, words: str) -> None:
    with Ledger.open(folder) as ledger:
        claim = next(ledger.claims())
        known = {
            "CODE": next(ledger.incidents()).code,
            "KEY": claim.claim.key,
            "REPORT": claim.report,
            "BACKUP": str(tmp_path / "backup.tar"),
        }
    command = [
        sys.executable,
        "-c",
        COMMAND,
        *(known.get(word, word) for word in words.split()),
        "--project",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    heavy = HEAVY if words.startswith(TELLS) else HEAVY | WORDS
    assert not heavy & set(json.loads(done.stderr.splitlines()[-1]))
