"""Denials in reports that tell of no such incident themselves: alone they are none (R8), but they belong to the one denied.

Who lays the deed that is denied to somebody else ("accused Egypt of the strike") speaks of the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from sayso.incidents.facets.said import denials_about, occurrence_of
from sayso.incidents.matching.telling_words import Around, names_of, terms_of
from sayso.incidents.originators import best_mention, ends_of, is_pronoun, speaker_of
from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.model.account import Account, Spot
from sayso.model.claim import Claim, EventKind, Occurrence, Realis, Responsibility, Role
from sayso.model.mention import Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading

_BROAD = frozenset(("bombing", "attack_on_civilians", "other"))
_LAID = frozenset(("accused", "accused_by_authorities", "suspected", "possible", "inferred", "reported_as_fact"))


def denial_accounts(reading: Reading, text: str = "") -> tuple[Account, ...]:
    """An account for each deed that a report only denies ("Egypt denied that it had bombed Derna"), with `denial` set: it may
    join a group of accounts, but never makes one. What is denied must have a place or a day; "the strike", denied again or
    by somebody else or laid to another, is the deed denied before. Its actors are who denies it and who is accused.
    `text` is the report's; without it the accounts are known by their facts alone.
    """
    mentions = {m.id: m for m in reading.mentions}
    taken = {key for i in reading.incidents for key in i.claims}
    for incident in reading.incidents:
        taken |= {claim.key for claim in denials_about(incident, reading, mentions)}
    loose = [c for c in reading.claims if c.key not in taken and (_denies(c) or _accuses(c))]
    deeds = _deeds(sorted(loose, key=lambda c: not _denies(c)), mentions)
    placed = [deed for deed in deeds if deed.spots or deed.first or deed.last]
    alone = not any(i.realis in ("happened", "attempted") for i in reading.incidents)
    return tuple(_account(reading, text, deed, alone and deed is placed[0]) for deed in placed)


@dataclass
class _Deed:
    """A deed that is denied, with all that say so: where it was and when, as far as one of them says."""

    claims: list[Claim]
    event: EventKind
    realis: Realis
    spots: tuple[Spot, ...]
    first: str | None
    last: str | None

    def may_be(self, other: _Deed, definite: bool) -> bool:
        """Whether another denial may be of the same deed: of no other place or day and kind; without either, "the strike"."""
        if self.realis != other.realis or not _alike(self.event, other.event):
            return False
        place = _shared({s.place or s.name for s in self.spots}, {s.place or s.name for s in other.spots})
        day = _shared({self.first} - {None}, {other.first} - {None})
        return False not in (place, day) and (definite or True in (place, day))


def _deeds(denials: Sequence[Claim], mentions: Mapping[str, Mention]) -> list[_Deed]:
    deeds: list[_Deed] = []
    for claim in denials:
        occurrence = occurrence_of(claim)
        if occurrence is None:
            continue
        deed = _deed(claim, occurrence, mentions)
        definite = occurrence.reference == "definite" and not deed.spots and deed.first is None
        same = next((d for d in reversed(deeds) if d.may_be(deed, definite)), None)
        if same is None:
            deeds += [deed] if _denies(claim) else []
            continue
        same.claims.append(claim)
        same.spots = same.spots or deed.spots
        same.first, same.last = (same.first, same.last) if same.first or same.last else (deed.first, deed.last)
        same.event = deed.event if same.event in _BROAD else same.event
    return deeds


def _denies(claim: Claim) -> bool:
    return claim.polarity == "denied" or claim.stance == "denies"


def _accuses(claim: Claim) -> bool:
    said = claim.proposition
    return isinstance(said, Responsibility) and said.basis in _LAID and bool(said.actors)


def _alike(one: EventKind, other: EventKind) -> bool:
    """Whether two words may stand for one deed: "bombed" and "carried out air strikes"."""
    return one == other or one in _BROAD or other in _BROAD


def _shared(ones: Set[str | None], others: Set[str | None]) -> bool | None:
    """None where one side says nothing."""
    return bool(ones & others) if ones and others else None


def _deed(claim: Claim, occurrence: Occurrence, mentions: Mapping[str, Mention]) -> _Deed:
    when = mentions.get(occurrence.when or "")
    places = (mentions.get(role.mention or "") for role in (*occurrence.places, *occurrence.within))
    return _Deed(
        claims=[claim],
        event=occurrence.event,
        realis=occurrence.realis,
        spots=tuple(_spot(place) for place in places if isinstance(place, PlaceMention)),
        first=when.first if isinstance(when, TimeMention) else None,
        last=when.last if isinstance(when, TimeMention) else None,
    )


def _actors(claim: Claim, mentions: Mapping[str, Mention]) -> Iterator[str]:
    """Who denies it for himself, and to whom it is laid: ids where they are known, else folded names."""
    occurrence, said = occurrence_of(claim), claim.proposition
    roles: list[Role] = [*occurrence.perpetrators] if occurrence is not None else []
    roles += said.actors if isinstance(said, Responsibility) else ()
    own = [role for role in roles if is_pronoun(role.exact) or role.exact.split()[0].lower() in _own()]
    speaker = speaker_of(claim, mentions)
    meant = [role.mention for role in roles] + ([speaker.speaker] if own and speaker is not None else [])
    for one in meant:
        mention = best_mention(mentions, one)
        if mention is not None and (mention.actor or mention.names):
            yield mention.actor or fold(mention.names[0])


@cache
def _own() -> frozenset[str]:
    return frozenset(lexicon("originators")["own"])


def _account(reading: Reading, text: str, deed: _Deed, prominent: bool) -> Account:
    keys = tuple(dict.fromkeys(claim.key for claim in deed.claims))
    mentions = {m.id: m for m in reading.mentions}
    around = Around(reading, text, None if prominent else keys)
    struck = [t for c in deed.claims if (o := occurrence_of(c)) is not None for t in o.targets]
    return Account(
        id=f"{reading.report.id}/{keys[0]}",
        report=reading.report.id,
        kind=deed.event,
        realis=deed.realis,
        title="",
        first=deed.first,
        last=deed.last,
        published=reading.report.published,
        spots=deed.spots,
        actors=tuple(sorted({actor for claim in deed.claims for actor in _actors(claim, mentions)})),
        targets=tuple(sorted({fold(t.name or t.description or t.exact) for t in struck})),
        names=names_of(around),
        terms=terms_of(around),
        outlet=reading.report.source,
        originators=ends_of(reading, keys),
        claims=keys,
        prominent=prominent,
        denial=True,
    )


def _spot(place: PlaceMention) -> Spot:
    return Spot(
        name=place.name or place.exact,
        place=place.place,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        radius_m=place.radius_m,
    )
