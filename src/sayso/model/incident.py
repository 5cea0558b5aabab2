"""What a report itself puts together: incidents, agreements, disputes."""

from __future__ import annotations

from typing import Literal

from sayso.model.claim import (
    AgreementStatus,
    Certainty,
    CombatStatus,
    EventKind,
    Outcome,
    Realis,
    ResponsibilityBasis,
    SignatureStatus,
    Target,
    Verdict,
    Weapon,
)
from sayso.model.record import Passage, Record


class PlaceRole(Record, frozen=True, kw_only=True):
    """A place mention and what it is to the incident."""

    mention: str
    role: Literal["struck", "launched_from", "spoken_at", "dateline"] = "struck"


class Accused(Record, frozen=True, kw_only=True):
    """Who is said to have done it; `actor` is a mention id. `by` are the keys of the claims that say so."""

    exact: str
    start: int
    end: int
    actor: str | None
    individual: bool
    state: bool | None
    basis: ResponsibilityBasis
    by: tuple[str, ...] = ()


class CasualtyRow(Record, frozen=True, kw_only=True):
    """One reported figure. `subset_of` is the `id` of the row that these people are part of; rows without it are
    competing figures or parts, never to be added blindly.
    """

    id: str
    outcome: Outcome
    low: int | None
    high: int | None
    who: str | None
    type: CombatStatus
    subset_of: str | None = None
    certainty: Certainty = "certain"
    count_kind: str = "exact"
    claim: str | None = None


class Incident(Record, frozen=True, kw_only=True):
    """Claims of one report that speak of one place and one date window. `casualties` keep every figure. `score`: how likely
    a recorder would list it, None where the rules alone read or nothing was measured.
    """

    id: str
    kind: EventKind
    realis: Realis
    title: str
    when: str | None = None
    places: tuple[PlaceRole, ...] = ()
    perpetrators: tuple[Accused, ...] = ()
    alternatives: bool = False
    weapons: tuple[Weapon, ...] = ()
    targets: tuple[Target, ...] = ()
    casualties: tuple[CasualtyRow, ...] = ()
    number: tuple[int | None, int | None] | None = None
    part_of: str | None = None
    claims: tuple[str, ...] = ()
    score: float | None = None


class Signatory(Record, frozen=True, kw_only=True):
    """A party to an agreement: the state of its signature and the claims it rests on."""

    actor: str | None
    name: str
    signature: SignatureStatus
    claims: tuple[str, ...] = ()


class StatusClaim(Record, frozen=True, kw_only=True):
    """A status that a claim gives to an agreement."""

    value: AgreementStatus
    claim: str


class Agreement(Record, frozen=True, kw_only=True):
    """A ceasefire, truce or initiative as the report tells it; existence, signatures and effect are separate claims."""

    id: str
    title: str
    kind: str
    parties: tuple[Signatory, ...] = ()
    area: str | None = None
    start: str | None = None
    duration: str | None = None
    status: tuple[StatusClaim, ...] = ()
    proposed_by: str | None = None
    conditions: tuple[Passage, ...] = ()
    violations_alleged: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Dispute(Record, frozen=True, kw_only=True):
    """A document, signature or recording that somebody calls fake, altered or genuine."""

    artefact: Passage
    verdict: Verdict
    claim: str
