"""What the API answers with beside the records of the ledger: lists with the way on, conflicts, work, people."""

from __future__ import annotations

from typing import Any, Literal

from sayso.model.account import Account
from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.model.evidence import Entry, Timestamp
from sayso.model.exploring import News
from sayso.model.grouped import Comparison, Grade, GroupedAgreement
from sayso.model.inbox import ReportCounts
from sayso.model.ledger import ClaimRow, Hit, IncidentPage
from sayso.model.record import Record

Deed = Literal["look", "record", "review", "publish", "manage"]
Role = Literal["reader", "recorder", "reviewer", "publisher", "admin"]
State = Literal["gathering", "waiting", "running", "done", "failed", "cancelled", "interrupted"]
Work = Literal["add", "read", "group", "rebuild", "verify"]


class Fault(Record, frozen=True, kw_only=True):
    """What went wrong, in a sentence that names what is at fault."""

    error: str


class ClaimConflict(Fault, frozen=True, kw_only=True):
    """The claim is not what was seen: the reading with the digest that was sent (null: it never was read so), and the present
    one with what people decided on it. Nothing was decided.
    """

    seen: Claim | None
    now: ClaimRow | None


class IncidentConflict(Fault, frozen=True, kw_only=True):
    """Grade, choices or decisions are not what was seen: what was sent as `seen`, what to send now, the present grade and all
    decisions on the incident that stand. Nothing was decided.
    """

    seen: str
    now: str
    grade: Grade | None
    decisions: tuple[Decision, ...]


class PairConflict(Fault, frozen=True, kw_only=True):
    """Somebody decided on the pair since it was seen, or took back what was; the decision that stands. Nothing was decided."""

    decision: Decision | None


class SplitConflict(Fault, frozen=True, kw_only=True):
    """The incident has other accounts than were seen: those that it has. Nothing was decided."""

    accounts: tuple[str, ...]


class Person(Record, frozen=True, kw_only=True):
    """Whose key it is, and what they may do."""

    name: str
    role: Role
    may: tuple[Deed, ...]


class Member(Record, frozen=True, kw_only=True):
    """An account. `has_key`: a program can use the API in this person's name."""

    name: str
    role: Role
    active: bool
    has_key: bool


class Members(Record, frozen=True, kw_only=True):
    """Every account, by name."""

    accounts: tuple[Member, ...]


class Overview(Record, frozen=True, kw_only=True):
    """The project: how many reports in which state, pairs that wait for a person, decisions that the incidents do not know of
    yet; `persons` must accept a claim before it counts as accepted.
    """

    name: str
    languages: tuple[str, ...]
    persons: int
    reports: ReportCounts
    pairs: int
    behind: int


class Done(Record, frozen=True, kw_only=True):
    """On how many it was done."""

    done: int


class NextReport(Record, frozen=True, kw_only=True):
    """The next report with claims that wait for this person; null: none does."""

    report: str | None


class ReportText(Record, frozen=True, kw_only=True):
    """The text that all offsets of a report count in; null while there is none."""

    report: str
    text: str | None


class Outlets(Record, frozen=True, kw_only=True):
    """Who published the reports, by name."""

    outlets: tuple[str, ...]


class ClaimList(Record, frozen=True, kw_only=True):
    """Some of the claims that fit; `next` is what `after` has to be for those behind them, null at the end. With `review`
    or `speaker` a list may be short, or empty, and still have a `next`.
    """

    claims: tuple[ClaimRow, ...]
    next: str | None = None


class Decisions(Record, frozen=True, kw_only=True):
    """Decisions as they stand in the log."""

    decisions: tuple[Decision, ...]


class Notes(Record, frozen=True, kw_only=True):
    """What people noted, in order: `data.text`, or what was assigned and tagged."""

    notes: tuple[Entry, ...]


class Hits(Record, frozen=True, kw_only=True):
    """The first reports with all the words, the newest first."""

    hits: tuple[Hit, ...]


class IncidentShown(IncidentPage, tag_field="type", tag="incident", frozen=True, kw_only=True):
    """All that an incident's page shows. `seen` is to be sent with a grade or a choice; `accounts` are what each report tells
    of it; `history` all decisions on it and its claims, `standing` the numbers of those that stand; `notes` what people noted.
    """

    seen: str
    accounts: tuple[Account, ...] = ()
    history: tuple[Decision, ...] = ()
    standing: tuple[int, ...] = ()
    notes: tuple[Entry, ...] = ()


class AgreementList(Record, frozen=True, kw_only=True):
    """Some of the agreements, by id; `next` is what `after` has to be for those behind them, null at the end."""

    agreements: tuple[GroupedAgreement, ...]
    next: str | None = None


class Pair(Record, frozen=True, kw_only=True):
    """Two accounts that may tell of one incident. `seen` is to be sent with a decision: the number of the one that stands, 0
    when there is none; `incidents` are the codes of the incidents that they are in now.
    """

    pair: Comparison
    seen: int
    decision: Decision | None = None
    accounts: tuple[Account, ...] = ()
    incidents: tuple[str, ...] = ()


class PairList(Record, frozen=True, kw_only=True):
    """Some of the pairs that wait for a person, those of which least can be said first; `next` is what `start` has to be for
    those behind them, null at the end.
    """

    pairs: tuple[Pair, ...]
    total: int
    next: int | None = None


class EntryList(Record, frozen=True, kw_only=True):
    """Some entries of the log, the newest first; `next` is what `before` has to be for earlier ones, null at the end."""

    entries: tuple[Entry, ...]
    next: int | None = None


class EntryShown(Record, frozen=True, kw_only=True):
    """An entry and its place in the chain: `whole`: its hash is that of its fields; `follows`: it names the one before."""

    entry: Entry
    whole: bool
    follows: bool


class Timestamps(Record, frozen=True, kw_only=True):
    """The last word on every entry that was to be stamped."""

    timestamps: tuple[Timestamp, ...]


class Job(Record, frozen=True, kw_only=True):
    """Work in the background. `total` 0: not known; `outcomes` is how many lines of each kind it has; `result` what came of it
    all, `sentence` why it failed.
    """

    number: int
    kind: Work
    state: State
    by: str
    created: str | None
    started: str | None
    ended: str | None
    done: int
    total: int
    cancelling: bool
    sentence: str
    outcomes: dict[str, int]
    result: dict[str, Any]


class JobList(Record, frozen=True, kw_only=True):
    """Some of the work, the newest first; `next` is what `before` has to be for earlier work, null at the end."""

    jobs: tuple[Job, ...]
    next: int | None = None


class JobLine(Record, frozen=True, kw_only=True):
    """What became of one report, or one fault that was found; `body` is the record (AddResult, Fault of the ledger)."""

    number: int
    outcome: str
    body: dict[str, Any]


class JobLines(Record, frozen=True, kw_only=True):
    """Some lines of a job, in order; `next` is what `after` has to be for those behind them, null at the end."""

    lines: tuple[JobLine, ...]
    next: int | None = None


class Search(Record, frozen=True, kw_only=True):
    """A search that somebody kept, as Explore's address has it, and what is new in it since they looked."""

    number: int
    name: str
    query: str
    seen: int
    news: News


class Searches(Record, frozen=True, kw_only=True):
    """The searches that this person kept, by name."""

    searches: tuple[Search, ...]
