"""How near two accounts' places are, given how finely each is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.model.account import Spot

_REACH_KM = {
    "country": 800.0, "adm1": 150.0, "adm2": 50.0, "adm3": 25.0, "city": 12.0, "town": 6.0, "village": 4.0,
    "neighbourhood": 3.0, "unknown": 10.0, "between_places": 20.0, "offshore_air": 50.0,
}  # fmt: skip
_LEAST_KM = 2.0
_FINE = frozenset(("exact", "landmark", "street", "neighbourhood", "village"))
IN_TOWN = frozenset(("exact", "landmark", "street", "neighbourhood"))
_TOWNS = frozenset(("town", "city", "village"))
_DISTRICTS = frozenset(("adm2", "adm3"))
_DISTANT = frozenset(("place.apart", "place.far"))
_BESIDE = frozenset(("place.neighbour", "place.apart"))
_BEST = (
    "place.spot", "place.name", "place.town", "place.near", "place.district", "place.within", "place.neighbour", "place.wide",
    "place.apart", "place.far",
)  # fmt: skip


class Agreement(NamedTuple):
    """How two places agree: the name of the weight, the place that they have in common, the places in words."""

    how: str
    place: str | None
    words: str


def compare_spots(ones: Sequence[Spot], others: Sequence[Spot]) -> Agreement | None:
    """The closest agreement of the places of two accounts; None where nothing is known."""
    return _closest([(a, b) for a in ones for b in others])


def compare_towns(ones: Sequence[Spot], others: Sequence[Spot]) -> str | None:
    """The same of what is known finely: two towns of one province are not one place, nor are two streets without a name, of
    which only the town is known.
    """
    mine, theirs = (_known(spots) for spots in (ones, others))
    fine, others_fine = ([s for s in spots if not _is_wide(s)] for spots in (mine, theirs))
    if any(s.place for s in fine) and any(s.place for s in others_fine):
        mine, theirs = fine, others_fine
    found = _closest([(a, b) for a in mine for b in theirs])
    if found is None:
        return None
    return "place.either" if found.how in _BESIDE and _may_be_province(ones, others) else found.how


def _closest(pairs: Sequence[tuple[Spot, Spot]]) -> Agreement | None:
    found = [
        (_BEST.index(how), how, place_of(a) if place_of(a) == place_of(b) else None, _words(a, b))
        for a, b in pairs
        if (how := compare_two(a, b)) is not None
    ]
    return Agreement(*min(found, key=lambda row: (row[0], row[3]))[1:]) if found else None


def _may_be_province(ones: Sequence[Spot], others: Sequence[Spot]) -> bool:
    """Whether what one side has as a town may be the province of its name, which the other names: "in Idlib"."""
    return any(fold(a.name) == fold(b.name) and _is_wide(a) != _is_wide(b) for a in ones for b in others)


def _known(spots: Sequence[Spot]) -> Sequence[Spot]:
    """The spots with a name of their own, where there are others than those without: "a street in Derna" has none."""
    names = {word for spot in spots if spot.place is not None for word in fold(spot.name).split()}
    return [s for s in spots if s.place is not None or s.precision not in IN_TOWN or _is_named(s, names)] or spots


def _is_named(spot: Spot, elsewhere: Collection[str]) -> bool:
    return any(word[:1].isupper() and fold(word) not in elsewhere for word in spot.name.split())


def spots_differ(ones: Sequence[Spot], others: Sequence[Spot]) -> str | None:
    """The spots that both sides name within a town, in words, when none of the one side can be one of the other's."""
    mine, theirs = ([s for s in spots if s.precision in IN_TOWN and s.name[:1].isupper()] for spots in (ones, others))
    if not mine or not theirs or any(_may_be_one(a, b) for a in mine for b in theirs):
        return None
    return f"{mine[0].name}, {theirs[0].name}"


def certain(spots: Sequence[Spot]) -> list[Spot]:
    """The places known to the town for certain: cities, and what lies near another place of the account. The name of a
    village alone may be that of a quarter, or of another village.
    """
    found = [s for s in spots if s.place is not None and s.lat is not None and s.precision in _FINE | _TOWNS]
    return [s for s in found if s.precision == "city" or any(_bears_out(s, o) for o in spots if o is not s)]


def _bears_out(spot: Spot, other: Spot) -> bool:
    near = None if other.precision == "country" or other.lat is None else compare_two(spot, other)
    return near is not None and near not in _DISTANT


def _may_be_one(one: Spot, other: Spot) -> bool:
    """Two spots that share an id or a telling word of their name; what is close by under another name is another spot."""
    if one.place is not None and other.place is not None:
        return one.place == other.place
    mine, theirs = (telling_words(spot.name) for spot in (one, other))
    return not mine or not theirs or not mine.isdisjoint(theirs)


@lru_cache(maxsize=4_096)
def telling_words(name: str) -> frozenset[str]:
    """The words of a name but for those that many spots bear: "gate", "hospital"."""
    return frozenset(fold(name).split()) - plain_names()


@cache
def plain_names() -> frozenset[str]:
    """Words that are no name by themselves."""
    return frozenset(str(lexicon("grouping")["plain_names"]).split())


def place_of(spot: Spot) -> str:
    """What a place is counted as: its id, or its folded name."""
    return spot.place or fold(spot.name)


def compare_two(one: Spot, other: Spot) -> str | None:
    """How two places agree; None where one of them is not known well enough to say."""
    if one.place is not None and one.place == other.place:
        return _same(one, other)
    if "country" in (one.precision, other.precision) and one.country is not None and other.country is not None:
        return "place.wide" if one.country == other.country else "place.far"
    far = kilometres(one, other)
    if far is None:
        return _by_name(one, other)
    if _is_wide(one) or _is_wide(other):
        reach = max(_reach(one), _reach(other))
        return "place.wide" if far <= reach and _one_country(one, other) else _beyond(far, reach)
    reach = _reach(one) + _reach(other)
    return _close(one, other) if far <= reach else _beyond(far, reach)


def _close(one: Spot, other: Spot) -> str:
    """How places agree of which each is within reach of the other."""
    precisions = {one.precision, other.precision}
    if precisions <= IN_TOWN and _by_name(one, other):
        return "place.name"
    if precisions <= _TOWNS and one.place is not None and other.place is not None:
        return "place.neighbour"
    return "place.within" if precisions & _DISTRICTS else "place.near"


def kilometres(one: Spot, other: Spot) -> float | None:
    """Distance, None where a place is unresolved."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, h)))


def _same(one: Spot, other: Spot) -> str:
    precisions = {one.precision, other.precision}
    if precisions <= _FINE:
        return "place.spot"
    if _is_wide(one) or _is_wide(other):
        return "place.wide"
    return "place.district" if precisions & _DISTRICTS else "place.town"


def _by_name(one: Spot, other: Spot) -> str | None:
    """Unresolved places are one where they are called one; called otherwise, they say nothing."""
    if not one.name[:1].isupper() or fold(one.name) != fold(other.name):
        return None
    return "place.name"


def _beyond(far: float, reach: float) -> str:
    return "place.apart" if far < 3 * reach + 30 else "place.far"


def _reach(spot: Spot) -> float:
    usual = _REACH_KM.get(spot.precision, _LEAST_KM)
    return max(usual, (spot.radius_m or 0) / 1000)


def _is_wide(spot: Spot) -> bool:
    return spot.precision in ("country", "adm1")


def _one_country(one: Spot, other: Spot) -> bool:
    return one.country is None or other.country is None or one.country == other.country


def _words(one: Spot, other: Spot) -> str:
    return one.name if one.name == other.name else f"{one.name}, {other.name}"
