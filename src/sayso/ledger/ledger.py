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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from sayso.errors import LedgerError
from sayso.evidence import clock
from sayso.evidence.vault import Vault
from sayso.ledger import adding, backing, deciding, grouping, listing, pages, rebuilding, reviewing, stamping
from sayso.ledger.answers import hits, sources, status
from sayso.ledger.matching import Matching
from sayso.ledger.opened import Input, Opened, whoever
from sayso.ledger.project import VAULT, read_project, write_project
from sayso.ledger.publishing import Publishing
from sayso.ledger.verifying import verify
from sayso.model.claim import Claim
from sayso.model.decision import Decision, Verb
from sayso.model.evidence import Entry, Timestamp
from sayso.model.grouped import Comparison, GroupedAgreement, GroupedIncident, PeriodTotal
from sayso.model.inbox import ReportCounts, ReportFilter, ReportList
from sayso.model.ledger import (
    AddResult,
    Backup,
    ClaimFilter,
    ClaimRow,
    EntryFilter,
    Fault,
    Grouped,
    Hit,
    IncidentFilter,
    IncidentPage,
    Page,
    Project,
    ReportPage,
    ReportRow,
    ReportState,
    SourceRow,
    Status,
)
from sayso.model.log import LogFilter
from sayso.model.reading import Reading
from sayso.store import groups, log, log_pages, readings, reports
from sayso.store.address import SECONDS
from sayso.store.connect import Database, connect
from sayso.store.faults import told as told_faults
from sayso.store.migrate import migrate

if TYPE_CHECKING:
    from sayso.ledger.exploration import Exploration
    from sayso.ledger.paging import Paging
    from sayso.ledger.reading import ReadPiece
    from sayso.ledger.telling import Telling
    from sayso.readers import Reader

Noted = Literal["timestamp", "verify", "backup", "restore", "note", "release"]
"""Kinds of log entries that others than the ledger itself append."""

ALL_INCIDENTS, ALL_CLAIMS, ALL_ENTRIES = IncidentFilter(), ClaimFilter(), EntryFilter()
ALL_REPORTS = ReportFilter()


class Ledger:
    """A project folder, opened. Use it as a context manager, or call `close()`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @property
    def folder(self) -> Path:
        """The project folder."""
        return self._opened.folder

    @property
    def project(self) -> Project:
        """What its sayso.toml says."""
        return self._opened.project

    @property
    def vault(self) -> Vault:
        """Its vault."""
        return self._opened.vault

    @property
    def database(self) -> Database:
        """Its database: for tests and measurements; commands ask the ledger."""
        return self._opened.database

    @classmethod
    def create(cls, folder: Path, project: Project, **options: Any) -> Self:
        """Make the folder with `sayso.toml`, `vault/` and the database, and open it; `options` are those of `open`.
        Raises ProjectExistsError, ProjectError, DatabaseError.
        """
        connect(project.database, folder)
        write_project(folder, project)
        return cls.open(folder, **options)

    @classmethod
    def open(  # noqa: PLR0913 - each is of use alone
        cls,
        folder: Path,
        *,
        user: str | None = None,
        now: Callable[[], str] = clock.now,
        read: ReadPiece | None = None,
        reader: Reader | str | None = None,
        allow_remote: bool = False,
        seconds: float = SECONDS,
    ) -> Self:
        """Open a project. `user` is who the log names (default: the project's, then who is logged in), `now` the clock,
        `reader` who finds out who says what: a name (default: SAYSO_READER, then the project's) or a reader of one's own,
        with `allow_remote` also a server on another machine; `read` does all of the reading instead, `seconds` is how long
        to wait for another writer. Raises ProjectMissingError, ProjectError (its sayso.toml is wrong), DatabaseError,
        VaultError; whatever reads raises ReaderError when the reader cannot be used.
        """
        project = read_project(folder)
        database = connect(project.database, folder, seconds)
        try:
            migrate(database)
            vault = Vault(folder / VAULT)
        except LedgerError:
            database.close()
            raise
        return cls(
            Opened(
                folder=folder,
                project=project,
                vault=vault,
                database=database,
                user=user or project.user or whoever(),
                clock=now,
                read=read,
                reader=reader,
                allow_remote=allow_remote,
            )
        )

    @classmethod
    def restore(
        cls,
        archive: Path,
        folder: Path,
        *,
        database: str | None = None,
        told: Callable[[str], None] = lambda _: None,
        **options: Any,
    ) -> Self:
        """Make a project out of a backup, in a folder that is new or empty, and open it; its reports are kept and not yet
        read, so `rebuild()` it next. Its database is a file in the folder, or the `database` that is named here, never the
        one that the backup names; `told` hears a sentence when that was another. Raises ProjectExistsError, BackupError,
        ProjectError, DatabaseError.
        """
        with (
            backing.laid_out(archive, folder, database, told) as laid,
            cls.open(laid, **options) as ledger,
            ledger._told(),
        ):
            backing.take_over(ledger._opened, archive)
        return cls.open(folder, **options)

    def add(self, inputs: Iterable[Input], reason: str = "") -> Iterator[AddResult]:
        """Keep, log and read what capture yields, one report after another; each is safe before the next begins.

        What was kept earlier and not read (a crash came between) is read first and yielded as `resumed`. Nothing happens
        unless the iterator is used up.
        """
        return adding.add(self._opened, inputs, reason)

    def group(self, told: Callable[[AddResult], None] | None = None) -> Grouped:
        """Put the accounts of all reports together to incidents, in one transaction; gives codes to new ones. Reads first
        what is kept and not yet read; `told` hears what became of each.
        """
        with self._told():
            for result in adding.read_kept(self._opened):
                (told or _silent)(result)
            return grouping.regroup(self._opened)

    def decide(  # noqa: PLR0913 - a decision has as many parts
        self,
        verb: Verb,
        target: str,
        *,
        value: Mapping[str, Any] | None = None,
        digest: str = "",
        reason: str,
        supersedes: int | None = None,
        after: int | None = None,
    ) -> Decision:
        """Append a decision. accept/reject/amend: `target` a claim key, `digest` the one seen; same/different/part_of/
        unsure: `target` an account id or incident code, value {"other": id or code}; grade: an incident code, value
        {"strike_status", "harm"}; select: an incident code, value {"field", "value"}; publish: an incident code, or "release"
        for all, value {"flag", "verdict"} and of an embargo {"until"}; undo: `supersedes` the number. `after` is
        the newest decision on the claim that was seen (0: none): a newer one makes this one stale. Where the project wants
        more than one person, `accept` of what another one accepted or amended confirms it, and nobody confirms their own.

        Raises StaleDecisionError when the claim's digest is no longer the one seen, UnknownIdError, DecisionError.
        """
        wanted = Decision(
            number=0,
            target=target,
            digest=digest,
            verb=verb,
            value=dict(value or {}),
            by="",
            at="",
            reason=reason,
            supersedes=supersedes,
        )
        with self._told():
            return deciding.decide(self._opened, wanted, after)

    def decide_all(self, wanted: Sequence[Decision], after: Mapping[str, int] | None = None) -> list[Decision]:
        """Append decisions (their verb, target, digest, value, reason, supersedes) in one transaction: all, or none. `after`
        is the newest decision that was seen on each claim, by its key. Raises what `decide` raises.
        """
        with self._told():
            return deciding.decide_all(self._opened, wanted, after or {})

    def next_to_review(self, after: str | None = None) -> str | None:
        """The next report with a claim that this person can still decide on, behind a report; from the beginning when there
        is none behind it.
        """
        with self._told():
            return reviewing.next_to_review(self._opened, after)

    def status(self) -> Status:
        """How the project stands: counts, what is not yet read or grouped, refusals, stale decisions."""
        with self._told():
            return status(self._opened)

    def incidents(self, wanted: IncidentFilter = ALL_INCIDENTS) -> Iterator[GroupedIncident]:
        """Incidents by date, then code. Raises UnknownPlaceError."""
        return pages.incidents(self._opened, wanted)

    def agreements(self) -> Iterator[GroupedAgreement]:
        """Agreements by id."""
        with self._told():
            yield from groups.agreements(self._opened.database)

    def aggregates(self) -> Iterator[PeriodTotal]:
        """Totals over periods and campaigns by id: they stand beside incidents and are never part of one."""
        with self._told():
            yield from groups.aggregates(self._opened.database)

    def pairs(self) -> Iterator[Comparison]:
        """Pairs of accounts that wait for a person, the most uncertain first."""
        with self._told():
            yield from groups.pairs(self._opened.database)

    @property
    def matching(self) -> Matching:
        """Its accounts as somebody compares them."""
        return Matching(self._opened)

    def readings(self, reports: Sequence[str]) -> dict[str, Reading]:
        """The current readings of some reports, by report."""
        with self._told():
            return readings.readings(self._opened.database, reports)

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of some reports, by report."""
        with self._told():
            return reports.texts_of(self._opened.database, ids)

    def telling(self, page: IncidentPage) -> Telling:
        """Who tells of the incident of a page, and what it rests on."""
        from sayso.ledger.telling import telling

        with self._told():
            return telling(self._opened, page)

    def reports(self, state: ReportState | None = None) -> Iterator[ReportRow]:
        """Reports by the order in which they came."""
        return reports.reports(self._opened.database, state)

    def report_page(self, wanted: ReportFilter = ALL_REPORTS, page: int = 1) -> ReportList:
        """A page of the reports that fit, the newest first."""
        with self._told():
            return listing.listed(self._opened, wanted, page)

    def report_counts(self) -> ReportCounts:
        """How many reports there are in each state."""
        with self._told():
            return listing.counts(self._opened)

    def outlets(self) -> list[str]:
        """The outlets of the reports, by name: the first few hundred."""
        with self._told():
            return listing.outlets(self._opened)

    def try_again(self, report: str) -> None:
        """Have a report that was refused read again with what comes next. Raises UnknownIdError."""
        with self._told():
            listing.try_again(self._opened, report)

    def claims(self, wanted: ClaimFilter = ALL_CLAIMS) -> Iterator[ClaimRow]:
        """Claims of the current readings, by report and place in it."""
        return pages.claims(self._opened, wanted)

    @property
    def paging(self) -> Paging:
        """Its claims and agreements a page at a time."""
        from sayso.ledger.paging import Paging

        return Paging(self._opened)

    def sources(self) -> Iterator[SourceRow]:
        """Who published and who spoke, the most frequent first."""
        with self._told():
            yield from sources(self._opened)

    def search(self, words: str) -> Iterator[Hit]:
        """Reports with all the words (English or Arabic; "in quotes": as they stand; raid*: what begins so), newest first."""
        with self._told():
            yield from hits(self._opened, words)

    def show(self, id: str) -> Page:
        """The page of an incident (code, also an earlier one), report, claim (key), account or agreement, by its id.
        The beginning of a report's or claim's id is enough where only one begins so. Raises UnknownIdError.
        """
        with self._told():
            return pages.show(self._opened, id)

    def report(self, id: str) -> ReportPage:
        """The page of a report, by its whole id. Raises UnknownIdError."""
        with self._told():
            return pages.report(self._opened, id)

    def notes(self, targets: Sequence[str]) -> list[Entry]:
        """What people noted on these (claims, reports, incidents: by their ids), in order."""
        with self._told():
            return log.aimed_at(self._opened.database, "note", list(targets))

    def earlier(self, key: str, digest: str) -> Claim | None:
        """A claim as it was read when it had this digest; None when it never had. A rebuild keeps those of earlier readings
        that somebody decided on.
        """
        with self._told():
            found = readings.earlier(self._opened.database, key, digest)
            return found.claim if found else None

    def log(self, wanted: EntryFilter = ALL_ENTRIES) -> Iterator[Entry]:
        """Entries of the log in order."""
        return log.entries(self._opened.database, wanted)

    def log_page(self, wanted: LogFilter, *, before: int | None = None, many: int = 50) -> list[Entry]:
        """Entries that fit, the newest first, below a number."""
        return log_pages.page(self._opened.database, wanted, before, many)

    def entries(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """Entries of the log by their numbers."""
        return log_pages.numbered(self._opened.database, numbers)

    def people(self) -> list[str]:
        """Everybody who made an entry of the log."""
        return log_pages.people(self._opened.database)

    @property
    def exploration(self) -> Exploration:
        """Its incidents by any of their facets, counted; and what people note on many of them at once."""
        from sayso.ledger.exploration import Exploration  # with numpy, which nothing else here needs

        return Exploration(self._opened)

    @property
    def publishing(self) -> Publishing:
        """What a release is made of, and the releases before."""
        return Publishing(self._opened)

    def note(self, kind: Noted, target: str, data: Mapping[str, Any], reason: str = "") -> Entry:
        """Append an entry that is no capture, decision or code: timestamp, verify, backup, restore, note."""
        with self._opened.database.writing():
            return log.append(
                self._opened.database, **self._opened.now_by(), kind=kind, target=target, data=data, reason=reason
            )

    def verify(self) -> Iterator[Fault]:
        """Re-hash the vault, follow the chain, and name everything altered, missing or unlogged. Appends no entry."""
        yield from verify(self._opened)
        with self._told():
            yield from stamping.faults(self._opened)

    def stamp(self, *, allow_private: bool = False) -> Timestamp | None:
        """Have the project's timestamp authority say that the newest log entry, and so everything before it, is there; None
        when that is said already. `allow_private` is for the tests' own authority. Raises ProjectError.
        """
        with self._told():
            return stamping.stamp(self._opened, allow_private=allow_private)

    def timestamps(self) -> dict[int, Timestamp]:
        """The last word on every log entry that was to be stamped, by its number."""
        with self._told():
            return stamping.known_timestamps(self._opened)

    def backup(self, path: Path) -> Backup:
        """Write what is given (the log, the vault, sayso.toml) to one archive that does not exist yet, and read it back.
        Raises BackupError, AlteredLogError, VaultError.
        """
        with self._told():
            return backing.backup(self._opened, path)

    def rebuild(self, told: Callable[[AddResult], None] | None = None) -> Grouped:
        """Delete everything derived and make it again from the vault and the log."""
        with self._told():
            return rebuilding.rebuild(self._opened, told or _silent)

    def export(self) -> bytes:
        """The state as canonical JSON: incidents, agreements, aggregates; the same on every database and after a rebuild."""
        with self._told():
            return rebuilding.export(self._opened)

    def close(self) -> None:
        """Let go of the database."""
        self._opened.database.close()

    def _told(self) -> AbstractContextManager[None]:
        """Faults of the database in words."""
        return told_faults(self._opened.database.seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _silent(_: AddResult) -> None:
    """Nobody wants to hear of every report."""
