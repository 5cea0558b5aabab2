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
    "country": 9.2, "continent": 8.0, "adm1": 7.5, "sea": 7.0, "region": 5.0, "neighbourhood": 3.4, "street": 3.4,
    "landmark": 3.6, "airport": 2.6, "adm2": 2.4, "adm3": 2.2,
}  # fmt: skip
# Of an import, which lists every well and hill, not what editors took for news.
_PRIOR_IMPORTED = {"region": 3.0, "neighbourhood": 2.6, "street": 1.6, "landmark": 1.6, "sea": 3.0}
_PEOPLE = 0.9  # what ten times as many people add
_UNCOUNTED = 5_000  # people of a place whose population the gazetteer does not give
_SPELLING = -1.6  # the name is one spelling among the place's many, not its own
_SPELLING_OF_DIVISION = -1.5  # a district called like its town is seldom meant by the bare name
_ROMANISED = -1.0  # it fits only when romanisations are evened out
_DIVISION_PEOPLE = 1.0  # the same for first-level divisions, against one of ten million
_CURATED = 2.0  # conflict news means the place that our supplement lists under this name
_CAPITAL = 2.0  # a national capital
_METROPOLIS = 1.6  # a city of a million: known without saying where it lies
_DIVISIONS = frozenset({"country", "adm1", "adm2"})
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


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
    name = _bare(exact)
    for pattern in _kind_words():
        if found := pattern.fullmatch(name):
            return Wanted(found["name"], found["kind"].casefold() in _division_words())
    return Wanted(name, None)


@lru_cache(maxsize=20_000)
def options(exact: str) -> tuple[Option, ...]:
    """The places that these words may mean, most likely first."""
    words = in_full(exact)
    wish = wanted(words)
    if fold(wish.name) in not_alone():
        return ()
    places = gazetteer().lookup(_bare(words)) or gazetteer().lookup(wish.name)
    curated = gazetteer().supplement.get(fold(_bare(words)), frozenset())
    found = [
        Option(place, prior(place) + _fits(place, wish.division) + (_CURATED if place.id in curated else 0.0))
        for place in places
    ]
    return tuple(sorted(found, key=lambda option: (-option.prior, option.place.id)))


@lru_cache(maxsize=20_000)
def inner_name(exact: str) -> str:
    """The name itself, or the longest part of it that the gazetteer knows: "Benghazi" of "Benghazi Medical Centre". A street
    bears the name of a town that it does not lie in: "Haifa Street".
    """
    if options(exact) or is_street(exact):
        return exact
    words = exact.split()
    if exact.endswith("s") and (bare := options(exact[:-1])) and bare[0].place.kind in ("country", "adm1", "city"):
        return exact[:-1]  # "Syrias": the apostrophe was lost on the way
    for length in range(len(words) - 1, 0, -1):
        parts = [" ".join(words[:length])]
        if all(word.casefold() in _directions() for word in words[: len(words) - length]):
            parts.append(" ".join(words[len(words) - length :]))
        for part in parts:
            if part[0].isupper() and len(part) > 3 and options(part):
                return part
    return exact


def is_street(exact: str) -> bool:
    """Whether a name is that of a street."""
    words = exact.split()
    return len(words) > 1 and words[-1][0].isupper() and words[-1].casefold().rstrip(".") in _streets()


def prior(place: Place) -> float:
    """How readily news means this place by its name: countries first, then large towns, villages last."""
    people = math.log10(place.population or _UNCOUNTED)
    base = (_PRIOR_IMPORTED.get(place.kind) if place.imported else None) or _PRIOR.get(place.kind)
    if base is None:
        metropolis = _CAPITAL if place.capital else _METROPOLIS if place.population >= 1_000_000 else 0.0
        base = people * _PEOPLE + metropolis
    elif place.kind == "adm1":
        base += _DIVISION_PEOPLE * (people - 7.0)
    spelling = _SPELLING_OF_DIVISION if place.kind in ("adm1", "adm2") else _SPELLING
    return base + (0.0 if place.main else spelling) + (_ROMANISED if place.romanised else 0.0)


def _fits(place: Place, division: bool | None) -> float:
    if division is None:
        return 0.0
    return 1.5 if (place.kind in _DIVISIONS) == division else -1.5


def _bare(exact: str) -> str:
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(exact.split())))


@cache
def not_alone() -> frozenset[str]:
    """Words that are a whole name somewhere on earth and nearly always something else."""
    return frozenset(lexicon("places")["not_alone"])


@cache
def abbreviations() -> dict[str, str]:
    """Short forms of divisions and what they stand for: "W.Va." for West Virginia."""
    return dict(lexicon("places")["abbreviations"])


def in_full(exact: str) -> str:
    """A short form written out, with or without its last full stop ("W.Va"); other words as they are."""
    short = abbreviations()
    return short.get(exact) or (short.get(f"{exact}.") if "." in exact else None) or exact


@cache
def _streets() -> frozenset[str]:
    return frozenset(lexicon("places")["street_names"])


@cache
def _directions() -> frozenset[str]:
    return frozenset(lexicon("places")["directions"])


@cache
def _division_words() -> frozenset[str]:
    return frozenset(lexicon("places")["divisions"])


@cache
def _kind_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon("places")
    kinds = "|".join(sorted((re.escape(w) for w in (*words["divisions"], *words["towns"])), key=len, reverse=True))
    return (
        re.compile(rf"(?P<kind>{kinds}) of (?P<name>.+)", re.IGNORECASE),
        re.compile(rf"(?P<name>.+?) (?P<kind>{kinds})", re.IGNORECASE),
    )
