"""What grouping concludes: incidents over many reports, their contested facts, grades and doubts."""

from __future__ import annotations

from typing import Literal

from sayso.model.account import Figure
from sayso.model.claim import EventKind, SignatureStatus, Stance
from sayso.model.record import Record

FacetField = Literal["killed", "injured", "when", "where", "who", "weapon", "target", "civilian_status", "strikes"]
StrikeStatus = Literal["declared", "likely", "single_source", "contested", "no_strike_indicated", "unassessed"]
HarmGrade = Literal["confirmed", "fair", "weak", "contested", "discounted", "unassessed"]


class Feature(Record, frozen=True, kw_only=True):
    """One feature's part in a comparison: its weight in the score (log odds; negative speaks against) and why, in words."""

    name: str
    weight: float
    why: str


class Comparison(Record, frozen=True, kw_only=True):
    """Two accounts compared: `score` 0 to 1 that they tell of one incident, and how it came about. `value`: how much hangs on
    it in the queue, the score times the reports of the lesser of the two incidents. `held`: why the machine does not join them
    though the score may be high, in words.
    """

    a: str
    b: str
    score: float
    features: tuple[Feature, ...]
    value: float = 0.0
    held: str | None = None


class Position(Record, frozen=True, kw_only=True):
    """One value of a disputed fact with the claims for and against it, in time order, and who they go back to.

    `low`/`high` for numbers (None = open); `originators` are the independent ends of the chains, `outlets` who printed it.
    `current`: somebody still stands by it; `superseded_by` is the value that its last originator went over to. Claims that a
    person rejected stand under `rejected` and count for nothing. `bases`: on what basis it is laid to somebody.
    """

    value: str
    low: int | None = None
    high: int | None = None
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    originators: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    first_said: str | None = None
    last_said: str | None = None
    superseded_by: str | None = None
    note: str | None = None
    current: bool = True
    rejected: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


class Facet(Record, frozen=True, kw_only=True):
    """A field of an incident with every reported value. `low`, `high`: the lowest and highest reported, never a sum.
    `selected` the value that a person chose, with the decision's number. `flags`: arithmetic that does not add up.
    `parts` are figures of some of the people ("five of them children"): they never raise or lower the total.
    """

    field: FacetField
    positions: tuple[Position, ...]
    low: int | None = None
    high: int | None = None
    contested: bool = False
    selected: str | None = None
    decision: int | None = None
    flags: tuple[str, ...] = ()
    parts: tuple[Position, ...] = ()


class Grade(Record, frozen=True, kw_only=True):
    """A proposal with the rule that gives it, in words; `decided` when a person graded instead."""

    strike_status: StrikeStatus
    harm: HarmGrade
    rule: str
    why: str
    decided: int | None = None


class Member(Record, frozen=True, kw_only=True):
    """A claim's place in an incident: for it, against it, or beside it."""

    claim: str
    report: str
    role: Literal["supports", "contradicts", "context"]
    stance: Stance


class Word(Record, frozen=True, kw_only=True):
    """One claim's word on something, at the time when it was said: `value` is what it says, `by` who speaks."""

    value: str
    claim: str
    report: str
    by: str
    originator: str
    day: str | None = None
    outlet: str | None = None


class Signing(Record, frozen=True, kw_only=True):
    """A party to an agreement: its signature by claimant, in time order. `signature` is `denied` as soon as anybody denies it
    or calls it fake, `contested` when somebody else says otherwise.
    """

    name: str
    actor: str | None = None
    signature: SignatureStatus = "unknown"
    contested: bool = False
    words: tuple[Word, ...] = ()


class Violation(Record, frozen=True, kw_only=True):
    """An incident in the area and time of an agreement that somebody calls a violation, or that reports set against it."""

    incident: str
    title: str
    day: str | None = None
    by: tuple[Word, ...] = ()


class GroupedAgreement(Record, frozen=True, kw_only=True):
    """What reports say of one ceasefire, truce or initiative: existence, signatures, effect and genuineness are separate
    claims. `first`, `last`: when it is said to hold (None = open or not said). `id` is a stable code; `previous_ids` those of
    agreements that were found to be this one.
    """

    id: str
    previous_ids: tuple[str, ...] = ()
    title: str
    kind: str
    area: tuple[str, ...] = ()
    country: str | None = None
    first: str | None = None
    last: str | None = None
    parties: tuple[Signing, ...] = ()
    status: tuple[Word, ...] = ()
    disputes: tuple[Word, ...] = ()
    violations: tuple[Violation, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


class PeriodTotal(Record, frozen=True, kw_only=True):
    """A total over a period or a campaign, as one originator gives it for one area: never an incident, never added to one.

    `figures` are side by side; `first`, `last` the period (None = open); `places` are gazetteer ids and `area` the names of
    where it was counted; `flags` say what does not add up.
    """

    id: str
    originator: str
    name: str
    figures: tuple[Figure, ...]
    first: str | None = None
    last: str | None = None
    area: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    country: str | None = None
    wide: bool = True
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    said: str | None = None
    outlets: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class Beside(Record, frozen=True, kw_only=True):
    """How an incident's figures stand to a period's total, in words. `exceeds`: the lowest figure for the incident is more
    than the total; `does_not_mention`: the total is of another area, or of nobody so harmed, which denies nothing.
    """

    total: str
    outcome: Literal["killed", "injured"]
    verdict: Literal["consistent", "exceeds", "does_not_mention"]
    words: str


class GroupedIncident(Record, frozen=True, kw_only=True):
    """Accounts that tell of one incident. `code` is stable; `previous_codes` those merged into it; `parts` and `part_of`
    are codes; `first`, `last` the window of dates that most accounts allow. `stale` are the numbers of decisions on it or its
    claims that no longer apply; `beside` is how period totals (`aggregates`) stand to it. `joined` is why its accounts are one
    incident: the comparisons that bind them most, as few as bind them all; accounts that a person or one report put together
    need none. `when_said` are the words for a day that cannot be put in the calendar.
    """

    code: str
    kind: EventKind
    title: str
    accounts: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    radius_m: int | None = None
    part_of: str | None = None
    parts: tuple[str, ...] = ()
    previous_codes: tuple[str, ...] = ()
    claims: tuple[Member, ...] = ()
    facets: tuple[Facet, ...] = ()
    grade: Grade | None = None
    aggregates: tuple[str, ...] = ()
    stale: tuple[int, ...] = ()
    beside: tuple[Beside, ...] = ()
    joined: tuple[Comparison, ...] = ()
    when_said: tuple[str, ...] = ()
