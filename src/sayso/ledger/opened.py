"""What every part of an open ledger needs: the project, its vault and database, who acts, the clock, the reader.

Readers are loaded by whoever reads: a command that only looks must start without rules and language models.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from sayso.errors import InputError
from sayso.evidence.captured import Captured, report_bytes
from sayso.evidence.vault import Vault
from sayso.model.evidence import Capture
from sayso.model.ledger import Project
from sayso.store.connect import Database

if TYPE_CHECKING:
    from sayso.ledger.reading import ReadPiece
    from sayso.readers import Reader

Input = Captured | InputError
"""What capture yields (evidence/capture.py): a report on its way into the vault, or why there is none."""


class Now(TypedDict):
    """When and by whom, for a log entry."""

    at: str
    by: str


class Opened(NamedTuple):
    """An open project. `reader` reads, or the one of that name (None: as the environment or the project has it), in as many
    processes as there is work for; `allow_remote` lets it be a server on another machine. `read`, where there is one,
    stands in for all that.
    """

    folder: Path
    project: Project
    vault: Vault
    database: Database
    user: str
    clock: Callable[[], str]
    read: ReadPiece | None
    reader: Reader | str | None = None
    allow_remote: bool = False

    def now_by(self) -> Now:
        """This moment and this person."""
        return {"at": self.clock(), "by": self.user}

    def bytes_of(self, capture: Capture) -> bytes:
        """The report's own bytes, out of the vault. Raises VaultError."""
        return report_bytes(self.vault, capture)


def whoever() -> str:
    """Who is logged in, as far as the system says."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
