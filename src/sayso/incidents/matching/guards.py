"""What may not stand in one incident, however alike the words: days apart, places far apart, an event after its report.

Likeness joins accounts on the average, so that one weak link chains no groups together. A contradiction is another thing: no
average takes it back. Two groups of which any two accounts contradict each other are not joined, so days do not drift and an
account that says little brings no two deeds together. Only what is known finely contradicts: a day to the day, a place to the
town (spots.py). Where a person has joined what contradicts itself, that fact speaks no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from sayso.incidents.matching.profiles import Profile
from sayso.incidents.matching.spots import certain, compare_two
from sayso.model.account import Spot

_DRIFT = 2  # days between two exact days that may be one event: night, time zones, "yesterday"
_EXACT = 1  # days that an exact day is long at most, beside the first
_EARLY = 1  # days that a report may seem to be older than what it tells


class Facts(NamedTuple):
    """What is finely known of a group: the latest and the earliest of its exact days, the day of its first report, and the
    places of its accounts.
    """

    latest: int | None = None
    earliest: int | None = None
    reported: int | None = None
    places: frozenset[tuple[Spot, ...]] = frozenset()


def facts_of(profile: Profile) -> Facts:
    """What is finely known of one account."""
    window = profile.window
    exact = window is not None and window.dated and window.last - window.first <= _EXACT
    places = tuple(certain(profile.spots))
    return Facts(
        latest=window.first if window is not None and exact else None,
        earliest=window.last if window is not None and exact else None,
        reported=profile.published,
        places=frozenset((places,)) if places else frozenset(),
    )


def contradict(one: Facts, other: Facts) -> bool:
    """Whether two groups can by no means be one incident."""
    return _days_apart(one, other) or _places_apart(one, other)


def together(one: Facts, other: Facts) -> Facts:
    """What is known of two groups put together."""
    return Facts(
        latest=max(_given(one.latest, other.latest), default=None),
        earliest=min(_given(one.earliest, other.earliest), default=None),
        reported=min(_given(one.reported, other.reported), default=None),
        places=one.places | other.places,
    )


def as_a_person_has_it(facts: Sequence[Facts]) -> Facts:
    """What is known of accounts that a person put together: nothing of what contradicts itself."""
    every = reduce(together, facts, Facts())
    if any(_days_apart(every, one) for one in facts):
        every = every._replace(latest=None, earliest=None)
    if any(_places_apart(every, one) for one in facts):
        every = every._replace(places=frozenset())
    return every


def _days_apart(one: Facts, other: Facts) -> bool:
    return any(
        late is not None and early is not None and late - early > most
        for late, early, most in (
            (one.latest, other.earliest, _DRIFT),
            (other.latest, one.earliest, _DRIFT),
            (one.latest, other.reported, _EARLY),
            (other.latest, one.reported, _EARLY),
        )
    )


def _places_apart(one: Facts, other: Facts) -> bool:
    return any(_all_far(mine, theirs) for mine in one.places for theirs in other.places)


def _all_far(ones: Sequence[Spot], others: Sequence[Spot]) -> bool:
    return all(compare_two(a, b) == "place.far" for a in ones for b in others)


def _given(*days: int | None) -> list[int]:
    return [day for day in days if day is not None]
