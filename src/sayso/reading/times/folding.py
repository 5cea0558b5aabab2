"""Words as they are compared: without case, accents, vowel marks and the varieties of alef; and where each begins.

For languages that no parser reads here. A letter of the folded text stands for one of the text's own, so that nothing
found in the one is lost in the other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ALIKE = {"ى": "ي", "ة": "ه", "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "ـ": "", "œ": "oe", "ß": "ss"}
_PIECE = re.compile(
    r"\d{1,2}h(?:[0-5]\d)?(?!\w)|\d{1,2}:[0-5]\d(?!\d)|\d{1,2}er(?!\w)|\d+|aujourd'hui|[^\W\d_]{1,6}'(?=\w)|[^\W\d_]+|[^\w\s]"
)


def folded(text: str) -> str:
    """The text without what words of time are not told apart by."""
    return "".join(_letter(char) for char in text)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters where it stands in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in _letter(char):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def pieces(folded_text: str) -> list[str]:
    """The words, numbers and marks of a folded text."""
    return [match[0] for match in _PIECE.finditer(folded_text)]


def piece_spans(folded_text: str) -> list[tuple[int, int]]:
    """Where they stand."""
    return [match.span() for match in _PIECE.finditer(folded_text)]


@cache
def _letter(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char.isascii():
        return char.lower()
    plain = unicodedata.normalize("NFKD", char.lower())
    return "".join(_ALIKE.get(c, c) for c in plain if not unicodedata.combining(c))
