"""Words and sentences of a text in a language that no parser reads here: all that the rules for times need.

The tokens have no grammar: no tag, no governor but themselves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from sayso.model.record import Span
from sayso.reading.parse import Parse, Token
from sayso.reading.times.folding import folded_with_places, piece_spans
from sayso.reading.times.vocabulary import listed, vocabulary
from sayso.text.sentences import sentences

_STRETCH = "ـ"  # lengthens the letter before it and says nothing


def light_parse(text: str, language: str) -> Parse:
    """The text as tokens whose `lower` is folded; particles written on to a word of time stand apart from it."""
    tokens: list[Token] = []
    ranges: list[Span] = []
    for number, (start, end) in enumerate(sentences(text)):
        first = len(tokens)
        for word, (left, right) in _words(text, start, end, language):
            i, written = len(tokens), text[left:right]
            tokens.append(Token(i, left, right, written, word, word, "", "", "", i, number))
        ranges.append((first, len(tokens)))
    return Parse(text, tokens, ranges, [], [])


def _words(text: str, start: int, end: int, language: str) -> Iterator[tuple[str, Span]]:
    """Each word folded, and its characters with what is written on its last letter."""
    plain, places = folded_with_places(text[start:end])
    for span in piece_spans(plain):
        for left, right in _parted(plain, span, language):
            last = start + places[right - 1] + 1
            while last < end and (unicodedata.combining(text[last]) or text[last] == _STRETCH):
                last += 1
            yield plain[left:right], (start + places[left], last)


def _parted(plain: str, span: Span, language: str) -> list[Span]:
    """ "والسبت" as "و" and "السبت": up to two particles stand apart where a word of time is left."""
    start, end = span
    known, particles, short = _known(language), listed("particles", language), listed("short_words", language)
    for count in range(min(3, end - start)):
        rest = plain[start + count : end]
        if rest in known and (count == 0 or len(rest) > 2 or rest in short):
            return [*((i, i + 1) for i in range(start, start + count)), (start + count, end)]
        if plain[start + count] not in particles:
            break
    return [span]


@cache
def _known(language: str) -> frozenset[str]:
    """Words of time, and those that phrases begin with."""
    found = vocabulary(language)
    return frozenset(found.words) | frozenset(found.phrases)
