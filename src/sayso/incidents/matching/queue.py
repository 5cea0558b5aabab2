"""The queue: pairs of incidents that may be one and are worth a person's minute, the worthiest first.

A pair is worth it when more speaks for it than against: a town in common, rare names, like words; against: places apart, other
kinds, other spots, tolls at odds, days apart. Where both say when it was and are near, one reason more is enough; where one
does not say it takes two; where they are some weeks apart, so that one must have the day wrong, it takes all three. An incident
and its own parts are no question, nor are two that a report tells apart. Of two incidents only the likeliest pair of accounts
stands there, an incident is in few rows, and the queue is short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.incidents.matching.compare import Weighing, bare_traits, probability
from sayso.incidents.matching.profiles import Profile
from sayso.incidents.matching.trait import Trait

Pair = tuple[str, str]
_NEAR = 7  # days between two that say when they were
_BEYOND = 60  # days from which no two are a question
_NEVER = 99
_RARE, _ALIKE = 2.0, 0.1  # amounts of shared names and of likeness that a person may go by
_EACH = 2  # rows that an incident stands in
_A_ROW = 5  # incidents to each row of the queue …
_ANYWAY = 20  # … beyond these rows
_TOWN = frozenset(("place.spot", "place.name", "place.town"))
_AGAINST = frozenset(("place.apart", "place.far", "place.other_spot", "kind.other", "figures.contradict", "time.days"))


class Doubt(NamedTuple):
    """A pair of accounts that stands for two groups: its log odds, and what settling it is worth."""

    pair: Pair
    odds: float
    value: float


def queued(  # noqa: PLR0913
    scored: Mapping[Pair, float],
    groups: Sequence[Sequence[str]],
    profiles: Mapping[str, Profile],
    weighing: Weighing,
    *,
    least: float,
    parted: Collection[tuple[int, int]],
) -> list[Doubt]:
    """The queue. `least` are the log odds from which a pair is in doubt, `parted` pairs of groups that are no question."""
    best = _best(scored, groups, least, parted)
    worth = (pair for pair in best if _is_worth_it(profiles[pair[0]], profiles[pair[1]], weighing))
    sizes = {m: len({profiles[x].account.report for x in members}) for members in groups for m in members}
    doubts = [Doubt(p, scored[p], round(probability(scored[p]) * min(sizes[p[0]], sizes[p[1]]), 6)) for p in worth]
    ordered = sorted(doubts, key=lambda d: (-d.value, -d.odds, d.pair))
    return list(_few(ordered, groups))


def reasons_wanted(one: Profile, other: Profile) -> int:
    """How many reasons more must speak for two accounts than against, by what they say of the time."""
    a, b = one.window, other.window
    if a is None or b is None:
        return 2
    gap = max(a.first - b.last, b.first - a.last, 0)
    if gap > _BEYOND:
        return _NEVER
    if a.dated and b.dated:
        return 1 if gap <= _NEAR else 3
    return 2


def _best(
    scored: Mapping[Pair, float], groups: Sequence[Sequence[str]], least: float, parted: Collection[tuple[int, int]]
) -> Iterator[Pair]:
    """The likeliest pair of accounts of every two groups."""
    at = {member: n for n, members in enumerate(groups) for member in members}
    found: dict[tuple[int, int], tuple[float, Pair]] = {}
    for pair, value in scored.items():
        if value < least or pair[0] not in at or pair[1] not in at:
            continue
        a, b = sorted((at[pair[0]], at[pair[1]]))
        if a != b and (a, b) not in parted:
            found[a, b] = max(found.get((a, b), (value, pair)), (value, pair))
    yield from (pair for _, pair in found.values())


def _is_worth_it(one: Profile, other: Profile, weighing: Weighing) -> bool:
    wanted = reasons_wanted(one, other)
    if wanted == _NEVER:
        return False
    found = bare_traits(one, other, weighing)
    return _speaking_for(found) - sum(trait.name in _AGAINST for trait in found) >= wanted


def _speaking_for(found: Iterable[Trait]) -> int:
    amounts = {trait.name: trait.amount for trait in found}
    return sum((
        not _TOWN.isdisjoint(amounts),
        amounts.get("names.shared", 0.0) >= _RARE,
        amounts.get("text.alike", 0.0) >= _ALIKE,
    ))  # fmt: skip


def _few(doubts: Iterable[Doubt], groups: Sequence[Sequence[str]]) -> Iterator[Doubt]:
    at = {member: n for n, members in enumerate(groups) for member in members}
    rows: Counter[int] = Counter()
    left = _ANYWAY + len(groups) // _A_ROW
    for doubt in doubts:
        both = [at[account] for account in doubt.pair]
        if left and all(rows[group] < _EACH for group in both):
            rows.update(both)
            left -= 1
            yield doubt
