"""To whom an incident is laid: every belligerent with who claims, accuses and denies, none of them made a fact (R8, R9)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sayso.incidents.facets.positions import Entry, positions_of, standing
from sayso.incidents.facets.said import Said
from sayso.incidents.originators import OTHER, bodies_of, named_in_full, names_nobody, names_of, side_of
from sayso.incidents.within_report.sides import Sides
from sayso.lexicon.load import lexicon
from sayso.linking.actors.knowledge import Actor, actors
from sayso.linking.folding import fold, without_article
from sayso.model.claim import Perpetrator, Responsibility, ResponsibilityBasis, Role
from sayso.model.grouped import Facet, Position
from sayso.model.mention import ActorMention
from sayso.reading.mentions import Mentions


def who_facet(said: Sequence[Said]) -> Facet | None:
    """Who is said to have done it. A denial speaks against, it takes nobody out; `bases` tells claim from accusation."""
    sides = {one.report: Sides(Mentions(one.mentions.values())) for one in said}
    entries = [entry for one in said if one.counts for entry in _entries(one, sides[one.report])]
    if not entries:
        return None
    positions = positions_of(entries)
    held = standing(positions)
    contested = bool(at_odds(held, said)) or any(p.against for p in held)
    return Facet(field="who", positions=positions, contested=contested)


def at_odds(held: Sequence[Position], said: Sequence[Said]) -> list[Position]:
    """The positions that cannot all be so: two that are named, or of which one is a state's and the other is not. General
    words ("the suspect", "gunmen") may mean whoever is named, but not where it is he who blames them.
    """
    kinds = _kinds(said)
    named = [p for p in held if kinds[p.value].named]
    if len(named) > 1:
        return named
    states = {kinds[p.value].state for p in held} - {None}
    return list(held) if len(states) > 1 else _blamed_back(held, said, {p.value for p in named})


def _blamed_back(held: Sequence[Position], said: Sequence[Said], named: Collection[str]) -> list[Position]:
    """Who is named, and others without a name whom his own side blames: "terrorists did it", says the accused army."""
    sides = {one.claim.key: names_of(one.originator.side) for one in said if one.originator.side != OTHER}
    blamed = [p for p in held if p.value not in named and any(sides.get(key) in named for key in p.for_)]
    return [p for p in held if p.value in named or p in blamed] if blamed else []


class _Kind(NamedTuple):
    """What the words for a belligerent say of it."""

    named: bool
    state: bool | None


def _kinds(said: Sequence[Said]) -> dict[str, _Kind]:
    found: dict[str, _Kind] = {}
    for one in said:
        states = {a.exact: a.state for a in one.incident.perpetrators}
        for role in _all_roles(one):
            name = belligerent(role, one)
            if name is not None:
                known = _known(name)
                state = known.state if known is not None else states.get(role.exact)
                before = found.get(name, _Kind(False, None))
                called = before.named or known is not None or _is_name(role.exact, state)
                found[name] = _Kind(called, before.state if before.state is not None else state)
    return found


def _all_roles(said: Said) -> tuple[Role, ...]:
    proposition = said.claim.proposition
    if isinstance(proposition, Responsibility):
        return proposition.actors
    return said.occurrence.perpetrators if said.occurrence is not None else ()


def _known(name: str) -> Actor | None:
    """The known actor of this best name."""
    ids = [one for one in bodies_of(name) if names_of(one) == name]
    return actors()[ids[0]] if ids else None


def _is_name(words: str, state: bool | None) -> bool:
    """Whether words single somebody out: a proper name beside the first word, or a kind of state ("a neighbouring country")."""
    return any(word[:1].isupper() for word in words.split()[1:]) or (state is True and len(words.split()) > 1)


def sides_blamed(said: Sequence[Said]) -> frozenset[str]:
    """The originators' sides that somebody says did it."""
    named = {e.value for one in said if one.counts for e in _entries(one, Sides(Mentions(one.mentions.values())))}
    sides = {one.originator.side for one in said} - {OTHER}
    return frozenset(side for side in sides if names_of(side) in named)


def belligerent(role: Role, said: Said) -> str | None:
    """The belligerent that a role is: its side where that is known, else its words as written. None for a pronoun of
    nobody's, and for "nobody".
    """
    mention = said.mentions.get(role.mention or "")
    if isinstance(mention, ActorMention) and mention.actor is None and mention.same_as:
        mention = said.mentions.get(mention.same_as, mention)
    if isinstance(mention, ActorMention) and mention.actor in actors():
        return _side(mention.actor or "", said)
    words = role.exact.split()
    if not words or names_nobody(role.exact):
        return None
    if words[0].lower() in lexicon("originators")["own"]:
        return names_of(said.originator.side) if said.originator.side != OTHER else None
    ids = bodies_of(role.exact)
    full = ids[0] if len(ids) == 1 else named_in_full(role.exact, said.mentions)
    return _side(full, said) if full is not None else as_written(words)


def as_written(words: Sequence[str]) -> str | None:
    """Words without their article; a first word that may only begin a sentence loses its capital where no other has one."""
    kept = words[1:] if len(words) > 1 and fold(words[0]) in ("the", "a", "an") else words
    named = any(word[:1].isupper() for word in kept[len(kept) == len(words) :]) or kept[0][1:].isupper()
    return " ".join(kept) if named else without_article(fold(" ".join(kept))) or None


def _side(id: str, said: Said) -> str:
    side = side_of(id, said.day)
    return names_of(id if side == OTHER else side)


def _entries(said: Said, sides: Sides) -> Iterator[Entry]:
    """Every belligerent that the claim names, once."""
    seen: set[str] = set()
    for role, basis, denied in _roles(said, sides):
        name = belligerent(role, said)
        if name is not None and name not in seen:
            seen.add(name)
            alternatives = "one of several named" if _alternatives(said) else None
            yield Entry(said=said, value=name, against=denied, basis=None if denied else basis, note=alternatives)


def _roles(said: Said, sides: Sides) -> Iterator[tuple[Role, ResponsibilityBasis, bool]]:
    """Whom the claim names, on what basis, and whether it says that he did not do it."""
    proposition = said.claim.proposition
    if isinstance(proposition, Responsibility):
        for role in proposition.actors:
            yield role, proposition.basis, proposition.basis in ("denied", "acquitted")
        return
    occurrence = said.occurrence
    kept = {(a.start, a.end) for a in said.incident.perpetrators}
    for actor in occurrence.perpetrators if occurrence is not None else ():
        if said.denies or said.review == "amended" or _is_kept(actor, kept, said):
            yield actor, sides.basis_of(said.claim, actor), said.denies


def _is_kept(actor: Perpetrator, kept: set[tuple[int, int]], said: Said) -> bool:
    """Whether the report's incident lays it to him; what it left out (a pronoun, a general word) names nobody."""
    return (actor.start, actor.end) in kept or any(said.claim.key in a.by for a in said.incident.perpetrators)


def _alternatives(said: Said) -> bool:
    proposition = said.claim.proposition
    if isinstance(proposition, Responsibility):
        return proposition.alternatives
    return said.occurrence is not None and said.occurrence.alternatives
