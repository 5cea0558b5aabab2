"""What comes from outside, made fit to be shown and stored: file names, headers, titles, what a server says."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# Joiners and marks of direction belong to Arabic, Persian and Hebrew words; those that reorder other text do not.
_NEEDED = {"\u200c", "\u200d", "\u200e", "\u200f", "\u061c"}
_HEADERS, _VALUE = 100, 2_000


def plain(text: str, longest: int = 500) -> str:
    """One line without control characters, lone surrogates or marks that reorder other text."""
    seen = "".join(_shown(character) for character in text[: 2 * longest])
    words = " ".join(seen.split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def file_name(path: str | os.PathLike[str]) -> str:
    """A file name as it can be shown and stored; bytes that are no UTF-8 are written as \\xNN."""
    return "".join(_shown(c, "\ufffd") for c in os.fsencode(path).decode("utf-8", "backslashreplace"))


def told_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Headers for the log: the first hundred, each shortened. What came exactly stands in the WARC."""
    pairs = ((plain(name, 100), plain(value, _VALUE)) for name, value in headers)
    return tuple(pair for _, pair in zip(range(_HEADERS), pairs, strict=False))


def _shown(character: str, instead: str = " ") -> str:
    hidden = unicodedata.category(character) in _HIDDEN and character not in _NEEDED
    return instead if hidden else character
