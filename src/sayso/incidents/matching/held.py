"""What the machine does not join by itself, though the score may be high: a person decides. A wrong merge is the worst fault.

Three things hold it back. The day of one of the two is not known, so that nothing says that it is one day. The place is known
by a province or a country at best, where much happens on one day. Or facts tell two deeds apart: two towns; or two of these:
other things hit, other quarters, another time of day, tolls that do not go together.

What the words themselves prove sets this aside: one story, people named in both, a spot named in both with one toll.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from sayso.incidents.matching.particulars import sites_of
from sayso.incidents.matching.profiles import Profile, Rarity
from sayso.incidents.matching.spots import certain, compare_towns
from sayso.incidents.matching.trait import Trait

Hold = Literal["facts", "towns", "day", "place"]

_OTHER_SPOT = "place.other_spot"
_TOWNS_APART = frozenset(("place.neighbour", "place.apart", "place.far"))
_DAYS_APART = frozenset(("weekday.other", "date.other"))
_NEWS_DAYS_OFF = frozenset((
    "published.overlap", "published.next_day", "published.days", "published.weeks", "published.months",
))  # fmt: skip
_FITTING = frozenset(("figures.equal", "figures.equal_large", "figures.compatible"))
_TELLING = frozenset(("target.other", "place.other_spot", "time.part_of_day", "figures.contradict"))
_ONE_SPOT = frozenset(("place.spot", "place.name"))
_ONE_TOWN = frozenset(("place.spot", "place.name", "place.town", "place.near"))
_PLACED = _ONE_TOWN | {"place.district", "place.within"}
_ONE_NAME = 6.0  # rarity of a name that counts as one
_PEOPLE = 2.0  # rare names in common that are hardly chance: somebody in full, and another
_SOMEBODY = 1.5  # those that need like words or one toll beside them
_NAMED = 0.75  # a name that is not in many reports
_VERY_LIKE, _LIKE = 0.35, 0.11  # likeness that hardly any two texts on two incidents reach, and that few do
_HIGH = 0.73  # rarity of a toll of a dozen


def held(one: Profile, other: Profile, found: Sequence[Trait], rarity: Rarity) -> Hold | None:
    """What holds two accounts apart until a person decides; `found` is all that comparing them finds."""
    amounts = {
        trait.name: trait.amount for trait in found if not trait.name.startswith("place.") or trait.name == _OTHER_SPOT
    }
    towns = compare_towns(one.spots, other.spots)
    if towns is not None:
        amounts[towns] = 1.0
    if "story.same" in amounts:
        return None
    proven = _proven(one, other, amounts, rarity)
    if not proven and (apart := _told_apart(one, other, amounts)):
        return apart
    if not proven and _day_unknown(one, other, amounts):
        return "day"
    if _PLACED.isdisjoint(amounts) and not (proven or _something_more(one, other, amounts)):
        return "place"
    return None


def _day_unknown(one: Profile, other: Profile, amounts: Mapping[str, float]) -> bool:
    """Whether nothing says that it is one day: one of the two gives none, or weeks; or none but that of its publication, days
    off the other.
    """
    if _same_spot_and_toll(one, other, amounts):
        return False
    if one.window is None or other.window is None or "time.loose" in amounts:
        return True
    fits = not _FITTING.isdisjoint(amounts) or _something_more(one, other, amounts)
    return not _NEWS_DAYS_OFF.isdisjoint(amounts) and not fits


def _told_apart(one: Profile, other: Profile, amounts: Mapping[str, float]) -> Hold | None:
    """Facts that keep apart whole incidents, and two towns of which one may be a wrong reading, which keep apart this pair."""
    if not _DAYS_APART.isdisjoint(amounts) or len(_TELLING & amounts.keys()) > 1:
        return "facts"
    if _TOWNS_APART.isdisjoint(amounts):
        return None
    sure = bool(certain(one.spots)) and bool(certain(other.spots)) and amounts.get("names.shared", 0.0) < _SOMEBODY
    return "facts" if sure else "towns"


def _proven(one: Profile, other: Profile, amounts: Mapping[str, float], rarity: Rarity) -> bool:
    """Whether the words themselves show one deed: people named in both, or much the same words, and no other toll."""
    if "figures.contradict" in amounts or not _DAYS_APART.isdisjoint(amounts):
        return False
    people = (one.names & other.names) - one.place_words - other.place_words
    rare = sum(rarity.of_name(name) for name in sorted(people)) / _ONE_NAME if len(people) > 1 else 0.0
    alike = amounts.get("text.alike", 0.0)
    return rare >= _PEOPLE or alike >= _VERY_LIKE or (rare >= _SOMEBODY and (alike >= _LIKE or _one_toll(amounts)))


def _one_toll(amounts: Mapping[str, float]) -> bool:
    return "figures.equal" in amounts or "figures.equal_large" in amounts


def _same_spot_and_toll(one: Profile, other: Profile, amounts: Mapping[str, float]) -> bool:
    """A spot named in both, or the same sort of thing in one town, or the same date without a year; and one toll."""
    toll = amounts.get("figures.equal_large", 0.0)
    if toll <= 0 or _ONE_TOWN.isdisjoint(amounts):
        return False
    if not _ONE_SPOT.isdisjoint(amounts) or "date.same" in amounts:
        return True
    return toll >= _HIGH and bool(sites_of(one.account) & sites_of(other.account))


def _something_more(one: Profile, other: Profile, amounts: Mapping[str, float]) -> bool:
    """Whether more is in common than the day, the kind and the province."""
    if "denial.answers" in amounts:
        return True
    named = amounts.get("names.shared", 0.0)
    if "figures.contradict" in amounts:
        return named >= _SOMEBODY
    toll = amounts.get("figures.equal_large", 0.0)
    one_site = toll > 0 and bool(sites_of(one.account) & sites_of(other.account))
    return named >= _NAMED or toll >= _HIGH or one_site or amounts.get("text.alike", 0.0) >= _LIKE
