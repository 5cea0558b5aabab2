"""What was hit, at what time of the day, and the day in the report's own words: each may tell two deeds of one town apart.

A day that cannot be counted ("on Monday", "on 3 March", in a report that bears no date) is still evidence: beside another such
day, and beside a day that is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from sayso.incidents.matching.profiles import Profile
from sayso.incidents.matching.spots import IN_TOWN
from sayso.incidents.matching.trait import Trait
from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.model.account import Account

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def particulars(one: Profile, other: Profile) -> Iterator[Trait]:
    """What the two say of these, where both say it."""
    yield from _sites(one, other)
    yield from _part_of_day(one.account, other.account)
    yield from _days_said(one, other)


def _sites(one: Profile, other: Profile) -> Iterator[Trait]:
    """Things of two sorts were hit. One sort in common says little by itself: many a market is struck."""
    mine, theirs = sites_of(one.account), sites_of(other.account)
    if mine and theirs and not mine & theirs:
        yield Trait("target.other", 1.0, f"{', '.join(sorted(mine))}; {', '.join(sorted(theirs))}")


def sites_of(account: Account) -> frozenset[str]:
    """The sorts of things that were hit, as far as the words name one: a "building" may be any."""
    said = (*account.targets, *(fold(spot.name) for spot in account.spots if spot.precision in IN_TOWN))
    return frozenset(_sites_in(said))


def _sites_in(said: Iterable[str]) -> Iterator[str]:
    for word in (word for words in said for word in words.replace("-", " ").split()):
        if word in _sorts():
            yield _sorts()[word]


def _part_of_day(one: Account, other: Account) -> Iterator[Trait]:
    """Morning and evening of one day; what lies side by side ("dawn", "night") may be one time in two words."""
    a, b = one.part_of_day, other.part_of_day
    if a is not None and b is not None and one.first is not None and one.first == other.first and b in _other_parts(a):
        yield Trait("time.part_of_day", 1.0, ", ".join(sorted((a, b))))


def _days_said(one: Profile, other: Profile) -> Iterator[Trait]:
    """Only where the calendar does not tell: the days of one of the two are not known."""
    if one.account.days_said or other.account.days_said:
        mine, theirs = _days(one), _days(other)
        for sort in sorted(mine.keys() & theirs.keys()):
            same = mine[sort].startswith(theirs[sort]) or theirs[sort].startswith(mine[sort])
            words = ", ".join(sorted({mine[sort], theirs[sort]}))
            yield Trait(f"{sort}.{'same' if same else 'other'}", 1.0, words)


def _days(profile: Profile) -> dict[str, str]:
    """The day as said, by the sort of words: of the week, of the year ("03-09", "03")."""
    account, window = profile.account, profile.window
    if window is not None and window.dated and window.first == window.last:
        day = date.fromordinal(window.first)
        return {"weekday": _WEEKDAYS[day.weekday()], "date": day.strftime("%m-%d")}
    return {"weekday" if said in _WEEKDAYS else "date": said for said in account.days_said}


@cache
def _sorts() -> dict[str, str]:
    return {word: sort for sort, words in lexicon("grouping")["sites"].items() for word in words}


@cache
def _other_parts(part: str) -> frozenset[str]:
    return frozenset(lexicon("grouping")["other_parts_of_day"].get(part, ()))
