"""Killed at any moment, a ledger loses nothing and doubles nothing: the next command goes on where it stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model.ledger import EntryFilter
from tests.store.reports import project

REPORTS = 25
MOMENTS = 6

# A reader that only says where and when: the moments between the steps are what is tested, not the reading.
WORK = """
import sys
from pathlib import Path
from sayso.ledger import Ledger
from tests.reports_by_stencil import read, stencils
from tests.store.reports import captured

sys.stdout.write("ready\\n")
sys.stdout.flush()
with Ledger.open(Path(sys.argv[1]), user="ada", read=read) as ledger:
    for step in sys.argv[2].split(","):
        if step == "add":
            list(ledger.add(captured(text) for text in stencils(int(sys.argv[3]))))
        elif step == "rebuild":
            ledger.rebuild()
        else:
            ledger.group()
"""


def started(folder: Path, steps: str) -> subprocess.Popen[str]:
    """A process at work."""
    command = [sys.executable, "-c", WORK, str(folder), steps, str(REPORTS)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def finish(folder: Path, steps: str) -> float:
    """Do it to the end, and say how many seconds the work itself took."""
    process, begun = started(folder, steps), time.monotonic()
    _, faults = process.communicate(timeout=120)
    assert faults == ""
    return time.monotonic() - begun


@pytest.mark.parametrize("steps", ["add,group", "rebuild"])
def test_a_ledger_that_is_killed_at_any_moment_is_whole_after_a_rerun(
    tmp_path: Path, database_url: str, steps: str
) -> None:
    project(tmp_path / "never", "sqlite:///sayso.db").close()
    whole = finish(tmp_path / "never", "add,group")
    with Ledger.open(tmp_path / "never") as never_killed:
        expected = never_killed.export()
    project(tmp_path / "killed", database_url).close()
    if steps == "rebuild":
        finish(tmp_path / "killed", "add,group")
    for moment in range(MOMENTS):
        process = started(tmp_path / "killed", steps)
        time.sleep(whole * (moment + 1) / (MOMENTS + 2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Ledger.open(tmp_path / "killed") as ledger:
            assert {fault.kind for fault in ledger.verify()} <= {"unlogged"}  # in the vault, its entry not yet written
    finish(tmp_path / "killed", f"{steps},group")
    with Ledger.open(tmp_path / "killed") as ledger:
        finish(tmp_path / "killed", "add,group")
        assert list(ledger.verify()) == []
        assert len(list(ledger.log(EntryFilter(kind="capture")))) == REPORTS
        status = ledger.status()
        assert (status.reports, status.read, status.kept, status.ungrouped) == (REPORTS, REPORTS, 0, 0)
        assert ledger.export() == expected
