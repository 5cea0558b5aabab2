"""Surnames and how they sound: Haftar, Hifter and Heftar are one, al-Mismari and Mesmary too.

`sounds` is blunter than the folding of place names: it compares only the few people of one report, and only where no
spelling agrees exactly. It drops the article (al-, el-, ad- …), writes kh, gh, dh, th, q, ph as one letter each, takes all
vowels (w and y with them) for one, and doubled letters for single. A short name of fewer
than three consonants is left as it is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|az|an) (?=\S)")
_ONE_LETTER = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ou", "u"), ("q", "k"))
_VOWELS = re.compile(r"[aeiouwy]+")
_LONG = 5  # letters
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16_384)
def sounds(name: str) -> str:
    """The key under which surnames that sound alike agree: `sounds("Hifter") == sounds("Haftar")`."""
    plain = _ARTICLE.sub("", fold(name))
    key = plain
    for written, letter in _ONE_LETTER:
        key = key.replace(written, letter)
    key = _DOUBLED.sub(r"\1", _VOWELS.sub("a", key))
    key = re.sub(r"ah$", "a", key)
    return key if len(plain) >= _LONG or sum(c.isalpha() and c != "a" for c in key) > 2 else plain


def surnames(words: list[str]) -> list[str]:
    """The last word of a name, and the last two where the last but one is a particle ("Ben Fayed")."""
    last = words[-1:]
    if len(words) > 1 and words[-2].lower() in particles() and words[-2].lower() not in {"al", "el"}:
        last.append(f"{words[-2]} {words[-1]}")
    return last


def is_bare(words: list[str]) -> bool:
    """Whether a name is a surname alone, with its particle if it has one."""
    return len(words) == 1 or (len(words) == 2 and words[0].lower() in particles())


@cache
def particles() -> frozenset[str]:
    """Words that begin a surname and are none: "ben", "al", "de"."""
    return frozenset(lexicon("actors")["particles"])
