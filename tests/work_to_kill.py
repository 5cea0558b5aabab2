"""What the tests of killing have other processes do. They are forked from one that has done it once (loaded_for_work.py), so
that they begin at once. The reader only says where and when: the moments between the steps are tested, not the reading.
"""

from __future__ import annotations

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from sayso.ledger import Ledger, readers
from tests.reports_by_stencil import read, stencils
from tests.store.reports import captured


def work(folder: Path, steps: str, reports: int, *, side_by_side: bool, ready: Connection) -> None:
    """Some steps with the ledger in a folder, one after another."""
    if side_by_side:
        os.environ["SAYSO_PROCESSES"] = "2"
        readers._COMMAND = (sys.executable, "-m", "tests.ledger.stencil_process")
    ready.send(None)
    with Ledger.open(folder, user="ada", read=None if side_by_side else read) as ledger:
        for step in steps.split(","):
            match step:
                case "add":
                    list(ledger.add(captured(text) for text in stencils(reports)))
                case "group":
                    ledger.group()
                case "rebuild":
                    ledger.rebuild()
                case "backup":
                    ledger.backup(next(p for n in range(999) if not (p := folder.parent / f"{n}.tar").exists()))
