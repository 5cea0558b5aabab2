"""Compared pairs to groups, whatever the order of arrival: `different` always parts, `same` always joins, doubt does neither.

Groups grow by average: two groups are joined while the mean log odds is at or above the threshold, the highest first, ties
by id. The mean is over the pairs of their reports, the best accounts of each speaking for it, so that a passing mention
dilutes nothing and one weak link does not chain two groups together. Reports that were never compared count against. What
may never be together (told apart by a person, by one report, or by facts: guards.py) is never joined but by a person's `same`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import fsum

from sayso.incidents.matching.guards import Facts, as_a_person_has_it, contradict, together
from sayso.incidents.matching.unions import Unions
from sayso.model.decision import Decision
from sayso.model.record import Record

Pair = tuple[str, str]
_UNSEEN = -4.0  # log odds of a pair that was no candidate
_HOPELESS = -6.0  # log odds below which a pair is as good as no candidate


class Verdicts(Record, frozen=True, kw_only=True):
    """What people decided on pairs of accounts: joined in order, parted always, left open (`unsure`), and parts of wholes."""

    same: tuple[Pair, ...] = ()
    different: frozenset[Pair] = frozenset()
    unsure: frozenset[Pair] = frozenset()
    part_of: tuple[Pair, ...] = ()


def verdicts_of(decisions: Iterable[Decision], known: Collection[str]) -> Verdicts:
    """The pairs of accounts that standing decisions speak of, as far as they are there."""
    found: dict[str, list[Pair]] = {"same": [], "different": [], "unsure": [], "part_of": []}
    for decision in sorted(decisions, key=lambda d: d.number):
        if decision.verb in found:
            mine, theirs = (_present(side, known) for side in _sides(decision))
            found[decision.verb] += _pairs(decision.verb, mine, theirs)
    return Verdicts(
        same=tuple(found["same"]),
        different=frozenset(found["different"]) | frozenset(map(_pair, found["part_of"])),
        unsure=frozenset(found["unsure"]),
        part_of=tuple(found["part_of"]),
    )


def cluster(  # noqa: PLR0913
    accounts: Iterable[str],
    odds: Mapping[Pair, float],
    least: float,
    verdicts: Verdicts,
    *,
    apart: Collection[Pair] = (),
    facts: Mapping[str, Facts] | None = None,
) -> list[list[str]]:
    """Groups of account ids, each sorted, in the order of their least. `odds` are the log odds of compared pairs (lesser id
    first), `least` those from which groups are joined, `apart` pairs that the machine may not join; nor does it join groups
    whose `facts` contradict each other.
    """
    start = _decided(accounts, verdicts)
    known = facts or {}
    groups = {root: _Group(members, known) for root, members in start.sets().items()}
    _linked(groups, start, odds)
    _walled(groups, start, verdicts.different | verdicts.unsure | frozenset(apart))
    _grow(groups, least)
    return sorted(sorted(group.members) for group in groups.values())


def _sides(decision: Decision) -> tuple[Sequence[str], Sequence[str]]:
    """The accounts on either side: those put down, but the two named where an incident is taken apart."""
    mine = decision.value.get("accounts") or [decision.target]
    theirs = decision.value.get("others") or [str(decision.value.get("other", ""))]
    if set(mine) & set(theirs):
        return [decision.target], [str(decision.value.get("other", ""))]
    return mine, theirs


def _present(side: Sequence[str], known: Collection[str]) -> list[str]:
    return [one for one in side if one in known]


def _pairs(verb: str, mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Pair]:
    if verb == "same":
        every = [*mine, *theirs]
        yield from (_pair((every[0], other)) for other in every[1:] if mine and theirs)
    else:
        yield from ((a, b) if verb == "part_of" else _pair((a, b)) for a in mine for b in theirs if a != b)


def _pair(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _decided(accounts: Iterable[str], verdicts: Verdicts) -> Unions:
    """Accounts joined by people, later decisions not where an earlier one or a `different` stands against it."""
    groups = Unions(accounts)
    enemies: dict[str, set[str]] = defaultdict(set)
    for a, b in verdicts.different:
        enemies[a].add(b)
        enemies[b].add(a)
    members = {one: [one] for pair in verdicts.same for one in pair}
    for a, b in verdicts.same:
        one, other = groups.root(a), groups.root(b)
        if one == other or any(not enemies[m].isdisjoint(members[other]) for m in members[one]):
            continue
        groups.join(one, other)
        members[min(one, other)] = members[one] + members[other]
    return groups


class _Group:
    """A group that grows: its members, their reports, what is known of it, what it may not be joined with, and for each group
    next to it the best log odds of every two reports; the two groups share this table.
    """

    __slots__ = ("facts", "links", "members", "reports", "walls")

    def __init__(self, members: list[str], facts: Mapping[str, Facts]) -> None:
        self.members = members
        self.reports = {_report(member) for member in members}
        self.facts = as_a_person_has_it([facts[m] for m in members if m in facts])
        self.links: dict[str, dict[Pair, float]] = {}
        self.walls: set[str] = set()


def _report(account: str) -> str:
    return account.partition("/")[0]


def _linked(groups: Mapping[str, _Group], start: Unions, odds: Mapping[Pair, float]) -> None:
    for (a, b), value in odds.items():
        if value >= _HOPELESS:
            _link(groups, start.root(a), start.root(b), {_pair((_report(a), _report(b))): value})


def _walled(groups: Mapping[str, _Group], start: Unions, barred: Collection[Pair]) -> None:
    for a, b in barred:
        _part(groups, start.root(a), start.root(b))


def _part(groups: Mapping[str, _Group], one: str, other: str) -> None:
    if one != other:
        groups[one].walls.add(other)
        groups[other].walls.add(one)


def _grow(groups: dict[str, _Group], least: float) -> None:
    """Join the likeliest two groups again and again."""
    heap = [entry for a in groups for b in groups[a].links if a < b and (entry := _entry(groups, a, b, least))]
    heapify(heap)
    while heap:
        _, a, b, size = heappop(heap)
        if a not in groups or b not in groups or size != _size(groups, a, b):
            continue
        if contradict(groups[a].facts, groups[b].facts):
            _part(groups, a, b)
            continue
        _merge(groups, a, b)
        for other in groups[a].links:
            if entry := _entry(groups, min(a, other), max(a, other), least):
                heappush(heap, entry)


def _link(groups: Mapping[str, _Group], one: str, other: str, found: Mapping[Pair, float]) -> None:
    """Two groups are next to each other; of every two reports the best log odds are kept."""
    if one == other:
        return
    table = groups[one].links.setdefault(other, {})
    groups[other].links[one] = table
    for pair, value in found.items():
        table[pair] = max(value, table.get(pair, value))


def _size(groups: Mapping[str, _Group], a: str, b: str) -> tuple[int, int]:
    return len(groups[a].members), len(groups[b].members)


def _entry(
    groups: Mapping[str, _Group], a: str, b: str, least: float
) -> tuple[float, str, str, tuple[int, int]] | None:
    """The pair of groups with its mean, highest first in a heap; None when they are not to be joined."""
    if b in groups[a].walls:
        return None
    table, common = groups[a].links[b], len(groups[a].reports & groups[b].reports)
    pairs = len(groups[a].reports) * len(groups[b].reports) - common * (common - 1) // 2
    mean = (fsum(table.values()) + _UNSEEN * (pairs - len(table))) / pairs
    return (-round(mean, 9), a, b, _size(groups, a, b)) if mean >= least else None


def _merge(groups: dict[str, _Group], a: str, b: str) -> None:
    """Take the second group into the first."""
    one, other = groups[a], groups.pop(b)
    one.members += other.members
    one.reports |= other.reports
    one.facts = together(one.facts, other.facts)
    one.links.pop(b, None)
    for name, table in other.links.items():
        if name != a:
            groups[name].links.pop(b)
            _link(groups, a, name, table)
    for name in other.walls:
        groups[name].walls.discard(b)
        groups[name].walls.add(a)
    one.walls |= other.walls
