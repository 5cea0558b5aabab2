"""Described spots: "a residential building", "Derna port", "20 km south of Derna", "off the coast of Sirte".

Only in sentences that tell of violence: elsewhere a square is scenery. Where they lie is linking.places' business.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.model.mention import PlacePrecision
from sayso.model.record import Span
from sayso.reading.parse import Parse, Token

Spot = tuple[Span, PlacePrecision]

_MODIFIERS = ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod")
_NEAR = 15  # tokens between a spot and the word that tells of violence, unless a place is named with it
_LONGEST = 8  # tokens of a phrase tied on by "of" or "near"


def find_spots(parse: Parse, names: list[Span]) -> list[Spot]:
    """The described spots of the report in text order; `names` are the place names, in text order."""
    starts = [start for start, _ in names]
    found: list[Spot] = []
    for first, last in parse.sentences:
        violent = [token.i for token in parse.tokens[first:last] if token.lemma in _violence()]
        if not violent:
            continue
        found += _bearings(parse, first, last, names, starts)
        found += _phrases(parse, (first, last), violent, names, starts)
    return _outermost(found)


def _outermost(found: list[Spot]) -> list[Spot]:
    """Without "the building" of "the square near the building"."""
    kept: list[Spot] = []
    for spot in sorted(set(found), key=lambda s: (s[0][0], -s[0][1])):
        if not kept or spot[0][1] > kept[-1][0][1]:
            kept.append(spot)
    return kept


def _phrases(parse: Parse, sentence: Span, violent: list[int], names: list[Span], starts: list[int]) -> Iterator[Spot]:
    for token in parse.tokens[sentence[0] : sentence[1]]:
        precision = _heads().get(token.lower)
        if precision is None or token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "nmod"):
            continue
        begin = _begin(parse, token)
        if begin == token.i and token.tag == "NN":  # "in jail", "to court": what is done there, not where
            continue
        end = _end(parse, token, names, starts)
        span = parse.span(begin, end)
        if min(abs(token.i - i) for i in violent) > _NEAR and not _has_name(span, names, starts):
            continue
        if _is_name(span, token, names, starts) or _acts(parse, token) or _in_name(parse, token):
            continue
        yield span, precision


def _begin(parse: Parse, token: Token) -> int:
    begin = token.i
    for child in parse.children[token.i]:
        if child < begin and parse.tokens[child].dep in _MODIFIERS:
            begin = min(begin, parse.subtree(child)[0])
    return begin


def _end(parse: Parse, token: Token, names: list[Span], starts: list[int]) -> int:
    """With "of Derna Court" or "near the building" where that says which spot is meant."""
    for child in parse.dependents(token.i, "prep"):
        word, edge = parse.tokens[child], parse.subtree(child)[1]
        if word.i != token.i + 1 or edge - word.i > _LONGEST:
            continue
        named = word.lower == "of" and _has_name(parse.span(word.i, edge), names, starts)
        if named or word.lower in ("near", "beside", "opposite", "outside"):
            return _without_relative(parse, word.i, edge)
    return token.i


def _without_relative(parse: Parse, first: int, last: int) -> int:
    for i in range(first, last + 1):
        if parse.tokens[i].dep in ("relcl", "mark", "advcl", "punct") or parse.tokens[i].tag in ("WDT", "WP", "WRB"):
            return i - 1
        if i > first and parse.tokens[i].dep == "prep" and parse.tokens[i].lower not in ("of", "near"):
            return i - 1
    return last


def _is_name(span: Span, head: Token, names: list[Span], starts: list[int]) -> bool:
    """A known name says it all: "the village of Amsha", "Derna city", "Benina air base"."""
    held = _names_in(span, names, starts)
    if any(start <= head.start < end for start, end in held):
        return True
    return bool(held) and head.lower in _settlements()


def _has_name(span: Span, names: list[Span], starts: list[int]) -> bool:
    return bool(_names_in(span, names, starts))


def _names_in(span: Span, names: list[Span], starts: list[int]) -> list[Span]:
    found = names[max(0, bisect_left(starts, span[0]) - 1) : bisect_left(starts, span[1])]
    return [name for name in found if name[0] < span[1] and span[0] < name[1]]


def _acts(parse: Parse, token: Token) -> bool:
    """ "The embassy said": who speaks, no spot."""
    return token.dep == "nsubj" and parse.tokens[token.head].lemma in _speech()


def _in_name(parse: Parse, token: Token) -> bool:
    """ "Supreme Court", "White House": a capitalised head is part of a name, not a spot, unless a place is named with it."""
    return token.tag in ("NNP", "NNPS") and parse.tokens[token.i - 1].tag not in ("NNP", "NNPS", "POS")


def _bearings(parse: Parse, first: int, last: int, names: list[Span], starts: list[int]) -> Iterator[Spot]:
    text = parse.text
    begin, end = parse.span(first, last - 1)
    for match in _bearing().finditer(text, begin, end):
        place = bisect_left(starts, match.end())
        if place < len(names) and names[place][0] - match.end() <= 1:
            offshore = match.lastgroup == "offshore"
            yield (match.start(), names[place][1]), "offshore_air" if offshore else "between_places"


@cache
def _bearing() -> re.Pattern[str]:
    words = lexicon("places")
    compass = "|".join(sorted(words["bearings"], key=len, reverse=True))
    units = "|".join(sorted(words["units"], key=len, reverse=True))
    coasts = "|".join(words["offshore"])
    about = r"(?:(?:about|around|some|nearly|roughly|almost|over)\s+)?"
    distance = rf"{about}\d[\d,.]*\s?(?:{units})\b(?:\s*\([^)]{{1,20}}\))?\s+(?:to\s+the\s+)?"
    return re.compile(
        rf"\b(?:{distance}|just\s+)(?:{compass})\s+of\s+|(?P<offshore>\boff\s+(?:the\s+)?(?:\w+\s+)?(?:{coasts})\s+of\s+)",
        re.IGNORECASE,
    )


@cache
def _heads() -> dict[str, PlacePrecision]:
    groups: dict[PlacePrecision, list[str]] = lexicon("places")["spots"]
    return {word: precision for precision, words in groups.items() for word in words}


@cache
def _settlements() -> frozenset[str]:
    words = lexicon("places")
    return frozenset(
        (*words["towns"], *words["divisions"], "neighbourhood", "neighborhood", "district", "area", "quarter")
    )


@cache
def _violence() -> frozenset[str]:
    """Lemmas that tell of violence: the single words among the occurrences' triggers."""
    words = (word for trigger in lexicon("occurrences")["triggers"] for word in trigger["words"])
    return frozenset(word for word in words if " " not in word)


@cache
def _speech() -> frozenset[str]:
    return frozenset(" ".join(rule["cues"] for rule in lexicon("speech")["verbs"]).split())
