"""Reports are read in several processes at once: the same comes of them, in the same order, whatever becomes of a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from sayso.ledger import Ledger, readers
from sayso.ledger import waiting as in_turn
from sayso.ledger.reading import Kept
from sayso.model.ledger import ReportPage
from tests.ledger.stencil_process import ENDS, KILLS
from tests.reports_by_stencil import read, stencils
from tests.store.reports import ARABIC, DERNA, SIRTE, added, captured, outcomes, project

ROOT = Path(__file__).parents[2]
STENCIL_PROCESS = (sys.executable, "-m", "tests.ledger.stencil_process")


@pytest.fixture
def side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, from the first report on, which need no language model."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SAYSO_PROCESSES", "2")
    monkeypatch.setattr(readers, "_COMMAND", STENCIL_PROCESS)


def test_reports_are_read_as_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """With sayso's own processes: readings, refusals, order and log are the same."""
    states = []
    for processes in ("1", "2"):
        monkeypatch.setenv("SAYSO_PROCESSES", processes)
        with project(tmp_path / processes) as ledger:
            results = added(ledger, DERNA, ARABIC, SIRTE, captured(DERNA, "copy.txt"), captured(SIRTE, title="Bomb"))
            ledger.group()
            states.append((results, ledger.export(), list(ledger.log()), list(ledger.claims()), list(ledger.verify())))
    assert states[0] == states[1]
    assert outcomes(states[0][0]) == ["new", "refused", "new", "known", "changed"]
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("side_by_side")
def test_many_reports_come_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_turn, "AT_ONCE", 5)
    monkeypatch.setattr(in_turn, "_MOST", 10)
    monkeypatch.setattr(in_turn, "_MOST_BYTES", 400)
    texts = list(stencils(28))
    with project(tmp_path / "many") as ledger:
        results = added(ledger, *texts)
        assert [result.name for result in results] == [captured(text).capture.name for text in texts]
        assert set(outcomes(results)) == {"new"}
        ledger.group()
    with project(tmp_path / "alone", read=read) as alone:
        added(alone, *texts)
        alone.group()
        with Ledger.open(tmp_path / "many") as ledger:
            assert ledger.export() == alone.export()


@pytest.mark.usefixtures("side_by_side")
@pytest.mark.parametrize("reader", ["rules", "both"])
def test_the_choice_of_a_reader_reaches_the_processes(tmp_path: Path, reader: str) -> None:
    with project(tmp_path, reader=reader) as ledger:
        results = added(ledger, *stencils(3))
        pages = [ledger.show(result.report or "") for result in results]
    assert [page.reading.engine.reader for page in pages if isinstance(page, ReportPage) and page.reading] == [
        reader
    ] * 3


@pytest.mark.usefixtures("side_by_side")
def test_a_report_that_kills_a_process_stays_kept_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A process that ended by itself is of no use: what it was asked is read here."""
    first, second, *others = stencils(9)
    with project(tmp_path) as ledger:
        results = added(ledger, first, f"{second} {KILLS}", *others, f"{DERNA} {ENDS}", SIRTE)
        assert outcomes(results) == ["new", "refused", *["new"] * 9]
        assert "was killed" in (results[1].sentence or "")
        assert (ledger.status().read, ledger.status().kept) == (10, 1)
        assert list(ledger.verify()) == []
    with Ledger.open(tmp_path, read=read) as ledger:
        assert outcomes(ledger.add([])) == ["resumed"]


def test_where_no_process_can_be_started_reports_are_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_PROCESSES", "2")
    monkeypatch.setattr(readers, "_COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    with project(tmp_path) as ledger:
        assert outcomes(added(ledger, DERNA, SIRTE)) == ["new"] * 2


KILLED = """
import subprocess
import sys
from pathlib import Path
from sayso.ledger import Ledger, readers
from tests.reports_by_stencil import stencils
from tests.store.reports import captured

readers._COMMAND = (sys.executable, "-m", "tests.ledger.stencil_process")
with Ledger.open(Path(sys.argv[1]), user="ada") as ledger:
    for result in ledger.add(captured(text) for text in stencils(90)):
        print(result.report, flush=True)
"""


@pytest.mark.usefixtures("side_by_side")
def test_killed_while_others_read_for_it_a_ledger_is_whole_and_nobody_goes_on(tmp_path: Path) -> None:
    """What was told is stored; what was kept is read by the next command. More moments: tests/test_killed.py."""
    project(tmp_path).close()
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = [process.stdout.readline() for _ in range(10)]
    process.kill()
    more, faults = process.communicate(timeout=30)  # ends when nobody holds the pipes any more
    assert faults == ""
    told = "".join([*first, more]).split()
    with Ledger.open(tmp_path, read=read) as ledger:
        kept = ledger.status().reports
        assert len(told) <= ledger.status().read < kept
        assert {fault.kind for fault in ledger.verify()} <= {"unlogged"}
        assert {row.id for row in ledger.reports("read")} >= set(told)
        resumed = added(ledger, *stencils(90))
        assert list(ledger.verify()) == []
        assert (ledger.status().read, ledger.status().kept) == (90, 0)
        assert len({result.report for result in resumed}) == 90


@pytest.mark.parametrize(
    ("reports", "own_reader", "processes"),
    [(readers.ENOUGH - 1, False, []), (readers.ENOUGH, False, [2]), (readers.ENOUGH, True, [])],
    ids=["too few", "enough", "a reader of somebody's own stays here"],
)
def test_processes_are_started_for_many_reports_only(
    monkeypatch: pytest.MonkeyPatch, reports: int, own_reader: bool, processes: list[int]
) -> None:
    started = []

    class Pool(NamedTuple):
        many: int
        reader: str

        def submit(self, *_: object) -> None:
            started.append(self.many)

        def close(self) -> None:
            pass

    monkeypatch.setattr(readers, "_Pool", Pool)
    monkeypatch.setattr(readers, "_cores", lambda: 2)
    monkeypatch.delenv("SAYSO_PROCESSES", raising=False)
    with readers.Readers(read if own_reader else None, expected=reports) as reading:
        reading.ask(Kept("r1", captured(next(stencils(1))).capture, next(stencils(1)).encode()))
    assert started == processes
