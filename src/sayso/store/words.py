"""Words as a search compares them: without case, accents, vowel marks and the commonest endings, in English and Arabic.

The database is given words that are made here, so that SQLite and PostgreSQL find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sayso.linking.folding import fold

# A letter or digit, then letters, digits, vowel marks and apostrophes: "Ba'ath", "مُصَوَّر".
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0640]|['’‘ʼʻʾʿ`´](?=[^\W_]))*")
_NO_WORD = re.compile(r"[\W_]+")
_ARABIC = re.compile(r"[\u0620-\u064a]+")
_ARABIC_AND = re.compile(r"^و(?=.{3})")
_ARABIC_ARTICLE = re.compile(r"^(?:ال|[بكف]ال|لل)(?=.{2})")
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEAST = 2  # letters that must remain of an Arabic word


class Word(NamedTuple):
    """A word of a text: how it is compared, and where it stands."""

    key: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    for match in _WORD.finditer(text):
        if key := key_of(match.group()):
            yield Word(key, match.start(), match.end())


@lru_cache(maxsize=65_536)
def key_of(word: str) -> str:
    """How a word is compared: `key_of("Raids") == key_of("raid")`, `key_of("الغارة") == key_of("غارات")`."""
    key = plain(word)
    return _arabic_stem(key) if _ARABIC.fullmatch(key) else _english_stem(key)


def plain(word: str) -> str:
    """The word without case, accents and marks, its ending left."""
    return _NO_WORD.sub("", fold(word))


def _english_stem(key: str) -> str:
    """One of many: raids, bodies, crashes; Harman's rules, which never touch the stem itself."""
    if len(key) <= 3 or not key.endswith("s"):
        return key
    if key.endswith("ies") and key[-4] not in "ae":
        return key[:-3] + "y"
    if key.endswith("es") and key[-3] not in "aeo":
        return key[:-1] if not key.endswith(("ches", "shes", "sses", "xes")) else key[:-2]
    return key[:-1] if key[-2] not in "us" else key


def _arabic_stem(key: str) -> str:
    """Without "and", the article and one ending, as the stemmer Light10 does."""
    key = _ARABIC_ARTICLE.sub("", _ARABIC_AND.sub("", key))
    for ending in _ARABIC_ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _LEAST:
            return key[: -len(ending)]
    return key
