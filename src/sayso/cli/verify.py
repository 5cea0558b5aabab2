"""`sayso verify`: whether everything that was kept is still what it was."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.exits import FAILED
from sayso.cli.project import AsLines, Folder, opened
from sayso.cli.terminal import put, put_json, tell


def verify(
    record: Annotated[bool, typer.Option("--record", help="Put the result into the log, too.")] = False,
    project: Folder = None,
    as_json: AsLines = False,
) -> None:
    """Hash everything again and name what was altered, is missing or was never logged. Exit code 1 when something was."""
    count = 0
    with opened(project) as ledger:
        for fault in ledger.verify():
            count += 1
            if as_json:
                put_json(fault, pretty=False)
            else:
                put(f"{fault.sentence}\n")
        if record:
            ledger.note("verify", "project", {"faults": count})
        kept, entries = sum(1 for _ in ledger.vault.all()), ledger.status().entries if not count else 0
    if count:
        tell(f"{count:,} {'fault' if count == 1 else 'faults'}.")
        raise typer.Exit(FAILED)
    tell(f"Nothing was altered: {kept:,} kept files, {entries:,} log entries.")
