"""Loads all that work_to_kill.py needs by doing such work once: the processes that will be killed are forked from this one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.reports_by_stencil import read, stencils
from tests.store.reports import added, project

with tempfile.TemporaryDirectory() as folder, project(Path(folder) / "first", read=read) as ledger:
    added(ledger, *stencils(3))
    ledger.rebuild()
    ledger.backup(Path(folder) / "first.tar")
