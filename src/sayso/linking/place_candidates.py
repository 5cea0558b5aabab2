"""Which places of the gazetteer a name in a text may mean, and how likely each is before the report is looked at."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.linking.gazetteer import Place, gazetteer

_PRIOR = {
    "country": 7.0, "continent": 6.5, "adm1": 5.2, "sea": 5.5, "region": 4.0, "neighbourhood": 3.4, "landmark": 3.6,
    "airport": 2.6,
}  # fmt: skip
_SPELLING = -1.2  # the name is one spelling among the place's many, not its own
_ADMINISTRATIVE = frozenset({"country", "adm1", "adm2"})


class Option(NamedTuple):
    """A place that a name may mean, with its prior (natural logarithm of odds, up to a constant)."""

    place: Place
    prior: float


class Wanted(NamedTuple):
    """What the words ask for: the bare name, and whether they say that it is a town or a division."""

    name: str
    division: bool | None  # True: "Aleppo province"; False: "the city of Derna"; None: not said


@lru_cache(maxsize=20_000)
def wanted(exact: str) -> Wanted:
    """The name in the words of a mention, without article, possessive and what kind of place it is."""
    name = re.sub(r"['’]s?$", "", " ".join(exact.split()))
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    before, after = _kind_words()
    for pattern in (before, after):
        if found := pattern.fullmatch(name):
            return Wanted(found["name"], _is_division(found["kind"]))
    return Wanted(name, None)


@lru_cache(maxsize=20_000)
def options(exact: str) -> tuple[Option, ...]:
    """The places that these words may mean, most likely first."""
    if long := abbreviations().get(exact):
        exact = long
    wish = wanted(exact)
    places = gazetteer().lookup(_full(exact)) or gazetteer().lookup(wish.name)
    found = [Option(place, prior(place) + _fits(place, wish.division)) for place in places]
    return tuple(sorted(found, key=lambda o: (-o.prior, o.place.id)))


@lru_cache(maxsize=20_000)
def inner_name(exact: str) -> str:
    """The name itself, or the longest part of it that the gazetteer knows: "Benghazi" of "Benghazi Medical Centre"."""
    if options(exact):
        return exact
    words = exact.split()
    for length in range(len(words) - 1, 0, -1):
        for first in (0, len(words) - length):
            part = " ".join(words[first : first + length])
            if (
                part[0].isupper()
                and len(part) > 3
                and fold(part) not in set(lexicon("places")["not_alone"])
                and options(part)
            ):
                return part
    return exact


def prior(place: Place) -> float:
    """How readily news means this place by its name: countries first, then large towns, villages last."""
    people = math.log10(place.population + 10)
    known = _PRIOR.get(place.kind)
    if place.capital:
        people += 0.8
    base = known if known is not None else 0.3 + people * 0.9 if place.kind == "adm2" else people * 0.95
    if place.kind == "adm1":
        base += 0.12 * people
    return base + (0.0 if place.main else _SPELLING)


def _fits(place: Place, division: bool | None) -> float:
    if division is None:
        return 0.0
    return 1.5 if (place.kind in _ADMINISTRATIVE) == division else -1.5


def _full(exact: str) -> str:
    return re.sub(r"['’]s?$", "", re.sub(r"^the\s+", "", " ".join(exact.split()), flags=re.IGNORECASE))


def _is_division(kind: str) -> bool:
    return kind.casefold() in set(lexicon("places")["divisions"])


@cache
def abbreviations() -> dict[str, str]:
    """Short forms of divisions and what they stand for: "W.Va." for West Virginia."""
    return dict(lexicon("places")["abbreviations"])


@lru_cache(maxsize=1)
def _kind_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon("places")
    kinds = "|".join(sorted((re.escape(w) for w in (*words["divisions"], *words["towns"])), key=len, reverse=True))
    return (
        re.compile(rf"(?P<kind>{kinds}) of (?P<name>.+)", re.IGNORECASE),
        re.compile(rf"(?P<name>.+?) (?P<kind>{kinds})", re.IGNORECASE),
    )
