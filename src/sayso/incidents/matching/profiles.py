"""Accounts made ready for comparing: days as numbers, name words and terms weighted by how rare they are in the ledger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from typing import NamedTuple

from sayso.incidents.matching.spots import place_of, plain_names
from sayso.linking.folding import fold
from sayso.model.account import Account, Figure, Spot

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEK = 7
_BACKGROUND = 1_000  # accounts that a ledger is thought to hold beside its own, so that few reports make no name common
_HARM = ("killed", "injured", "abducted")


class Window(NamedTuple):
    """Days as numbers, both ends included; `dated`: the account says when, else it is what its publication allows."""

    first: int
    last: int
    dated: bool


class Rarity:
    """How rare names and terms are: document frequencies over reports. Places and actors are counted, too."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self.names, self.terms, self.places, self.actors = (Counter[str]() for _ in range(4))
        counts = (self.names, self.terms, self.places, self.actors)
        last: dict[str, tuple[set[str], ...]] = {}
        for account in accounts:
            seen = last.setdefault(account.report, tuple(set() for _ in counts))
            places = {place_of(spot) for spot in account.spots}
            own = (name_words(account.names), set(account.terms), places, set(account.actors))
            for count, before, now in zip(counts, seen, own, strict=True):
                count.update(now - before)
                before.update(now)
        self.reports = len(last)

    def of_name(self, word: str) -> float:
        """Log odds against meeting a name by chance."""
        return log((self.reports + _BACKGROUND) / max(self.names[word], 1))

    def of_place(self, place: str) -> float:
        """Log odds against two reports being of one place by chance."""
        return log((self.reports + _BACKGROUND) / max(self.places[place], 1))

    def of_actor(self, actor: str) -> float:
        """Log odds against two incidents being laid to one actor by chance."""
        return log((self.reports + _BACKGROUND) / max(self.actors[actor], 1))

    def of_term(self, word: str) -> float:
        """The weight of a term in the likeness of texts."""
        return log(1 + self.reports / max(self.terms[word], 1))


@dataclass(frozen=True, slots=True)
class Profile:
    """An account with what comparing needs of it at hand."""

    account: Account
    window: Window | None
    published: int | None
    spots: tuple[Spot, ...]
    names: frozenset[str]
    terms: Mapping[str, float]
    place_words: frozenset[str]
    figures: Mapping[str, tuple[tuple[int | None, int | None], ...]]
    story: str | None


def profiles_of(accounts: Sequence[Account], rarity: Rarity) -> dict[str, Profile]:
    """Profiles by account id. Terms that only one report uses cannot be shared and are left out."""
    return {account.id: _profile(account, rarity) for account in accounts}


def name_words(names: Iterable[str]) -> set[str]:
    """The words of names: "Ali Hassan" is met again as "Hassan"."""
    return {word for name in names for word in name.split() if len(word) > 2 and word not in plain_names()}


def number_of(day: str | None) -> int | None:
    """An ISO date as a number of days; None where there is none."""
    if day is None or not _DAY.match(day):
        return None
    return date.fromisoformat(day[:10]).toordinal()


def _profile(account: Account, rarity: Rarity) -> Profile:
    published = number_of(account.published)
    return Profile(
        account=account,
        window=_window(account, published),
        published=published,
        spots=account.spots[:4],
        names=frozenset(name_words(account.names)),
        terms=_terms(account, rarity),
        place_words=frozenset(_words_of(account.spots)),
        figures=_figures(account.figures),
        story=account.story,
    )


def _window(account: Account, published: int | None) -> Window | None:
    first, last = number_of(account.first), number_of(account.last)
    if first is None and last is None:
        return Window(published - _WEEK, published, dated=False) if published is not None else None
    last = last if last is not None else published if published is not None else first
    first = first if first is not None else (last or 0) - _WEEK
    last = max(first, last or first)
    if published is not None and first <= published:
        last = min(last, published)
    return Window(first, last, dated=True)


def _terms(account: Account, rarity: Rarity) -> dict[str, float]:
    """Terms with their weights, of length one."""
    weights = {t: rarity.of_term(t) for t in account.terms}
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    return {t: w / length for t, w in weights.items() if rarity.terms[t] > 1}


def _words_of(spots: Iterable[Spot]) -> Iterator[str]:
    """The names of places as terms have them, whole and in words."""
    for spot in spots:
        words = fold(spot.name).replace(" ", "-")
        yield from (words, *words.split("-"))


def _figures(figures: Iterable[Figure]) -> dict[str, tuple[tuple[int | None, int | None], ...]]:
    found: dict[str, list[tuple[int | None, int | None]]] = {}
    for figure in figures:
        if figure.outcome in _HARM and not figure.part and (figure.low is not None or figure.high is not None):
            found.setdefault(figure.outcome, []).append((figure.low, figure.high))
    return {outcome: tuple(dict.fromkeys(rows)) for outcome, rows in found.items()}
