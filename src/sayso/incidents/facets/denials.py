"""Denials in reports that tell of no such incident themselves: alone they are none (R8), but they belong to the one denied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from sayso.incidents.facets.said import denials_about, occurrence_of
from sayso.incidents.originators import ends_of
from sayso.model.account import Account, Spot
from sayso.model.claim import Claim, EventKind, Occurrence, Realis
from sayso.model.mention import Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading

_BROAD = frozenset(("bombing", "attack_on_civilians", "other"))


def denial_accounts(reading: Reading) -> tuple[Account, ...]:
    """An account for each deed that a report only denies ("Egypt denied that it had bombed Derna"), with `denial` set: it may
    join a group of accounts, but never makes one. What is denied must have a place or a day; "the strike", denied again or
    by somebody else, is the deed denied before.
    """
    mentions = {m.id: m for m in reading.mentions}
    taken = {key for i in reading.incidents for key in i.claims}
    for incident in reading.incidents:
        taken |= {claim.key for claim in denials_about(incident, reading, mentions)}
    deeds = _deeds([c for c in reading.claims if c.key not in taken and _denies(c)], mentions)
    return tuple(_account(reading, deed) for deed in deeds if deed.spots or deed.first or deed.last)


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
            deeds.append(deed)
            continue
        same.claims.append(claim)
        same.spots = same.spots or deed.spots
        same.first, same.last = (same.first, same.last) if same.first or same.last else (deed.first, deed.last)
        same.event = deed.event if same.event in _BROAD else same.event
    return deeds


def _denies(claim: Claim) -> bool:
    return claim.polarity == "denied" or claim.stance == "denies"


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


def _account(reading: Reading, deed: _Deed) -> Account:
    keys = tuple(dict.fromkeys(claim.key for claim in deed.claims))
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
        outlet=reading.report.source,
        originators=ends_of(reading, keys),
        claims=keys,
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
