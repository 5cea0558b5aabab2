"""Described spots: "a residential building", "Derna port", "20 km south of Derna", "off the coast of Sirte", stretches.

Only in sentences that tell of violence: elsewhere a square is scenery. Where they lie is linking.spots' business.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.model.mention import PlacePrecision
from sayso.model.record import Span
from sayso.reading.mentions.stretches import stretches
from sayso.reading.parse import Parse, Token

Spot = tuple[Span, PlacePrecision]

_MODIFIERS = ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod")
_BESIDE = frozenset(("near", "beside", "opposite", "outside"))
_ENTRANCES = frozenset(("entrance", "gate", "gates", "road", "highway"))  # "to Derna" says whose they are
_NEAR = 15  # tokens between a spot and the word that tells of violence, unless a place is named with it
_LONGEST = 8  # tokens of a phrase tied on by "of" or "near"


def find_spots(parse: Parse, names: list[Span]) -> list[Spot]:
    """The described spots of the report in text order; `names` are the place names, in text order."""
    places = _Places(names)
    found: list[Spot] = []
    for first, last in parse.sentences:
        violent = [token.i for token in parse.tokens[first:last] if token.lemma in _violence()]
        if violent:
            span = parse.span(first, last - 1)
            found += _bearings(parse, span, places)
            found += stretches(parse, (first, last), places.inside(span), lambda token: _begin(parse, token), violent)
            found += _phrases(parse, (first, last), violent, places)
    return _outermost(found)


class _Places:
    """The place names of the report, found by where they stand."""

    def __init__(self, names: list[Span]) -> None:
        self.names = names
        self._starts = [start for start, _ in names]

    def inside(self, span: Span) -> list[Span]:
        """The names that touch these characters."""
        found = self.names[max(0, bisect_left(self._starts, span[0]) - 1) : bisect_left(self._starts, span[1])]
        return [name for name in found if name[0] < span[1] and span[0] < name[1]]

    def next(self, offset: int) -> Span | None:
        """The first name that begins at or after this character."""
        i = bisect_left(self._starts, offset)
        return self.names[i] if i < len(self.names) else None


def _outermost(found: list[Spot]) -> list[Spot]:
    """Without "the building" of "the square near the building"."""
    kept: list[Spot] = []
    for spot in sorted(set(found), key=lambda s: (s[0][0], -s[0][1], s[1] != "between_places", s[1])):
        if not kept or spot[0][1] > kept[-1][0][1]:
            kept.append(spot)
    return kept


def _phrases(parse: Parse, sentence: Span, violent: list[int], places: _Places) -> Iterator[Spot]:
    for token in parse.tokens[sentence[0] : sentence[1]]:
        precision = _heads().get(token.lower)
        if precision is None or not _may_head(parse, token):
            continue
        begin = _begin(parse, token)
        if begin == token.i and token.tag == "NN":  # "in jail", "to court": what is done there, not where
            continue
        end = _end(parse, token, places)
        span = parse.span(begin, end)
        near = min(abs(token.i - i) for i in violent) <= _NEAR
        if (near or places.inside(span)) and not _is_name(
            parse.span(begin, _own_end(parse, token.i, end)), token, places
        ):
            yield span, precision


def _may_head(parse: Parse, token: Token) -> bool:
    """A noun that is no part of a compound, speaks not ("the embassy said") and is no name's end ("White House")."""
    if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "nmod"):
        return False
    if token.lower in lexicon("places")["centres"] and parse.tokens[token.i - 1].lower not in _settlements():
        return False  # "the city centre", not "the Trauma Center"
    if token.dep == "nsubj" and parse.tokens[token.head].lemma in _speech():
        return False
    return token.tag not in ("NNP", "NNPS") or parse.tokens[token.i - 1].tag in ("NNP", "NNPS", "POS")


def _begin(parse: Parse, token: Token) -> int:
    begin = token.i
    for child in parse.children[token.i]:
        if child < begin and parse.tokens[child].dep in _MODIFIERS:
            begin = min(begin, parse.subtree(child)[0])
    return begin


def _end(parse: Parse, token: Token, places: _Places) -> int:
    """With "of Derna Court" or "near the building" where that says which spot is meant."""
    for child in parse.dependents(token.i, "prep"):
        word, edge = parse.tokens[child], parse.subtree(child)[1]
        if word.i != token.i + 1 or edge - word.i > _LONGEST:
            continue
        joint = word.lower == "of" or (word.lower == "to" and token.lower in _ENTRANCES)
        if word.lower in _BESIDE or (joint and places.inside(parse.span(word.i, edge))):
            return _without_relative(parse, word.i, edge)
    return _named_beside(parse, token.i, places)


def _named_beside(parse: Parse, i: int, places: _Places) -> int:
    """The parser often ties "near Sirte" to the verb: the words themselves count."""
    if i + 2 >= len(parse.tokens):
        return i
    joint = parse.tokens[i + 1].lower == "to" and parse.tokens[i].lower in _ENTRANCES
    if parse.tokens[i + 1].lower not in _BESIDE and not joint:
        return i
    name = places.next(parse.tokens[i + 1].end)
    inside = parse.tokens_in(*name) if name else range(0)
    return (
        inside[-1]
        if inside and inside[0] - i <= 3 and parse.tokens[i].sentence == parse.tokens[inside[0]].sentence
        else i
    )


def _without_relative(parse: Parse, first: int, last: int) -> int:
    for i in range(first, last + 1):
        token = parse.tokens[i]
        if token.dep in ("relcl", "mark", "advcl", "punct") or token.tag in ("WDT", "WP", "WRB"):
            return i - 1
        if i > first and token.dep == "prep" and token.lower not in ("of", "near"):
            return i - 1
    return last


def _own_end(parse: Parse, i: int, end: int) -> int:
    """The end without "near Sirte": what a spot is near is not its name."""
    return end if end == i or parse.tokens[i + 1].lower in ("of", "to") else i


def _is_name(span: Span, head: Token, places: _Places) -> bool:
    """A known name says it all: "the village of Amsha", "Derna city", "Benina air base"."""
    held = places.inside(span)
    return any(start <= head.start < end for start, end in held) or (bool(held) and head.lower in _settlements())


def _bearings(parse: Parse, span: Span, places: _Places) -> Iterator[Spot]:
    for match in _bearing().finditer(parse.text, *span):
        name = places.next(match.end())
        if name and name[0] - match.end() <= 1:
            start = match.start("off") if match["off"] else match.start()
            yield (
                (start, name[1]),
                "offshore_air" if match["offshore"] or match["off"] or match["far"] else "between_places",
            )


@cache
def _bearing() -> re.Pattern[str]:
    words = lexicon("places")
    compass = "|".join(sorted(words["bearings"], key=len, reverse=True))
    units = "|".join(sorted(words["units"], key=len, reverse=True))
    coasts = "|".join(words["offshore"])
    about = r"(?:(?:about|around|some|nearly|roughly|almost|over)\s+)?"
    distance = rf"{about}\d[\d,.]*\s?(?:{units})\b(?:\s*\([^)]{{1,20}}\))?\s+(?:to\s+the\s+)?"
    amount = rf"(?:\b{about}\d[\d,.]*\s?(?:{units})\s+)?"
    offshore = rf"(?P<offshore>{amount}\boff\s+(?:the\s+)?(?:\w+\s+)?(?:{coasts})\s+of\s+)"
    at_sea = (
        rf"\b(?:{'|'.join(words['at_sea'])})\s+(?P<off>{amount}\boff\s+)|\b(?P<far>\d[\d,.]*\s?(?:{units})\s+off\s+)"
    )
    return re.compile(rf"\b(?:{distance}|just\s+)(?:{compass})\s+of\s+|{offshore}|{at_sea}", re.IGNORECASE)


@cache
def _heads() -> dict[str, PlacePrecision]:
    groups: dict[PlacePrecision, list[str]] = lexicon("places")["spots"]
    return {word: precision for precision, words in groups.items() for word in words}


@cache
def _settlements() -> frozenset[str]:
    words = lexicon("places")
    parts = ("neighbourhood", "neighborhood", "district", "area", "quarter")
    return frozenset((*words["towns"], *words["divisions"], *parts))


@cache
def _violence() -> frozenset[str]:
    """Lemmas that tell of violence: the single words among the occurrences' triggers."""
    words = (word for trigger in lexicon("occurrences")["triggers"] for word in trigger["words"])
    return frozenset(word for word in words if " " not in word)


@cache
def _speech() -> frozenset[str]:
    return frozenset(" ".join(rule["cues"] for rule in lexicon("speech")["verbs"]).split())
