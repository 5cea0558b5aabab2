"""One project folder as one object: the only thing that the command line and the desk talk to.

    with Ledger.open(Path("derna")) as ledger:
        for result in ledger.add(captures(["reports/"])):
            print(result.name, result.outcome)
        ledger.group()
        for incident in ledger.incidents():
            print(incident.code, incident.title)

What was captured and the log are given; everything else can be deleted and is made again by `rebuild()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from sayso.errors import InputError
from sayso.model.decision import Decision, Verb
from sayso.model.evidence import Capture, Entry
from sayso.model.grouped import Comparison, GroupedIncident
from sayso.model.ledger import (
    AddResult,
    ClaimFilter,
    ClaimRow,
    EntryFilter,
    Fault,
    Grouped,
    Hit,
    IncidentFilter,
    Page,
    Project,
    ReportRow,
    SourceRow,
    Status,
)

Input = tuple[Capture, bytes] | InputError
"""What capture yields: how the bytes came and the bytes that the vault keeps, or why there are none."""


class Ledger:
    """A project folder, opened. Use it as a context manager, or call `close()`."""

    folder: Path
    project: Project

    @classmethod
    def create(cls, folder: Path, project: Project, **options: Any) -> Self:
        """Make the folder with `sayso.toml`, `vault/` and the database, and open it. Raises ProjectExistsError."""
        raise NotImplementedError

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        user: str | None = None,
        now: Callable[[], str] | None = None,
    ) -> Self:
        """Open a project. `user` is who the log names (default: the project's, then who is logged in). Raises
        ProjectMissingError, ProjectError (its sayso.toml is wrong), LockedLedgerError.
        """
        raise NotImplementedError

    def add(self, inputs: Iterable[Input], reason: str = "") -> Iterator[AddResult]:
        """Keep, log and read what capture yields, one report after another; each is safe before the next begins.

        What was kept earlier and not read (a crash came between) is read first and yielded as `resumed`. Nothing happens
        unless the iterator is used up.
        """
        raise NotImplementedError

    def group(self) -> Grouped:
        """Put the accounts of all reports together to incidents, in one transaction; gives codes to new ones."""
        raise NotImplementedError

    def decide(  # noqa: PLR0913 - a decision has as many parts
        self,
        verb: Verb,
        target: str,
        *,
        value: Mapping[str, Any] | None = None,
        digest: str = "",
        reason: str,
        supersedes: int | None = None,
    ) -> Decision:
        """Append a decision. accept/reject/amend: `target` a claim key, `digest` the one seen; same/different/part_of/
        unsure: `target` an account id or incident code, value {"other": id or code}; grade: an incident code, value
        {"strike_status", "harm"}; select: an incident code, value {"field", "value"}; undo: `supersedes` the number.

        Raises StaleDecisionError when the claim's digest is no longer the one seen, UnknownIdError, DecisionError.
        """
        raise NotImplementedError

    def status(self) -> Status:
        """How the project stands: counts, what is not yet read or grouped, refusals, stale decisions."""
        raise NotImplementedError

    def incidents(self, wanted: IncidentFilter | None = None) -> Iterator[GroupedIncident]:
        """Incidents by date, then code."""
        raise NotImplementedError

    def agreements(self) -> Iterator[Any]:
        """Agreements by id."""
        raise NotImplementedError

    def pairs(self) -> Iterator[Comparison]:
        """Pairs of accounts that wait for a person, the most uncertain first."""
        raise NotImplementedError

    def reports(self, state: str | None = None) -> Iterator[ReportRow]:
        """Reports by the order in which they came."""
        raise NotImplementedError

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[ClaimRow]:
        """Claims of the current readings, by report and place in it."""
        raise NotImplementedError

    def sources(self) -> Iterator[SourceRow]:
        """Who published and who spoke, the most frequent first."""
        raise NotImplementedError

    def search(self, words: str) -> Iterator[Hit]:
        """Reports with all the words (English or Arabic; "in quotes": as they stand; raid*: what begins so), newest first."""
        raise NotImplementedError

    def show(self, id: str) -> Page:
        """The page of an incident (code, also an earlier one), report, claim (key), account or agreement, by its id.
        The beginning of a report's or claim's id is enough where only one begins so. Raises UnknownIdError.
        """
        raise NotImplementedError

    def log(self, wanted: EntryFilter | None = None) -> Iterator[Entry]:
        """Entries of the log in order."""
        raise NotImplementedError

    def note(self, kind: str, target: str, data: Mapping[str, Any], reason: str = "") -> Entry:
        """Append an entry that is no capture, decision or code: timestamp, verify, backup, restore, note."""
        raise NotImplementedError

    def verify(self) -> Iterator[Fault]:
        """Re-hash the vault, follow the chain, and name everything altered, missing or unlogged. Appends no entry."""
        raise NotImplementedError

    def rebuild(self, told: Callable[[AddResult], None] | None = None) -> Grouped:
        """Delete everything derived and make it again from the vault and the log."""
        raise NotImplementedError

    def export(self) -> bytes:
        """The state as canonical JSON: incidents, agreements, aggregates; the same on every database and after a rebuild."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the database."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
