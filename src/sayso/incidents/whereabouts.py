"""Whether two tellings can be of one place and one day: the unknown contradicts nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Literal, NamedTuple

from sayso.model.mention import PlaceMention, TimeMention
from sayso.model.record import Passage
from sayso.reading.mentions import Mentions

Agreement = Literal["same", "within", "unknown", "different"]
FINENESS = (
    "exact", "landmark", "street", "neighbourhood", "village", "town", "city", "between_places", "offshore_air", "unknown",
    "adm3", "adm2", "adm1", "country",
)  # fmt: skip
_SETTLEMENTS = frozenset(("village", "town", "city", "adm1", "adm2", "adm3"))
_WIDE = frozenset(("adm1", "country"))
_RADIUS_KM = {"country": 1500.0, "adm1": 150.0, "adm2": 60.0, "adm3": 30.0}
_NEAR_KM = 15.0
_LIST_GAP = 70  # most characters between two places of one list
_JOINING = frozenset(("and", "&", "or"))
_SMALL_WORDS = frozenset(
    ("the", "of", "al", "el", "city", "town", "village", "province", "district", "area", "department")
)


class Days(NamedTuple):
    """A window of days as ISO dates; an open end is None."""

    first: str | None
    last: str | None


def fineness(place: PlaceMention) -> int:
    """The order of places from the most specific on."""
    return FINENESS.index(place.precision) if place.precision in FINENESS else len(FINENESS)


def is_described(place: PlaceMention) -> bool:
    """Whether the words describe a spot ("the square") rather than name a place."""
    return place.place is None and (
        place.within is not None or not place.exact[:1].isupper() or place.exact.startswith(("The ", "A ", "An "))
    )


def is_known(place: PlaceMention) -> bool:
    """Whether the words say which place is meant: a name, or a spot whose place is known."""
    return not is_described(place) or place.within is not None


def is_wide(place: PlaceMention) -> bool:
    """Whether the place is a country, a province or a district rather than a spot."""
    return place.precision in _WIDE


def days_of(mentions: Mentions, when: str | None) -> Days | None:
    """The days that a time mention stands for, None when it stands for none."""
    time = mentions.by_id.get(when or "")
    if not isinstance(time, TimeMention) or (time.first is None and time.last is None):
        return None
    return Days(time.first, time.last)


def compare_days(one: Days | None, other: Days | None) -> Agreement:
    """Same days, one window within the other, or none in common."""
    if one is None or other is None:
        return "unknown"
    if one == other:
        return "same"
    overlap = (one.first or "") <= (other.last or "~") and (other.first or "") <= (one.last or "~")
    return "within" if overlap else "different"


def is_wider(one: Days | None, other: Days | None) -> bool:
    """Whether the first window holds the second and more."""
    if one is None or other is None or one == other:
        return False
    return (one.first or "") <= (other.first or "") and (other.last or "~") <= (one.last or "~")


def compare_places(ones: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> Agreement:
    """The closest agreement between the places of two tellings; wide places count only where there is nothing finer."""
    a, b = _finest(ones), _finest(others)
    if not a or not b:
        return "unknown"
    found = {_compare(x, y) for x in a for y in b}
    return next(agreement for agreement in ("same", "within", "different") if agreement in found)


def _finest(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    named = [p for p in places if not is_described(p)] or [p for p in places if is_known(p)]
    narrow = [p for p in named if not is_wide(p)]
    return narrow or named


def _compare(one: PlaceMention, other: PlaceMention) -> Agreement:
    if same_place(one, other):
        return "same"
    if one.precision == "country" or other.precision == "country":
        countries = {one.country, other.country}
        return "within" if None in countries or len(countries) == 1 else "different"
    far = kilometres(one, other)
    if far is None:
        return "within" if is_wide(one) != is_wide(other) else "different"
    reach = max(_RADIUS_KM.get(one.precision, 0.0), _RADIUS_KM.get(other.precision, 0.0))
    return "within" if far <= max(reach, _NEAR_KM) else "different"


def same_place(one: PlaceMention, other: PlaceMention) -> bool:
    """One gazetteer entry, or one name."""
    if one.place is not None and other.place is not None:
        return one.place == other.place
    if is_described(one) or is_described(other):
        return one.id == other.id or (one.within is not None and one.within == other.within) or _stands_for(one, other)
    a, b = _words(one), _words(other)
    return bool(a and b) and (a <= b or b <= a)


def _stands_for(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether a description is of a whole place that the other names ("the village" of Safina)."""
    for described, named in ((one, other), (other, one)):
        if described.within is not None and described.within == named.place and described.precision in _SETTLEMENTS:
            return True
    return False


def _words(place: PlaceMention) -> frozenset[str]:
    return frozenset(place.exact.lower().replace("-", " ").split()) - _SMALL_WORDS


def kilometres(one: PlaceMention, other: PlaceMention) -> float | None:
    """Distance, None where a place is unresolved."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, h)))


def place_mentions(mentions: Mentions, ids: Iterable[str | None]) -> list[PlaceMention]:
    """The place mentions behind ids, in order, without states that say whose a place is: "the U.S. embassy"."""
    found = (mentions.by_id.get(one or "") for one in ids)
    return [m for m in found if isinstance(m, PlaceMention) and (m.locative or m.precision != "country")]


def coordinated(places: Sequence[PlaceMention], words: Passage | None = None) -> list[list[PlaceMention]]:
    """Named places beside each other ("Derna and Benghazi"), each with the wider ones that it lies in ("Derna, Libya").
    `words` is a passage that they stand in: what is joined by "and" lies in neither.
    """
    groups: list[list[PlaceMention]] = []
    for place in _apart(places):
        last = groups[-1][-1] if groups else None
        if last is not None and place.start - last.end > _LIST_GAP:
            break
        if last is not None and not _are_joined(last, place, words) and _adds_to(last, place):
            groups[-1].append(place)
        elif not any(_are_one(p, place) for group in groups for p in group):
            groups.append([place])
    return groups


def _apart(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The named places in text order, without those inside another's words, and without a country that another lies in."""
    named = sorted(
        (p for p in places if not is_described(p) or _bears_name(p, places)), key=lambda p: (p.start, -p.end)
    )
    narrow = [p for p in named if not is_wide(p)]
    found: list[PlaceMention] = []
    for place in narrow or named:
        holds = place.precision == "country" and any(p is not place and p.country == place.country for p in named)
        inside = any(p.start <= place.start and place.end <= p.end for p in places if p is not place)
        if not holds and not inside:
            found.append(place)
    return found


def _bears_name(spot: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Whether the words for a spot end with the name of its town, which tells it from others: "the port of Derna"."""
    return spot.within is not None and any(
        place.place == spot.within and spot.start < place.start and place.end <= spot.end for place in places
    )


def _are_one(one: PlaceMention, other: PlaceMention) -> bool:
    """One place; of two spots of one town, by their words."""
    spots = is_described(one) and is_described(other)
    return same_place(one, other) and not (spots and _words(one) != _words(other))


def _are_joined(before: PlaceMention, place: PlaceMention, words: Passage | None) -> bool:
    """Whether nothing but a conjunction stands between two places: "Bab Tobruk and the port of Derna"."""
    if words is None or before.end < words.start or place.start > words.end or _are_one(before, place):
        return False
    between = words.exact[before.end - words.start : place.start - words.start].lower().split()
    return any(word in _JOINING for word in between) and all(word in _JOINING | _SMALL_WORDS for word in between)


def _adds_to(before: PlaceMention, place: PlaceMention) -> bool:
    """Whether a place says where the one before lies: it is wider and near, or it is the same. Two quarters of one town lie
    near each other, and neither in the other.
    """
    if _are_one(before, place):
        return True
    if _compare(before, place) == "within" and fineness(place) > fineness(before):
        return True
    gap = place.start - before.end
    return place.place is None and before.place is None and gap <= 2
