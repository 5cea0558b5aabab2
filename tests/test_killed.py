"""Killed at any moment, a ledger loses nothing and doubles nothing: the next command goes on where it stopped.

On both engines, and with reports read in processes of their own. SAYSO_LONG_TESTS=1 kills at many more moments.
At every single effect of the real commands: test_damage.py.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model.ledger import EntryFilter
from tests.reports_by_stencil import read
from tests.store.reports import project
from tests.work_to_kill import work

REPORTS = 25
LONG = bool(os.environ.get("SAYSO_LONG_TESTS"))
MOMENTS = 60 if LONG else 4
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.loaded_for_work", "tests.work_to_kill"])
ALONE, SIDE_BY_SIDE = "alone", "side by side"


def started(folder: Path, steps: str, how: str = ALONE) -> BaseProcess:
    """A process at work."""
    here, there = PROCESSES.Pipe()
    process = PROCESSES.Process(
        target=work, args=(folder, steps, REPORTS), kwargs={"side_by_side": how == SIDE_BY_SIDE, "ready": there}
    )
    process.start()
    there.close()
    here.recv()
    here.close()
    return process


def finish(folder: Path, steps: str, how: str = ALONE) -> float:
    """Do it to the end, and say how many seconds the work itself took."""
    process, begun = started(folder, steps, how), time.monotonic()
    process.join(timeout=120)
    assert process.exitcode == 0
    process.close()
    return time.monotonic() - begun


def kill(process: BaseProcess, after: float) -> None:
    """With SIGKILL."""
    time.sleep(after)
    process.kill()
    process.join()
    process.close()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What there is when nobody kills anything."""
    folder = tmp_path_factory.mktemp("never") / "killed"
    project(folder, "sqlite:///sayso.db").close()
    finish(folder, "add,group")
    with Ledger.open(folder) as ledger:
        return ledger.export()


@pytest.mark.parametrize(
    ("steps", "how"),
    [("add,group", ALONE), ("rebuild", ALONE), ("backup", ALONE)]
    + [("add,group", SIDE_BY_SIDE), ("rebuild", SIDE_BY_SIDE)] * LONG,
    ids=["add", "rebuild", "backup"] + ["add side by side", "rebuild side by side"] * LONG,
)
def test_a_ledger_that_is_killed_at_any_moment_is_whole_after_a_rerun(
    tmp_path: Path, database_url: str, expected: bytes, steps: str, how: str
) -> None:
    folder = tmp_path / "killed"
    project(folder, database_url).close()
    if steps != "add,group":
        finish(folder, "add,group")
    whole = duration(tmp_path, steps, how)
    chance = random.Random(steps)  # noqa: S311 - nothing is secret here
    for moment in range(MOMENTS):
        # by turns in order from the beginning, and anywhere
        part = (moment + 1) / (MOMENTS + 1) if moment % 2 else chance.random()
        kill(started(folder, steps, how), whole * part)
        with Ledger.open(folder) as ledger:
            assert {fault.kind for fault in ledger.verify()} <= {"unlogged"}  # in the vault, its entry not yet written
    finish(folder, steps, how)
    finish(folder, "add,group")
    with Ledger.open(folder) as ledger:
        assert list(ledger.verify()) == []
        assert len(list(ledger.log(EntryFilter(kind="capture")))) == REPORTS
        status = ledger.status()
        assert (status.reports, status.read, status.kept, status.ungrouped) == (REPORTS, REPORTS, 0, 0)
        assert ledger.export() == expected
    check_backups(tmp_path, expected)


def duration(folder: Path, steps: str, how: str) -> float:
    """How many seconds the work takes, with a project of its own."""
    project(folder / "undisturbed", "sqlite:///sayso.db").close()
    if steps != "add,group":
        finish(folder / "undisturbed", "add,group")
    taken = finish(folder / "undisturbed", steps, how)
    for archive in folder.glob("*.tar"):
        archive.unlink()
    return taken


def check_backups(folder: Path, expected: bytes) -> None:
    """What has the name of a backup is a whole one, and nothing half written lies beside it."""
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
    for archive in folder.glob("*.tar"):
        with Ledger.restore(archive, folder / archive.stem, database="sqlite:///sayso.db", read=read) as restored:
            restored.rebuild()
            assert list(restored.verify()) == []
            assert restored.export() == expected
