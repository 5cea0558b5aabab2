"""Contested facts of one incident side by side: the one call that grouping makes for each group of accounts.

    told = facets_of(accounts, readings, decisions, code="LY-2016-0001")
    incident = msgspec.structs.replace(incident, claims=told.claims, facets=told.facets, grade=told.grade, stale=told.stale)

`accounts` are those of the group, `readings` the readings of their reports by id, `decisions` those that stand (of all the
project, or only those on these claims and codes: others are passed over).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sayso.incidents.facets.belligerents import sides_blamed, who_facet
from sayso.incidents.facets.circumstances import (
    civilian_status_facet,
    target_facet,
    weapon_facet,
    when_facet,
    where_facet,
)
from sayso.incidents.facets.figures import strikes_facet, toll_facet
from sayso.incidents.facets.grade import graded
from sayso.incidents.facets.independent import asserts
from sayso.incidents.facets.said import Said, said_of
from sayso.model.account import Account
from sayso.model.claim import EventKind
from sayso.model.decision import Decision
from sayso.model.grouped import Facet, Grade, Member
from sayso.model.reading import Reading
from sayso.model.record import Record

_ON_CLAIMS = frozenset(("accept", "reject", "amend"))


class Contested(Record, frozen=True, kw_only=True):
    """What a group's claims come to: the fields of a `GroupedIncident` with these names. `stale`: decisions not applied,
    because the claim is read otherwise now, or the value chosen is no longer reported.
    """

    claims: tuple[Member, ...]
    facets: tuple[Facet, ...]
    grade: Grade
    stale: tuple[int, ...] = ()


def facets_of(
    accounts: Sequence[Account],
    readings: Mapping[str, Reading],
    decisions: Iterable[Decision] = (),
    *,
    code: str = "",
    previous_codes: Sequence[str] = (),
) -> Contested:
    """The claims, facets and grade of one incident; the order of the accounts does not matter."""
    accounts = sorted(accounts, key=lambda a: a.id)
    standing = list(decisions)
    said = said_of(accounts, readings, standing)
    own = [d for d in standing if d.target in {code, *previous_codes} - {""}]
    facets = [_selected(facet, own) for facet in _facets(said)]
    return Contested(
        claims=tuple(_member(one) for one in said),
        facets=tuple(facets),
        grade=graded(_kind(accounts), said, facets, next((d for d in reversed(own) if d.verb == "grade"), None)),
        stale=tuple(sorted({*_stale_claims(said, standing), *_stale_choices(facets, own)})),
    )


def _facets(said: Sequence[Said]) -> Iterator[Facet]:
    who = who_facet(said)
    found = (
        toll_facet("killed", said),
        toll_facet("injured", said),
        when_facet(said),
        where_facet(said),
        who,
        weapon_facet(said),
        target_facet(said),
        civilian_status_facet(said, sides_blamed(said)),
        strikes_facet(said),
    )
    yield from (facet for facet in found if facet is not None)


def _kind(accounts: Sequence[Account]) -> EventKind:
    """What most accounts call it; of as many, the first by name."""
    kinds = [account.kind for account in accounts]
    return min(sorted(set(kinds)), key=lambda kind: -kinds.count(kind)) if kinds else "other"


def _member(said: Said) -> Member:
    role = "contradicts" if said.denies else "supports" if asserts(said) else "context"
    return msgspec.convert(
        {"claim": said.claim.key, "report": said.report, "role": role, "stance": said.claim.stance}, Member
    )


def _selected(facet: Facet, own: Sequence[Decision]) -> Facet:
    """The facet with the value that a person chose, where it is still reported."""
    choice = next((d for d in reversed(own) if d.verb == "select" and d.value.get("field") == facet.field), None)
    if choice is None or choice.value.get("value") not in {p.value for p in facet.positions}:
        return facet
    return msgspec.structs.replace(facet, selected=str(choice.value["value"]), decision=choice.number)


def _stale_claims(said: Sequence[Said], decisions: Sequence[Decision]) -> Iterator[int]:
    digests = {one.claim.key: one for one in said if one.review == "stale"}
    yield from (d.number for d in decisions if d.verb in _ON_CLAIMS and d.target in digests)


def _stale_choices(facets: Sequence[Facet], own: Sequence[Decision]) -> Iterator[int]:
    """Choices of a value that nobody reports any more."""
    reported = {(facet.field, p.value) for facet in facets for p in facet.positions}
    choices = (d for d in own if d.verb == "select")
    yield from (d.number for d in choices if (d.value.get("field"), d.value.get("value")) not in reported)
