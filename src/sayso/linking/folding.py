"""One spelling for many: keys under which names are stored and looked up. docs/formats-places.md lists what they even out.

Three keys. `fold` evens out what carries no meaning in any language: case, accents, apostrophes and half-rings, hyphens,
full stops, Arabic vowel marks and letter variants. `loose` goes on to what differs only by romanisation of Arabic
(Darnah = Derna, Al-Fatayeh = Fataih, Guwarsha = Gwarsha); it is used for places of countries that write Arabic,
and only where `fold` finds nothing. `skeleton` keeps nothing but the consonants, of Latin and of Arabic script alike
(Hafter = Hifter = Heftar = حفتر): it is for a person who searches, who judges what comes, never for linking.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile("[’‘ʼʻ'`´ʾʿʽˈ\u2032\u064b-\u065f\u0670\u0640.]")
_SPACED = re.compile(r"[\s\-‐‑–—_/,]+")
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ی": "ي", "ک": "ك"}
)
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_ARTICLE = re.compile(r"^(?:(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en|adh|ath)|the) (?=\S)|^ال(?=\S{3})")
_INNER_ARTICLE = re.compile(r" (?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en|ul|ud) (?=\S)")
_DIGRAPHS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("aw", "au"),
    ("dj", "j"), ("gh", "g"), ("kh", "k"), ("dh", "d"), ("th", "t"), ("ch", "sh"), ("q", "g"), ("ph", "f"),
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy][aeiouyw]*")
_THREE = {"a": "a", "e": "a", "i": "i", "y": "i", "o": "u", "u": "u"}
# Arabic letters as the consonants that `loose` leaves of their romanisations; vowels, hamza and ayn are none.
_CONSONANTS = str.maketrans(
    {
        **dict(zip("بتثجحخدذرزسصضطظغفقكلمنهپگچڤ", "bttjhkddrzssdtzgfgklmnhbgjf", strict=True)),
        "ش": "sh", **dict.fromkeys("اويءع", ""),
    }
)  # fmt: skip
_LATIN = str.maketrans({"p": "b", "v": "f", "c": "k", "x": "ks", **dict.fromkeys("aeiouyw", "")})


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The key of a name: `fold("Al-Fatāyiḥ") == "al fatayih"`."""
    plain = name.casefold() if name.isascii() else unicodedata.normalize("NFKD", name).casefold()
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)) if not plain.isascii() else plain
    return _SPACED.sub(" ", _DROPPED.sub("", plain).translate(_ARABIC)).strip()


def without_article(key: str) -> str:
    """A folded name without the Arabic article before it: "al marj" is called "marj" too."""
    return _ARTICLE.sub("", key)


@lru_cache(maxsize=65_536)
def loose(name: str) -> str:
    """The key of a romanised Arabic name: articles dropped, consonants evened out, a run of vowels reduced to its first
    and that to one of three (a or e, i or y, o or u), as Arabic has them.

    `loose("Darnah") == loose("Derna")`; `loose("Ganfouda") == loose("Qanfuda")`. A key of fewer than three consonants is
    refused (empty): it would fit too much.
    """
    key = _INNER_ARTICLE.sub(" ", _ARTICLE.sub("", fold(name)))
    if not key.isascii():
        return key
    for long, short in _DIGRAPHS:
        key = key.replace(long, short)
    words = [_skeleton(word) for word in key.split()]
    joined = " ".join(words)
    return joined if sum(c.isalpha() and c not in "aiu" for c in joined) >= 3 else ""


def skeleton(name: str) -> str:
    """The consonants of a name, in Latin letters from either script: `skeleton("Hafter") == skeleton("حفتر") == "hftr"`.

    Fewer than three consonants are refused (empty): they would fit too much.
    """
    key = _INNER_ARTICLE.sub(" ", _ARTICLE.sub("", fold(name)))
    for long, short in _DIGRAPHS:
        key = key.replace(long, short)
    words = [_REPEATED.sub(r"\1", _consonants(word)) for word in key.split()]
    joined = " ".join(word for word in words if word)
    return joined if joined.isascii() and sum(c.isalpha() for c in joined.replace("sh", "s")) >= 3 else ""


def _consonants(word: str) -> str:
    if word.isascii():
        return re.sub(r"(?<=[aeiou])h$", "", word).translate(_LATIN)
    return re.sub("(?<=.)ه$", "", word).translate(_CONSONANTS)


def _skeleton(word: str) -> str:
    word = re.sub(r"(?<=[aeiou])h$", "", word)
    return _REPEATED.sub(r"\1", _VOWELS.sub(lambda run: _THREE[run[0][0]], word))
