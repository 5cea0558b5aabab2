"""All grouping in one call: from accounts, decisions and earlier codes to incidents, doubtful pairs, agreements and totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from sayso.incidents.accounts import accounts_of
from sayso.incidents.codes import Coded, Codes, GivenCode, codes_of
from sayso.incidents.facets import facets_of
from sayso.incidents.matching import Matched, Thresholds, matched
from sayso.incidents.outline import kind_of, spot_of, title_of, window_of
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.grouped import Comparison, GroupedAgreement, GroupedIncident, PeriodTotal
from sayso.model.reading import Reading
from sayso.model.record import Record

__all__ = ["Fetch", "GivenCode", "Grouping", "accounts_of", "group"]

Fetch = Callable[[Sequence[str]], Mapping[str, Reading]]
"""Fetches readings by report id, some at a time."""


class Grouping(Record, frozen=True, kw_only=True):
    """What grouping concludes. `new_codes` are to be put into the log, in this order. `stories` is the story of each report
    that shares one with others. `agreements` and `aggregates` are put in by incidents/beside.py.
    """

    incidents: tuple[GroupedIncident, ...] = ()
    pairs: tuple[Comparison, ...] = ()
    agreements: tuple[GroupedAgreement, ...] = ()
    aggregates: tuple[PeriodTotal, ...] = ()
    new_codes: tuple[GivenCode, ...] = ()
    stories: dict[str, str] = msgspec.field(default_factory=dict)


def group(  # noqa: PLR0913
    accounts: Sequence[Account],
    decisions: Sequence[Decision],
    codes: Sequence[GivenCode],
    readings: Fetch,
    *,
    same: float | None = None,
    unsure: float | None = None,
) -> Grouping:
    """Group accounts; the order in which they come does not matter. `decisions` are those that stand. Accounts that compare at
    `same` or more are joined, from `unsure` on they are put to a person; None: as the lexicon has it.
    """
    match = matched(accounts, decisions, Thresholds(same=same, unsure=unsure))
    given = codes_of([_coded(match, members) for members in match.groups], codes)
    return Grouping(
        incidents=tuple(sorted(_incidents(match, given, decisions, readings), key=lambda i: i.code)),
        pairs=tuple(match.doubtful),
        new_codes=given.new,
        stories={a.report: a.story for a in match.accounts.values() if a.story is not None},
    )


def _coded(match: Matched, members: Sequence[str]) -> Coded:
    accounts = [match.accounts[m] for m in members]
    first, last = window_of(accounts)
    return Coded(
        accounts=tuple(members),
        claims=tuple(sorted({claim for a in accounts for claim in a.claims})),
        country=spot_of(accounts).country,
        year=(first or last or "")[:4] or None,
    )


def _incidents(
    match: Matched, given: Codes, decisions: Sequence[Decision], readings: Fetch
) -> Iterator[GroupedIncident]:
    by_target: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_target[decision.target].append(decision)
    parts: dict[int, list[str]] = defaultdict(list)
    for part, whole in match.wholes.items():
        parts[whole].append(given.codes[part])
    for n, members in enumerate(match.groups):
        accounts = [match.accounts[m] for m in members]
        above = match.wholes.get(n)
        incident = msgspec.structs.replace(
            _outline(accounts, given.codes[n]),
            previous_codes=given.previous[n],
            part_of=given.codes[above] if above is not None else None,
            parts=tuple(sorted(parts[n])),
            joined=tuple(match.joined[n]),
        )
        yield _told(incident, accounts, by_target, readings)


def _outline(accounts: Sequence[Account], code: str) -> GroupedIncident:
    told = [account for account in accounts if not account.denial]
    (first, last), spot = window_of(told), spot_of(told)
    return GroupedIncident(
        code=code,
        kind=kind_of(told),
        title=title_of(told),
        accounts=tuple(account.id for account in accounts),
        first=first,
        last=last,
        place=spot.name or None,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        precision=spot.precision,
        radius_m=spot.radius_m,
        when_said=tuple(sorted({a.when_said for a in told if a.when_said is not None})),
    )


def _told(
    incident: GroupedIncident, accounts: Sequence[Account], by_target: Mapping[str, list[Decision]], readings: Fetch
) -> GroupedIncident:
    """The incident with its claims, facets and grade."""
    read = readings([account.report for account in accounts])
    keys = {claim for account in accounts for claim in account.claims}
    keys |= (
        {claim.key for reading in read.values() for claim in reading.claims} & by_target.keys() if by_target else set()
    )
    targets = sorted({*keys, incident.code, *incident.previous_codes} & by_target.keys())
    own = sorted((d for target in targets for d in by_target[target]), key=lambda d: d.number)
    told = facets_of(accounts, read, own, code=incident.code, previous_codes=incident.previous_codes)
    return msgspec.structs.replace(incident, claims=told.claims, facets=told.facets, grade=told.grade, stale=told.stale)
