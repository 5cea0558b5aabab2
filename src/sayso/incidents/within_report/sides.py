"""On what basis an incident is laid to somebody: who says so, of whom, and whether they are of one side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Protocol

import msgspec

from sayso.incidents.within_report.tellings import Telling, speakers
from sayso.lexicon.load import lexicon
from sayso.linking.actors.bodies import bodies_named
from sayso.linking.actors.knowledge import actors
from sayso.linking.actors.names import actor_names
from sayso.model.claim import Claim, Hop, Perpetrator, ResponsibilityBasis, Role
from sayso.model.incident import Accused
from sayso.model.mention import ActorMention
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.roles import is_armed_text, names_people

# What outweighs what where one actor is named on several grounds: a denial is never lost, an accusation never made a fact.
_ORDER: tuple[ResponsibilityBasis, ...] = (
    "denied", "acquitted", "reported_as_fact", "claimed", "accused_by_authorities", "accused", "suspected", "possible",
    "inferred",
)  # fmt: skip
_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "them",
        "him",
        "her",
        "who",
        "that",
        "which",
        "those",
        "whom",
        "nobody",
        "none",
    )
)
_CAPITALS = 3  # of a name in short, and words of the whole name, at least
_BESIDE = 2  # characters, at most, between a name and the same in short
_LINKS = frozenset(("of", "the", "and", "for"))
_HEDGED = frozenset(("reported", "alleged", "possible"))


def alternatives(tellings: Iterable[Telling]) -> bool:
    """Whether somebody names several of whom one is meant."""
    return any(
        (telling.occurrence is not None and telling.occurrence.alternatives)
        or any(laid.responsibility.alternatives for laid in telling.laid)
        for telling in tellings
    )


class PartsOfActors(Protocol):
    """What is known beside the rules of who struck."""

    def actors_of(self, telling: Telling, said: Sequence[Perpetrator]) -> Sequence[Perpetrator]:
        """Those who struck by one telling, of whom the rules have `said`."""
        ...

    def basis_of(self, actor: Perpetrator) -> ResponsibilityBasis | None:
        """On what basis it is laid to an actor, where that is known."""
        ...

    def is_believed(self, role: Role) -> bool:
        """Whether a deed may have been laid to these words."""
        ...


class Sides:
    """Who is who in one report, and who speaks for whom."""

    def __init__(self, mentions: Mentions, claims: Sequence[Claim] = ()) -> None:
        self.mentions = mentions
        self._claims = [claim for claim in claims if speakers(claim)]

    @cached_property
    def _by_noun(self) -> dict[str, set[str]]:
        """The known actors that a noun ends the name of: "coalition", "regime"."""
        found: dict[str, set[str]] = {}
        for mention in self.mentions.all:
            if isinstance(mention, ActorMention) and mention.actor is not None:
                for name in (mention.exact, *mention.names):
                    found.setdefault(name.split()[-1].lower(), set()).add(mention.id)
        return found

    def accused_of(self, tellings: Sequence[Telling], parts: PartsOfActors | None = None) -> tuple[Accused, ...]:
        """Everybody to whom the tellings of an incident lay it, each once, with the basis that weighs most. `parts`: what
        else is known of who struck, beside the rules.
        """
        found: list[Accused] = []
        laid = [role for telling in tellings for one in telling.laid for role in one.responsibility.actors]
        rows = (row for telling in tellings for row in self._rows(telling, parts, laid))
        for row in (row for row in rows if not self._is_pronoun(row)):
            at = next((n for n, known in enumerate(found) if self._same(known, row)), None)
            if at is None:
                found.append(row)
            else:
                found[at] = _weightier(found[at], row)
        named = [row for row in found if not _is_general(row)]
        return tuple(row for row in found if row in named or not any(_covers(n, row) for n in named))

    def _rows(self, telling: Telling, parts: PartsOfActors | None, laid_to: Sequence[Role]) -> Iterator[Accused]:
        if telling.occurrence is not None:
            said = telling.occurrence.perpetrators
            for actor in said if parts is None else parts.actors_of(telling, said):
                claim = telling.claims[0]
                if actor not in said:  # nobody else's words become the report's own
                    if any(actor.start < role.end and role.start < actor.end for role in laid_to):
                        continue
                    claim = self._told_in(actor) or claim
                basis = parts.basis_of(actor) if parts is not None else None
                yield self._accused(actor, basis or self.basis_of(claim, actor), actor.individual, actor.state, claim)
        for claim, responsibility in telling.laid:
            believed = [role for role in responsibility.actors if parts is None or parts.is_believed(role)]
            for role in (self._speaker_for(claim, role) for role in believed):
                if self._mention(role) is not None or is_armed_text(role.exact):
                    basis = responsibility.basis
                    if basis == "reported_as_fact" and not responsibility.alternatives:  # by a speaker: no fact
                        basis = self.basis_of(claim, Perpetrator(exact=role.exact, start=role.start, end=role.end))
                    elif basis == "reported_as_fact":
                        basis = "possible"
                    yield self._accused(role, basis, self._is_person(role), None, claim)

    def _told_in(self, actor: Perpetrator) -> Claim | None:
        """The narrowest claim of a speaker whose passage holds the words."""
        around = [c for c in self._claims if c.passage.start <= actor.start and actor.end <= c.passage.end]
        return min(around, key=lambda c: c.passage.end - c.passage.start, default=None)

    def _speaker_for(self, claim: Claim, role: Role) -> Role:
        """The body that "it" or "they" stands for where that is who speaks ("the group said it carried out the raid")."""
        speaker = self.mentions.by_id.get(claim.chain[-1].speaker or "")
        known = role.exact.lower() in ("it", "they", "we") and isinstance(speaker, ActorMention)
        if not known or speaker is None or (isinstance(speaker, ActorMention) and speaker.type == "person"):
            return role
        return Role(exact=speaker.exact, start=speaker.start, end=speaker.end, mention=speaker.id)

    def _accused(
        self, role: Role, basis: ResponsibilityBasis, individual: bool, state: bool | None, claim: Claim
    ) -> Accused:
        mention = self._mention(role)
        if mention is not None:
            state = mention.state if mention.state is not None else state
            individual = individual or bool(mention.individual)
        individual = individual or (mention is None and are_people(role.exact))
        return Accused(
            exact=role.exact, start=role.start, end=role.end, actor=mention.id if mention else role.mention,
            individual=individual, state=state, basis=basis, by=(claim.key,),
        )  # fmt: skip

    def _mention(self, role: Role) -> ActorMention | None:
        """The mention that a role is; words without one are the one known actor whose name ends like them."""
        mention = self.mentions.by_id.get(role.mention or "")
        if isinstance(mention, ActorMention):
            return mention
        ids = self._by_noun.get(role.exact.split()[-1].lower(), set()) if len(role.exact.split()) == 1 else set()
        known = [m for i in sorted(ids) if isinstance(m := self.mentions.by_id[i], ActorMention)]
        return known[0] if len({m.actor for m in known}) == 1 else None

    def _is_person(self, role: Role) -> bool:
        mention = self._mention(role)
        person = mention is not None and (mention.type == "person" or bool(mention.individual))
        return person or (names_people(role.exact) and not bodies_named(role.exact))

    def _is_pronoun(self, row: Accused) -> bool:
        """A pronoun that nobody resolved says nothing."""
        mention = self.mentions.by_id.get(row.actor or "")
        known = isinstance(mention, ActorMention) and (mention.actor or mention.same_as or mention.names)
        return row.exact.lower() in _PRONOUNS and not known

    def basis_of(self, claim: Claim, actor: Perpetrator) -> ResponsibilityBasis:
        """From who says it of whom: the outlet itself, the actor's own side, somebody else; a hedge makes it a suspicion."""
        said_by = [hop for hop in speakers(claim) if hop.named != "unattributed"]
        if claim.stance == "denies" or claim.polarity == "denied":
            return "denied" if any(self._own_side(hop, actor) for hop in said_by) else "accused"
        if not said_by:
            hedged = claim.modality in _HEDGED
            return "suspected" if hedged and actor.basis == "reported_as_fact" else actor.basis
        if actor.basis == "claimed" or any(self._own_side(hop, actor) for hop in said_by):
            return "claimed"
        if actor.basis in ("suspected", "possible"):
            return actor.basis
        return "accused_by_authorities" if any(_is_authority(hop) for hop in said_by) else "accused"

    def _own_side(self, hop: Hop, actor: Perpetrator) -> bool:
        """Whether a speaker is the actor, or speaks for it or for what it is part of."""
        speaker, mention = self.mentions.by_id.get(hop.speaker or ""), self._mention(actor)
        said = {speaker.actor} if isinstance(speaker, ActorMention) and speaker.actor else set()
        office = speaker.office or "" if isinstance(speaker, ActorMention) else ""
        said |= bodies_named(f"{office}, {hop.text}")
        done = {mention.actor} if mention is not None and mention.actor else bodies_named(actor.exact)
        if said and done:
            return bool(_side(said) & _side(done))
        words = _words(f"{hop.text} {hop.name} {office}")
        names = (actor.exact, *(mention.names if mention is not None else ()))
        return any(words & _words(name) for name in names)

    def _same(self, one: Accused, other: Accused) -> bool:
        a, b = self.mentions.by_id.get(one.actor or ""), self.mentions.by_id.get(other.actor or "")
        if isinstance(a, ActorMention) and isinstance(b, ActorMention) and a.actor is not None and b.actor is not None:
            return a.actor == b.actor
        if one.actor is not None and one.actor == other.actor:
            return True
        x, y = _bare(one.exact), _bare(other.exact)
        return (bool(x and y) and (x <= y or y <= x)) or is_short_for(one, other) or is_short_for(other, one)


def is_short_for(short: Accused, whole: Accused) -> bool:
    """Whether capitals stand for a body's whole name ("FARC", "Revolutionary Armed Forces of Colombia"); right beside the
    name half of them are enough, because they may be those of another language.
    """
    letters = [c for c in short.exact.lower() if c.isalpha()]
    if short.individual or whole.individual or not short.exact.isupper() or len(letters) < _CAPITALS:
        return False
    initials = [word[0].lower() for word in whole.exact.split() if word[0].isalpha() and word not in _LINKS]
    if len(short.exact.split()) > 1 or len(initials) < _CAPITALS:
        return False
    shared = sum(c in initials for c in letters)
    gap = max(short.start, whole.start) - min(short.end, whole.end)
    return shared == len(letters) or (2 * shared >= len(letters) and 0 <= gap <= _BESIDE)


def are_people(text: str) -> bool:
    """Whether words of kind only name several people ("drug traffickers"), no body."""
    if not text.islower():
        return False
    last = text.rsplit(maxsplit=1)[-1]
    one = last.removesuffix("men") + "man" if last.endswith("men") else last.removesuffix("s")
    return one != last and names_people(one) and not bodies_named(text)


def _side(ids: Iterable[str]) -> frozenset[str]:
    """Actors with what they are part of; a coalition with the state that leads it."""
    found: set[str] = set()
    waiting = [i for i in ids if i]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        known = actors().get(one)
        if known is not None:
            waiting += known.parents
            waiting += [
                i for name in known.names if "-led" in name for i in actor_names().called(name.split("-led")[0])
            ]
            waiting += [office.of for office in known.offices]
    return frozenset(found)


def _words(text: str) -> frozenset[str]:
    plain = text.lower().replace("’s", "").replace("'s", "").replace("-", " ")
    return frozenset(w.strip('.,"“”') for w in plain.split()) - _general_words()


@cache
def _general_words() -> frozenset[str]:
    table = lexicon("targets")
    words = [
        *table["actors"]["state"],
        *table["actors"]["non_state"],
        *table["actors"]["people"],
        *table["titles"],
        *table["small_words"],
    ]
    return frozenset(words) | {f"{w}s" for w in words}


@cache
def _authorities() -> frozenset[str]:
    return frozenset(lexicon("targets")["authorities"])


def _is_authority(hop: Hop) -> bool:
    plain = f"{hop.text} {hop.name}".lower()
    return any(word in _authorities() for word in plain.replace("’s", "").split())


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
    return frozenset(lexicon("targets")["describing"])


def _covers(named: Accused, general: Accused) -> bool:
    """Whether the named one may be whom general words mean ("the militants" for a named group)."""
    return None in (named.state, general.state) or named.state == general.state
