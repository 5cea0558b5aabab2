"""What writes one format: it is given one record after another, and never holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from sayso.model.release import Changed, Release, ReleasedAgreement, ReleasedIncident, ReleasedTotal


class Made(NamedTuple):
    """A file that was written, by its path in the release; `what` it holds, and what its format has no place for."""

    path: str
    what: str
    lost: tuple[str, ...] = ()


class Contents(NamedTuple):
    """What a writer knows beforehand: the release (its files are not known yet), its changes, and every code that is gone.
    `made` grows while writers finish: whoever finishes last finds there what the others made.
    `shared`: another process writes some pages of the site (site/share.py).
    """

    release: Release
    changes: tuple[Changed, ...]
    tombstones: tuple[Changed, ...]
    made: Sequence[Made] = ()
    shared: bool = False


class Writer(Protocol):
    """One format. It writes below `folder`, the folder of the whole release."""

    def __init__(self, folder: Path, contents: Contents) -> None: ...

    def incident(self, one: ReleasedIncident) -> None:
        """Write an incident; they come by code."""

    def agreement(self, one: ReleasedAgreement) -> None:
        """Write an agreement; they come by id, after the incidents."""

    def total(self, one: ReleasedTotal) -> None:
        """Write a total over a period; they come last."""

    def close(self) -> list[Made]:
        """Finish, and say what was made."""
