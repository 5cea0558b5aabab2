"""Denials in reports that tell of no such incident themselves: alone they are none (R8), but they belong to the one denied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.incidents.facets.said import denials_about, occurrence_of
from sayso.incidents.originators import ends_of
from sayso.model.account import Account, Spot
from sayso.model.claim import Claim, Occurrence
from sayso.model.mention import Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading


def denial_accounts(reading: Reading) -> tuple[Account, ...]:
    """An account for each deed that a report only denies ("Egypt denied that it had bombed Derna"), with `denial` set: it may
    join a group of accounts, but never makes one. What is denied must have a place or a day.
    """
    mentions = {m.id: m for m in reading.mentions}
    taken = {key for i in reading.incidents for key in i.claims}
    for incident in reading.incidents:
        taken |= {claim.key for claim in denials_about(incident, reading, mentions)}
    return tuple(_accounts(reading, mentions, taken))


def _accounts(reading: Reading, mentions: Mapping[str, Mention], taken: set[str]) -> Iterator[Account]:
    for claim in reading.claims:
        occurrence = occurrence_of(claim)
        denied = claim.polarity == "denied" or claim.stance == "denies"
        if claim.key not in taken and denied and occurrence is not None:
            account = _account(reading, mentions, claim, occurrence)
            if account.spots or account.first or account.last:
                yield account


def _account(reading: Reading, mentions: Mapping[str, Mention], claim: Claim, occurrence: Occurrence) -> Account:
    when = mentions.get(occurrence.when or "")
    places = (mentions.get(role.mention or "") for role in (*occurrence.places, *occurrence.within))
    return Account(
        id=f"{reading.report.id}/{claim.key}",
        report=reading.report.id,
        kind=occurrence.event,
        realis=occurrence.realis,
        title="",
        first=when.first if isinstance(when, TimeMention) else None,
        last=when.last if isinstance(when, TimeMention) else None,
        published=reading.report.published,
        spots=tuple(_spot(place) for place in places if isinstance(place, PlaceMention)),
        outlet=reading.report.source,
        originators=ends_of(reading, [claim.key]),
        claims=(claim.key,),
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
