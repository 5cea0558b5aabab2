"""On what basis an incident is laid to somebody: who says so, of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from sayso.incidents.tellings import Telling, speakers
from sayso.lexicon.load import lexicon
from sayso.model.claim import Claim, Hop, Perpetrator, ResponsibilityBasis, Role
from sayso.model.incident import Accused
from sayso.model.mention import ActorMention
from sayso.reading.mentions import Mentions

# What outweighs what where one actor is named on several grounds: a denial is never lost, an accusation never made a fact.
_ORDER: tuple[ResponsibilityBasis, ...] = (
    "denied", "acquitted", "reported_as_fact", "claimed", "accused_by_authorities", "accused", "suspected", "possible", "inferred",
)  # fmt: skip
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "them", "him", "her", "who", "that", "which", "those"))
_HEDGED = frozenset(("reported", "alleged", "possible"))


def accused_of(tellings: Sequence[Telling], mentions: Mentions) -> tuple[Accused, ...]:
    """Everybody to whom the tellings of an incident lay it, each once, with the basis that weighs most."""
    rows = [row for telling in tellings for row in _rows(telling, mentions) if not _is_pronoun(row, mentions)]
    found: list[Accused] = []
    for row in rows:
        at = next((n for n, known in enumerate(found) if _same(known, row, mentions)), None)
        if at is None:
            found.append(row)
        else:
            found[at] = _weightier(found[at], row)
    named = [row for row in found if not _is_general(row)]
    return tuple(row for row in found if row in named or not any(_covers(n, row) for n in named))


def alternatives(tellings: Iterable[Telling]) -> bool:
    """Whether somebody names several of whom one is meant."""
    return any(laid.responsibility.alternatives for telling in tellings for laid in telling.laid)


def _rows(telling: Telling, mentions: Mentions) -> Iterable[Accused]:
    if telling.occurrence is not None:
        for actor in telling.occurrence.perpetrators:
            claim = telling.claims[0]
            yield _accused(actor, mentions, basis_of(claim, actor, mentions), actor.individual, actor.state, claim)
    for claim, responsibility in telling.laid:
        for role in responsibility.actors:
            yield _accused(role, mentions, responsibility.basis, _is_person(role, mentions), None, claim)


def _accused(
    role: Role, mentions: Mentions, basis: ResponsibilityBasis, individual: bool, state: bool | None, claim: Claim
) -> Accused:
    mention = mentions.by_id.get(role.mention or "")
    if isinstance(mention, ActorMention):
        state = mention.state if mention.state is not None else state
        individual = mention.individual if mention.individual is not None else individual
    return Accused(
        exact=role.exact, start=role.start, end=role.end, actor=role.mention, individual=individual, state=state, basis=basis,
        by=(claim.key,),
    )  # fmt: skip


def _is_pronoun(row: Accused, mentions: Mentions) -> bool:
    """A pronoun that nobody resolved says nothing."""
    mention = mentions.by_id.get(row.actor or "")
    known = isinstance(mention, ActorMention) and (mention.actor or mention.same_as or mention.names)
    return row.exact.lower() in _PRONOUNS and not known


def _is_person(role: Role, mentions: Mentions) -> bool:
    mention = mentions.by_id.get(role.mention or "")
    return isinstance(mention, ActorMention) and (mention.type == "person" or bool(mention.individual))


def basis_of(claim: Claim, actor: Perpetrator, mentions: Mentions) -> ResponsibilityBasis:
    """From who says it of whom: the outlet itself, the actor's own side, somebody else; a hedge makes it a suspicion."""
    said_by = [hop for hop in speakers(claim) if hop.named != "unattributed"]
    if claim.stance == "denies" or claim.polarity == "denied":
        own = any(_own_side(hop, actor, mentions) for hop in said_by)
        return "denied" if own else "accused"
    if not said_by:
        hedged = claim.modality in _HEDGED
        return "suspected" if hedged and actor.basis == "reported_as_fact" else actor.basis
    if any(_own_side(hop, actor, mentions) for hop in said_by):
        return "claimed"
    if actor.basis in ("suspected", "possible"):
        return actor.basis
    return "accused_by_authorities" if any(_is_authority(hop) for hop in said_by) else "accused"


def _own_side(hop: Hop, actor: Perpetrator, mentions: Mentions) -> bool:
    """Whether a speaker is the actor, or speaks for it: they share a name."""
    speaker = mentions.by_id.get(hop.speaker or "")
    mention = mentions.by_id.get(actor.mention or "")
    if isinstance(speaker, ActorMention) and isinstance(mention, ActorMention):
        if speaker.actor is not None and speaker.actor == mention.actor:
            return True
        if _words(speaker.office or "") & _names(mention, actor):
            return True
    said = _words(f"{hop.text} {hop.name}")
    return bool(said & _names(mention if isinstance(mention, ActorMention) else None, actor))


def _names(mention: ActorMention | None, role: Role) -> frozenset[str]:
    return frozenset().union(_words(role.exact), *(_words(n) for n in (mention.names if mention else ())))


def _words(text: str) -> frozenset[str]:
    plain = text.lower().replace("’s", "").replace("'s", "").replace("-", " ")
    return frozenset(w.strip('.,"“”') for w in plain.split()) - _general_words()


@cache
def _general_words() -> frozenset[str]:
    table = lexicon("targets")
    small = (
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "air",
        "security",
        "spokesman",
        "spokesperson",
        "led",
        "official",
        "officials",
        "minister",
        "",
    )
    words = [
        *table["actors"]["state"],
        *table["actors"]["non_state"],
        *table["actors"]["people"],
        *table["titles"],
        *small,
    ]
    return frozenset(words) | {f"{w}s" for w in words}


@cache
def _authorities() -> frozenset[str]:
    return frozenset(lexicon("targets")["authorities"])


def _is_authority(hop: Hop) -> bool:
    plain = f"{hop.text} {hop.name}".lower()
    return any(word in _authorities() for word in plain.replace("’s", "").split())


def _same(one: Accused, other: Accused, mentions: Mentions) -> bool:
    a, b = mentions.by_id.get(one.actor or ""), mentions.by_id.get(other.actor or "")
    if isinstance(a, ActorMention) and isinstance(b, ActorMention) and a.actor is not None and b.actor is not None:
        return a.actor == b.actor
    if one.actor is not None and one.actor == other.actor:
        return True
    x, y = _bare(one.exact), _bare(other.exact)
    return bool(x and y) and (x <= y or y <= x)


def _bare(text: str) -> frozenset[str]:
    plain = text.lower().replace("’s", "").replace("'s", "").replace("-", " ")
    return frozenset(w.strip(".,").rstrip("s") for w in plain.split()) - {"the", "a", "an", "of"}


def _weightier(one: Accused, other: Accused) -> Accused:
    """The basis that weighs more, the longer name, the claims of both."""
    basis = min(one.basis, other.basis, key=_ORDER.index)
    longer = other if len(other.exact) > len(one.exact) and other.actor is not None else one
    state = one.state if one.state is not None else other.state
    return msgspec.structs.replace(longer, basis=basis, state=state, by=tuple(dict.fromkeys((*one.by, *other.by))))


def _is_general(row: Accused) -> bool:
    """Words of kind only ("the militants"), no name."""
    return row.actor is None and not _words(row.exact) - _described()


@cache
def _described() -> frozenset[str]:
    return frozenset(
        ("armed", "masked", "unidentified", "unknown", "several", "two", "three", "four", "five", "enemy", "young")
    )


def _covers(named: Accused, general: Accused) -> bool:
    """Whether the named one may be whom general words mean ("the militants" for a named group)."""
    return None in (named.state, general.state) or named.state == general.state
