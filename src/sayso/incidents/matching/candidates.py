"""Which accounts are worth comparing: those that share a rare name, a story, or a place and a time. Never all pairs.

Every account gives a bounded number of keys. Accounts under one key are put in order of time, and each is paired with the
few next of them. Of the pairs of an account only the likeliest by the weight of its keys are kept. So with n accounts at
most n × `_MOST` pairs come out, from at most n × keys × `_WHOLE` looked at: the work grows with the number of accounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from math import floor

from sayso.incidents.matching.profiles import Profile, Rarity
from sayso.incidents.matching.spots import IN_TOWN
from sayso.linking.folding import fold
from sayso.model.account import Spot

_NEXT = 12  # accounts after it under a key that an account is paired with
_WHOLE = 40  # accounts under a key up to which all are paired
_MOST = 25  # pairs that an account has a say in
_COMMON = 60  # reports that share a name before it stops being a key
_KEYS = 30  # rarest words of an account that are keys
_FORTNIGHT = 14
_CELL = 0.5  # degrees
_PLACE, _STORY = 5.0, 20.0
_NARROW = frozenset(("country", "adm1"))


def candidates(profiles: Mapping[str, Profile], rarity: Rarity) -> list[tuple[str, str]]:
    """Pairs of account ids, each once and the lesser id first, sorted. Accounts of one report are never a pair."""
    blocks: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for name, profile in sorted(profiles.items(), key=lambda row: _order(row[1])):
        for key in _keys(profile, rarity):
            blocks[key].append(name)
    return sorted(_likeliest(_weighed(blocks, profiles, rarity)))


def _order(profile: Profile) -> tuple[int, str]:
    """By the day; what is told without one is mostly of the day before it was printed."""
    window = profile.window
    day = 0 if window is None else window.first if window.dated else window.last - 1
    return (day, profile.account.id)


def _keys(profile: Profile, rarity: Rarity) -> Iterator[tuple[object, ...]]:
    if profile.story is not None:
        yield ("story", profile.story)
    for word in _rarest(profile.names, rarity.names):
        yield ("name", word)
    for word in _rarest(profile.terms, rarity.terms):
        yield ("term", word)
    yield from _cells(profile)


def _rarest(words: Iterable[str], frequency: Mapping[str, int]) -> Sequence[str]:
    shared = sorted((frequency[w], w) for w in words if 1 < frequency[w] <= _COMMON)
    return [w for _, w in shared[:_KEYS]]


def _cells(profile: Profile) -> Iterator[tuple[object, ...]]:
    """Place and time, each in two grids half a step apart, so that neighbours meet in one of them; and spots by name."""
    if profile.window is None:
        return
    times = sorted({(half, (profile.window.first + half * _FORTNIGHT // 2) // _FORTNIGHT) for half in (0, 1)})
    for cell in sorted({cell for spot in profile.spots for cell in _grids(spot)}):
        for time in times:
            yield ("cell", cell, time)
    for name in sorted({fold(spot.name) for spot in profile.spots if _met_by_name(spot)}):
        for time in times:
            yield ("spot", name, time)


def _met_by_name(spot: Spot) -> bool:
    """Spots within a town; and cities with what is left open which of them it is ("Tripoli", with nothing else to go by)."""
    return spot.precision in IN_TOWN or spot.precision == "city" or spot.lat is None


def _grids(spot: Spot) -> Iterator[tuple[int, int, int]]:
    if spot.lat is None or spot.lon is None or spot.precision in _NARROW:
        return
    for half in (0, 1):
        yield (half, floor(spot.lat / _CELL + half / 2), floor(spot.lon / _CELL + half / 2))


def _weighed(
    blocks: Mapping[tuple[object, ...], Sequence[str]], profiles: Mapping[str, Profile], rarity: Rarity
) -> dict[str, dict[str, float]]:
    """For each account those that it shares keys with, and the weight of these keys."""
    near: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for key, ids in blocks.items():
        weight = _weight(key, rarity)
        reach = _WHOLE if len(ids) <= _WHOLE else _NEXT
        for n, a in enumerate(ids):
            for b in ids[n + 1 : n + 1 + reach]:
                if profiles[a].account.report != profiles[b].account.report:
                    near[a][b] += weight
                    near[b][a] += weight
    return near


def _weight(key: tuple[object, ...], rarity: Rarity) -> float:
    if key[0] == "name":
        return rarity.of_name(str(key[1]))
    if key[0] == "term":
        return rarity.of_term(str(key[1]))
    return _STORY if key[0] == "story" else _PLACE


def _likeliest(near: Mapping[str, Mapping[str, float]]) -> set[tuple[str, str]]:
    kept: set[tuple[str, str]] = set()
    for one, others in near.items():
        best = nlargest(_MOST, others.items(), key=lambda row: (row[1], row[0]))
        kept.update((min(one, other), max(one, other)) for other, _ in best)
    return kept
