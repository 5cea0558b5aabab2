"""What each claim tells of an event, ready to be put together with others."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.incidents.whereabouts import Days, coordinated, days_of, place_mentions
from sayso.model.claim import Casualties, Claim, Hop, Occurrence, Responsibility, Statement, Toll
from sayso.model.mention import PlaceMention
from sayso.model.record import Passage
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.triggers import umbrella

_NO_EVENT = frozenset(("hypothetical", "conditional", "question", "historical"))


class Figures(NamedTuple):
    """Casualty figures of one claim."""

    claim: str
    tolls: tuple[Toll, ...]


class Laid(NamedTuple):
    """What a claim lays to whom, with the speakers who do."""

    claim: Claim
    responsibility: Responsibility


@dataclass
class Telling:
    """One event as one clause tells it. `names`: the kinds that its word may stand for; `around`: what its places lie in."""

    occurrence: Occurrence | None
    start: int
    end: int
    claims: list[Claim]
    places: list[PlaceMention]
    days: Days | None
    names: frozenset[str]
    figures: list[Figures] = field(default_factory=list)
    laid: list[Laid] = field(default_factory=list)
    whole: Telling | None = None
    around: tuple[PlaceMention, ...] = ()

    @property
    def spots(self) -> list[PlaceMention]:
        """Where it struck; where none of these is known, also what they lie in."""
        return self.places if any(p.lat is not None for p in self.places) else [*self.places, *self.around]

    @property
    def groups(self) -> list[list[PlaceMention]]:
        """Its named places side by side, each with what it lies in: more than one where it tells of a list of places."""
        return coordinated(self.places, self._words) if len(self.places) > 1 else [self.places]

    @property
    def _words(self) -> Passage | None:
        """Words that tell it: those of the claim that holds all its places, else of the first."""
        held = (c.passage for c in self.claims if all(c.passage.start <= p.start < c.passage.end for p in self.places))
        return next(held, self.claims[0].passage if self.claims else None)

    @property
    def denied(self) -> bool:
        """Whether every claim of it is a denial, says that it did not happen or leaves open whether it did."""
        return all(
            c.polarity in ("denied", "negated")
            or c.stance == "denies"
            or (c.polarity == "not_addressed" and c.modality == "possible")
            for c in self.claims
        )

    @property
    def unreal(self) -> bool:
        """Whether every claim of it is a supposition, a question or past background."""
        real = self.occurrence is None or self.occurrence.realis in ("happened", "attempted")
        return all(c.modality in _NO_EVENT or (c.modality == "possible" and not real) for c in self.claims)

    @property
    def reference(self) -> str:
        """How the words bring it up."""
        return self.occurrence.reference if self.occurrence else "definite"


def tellings_of(claims: Sequence[Claim], mentions: Mentions) -> list[Telling]:
    """The events that the claims tell, in text order, each trigger once."""
    told: dict[tuple[int, int], Telling] = {}
    for claim in claims:
        occurrence = _occurrence(claim)
        key = (occurrence.trigger.start, occurrence.trigger.end) if occurrence else (claim.passage.start, -1)
        if occurrence is None and not isinstance(claim.proposition, Casualties | Responsibility):
            continue
        if key not in told:
            told[key] = _telling(claim, occurrence, mentions)
        _add(told[key], claim)
    return sorted(told.values(), key=lambda t: (t.start, t.end))


def _occurrence(claim: Claim) -> Occurrence | None:
    if isinstance(claim.proposition, Occurrence):
        return claim.proposition
    if isinstance(claim.proposition, Casualties | Responsibility | Statement):
        return claim.proposition.occurrence
    return None


def _telling(claim: Claim, occurrence: Occurrence | None, mentions: Mentions) -> Telling:
    start, end = claim.passage.start, claim.passage.end
    if occurrence is None:
        return Telling(None, start, end, [], [], None, frozenset(("any",)))
    return Telling(
        occurrence=occurrence,
        start=occurrence.trigger.start,
        end=occurrence.trigger.end,
        claims=[],
        places=place_mentions(mentions, (p.mention for p in occurrence.places)),
        days=days_of(mentions, occurrence.when),
        names=umbrella(occurrence.trigger.exact) | {occurrence.event},
        around=tuple(place_mentions(mentions, (p.mention for p in occurrence.within))),
    )


def _add(telling: Telling, claim: Claim) -> None:
    telling.claims.append(claim)
    if isinstance(claim.proposition, Casualties) and claim.polarity == "affirmed" and claim.modality not in _NO_EVENT:
        telling.figures.append(Figures(claim.key, claim.proposition.tolls))
    if isinstance(claim.proposition, Responsibility):
        telling.laid.append(Laid(claim, claim.proposition))


def speakers(claim: Claim) -> tuple[Hop, ...]:
    """Those who say it, the report's own outlet left out."""
    return claim.chain[1:]


def part_of(whole: Telling, occurrence: Occurrence, places: list[PlaceMention]) -> Telling:
    """The telling of one part of an event; the toll stays with the whole."""
    return dataclasses.replace(whole, occurrence=occurrence, places=places, figures=[], laid=[], whole=whole)
