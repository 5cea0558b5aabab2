"""All grouping in one call: from accounts, decisions and earlier codes to incidents, doubtful pairs, agreements and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from sayso.model.account import Account, Spot
from sayso.model.decision import Decision
from sayso.model.grouped import Comparison, GroupedIncident, Member
from sayso.model.incident import Incident
from sayso.model.mention import PlaceMention, TimeMention
from sayso.model.reading import Reading
from sayso.model.record import Record


class GivenCode(Record, frozen=True, kw_only=True):
    """A code that the log gives: `number` is the entry's; it belongs to the group of these accounts or claims.
    `split_from` is the code of the group that they were in before.
    """

    code: str
    accounts: tuple[str, ...]
    claims: tuple[str, ...] = ()
    number: int = 0
    split_from: str | None = None


class Grouping(Record, frozen=True, kw_only=True):
    """What grouping concludes. `new_codes` are to be put into the log, in this order."""

    incidents: tuple[GroupedIncident, ...] = ()
    pairs: tuple[Comparison, ...] = ()
    agreements: tuple[Any, ...] = ()
    aggregates: tuple[Any, ...] = ()
    new_codes: tuple[GivenCode, ...] = ()


def accounts_of(reading: Reading) -> tuple[Account, ...]:
    """The accounts of incidents that a reading gives."""
    accounts = [_account(reading, incident) for incident in reading.incidents if incident.claims]
    before = Counter[str]()
    for n, account in enumerate(accounts):
        before[account.id] += 1
        if before[account.id] > 1:  # a claim of four raids founds four accounts
            accounts[n] = msgspec.structs.replace(account, id=f"{account.id}.{before[account.id]}")
    return tuple(accounts)


def group(
    accounts: Sequence[Account],
    decisions: Sequence[Decision],  # noqa: ARG001
    codes: Sequence[GivenCode],
    readings: Callable[[Sequence[str]], Mapping[str, Reading]],
) -> Grouping:
    """Group accounts. `decisions` are those that stand; `readings` fetches readings by report id, some at a time."""
    given = {account: code.code for code in reversed(codes) for account in code.accounts}
    taken = {code.code for code in codes}
    incidents, new = [], []
    for account in sorted(accounts, key=lambda a: a.id):
        code = given.get(account.id)
        if code is None:
            code = _next(account, taken)
            taken.add(code)
            new.append(GivenCode(code=code, accounts=(account.id,), claims=account.claims))
        read = readings([account.report])[account.report]
        stances = {claim.key: claim.stance for claim in read.claims}
        spot = account.spots[0] if account.spots else Spot(name="")
        incidents.append(
            GroupedIncident(
                code=code,
                kind=account.kind,
                title=account.title,
                accounts=(account.id,),
                first=account.first,
                last=account.last,
                place=spot.name or None,
                country=spot.country,
                lat=spot.lat,
                lon=spot.lon,
                claims=tuple(
                    Member(claim=c, report=account.report, role="supports", stance=stances[c]) for c in account.claims
                ),
            )
        )
    return Grouping(incidents=tuple(sorted(incidents, key=lambda i: i.code)), new_codes=tuple(new))


def _next(account: Account, taken: set[str]) -> str:
    country = next((s.country for s in account.spots if s.country), "XX")
    stem = f"{country}-{(account.first or '0000')[:4]}"
    return next(code for n in range(1, 10_000) if (code := f"{stem}-{n:04}") not in taken)


def _account(reading: Reading, incident: Incident) -> Account:
    mentions = {m.id: m for m in reading.mentions}
    when = mentions.get(incident.when or "")
    spots = (mentions[p.mention] for p in incident.places if p.role == "struck")
    return Account(
        id=f"{reading.report.id}/{incident.claims[0]}",
        report=reading.report.id,
        kind=incident.kind,
        realis=incident.realis,
        title=incident.title,
        first=when.first if isinstance(when, TimeMention) else None,
        last=when.last if isinstance(when, TimeMention) else None,
        published=reading.report.published,
        spots=tuple(
            Spot(**{f: getattr(m, f) for f in ("place", "country", "lat", "lon", "radius_m")}, name=m.name or m.exact)
            for m in spots
            if isinstance(m, PlaceMention)
        ),
        outlet=reading.report.source,
        claims=incident.claims,
    )
