"""Of which foreign nation what or who was struck is, by the words for it: "the U.S. embassy", "three Egyptian workers"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from sayso.lexicon.load import lexicon
from sayso.linking.places.words import demonyms
from sayso.model.claim import Target
from sayso.model.mention import PlaceMention

_WORD = re.compile(r"[^\W\d_][\w.]*")


def with_nations(targets: Iterable[Target], places: Iterable[PlaceMention]) -> tuple[Target, ...]:
    """The targets, each of another nation than the country where it was struck with that nation; where nobody says in which
    country that was, nobody can tell who is foreign there.
    """
    home = {place.country for place in places if place.country is not None}
    return tuple(_of_nation(target, home) for target in targets) if home else tuple(targets)


def _of_nation(target: Target, home: set[str]) -> Target:
    words = _WORD.findall(target.exact.replace(target.name, " ") if target.name else target.exact)
    if target.name is not None and len(words) == 1:
        return target  # "German Soto" may be a man's name
    nation = next((found for word in words if (found := _nation(word)) is not None), None)
    return target if nation is None or nation in home else msgspec.structs.replace(target, nation=nation)


def _nation(word: str) -> str | None:
    """The country whose people or things a word is for; "us" is one only in capitals."""
    if not word[0].isupper():
        return None
    plain = word.rstrip(".").removesuffix("'s")
    known, lower = _peoples(), plain.lower()
    return known.get(lower) or known.get(lower.removesuffix("s")) or ("US" if plain == "US" else None)


@cache
def _peoples() -> dict[str, str]:
    more: dict[str, list[str]] = lexicon("targets")["peoples"]
    return demonyms() | {word: country for country, words in more.items() for word in words}
