"""Compared pairs to groups, whatever the order of arrival: `different` always parts, `same` always joins, doubt does neither.

Groups grow by average: two groups are joined while the mean log odds over the pairs of their members is at or above the
threshold, the highest first, ties by id. So one weak link does not chain two groups together, and a pair that was never
compared counts against. What may never be together (told apart by a person, or by one report) is never joined but by a
person's `same`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from sayso.incidents.unions import Unions
from sayso.model.decision import Decision
from sayso.model.record import Record

Pair = tuple[str, str]
_UNSEEN = -1.5  # log odds of a pair that was no candidate


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


def cluster(
    accounts: Iterable[str], odds: Mapping[Pair, float], least: float, verdicts: Verdicts, apart: Collection[Pair] = ()
) -> list[list[str]]:
    """Groups of account ids, each sorted, in the order of their least. `odds` are the log odds of compared pairs (lesser id
    first), `least` those from which groups are joined, `apart` pairs that the machine may not join.
    """
    groups = _decided(accounts, verdicts)
    barred = verdicts.different | verdicts.unsure | frozenset(apart)
    return _grown(groups, odds, least, barred)


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
    """A group that grows: its members, and for each group next to it the sum of log odds and the number of pairs compared."""

    __slots__ = ("links", "members", "walls")

    def __init__(self, members: list[str]) -> None:
        self.members = members
        self.links: dict[str, tuple[float, int]] = {}
        self.walls: set[str] = set()


def _grown(start: Unions, odds: Mapping[Pair, float], least: float, barred: Collection[Pair]) -> list[list[str]]:
    groups = {root: _Group(members) for root, members in start.sets().items()}
    for (a, b), value in sorted(odds.items()):
        _link(groups, start.root(a), start.root(b), value)
    for a, b in barred:
        one, other = start.root(a), start.root(b)
        if one != other:
            groups[one].walls.add(other)
            groups[other].walls.add(one)
    heap = [entry for a in groups for b in groups[a].links if a < b and (entry := _entry(groups, a, b, least))]
    heapify(heap)
    while heap:
        _, a, b, size = heappop(heap)
        if a in groups and b in groups and size == _size(groups, a, b):
            _merge(groups, a, b)
            for other in groups[a].links:
                if entry := _entry(groups, min(a, other), max(a, other), least):
                    heappush(heap, entry)
    return sorted(sorted(group.members) for group in groups.values())


def _link(groups: Mapping[str, _Group], one: str, other: str, value: float) -> None:
    if one != other:
        total, count = groups[one].links.get(other, (0.0, 0))
        groups[one].links[other] = groups[other].links[one] = (total + value, count + 1)


def _size(groups: Mapping[str, _Group], a: str, b: str) -> tuple[int, int]:
    return len(groups[a].members), len(groups[b].members)


def _entry(
    groups: Mapping[str, _Group], a: str, b: str, least: float
) -> tuple[float, str, str, tuple[int, int]] | None:
    """The pair of groups with its mean, highest first in a heap; None when they are not to be joined."""
    if b in groups[a].walls:
        return None
    total, count = groups[a].links[b]
    pairs = len(groups[a].members) * len(groups[b].members)
    mean = (total + _UNSEEN * (pairs - count)) / pairs
    return (-round(mean, 9), a, b, _size(groups, a, b)) if mean >= least else None


def _merge(groups: dict[str, _Group], a: str, b: str) -> None:
    """Take the second group into the first."""
    one, other = groups[a], groups.pop(b)
    one.members += other.members
    one.links.pop(b, None)
    for name, (total, count) in sorted(other.links.items()):
        if name != a:
            had, number = one.links.get(name, (0.0, 0))
            one.links[name] = groups[name].links[a] = (had + total, number + count)
            groups[name].links.pop(b)
    for name in other.walls:
        groups[name].walls.discard(b)
        groups[name].walls.add(a)
    one.walls |= other.walls
