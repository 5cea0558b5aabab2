"""`sayso backup`: what cannot be made again, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.project import Folder, opened
from sayso.cli.terminal import tell


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive; it must not exist yet.")],
    project: Folder = None,
) -> None:
    """Write the log and every kept file to one archive, and read it back to be sure. Keep it on another disk."""
    from sayso.wording.ledger_words import counted

    with opened(project) as ledger:
        done = ledger.backup(file)
    held = f"{counted(done.entries, 'log entry', 'log entries')} and {counted(done.files, 'kept file')}"
    tell(f"{file}: {held}, read back and sound ({done.size:,} bytes). SHA-256 {done.sha256}")
