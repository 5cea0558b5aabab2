"""Names of the gazetteer in a text, longest first, with how sure each is by itself: no look at the words around it yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sayso.linking.folding import fold
from sayso.linking.gazetteer import Place, gazetteer
from sayso.linking.places.candidates import in_full, not_alone
from sayso.linking.places.words import demonyms
from sayso.reading.parse import Parse, Token

_LONGEST = 6  # tokens of a name; a hyphen is a token too
_LINKS = frozenset("- ‐ – ' ’ 's ’s . of de la le du des el al the and & ibn bin abu umm ul ud".split())
_ARTICLES = frozenset("al el ash as ar at az ad".split())
_LARGE = 400_000  # a town of this many people is meant by its name unless something speaks against it


class Match(NamedTuple):
    """A name of the gazetteer at tokens `[first, last]`; `standing` is how sure the name alone makes it."""

    first: int
    last: int
    key: str
    standing: int  # 3: unmistakable; 2: likely; 1: only where the words around it say so


def matches(parse: Parse) -> Iterator[Match]:
    """The longest known name at each capitalised word."""
    tokens, i = parse.tokens, 0
    while i < len(tokens):
        found = match_at(parse, i)
        if found:
            yield found
            i = found.last + 1
        else:
            i += 1


def _may_start(tokens: list[Token], i: int) -> bool:
    text = tokens[i].text
    if text[0].isupper() or "\u0620" <= text[0] <= "\u064a":
        return True
    follows = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return (text in _ARTICLES and follows in ("-", "‐")) or text in gazetteer().first_words


def match_at(parse: Parse, i: int) -> Match | None:
    """The longest known name that begins at token `i`."""
    if not _may_start(parse.tokens, i):
        return None
    tokens = parse.tokens
    last = i
    while last + 1 < len(tokens) and last + 1 - i < _LONGEST and _goes_on(tokens[last], tokens[last + 1]):
        last += 1
    for end in range(last, i - 1, -1):
        if tokens[end].text.lower() in _LINKS and end > i:
            continue
        key = fold(parse.words(i, end))
        standing = _standing(key, parse.words(i, end))
        if standing:
            return Match(i, end, key, standing)
    return None


def _goes_on(token: Token, following: Token) -> bool:
    if following.sentence != token.sentence or following.start - token.end > 1:
        return False
    text = following.text
    return (
        text[0].isalnum()
        if text[0].isupper() or text in gazetteer().later_words
        else text in _LINKS or text.lower() in gazetteer().later_words
    )


@lru_cache(maxsize=100_000)
def _standing(key: str, words: str) -> int:
    """How sure a name is by itself: 0 unknown, 1 needs context, 2 likely, 3 unmistakable."""
    if len(key) < 2 or (len(key) < 3 and not words.isupper() and not words.endswith(".")):
        return 0
    if in_full(words) != words:
        return 3
    places = gazetteer().lookup(words)
    known = key in gazetteer().supplement
    if not places:
        return 0
    if not words[0].isupper() and not known and words.isascii():
        return 0
    if (
        key in not_alone()
        or key in demonyms()
        or (len(words) <= 3 and words.isupper() and "." not in words and not known)
    ):
        return 0
    return max(_rank(place, single=" " not in key, known=known) for place in places)


def _rank(place: Place, *, single: bool, known: bool) -> int:
    if not place.main:
        return 1
    if place.kind in ("country", "continent", "sea") or (known and not single):
        return 3
    if known and place.kind not in ("neighbourhood", "landmark", "street"):
        return 3
    if place.kind == "adm1" and (place.population > 1_000_000 or not single):
        return 3
    return 2 if place.population >= _LARGE and place.kind == "city" else 1
