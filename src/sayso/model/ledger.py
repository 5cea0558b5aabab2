"""What a ledger answers: the rows and pages behind every command that reads, and behind the desk."""

from __future__ import annotations

from typing import Literal

from sayso.model.claim import Claim, ClaimKind, EventKind, Stance
from sayso.model.decision import Decision
from sayso.model.evidence import Capture, Entry
from sayso.model.grouped import Comparison, GroupedAgreement, GroupedIncident, PeriodTotal, StrikeStatus
from sayso.model.mention import Mention
from sayso.model.publishing import ReleasePolicy
from sayso.model.reader import ReaderSettings
from sayso.model.reading import Reading
from sayso.model.record import Record

ReportState = Literal["kept", "read", "refused"]
Review = Literal["suggested", "accepted", "rejected", "amended", "stale", "waiting"]


class Project(Record, frozen=True, kw_only=True):
    """What `sayso.toml` says. `user` None: whoever is logged in. `database` is a url; a path in it starts at the project.

    `certificates` of the timestamp `authority` are PEM text or files in the project. `same` and `unsure` are scores:
    accounts that compare at `same` or more are joined, from `unsure` on they are put to a person. `contact` is told to
    servers from which pages are fetched. `reader` is who reads its reports, unless the command or the environment says.
    `review` is how many people must have accepted a claim before it counts as accepted, `publish` how releases are made.
    """

    name: str
    languages: tuple[str, ...] = ("en",)
    database: str = "sqlite:///sayso.db"
    user: str | None = None
    authority: str | None = None
    certificates: tuple[str, ...] = ()
    same: float | None = None
    unsure: float | None = None
    contact: str | None = None
    reader: ReaderSettings = ReaderSettings()
    review: int = 1
    publish: ReleasePolicy = ReleasePolicy()


class AddResult(Record, frozen=True, kw_only=True):
    """What became of one input. `new`: kept and read; `known`: the same bytes with the same facts were there already;
    `changed`: the same bytes with other facts, read anew; `refused`: kept, but it cannot be read (`sentence` says why);
    `rejected`: it could not even be captured, so nothing was kept; `resumed`: kept earlier, read only now.
    """

    name: str
    outcome: Literal["new", "known", "changed", "refused", "rejected", "resumed"]
    report: str | None = None
    sha256: str | None = None
    sentence: str | None = None
    claims: int = 0
    incidents: int = 0
    title: str | None = None


class ReportRow(Record, frozen=True, kw_only=True):
    """One report of the project. `id` is `r` and the first twelve digits of `sha256`; of a further outlet with the same bytes
    it is another (store/publications.py). What was captured says more than
    the page says of itself; `name` is how it was first called. `read`: its reading stands; `kept`: not yet read;
    `refused`: it cannot be read, `sentence` says why. `entries` are the log entries that captured it.
    """

    id: str
    sha256: str
    state: ReportState
    name: str
    media_type: str
    size: int
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    text_sha256: str | None = None
    story: str | None = None
    sentence: str | None = None
    claims: int = 0
    incidents: int = 0
    entries: tuple[int, ...] = ()


class ClaimRow(Record, frozen=True, kw_only=True):
    """A claim of the current readings and what people made of it. `stale`: they decided on an earlier reading of it;
    `waiting`: accepted or amended, and not yet confirmed by as many others as the project wants.
    """

    report: str
    claim: Claim
    review: Review = "suggested"
    decisions: tuple[Decision, ...] = ()


class SourceRow(Record, frozen=True, kw_only=True):
    """Who published or spoke, and how often. `reports`: published by it; `claims`: ends of chains that are its own words."""

    name: str
    outlet: bool
    reports: int = 0
    claims: int = 0
    first: str | None = None
    last: str | None = None


class Hit(Record, frozen=True, kw_only=True):
    """A report that a search found. `snippet` are words of its text around the first match; `matches` are the ranges in
    the snippet; `start` is where the snippet begins in the text. `incidents` are codes.
    """

    report: str
    title: str | None
    source: str | None
    published: str | None
    snippet: str
    start: int
    matches: tuple[tuple[int, int], ...] = ()
    incidents: tuple[str, ...] = ()


class IncidentFilter(Record, frozen=True, kw_only=True):
    """Which incidents: every field that is given must fit. `since`/`until` (ISO dates) keep what may lie between them;
    `place` is a place in any known spelling, or part of its name, and stands for all that lies in it; `actor` is to whom the
    incident is laid; `harm` a harm grade. `parts` False leaves out parts of clusters.
    """

    kind: EventKind | None = None
    since: str | None = None
    until: str | None = None
    country: str | None = None
    place: str | None = None
    actor: str | None = None
    strike_status: StrikeStatus | None = None
    harm: str | None = None
    report: str | None = None
    parts: bool = True


class ClaimFilter(Record, frozen=True, kw_only=True):
    """Which claims: every field that is given must fit. `speaker` is part of the innermost speaker's name."""

    kind: ClaimKind | None = None
    report: str | None = None
    incident: str | None = None
    speaker: str | None = None
    stance: Stance | None = None
    review: Review | None = None
    since: str | None = None
    until: str | None = None


class EntryFilter(Record, frozen=True, kw_only=True):
    """Which log entries; `after` is a number."""

    kind: str | None = None
    target: str | None = None
    by: str | None = None
    after: int = 0


class Status(Record, frozen=True, kw_only=True):
    """How the project stands. `kept`: reports not yet read; `ungrouped`: reports and decisions that the incidents do not
    know of yet; `pairs`: uncertain pairs that wait for a person; `outdated`: reports read by another version of sayso.
    """

    name: str
    reports: int = 0
    read: int = 0
    kept: int = 0
    refused: int = 0
    outdated: int = 0
    ungrouped: int = 0
    claims: int = 0
    incidents: int = 0
    agreements: int = 0
    aggregates: int = 0
    pairs: int = 0
    decisions: int = 0
    stale: int = 0
    entries: int = 0
    refusals: tuple[ReportRow, ...] = ()
    stale_decisions: tuple[Decision, ...] = ()


class IncidentPage(Record, tag_field="type", tag="incident", frozen=True, kw_only=True):
    """All that an incident's page needs. `mentions` are those of its reports, by report; `parts` in full."""

    incident: GroupedIncident
    whole: GroupedIncident | None = None
    parts: tuple[GroupedIncident, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    aggregates: tuple[PeriodTotal, ...] = ()
    pairs: tuple[Comparison, ...] = ()
    decisions: tuple[Decision, ...] = ()


class ReportPage(Record, tag_field="type", tag="report", frozen=True, kw_only=True):
    """One report with its text, its reading, how it came in, and the incidents that it tells of."""

    report: ReportRow
    text: str | None
    reading: Reading | None
    captures: tuple[Capture, ...]
    entries: tuple[Entry, ...]
    incidents: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


class ClaimPage(Record, tag_field="type", tag="claim", frozen=True, kw_only=True):
    """One claim, the words around it, and what was decided on it."""

    claim: ClaimRow
    report: ReportRow
    before: str
    after: str
    mentions: tuple[Mention, ...] = ()
    incidents: tuple[str, ...] = ()


class AgreementPage(Record, tag_field="type", tag="agreement", frozen=True, kw_only=True):
    """One agreement as incidents/ puts it together, with its claims."""

    agreement: GroupedAgreement
    claims: tuple[ClaimRow, ...] = ()
    reports: tuple[ReportRow, ...] = ()


Page = IncidentPage | ReportPage | ClaimPage | AgreementPage


class Grouped(Record, frozen=True, kw_only=True):
    """What one run of grouping did. `changed` counts incidents that are not what they were."""

    reports: int
    accounts: int
    incidents: int
    new_codes: tuple[str, ...] = ()
    merged_codes: tuple[str, ...] = ()
    changed: int = 0
    pairs: int = 0


class Fault(Record, frozen=True, kw_only=True):
    """Something that `verify` found altered, missing or unlogged. `target` is a hash, a log entry's number or a report."""

    kind: Literal["altered", "missing", "unlogged", "chain", "derived", "timestamp"]
    target: str
    sentence: str


class Backup(Record, frozen=True, kw_only=True):
    """An archive that was written and read back: `entries` of the log and `files` of the vault are in it."""

    path: str
    sha256: str
    size: int
    entries: int
    files: int
