"""Stable codes for groups of accounts: a code once given stays with its accounts through growth, merging and splitting.

The log holds which accounts and claims each code was given to. An account belongs to the code that named it last. A group
takes the oldest code that is its own; its other codes are remembered as previous ones. Where a code's accounts are now in
several groups the group with most of them keeps it, and a group left without gets a new one that says from which it was
split. Claims stand in for accounts that a newer reader no longer finds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.model.record import Record

_CODE = re.compile(r"(?P<stem>.+)-(?P<number>\d+)")


class GivenCode(Record, frozen=True, kw_only=True):
    """A code that the log gives: `number` is the entry's; it belongs to the group of these accounts or claims.
    `split_from` is the code of the group that they were in before.
    """

    code: str
    accounts: tuple[str, ...]
    claims: tuple[str, ...] = ()
    number: int = 0
    split_from: str | None = None


class Coded(Record, frozen=True, kw_only=True):
    """A group that is to bear a code. `country` and `year` are what a new code begins with, None when unknown."""

    accounts: tuple[str, ...]
    claims: tuple[str, ...] = ()
    country: str | None = None
    year: str | None = None


class Codes(Record, frozen=True, kw_only=True):
    """The code and the previous codes of each group, in the groups' order; `new` are for the log."""

    codes: tuple[str, ...]
    previous: tuple[tuple[str, ...], ...]
    new: tuple[GivenCode, ...]


def codes_of(groups: Sequence[Coded], given: Iterable[GivenCode]) -> Codes:
    """The codes of groups, given the codes that the log holds."""
    entries = sorted(given, key=lambda g: g.number)
    age = {entry.code: n for n, entry in reversed(list(enumerate(entries)))}
    named = _named(groups, entries)
    owners = _owners(named, groups, entries)
    codes: list[str] = []
    previous: list[tuple[str, ...]] = []
    new: list[GivenCode] = []
    highest = _highest(age)
    for n, group in enumerate(groups):
        own = sorted((code for code in named[n] if owners[code] == n), key=age.__getitem__)
        if not own:
            former = min(named[n], key=age.__getitem__, default=None)
            new.append(_new(group, highest, former))
        codes.append(own[0] if own else new[-1].code)
        previous.append(tuple(own[1:]))
    return Codes(codes=tuple(codes), previous=tuple(previous), new=tuple(new))


def _named(groups: Sequence[Coded], entries: Sequence[GivenCode]) -> list[Counter[str]]:
    """For each group the codes that were given to its accounts, with how many of them; else to its claims."""
    by_account = {account: e.code for e in entries for account in e.accounts}
    by_claim = {claim: e.code for e in entries for claim in e.claims}
    found = [Counter(by_account[a] for a in group.accounts if a in by_account) for group in groups]
    held = {code for codes in found for code in codes}
    for n, group in enumerate(groups):
        if not found[n]:
            claimed = Counter(by_claim[c] for c in group.claims if c in by_claim)
            found[n] = Counter({code: count for code, count in claimed.items() if code not in held})
    return found


def _owners(named: Sequence[Counter[str]], groups: Sequence[Coded], entries: Sequence[GivenCode]) -> dict[str, int]:
    """The group that keeps each code: that with most of its accounts, of as many that with the first of them."""
    place: dict[str, dict[str, int]] = {e.code: {a: n for n, a in enumerate(e.accounts)} for e in entries}
    claimants: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for n, codes in enumerate(named):
        for code, count in codes.items():
            first = min((place[code].get(a, len(place[code])) for a in groups[n].accounts), default=0)
            claimants[code].append((-count, first, n))
    return {code: min(rows)[2] for code, rows in claimants.items()}


def _new(group: Coded, highest: dict[str, int], former: str | None) -> GivenCode:
    stem = f"{group.country or 'XX'}-{group.year or '0000'}"
    highest[stem] = highest.get(stem, 0) + 1
    return GivenCode(
        code=f"{stem}-{highest[stem]:04}",
        accounts=tuple(sorted(group.accounts)),
        claims=tuple(sorted(set(group.claims))),
        split_from=former,
    )


def _highest(codes: Mapping[str, int]) -> dict[str, int]:
    """The highest running number of each beginning."""
    found: dict[str, int] = {}
    for code in codes:
        if match := _CODE.fullmatch(code):
            found[match["stem"]] = max(found.get(match["stem"], 0), int(match["number"]))
    return found
