"""What is published: incidents and agreements as a release tells them, and what the release says of itself.

Everything that a release holds in other formats is made from these records, after names and coordinates have been taken out.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.claim import Basis, Certainty, ClaimKind, EventKind, Modality, Named, Polarity, Stance
from sayso.model.grouped import Beside, Facet, GroupedAgreement, PeriodTotal
from sayso.model.ledger import Review
from sayso.model.publishing import Flag, ReleasePolicy, Verdict
from sayso.model.record import Record

Exclusion = Literal["withheld", "embargo", "not_reviewed", "no_strike", "discounted"]
"""Why an incident is counted and not published. not_reviewed: no person has graded it or accepted a claim of it; no_strike,
discounted: a person graded it so. What was only threatened, planned or denied makes no incident at all: `Release.no_events`.
"""
Change = Literal["added", "changed", "merged", "removed"]


class ReleasedHop(Record, frozen=True, kw_only=True):
    """One speaker of a chain, the outermost first (model/claim.py: Hop)."""

    name: str
    cue: str | None = None
    stance: Stance = "states"
    named: Named = "named"
    basis: Basis = "indirect"


class ReleasedClaim(Record, frozen=True, kw_only=True):
    """One claim with the words that it stands on. `quote` is `text[start:end]` of its report's text, unless `withheld`: then
    something was taken out of it. `sentence` tells it in plain English. `role`: it speaks for the incident, against it, or
    beside it. `originator` is the independent end of the chain, `side` the belligerent or body that this belongs to.
    `rule`, `engine`, `models`, `score`: what read it, and how often such a reading is right; `review`: what people made of it.
    """

    key: str
    digest: str
    report: str
    kind: ClaimKind
    role: Literal["supports", "contradicts", "context"]
    sentence: str
    quote: str
    start: int
    end: int
    chain: tuple[ReleasedHop, ...]
    stance: Stance
    polarity: Polarity
    modality: Modality
    certainty: Certainty
    originator: str
    originator_name: str
    side: str
    side_name: str
    day: str | None = None
    tells: bool = False
    denies: bool = False
    review: Review = "suggested"
    withheld: bool = False
    rule: str = ""
    engine: str = "rules"
    models: tuple[str, ...] = ()
    score: float | None = None


class ReleasedReport(Record, frozen=True, kw_only=True):
    """A report that something rests on: who published what and when, and the hash of the bytes that are kept of it. `captured`
    is when they were, by the log's entry `entry` with the hash `entry_hash`; `url` None: none is known, or it was
    taken out since it names somebody.
    """

    id: str
    sha256: str
    media_type: str
    size: int
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    text_sha256: str | None = None
    story: str | None = None
    captured: str | None = None
    entry: int | None = None
    entry_hash: str | None = None


class ReleasedPlace(Record, frozen=True, kw_only=True):
    """Where it was: a spot is never finer than `radius_m` metres. `coarsened`: it is told less precisely than it is known."""

    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    radius_m: int | None = None
    coarsened: bool = False


class ReleasedIncident(Record, frozen=True, kw_only=True):
    """An incident with every fact, every claim and every report that it rests on (model/grouped.py: GroupedIncident).

    `tellers` are the independent originators that say that it happened, by name. `strike_status` and `harm` are the grades,
    `grade_rule` and `grade_why` what gives them, `graded`: a person did. `reviewed`: a person graded it, or accepted a claim of
    it; else it is a machine's suggestion. `withheld` names what was taken out of it.
    """

    code: str
    kind: EventKind
    title: str
    place: ReleasedPlace
    first: str | None = None
    last: str | None = None
    when_said: tuple[str, ...] = ()
    previous_codes: tuple[str, ...] = ()
    part_of: str | None = None
    parts: tuple[str, ...] = ()
    strike_status: str = "unassessed"
    harm: str = "unassessed"
    grade_rule: str = ""
    grade_why: str = ""
    graded: bool = False
    reviewed: bool = False
    facets: tuple[Facet, ...] = ()
    tellers: tuple[str, ...] = ()
    claims: tuple[ReleasedClaim, ...] = ()
    reports: tuple[ReleasedReport, ...] = ()
    beside: tuple[Beside, ...] = ()
    withheld: tuple[Flag, ...] = ()

    def facet(self, field: str) -> Facet | None:
        """A fact by its name; None where nobody says anything of it."""
        return next((facet for facet in self.facets if facet.field == field), None)


class ReleasedAgreement(Record, frozen=True, kw_only=True):
    """An agreement with the claims and reports that it rests on."""

    agreement: GroupedAgreement
    claims: tuple[ReleasedClaim, ...] = ()
    reports: tuple[ReleasedReport, ...] = ()


class ReleasedTotal(Record, frozen=True, kw_only=True):
    """A total over a period, which stands beside incidents and is never added to them."""

    total: PeriodTotal
    claims: tuple[ReleasedClaim, ...] = ()
    reports: tuple[ReleasedReport, ...] = ()


class ReleasedFile(Record, frozen=True, kw_only=True):
    """A file of a release. `lost` is what its format cannot say."""

    path: str
    sha256: str
    size: int
    what: str = ""
    lost: tuple[str, ...] = ()


class Changed(Record, frozen=True, kw_only=True):
    """What became of a code since the release before. `into`: the code that it was merged into; `fields`: what reads otherwise;
    `why`: why it is not published any more.
    """

    code: str
    change: Change
    title: str = ""
    into: str | None = None
    fields: tuple[str, ...] = ()
    why: str = ""


class Indexed(Record, frozen=True, kw_only=True):
    """What is remembered of an incident that was published, so that the next release can say what changed: the digest of each
    of its fields. `gone`: it was published once and is no more, for the reason `gone`.
    """

    code: str
    title: str
    fields: dict[str, str] = msgspec.field(default_factory=dict)
    into: str | None = None
    gone: str = ""


class Before(Record, frozen=True, kw_only=True):
    """The release before this one."""

    number: int
    day: str
    index: str


class GateCount(Record, frozen=True, kw_only=True):
    """How a flag was decided, and on how many incidents; the decisions by their numbers in the log."""

    flag: Flag
    verdict: Verdict
    incidents: int
    decisions: tuple[int, ...]


class Release(Record, frozen=True, kw_only=True):
    """What a release says of itself. `day` is that of the newest entry of the log that it knows of (`entry`, with its hash), so
    that one state of a project always gives one release. `excluded` counts incidents by why they are not in it, `no_events` all
    claims of the project that tell of what did not happen, or not yet, and so make no incident.
    """

    number: int
    day: str
    project: str
    entry: int
    entry_hash: str
    sayso: str
    policy: ReleasePolicy
    incidents: int
    claims: int
    reports: int
    agreements: int
    totals: int
    reviewed: int
    first: str | None = None
    last: str | None = None
    excluded: dict[Exclusion, int] = msgspec.field(default_factory=dict)
    no_events: dict[str, int] = msgspec.field(default_factory=dict)
    gate: tuple[GateCount, ...] = ()
    models: tuple[str, ...] = ()
    before: Before | None = None
    changes: dict[Change, int] = msgspec.field(default_factory=dict)
    method: str = ""
    files: tuple[ReleasedFile, ...] = ()
