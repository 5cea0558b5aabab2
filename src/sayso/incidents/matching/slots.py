"""What changes from one bulletin to the next in the same words: numbers, days, places and names, each with the words around it.

An office that reports in fixed words ("N drones were shot down over X in the night to D") writes nearly the same text every
day. Told by their runs of words alone, two of its bulletins are one story; told by what stands in the gaps between the fixed
words they are not. A copy that an outlet cuts, retitles or adds to has the same in the same gaps.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold

_TOKEN = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
_ENDS = frozenset('.!?:;\n"“”|')
_DIGITS = 4  # hexadecimal digits of a gap, and of what stands in it
_MOST = 60  # gaps of a text, the first ones
_LEAD = 6  # gaps at the head of a text, where it says what is new
_MOST_AT_ODDS = 0.2  # share of the gaps that a copy may fill otherwise
_MOST_IN_LEAD = 1  # of those at its head


def slots_of(text: str) -> str:
    """The gaps of a text: of each a hash of the words around it and one of what stands in it."""
    found = (_hash(around) + _hash(value) for around, value in _gaps(text))
    return "".join(slot for slot, _ in zip(found, range(_MOST), strict=False))


def at_odds(one: str, other: str) -> tuple[int, int, int]:
    """Of the gaps that two texts share: those with the same in them, those with another thing, and how many of the latter are
    among the first.
    """
    mine, theirs = _by_gap(one), _by_gap(other)
    shared = [gap for gap in mine if gap in theirs]
    differ = [not mine[gap] & theirs[gap] for gap in shared]
    return differ.count(False), differ.count(True), differ[:_LEAD].count(True)


def may_be_one(one: str, other: str) -> bool:
    """Whether what stands in the gaps of two texts lets them be one story; a copy may differ in a few."""
    same, other_things, lead = at_odds(one, other)
    return other_things <= _MOST_AT_ODDS * (same + other_things) and lead <= _MOST_IN_LEAD


def is_number(word: str) -> bool:
    """Whether a folded word is a number, in digits or spelt out."""
    return word in _numbers() or word.replace(",", "").isdigit()


def _by_gap(slots: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for at in range(0, len(slots), 2 * _DIGITS):
        found[slots[at : at + _DIGITS]].add(slots[at + _DIGITS : at + 2 * _DIGITS])
    return found


def _gaps(text: str) -> Iterator[tuple[str, str]]:
    """Numbers and names, those that stand together as one, with the two words before and the one after."""
    before: list[str] = []
    value: list[str] = []
    for word, fills in [*_words(text), ("", False)]:
        if fills:
            value.append(word)
            continue
        if value:
            yield " ".join((*before[-2:], "_", word)), " ".join(value)
            before, value = [*before[-1:], "_"], []
        before = [*before[-1:], word]


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words, folded, numbers in digits; whether each is one that changes from bulletin to bulletin."""
    for match in _TOKEN.finditer(text):
        word = match[0]
        key = fold(word)
        if key in _numbers():
            yield _numbers()[key], True
        else:
            yield key, any(c.isdigit() for c in word) or (word[0].isupper() and not _opens(text, match.start()))


def _opens(text: str, at: int) -> bool:
    """Whether a word opens a sentence, where every word has a capital."""
    before = text[max(at - 3, 0) : at].rstrip(" ")
    return not before or before[-1] in _ENDS or "\n" in before


@cache
def _numbers() -> dict[str, str]:
    words = lexicon("numbers")
    return {word: str(value) for row in ("units", "tens") for word, value in words[row].items()}


def _hash(words: str) -> str:
    return f"{zlib.crc32(words.encode()) % 16**_DIGITS:0{_DIGITS}x}"
