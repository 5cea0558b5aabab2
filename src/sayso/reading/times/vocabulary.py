"""The words of time of a language: each has a class, written as one letter, and a meaning, which is an English word.

The lexicons of all languages have the same classes, so that one calendar (linking.calendar) serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.times.folding import folded, pieces

OTHER = "."
"""The letter of a word that is none of time."""
NUMBERS = ("small_number", "number", "number_word", "ordinal", "year", "short_year")
FORMS = (
    "day_pair",
    "year_pair",
    "clock",
    "clock_dot",
    "clock_h",
    "clock4",
    "clock_joined",
    "slashes",
    "decades",
    "near_year",
)
_CASED = frozenset({"month", "month_word", "month_short", "weekday_short", "hijri", "feast", "levant"})
_DOTTED = frozenset({"month", "month_word", "month_short", "weekday_short"})
_FIRST_LETTER = 0xE000  # private use: none of them means anything in a regular expression


class Word(NamedTuple):
    """A word of time; one that is `cased` counts only where it is written with a capital."""

    letter: str
    meaning: str
    cased: bool


class Phrase(NamedTuple):
    """Several words that count as one: `rest` are those after the first."""

    rest: tuple[str, ...]
    word: Word


class Vocabulary(NamedTuple):
    """`words` by their folded form, `phrases` by their first word (the longest first), and the letter of every class."""

    words: dict[str, Word]
    phrases: dict[str, tuple[Phrase, ...]]
    letter_of: dict[str, str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language."""
    rows = list(_entries(language))
    table = lexicon("times", language)
    letter_of = {name: chr(_FIRST_LETTER + number) for number, name in enumerate(_names(table))}
    words: dict[str, Word] = {}
    phrases: dict[str, list[Phrase]] = {}
    for name, written, meaning in rows:
        word = Word(letter_of[name], meaning, name in _CASED and language == "en")
        first, *rest = _tokens(written, language)
        if rest:
            phrases.setdefault(first, []).append(Phrase(tuple(rest), word))
            continue
        words[first] = word
        if name in _DOTTED:
            words[f"{first}."] = word
    longest = {first: tuple(sorted(found, key=lambda p: -len(p.rest))) for first, found in phrases.items()}
    return Vocabulary(words, longest, letter_of)


def _tokens(written: str, language: str) -> list[str]:
    """The tokens that an entry of the lexicon stands for; the English parser parts words at spaces and hyphens."""
    if language != "en":
        return [written] if written.endswith("'") else pieces(written)
    whole = len(written) == 1 or written.startswith(("gmt", "utc"))
    return [written] if whole else re.findall(r"-|[^\s-]+", written)


def _names(table: Mapping[str, Any]) -> Iterable[str]:
    return dict.fromkeys([*table["classes"], *NUMBERS, *FORMS, "other_number"])


def _entries(language: str) -> Iterator[tuple[str, str, str]]:
    """Class, folded form and meaning of every word; later ones win. English words mean themselves."""
    table = lexicon("times", language)
    for name, key in (("number_word", "numbers"), ("ordinal", "ordinals")):
        for written, value in table[key].items():
            yield name, folded(written), value if isinstance(value, str) else written
    for name, words in table["classes"].items():
        for written in words:
            yield name, folded(written), str(words[written]) if isinstance(words, dict) else written


@cache
def listed(name: str, language: str) -> frozenset[str]:
    """A list of a language's lexicon, folded; empty where it has none."""
    words: list[str] = lexicon("times", language).get(name, [])
    return frozenset(words if language == "en" else map(folded, words))
