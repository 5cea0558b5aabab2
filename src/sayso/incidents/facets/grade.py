"""Grades as proposals, each with the rule that gives it, in words; a person's grade wins (after Airwars; R7, R8).

Two things are graded apart: whether it is known that there was a strike and whose (`strike_status`), and how well the
harm to civilians is supported (`harm`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from sayso.incidents.facets.belligerents import at_odds, belligerent
from sayso.incidents.facets.independent import independent, tells
from sayso.incidents.facets.positions import standing
from sayso.incidents.facets.said import Said, tolls_of
from sayso.incidents.originators import OTHER, names_of
from sayso.model.claim import EventKind, Responsibility
from sayso.model.decision import Decision
from sayso.model.grouped import Facet, Grade, HarmGrade, Position, StrikeStatus

RULES: dict[str, str] = {
    "declared": "a belligerent says that the strike was its own",
    "likely": "two or more independent originators tell of the strike, and no two of them lay it to different belligerents",
    "single_source": "only one independent originator tells of the strike",
    "contested": "different belligerents are named, or the accused denies it and no third source supports the accusation",
    "no_strike_indicated": "nobody stands by it that there was a strike",
    "unassessed": "it is no strike from the air or from afar",
    "harm.confirmed": "the belligerent that did it accepts that civilians were harmed",
    "harm.fair": "two or more independent originators report harm to civilians, and the strike is likely or declared",
    "harm.weak": "one independent originator reports harm, or no belligerent is likely to have done it",
    "harm.contested": "harm is reported, and who did it is contested",
    "harm.discounted": "somebody other than the perpetrator says that those harmed were fighters, and nobody says civilians",
    "harm.unassessed": "nobody reports harm",
}
"""The rules in words, as the pages and the releases tell them."""

_STRIKES: frozenset[EventKind] = frozenset(("air_strike", "drone_strike", "shelling", "missile_rocket", "bombing"))
_PEOPLE = frozenset(("killed", "injured"))


class _Proposal(NamedTuple):
    rule: str
    why: str


def graded(kind: EventKind, said: Sequence[Said], facets: Iterable[Facet], decision: Decision | None = None) -> Grade:
    """The proposal for an incident, or what a person graded (of one part only, where the other was left)."""
    by_field: dict[str, Facet] = {facet.field: facet for facet in facets}
    strike = _strike(kind, said, by_field.get("who"))
    harm = _harm(said, by_field, strike.rule)
    proposal = Grade(
        strike_status=msgspec.convert(strike.rule, StrikeStatus),
        harm=msgspec.convert(harm.rule, HarmGrade),
        rule=f"strike: {RULES[strike.rule]}; harm: {RULES[f'harm.{harm.rule}']}",
        why=f"{strike.why}; {harm.why}",
    )
    return proposal if decision is None else _decided(proposal, decision)


def tellers(said: Iterable[Said]) -> dict[str, str]:
    """The independent originators that say that it happened, by id with their names; hearsay of nobody counts for none."""
    return _named(independent(s for s in said if tells(s) and s.claim.chain[-1].named != "unattributed"))


def _mentioning(said: Iterable[Said]) -> dict[str, str]:
    """Where nobody tells of it: the first to speak of it as of something that happened."""
    spoken = (s for s in said if s.counts and not s.denies and not s.rejected)
    return dict(list(_named(s for s in spoken if s.claim.chain[-1].named != "unattributed").items())[:1])


def _named(said: Iterable[Said]) -> dict[str, str]:
    """Originators by id with what to call them; of a nameless one also where he is quoted."""
    names: dict[str, str] = {}
    for one in said:
        who = one.originator
        names.setdefault(who.id, who.name if who.named else f"{who.name} (in {one.outlet.name})")
    return names


def _strike(kind: EventKind, said: Sequence[Said], who: Facet | None) -> _Proposal:
    if kind not in _STRIKES:
        return _Proposal("unassessed", f"an incident of kind {kind}")
    told = tellers(said) or _mentioning(said)
    if not told:
        return _Proposal("no_strike_indicated", "every claim denies it, was rejected, or is hearsay of nobody named")
    held = standing(who.positions) if who is not None else []
    return _disputed(held, said) or _told(held, told)


def _disputed(held: Sequence[Position], said: Sequence[Said]) -> _Proposal | None:
    if (apart := at_odds(held, said)) and not _one_set(held):
        return _Proposal("contested", f"laid to {_and(p.value for p in apart)}")
    if denied := next((p for p in held if _is_denied(p, said)), None):
        return _Proposal("contested", f"{denied.value} denies it, and only {_and(_accusers(denied, said))} says so")
    return None


def _accusers(position: Position, said: Sequence[Said]) -> Iterable[str]:
    """Who lays it to somebody, each with the outlet that has his words."""
    found: dict[str, str] = {}
    for one in independent(s for s in said if s.claim.key in position.for_ and not s.rejected):
        where = "" if one.originator.name == one.outlet.name else f" (in {one.outlet.name})"
        found.setdefault(one.originator.id, f"{one.originator.name}{where}")
    return found.values()


def _told(held: Sequence[Position], told: Mapping[str, str]) -> _Proposal:
    if declared := next((p.value for p in held if "claimed" in p.bases), None):
        return _Proposal("declared", f"{declared} claims it")
    if len(told) == 1:
        return _Proposal("single_source", f"only {_and(told.values())} tells of it")
    return _Proposal("likely", f"{len(told)} independent originators tell of it: {_and(told.values())}")


def _one_set(held: Sequence[Position]) -> bool:
    """Whether all that are named are named as alternatives by the same claims: nobody contradicts anybody."""
    return len({p.for_ for p in held}) == 1


def _is_denied(position: Position, said: Sequence[Said]) -> bool:
    """Whether the accused denies it, and nobody but one accuser says so (R8). The accused's own side is no third source."""
    against = [s for s in said if s.claim.key in position.against]
    by_accused = any(names_of(s.originator.side) == position.value or _denies_own(s, position.value) for s in against)
    return by_accused and len(position.originators) < 2


def _denies_own(said: Said, name: str) -> bool:
    """Whether it is denied in the belligerent's own name ("Egypt denied …")."""
    return said.originator.name == name


def _harm(said: Sequence[Said], facets: dict[str, Facet], strike: str) -> _Proposal:
    reporting = _reporting(said)
    if not reporting:
        hearsay = any(_tells_of_harm(s) for s in said)
        return _Proposal("weak", "harm is only hearsay") if hearsay else _Proposal("unassessed", "nobody reports harm")
    names = _and(reporting.values())
    if fighters := _discounted(facets.get("civilian_status"), said):
        return _Proposal("discounted", f"those harmed were fighters, says {fighters}")
    if admitted := _admitted(said):
        return _Proposal("confirmed", f"{admitted.originator.name} accepts harm to civilians")
    if strike == "contested" or _is_contested(facets.get("who"), said):
        return _Proposal("contested", f"harm is reported by {names}, and who did it is contested")
    if len(reporting) > 1 and strike in ("likely", "declared"):
        return _Proposal("fair", f"{len(reporting)} independent originators report harm: {names}")
    return _Proposal("weak", f"harm is reported by {names}")


def _reporting(said: Sequence[Said]) -> dict[str, str]:
    """The independent originators that report harm. Whoever quotes others for the strike is none beside them; where there are
    only such, they are as good as one.
    """
    harm = [s for s in said if _reports_harm(s)]
    apart = {id(s) for s in independent(s for s in said if _reports_harm(s) or tells(s))}
    return _named(s for s in harm if id(s) in apart) or dict(list(_named(harm).items())[:1])


def _reports_harm(said: Said) -> bool:
    return said.claim.chain[-1].named != "unattributed" and _tells_of_harm(said)


def _tells_of_harm(said: Said) -> bool:
    if not said.counts or said.denies or said.rejected:
        return False
    return any(t.outcome in _PEOPLE and (t.count.high is None or t.count.high > 0) for t in tolls_of(said))


def _admitted(said: Sequence[Said]) -> Said | None:
    """The claim in which the side that did it says that civilians were harmed."""
    own = {s.originator.side for s in said if _claims_deed(s)} - {OTHER}
    return next((s for s in said if s.originator.side in own and _reports_harm(s) and _of_civilians(s)), None)


def _claims_deed(said: Said) -> bool:
    if not said.counts or said.denies or said.rejected:
        return False
    proposition = said.claim.proposition
    roles = proposition.actors if isinstance(proposition, Responsibility) else ()
    if said.occurrence is not None and not isinstance(proposition, Responsibility):
        roles = said.occurrence.perpetrators
    return any(belligerent(role, said) == names_of(said.originator.side) for role in roles)


def _of_civilians(said: Said) -> bool:
    return any(t.type in ("civilian", "presumed_civilian", "mixed") for t in tolls_of(said))


def _discounted(status: Facet | None, said: Sequence[Said]) -> str | None:
    """Who says that the harmed were fighters, where nobody says anything else."""
    held = standing(status.positions) if status is not None else []
    return _and(_accusers(held[0], said)) if [p.value for p in held] == ["combatant"] else None


def _is_contested(who: Facet | None, said: Sequence[Said]) -> bool:
    held = standing(who.positions) if who is not None else []
    return bool(at_odds(held, said)) and not _one_set(held)


def _decided(proposal: Grade, decision: Decision) -> Grade:
    """What a person graded, and beside it what would have been proposed."""
    given = {name: decision.value.get(name) or getattr(proposal, name) for name in ("strike_status", "harm")}
    return Grade(
        strike_status=msgspec.convert(given["strike_status"], StrikeStatus),
        harm=msgspec.convert(given["harm"], HarmGrade),
        rule=f"decision {decision.number} by {decision.by}: {decision.reason}",
        why=f"proposed: {proposal.strike_status} and {proposal.harm} ({proposal.why})",
        decided=decision.number,
    )


def _and(names: Iterable[str]) -> str:
    told = list(dict.fromkeys(names))
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)
