"""Stretches between places: "between Derna and Tobruk", "the Derna-Martuba road", "near the border with Egypt".

What stands between two names is a stretch of land only where nobody acts between them: "clashes between Zintan and Misrata"
are between those who come from there. The words that say so are data (lexicon/en/places.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from sayso.lexicon.load import lexicon
from sayso.model.mention import PlacePrecision
from sayso.model.record import Span
from sayso.reading.parse import Parse, Token

_AND = re.compile(r"\s+and\s+(?:the\s+)?(?:(?:town|city|village|district)\s+of\s+)?")
_TO = re.compile(r"\s+to\s+(?:the\s+)?")
_DASH = re.compile(r"\s?(?:-|–|—|/|\sto\s)\s?")
_OPENING = re.compile(
    r"\b(?P<word>between|from)\s+(?:the\s+)?(?:(?:towns?|cit(?:y|ies)|villages?|districts?)\s+of\s+)?$"
)
_BACK = 40  # characters before a name in which the opening word is looked for
_NEAR = 15  # tokens between a border and the word that tells of violence
_BORDERS = frozenset(("border", "frontier"))


def stretches(
    parse: Parse, sentence: Span, names: Sequence[Span], begin: Callable[[Token], int], violent: Sequence[int]
) -> Iterator[tuple[Span, PlacePrecision]]:
    """The stretches of a sentence. `names` are its place names in order, `begin` finds where a noun's phrase begins,
    `violent` are the tokens that tell of violence: a border counts near them alone.
    """
    for a, b in pairwise(names):
        first = _between(parse, a, b, begin)
        if first is not None:
            yield (parse.tokens[first].start, b[1]), "between_places"
        elif (span := _road(parse, a, b, begin)) is not None:
            yield span, "between_places"
    for token in parse.tokens[sentence[0] : sentence[1]]:
        near = token.lower in _BORDERS and min(abs(token.i - i) for i in violent) <= _NEAR
        if near and (last := _border(parse, token)) is not None:
            start = begin(token)
            yield parse.span(start, _with_names(parse, last, names)), "between_places"


def _between(parse: Parse, a: Span, b: Span, begin: Callable[[Token], int]) -> int | None:
    """The token at which "(the road) between A and B" or "the road from A to B" begins."""
    opening = _OPENING.search(parse.text, max(0, a[0] - _BACK), a[0])
    if opening is None or not (_AND if opening["word"] == "between" else _TO).fullmatch(parse.text, a[1], b[0]):
        return None
    i = parse.token_at(opening.start())
    if i is None or _acts(parse, b):
        return None
    before = parse.tokens[i - 1] if i else None
    if before is not None and before.lower in _words("halfway"):
        i = before.i
        before = parse.tokens[i - 1] if i else None
    if before is not None and before.lemma in _words("stretch_heads"):
        return min(begin(before), before.i)
    if opening["word"] == "from" or (before is not None and before.lemma in _words("not_between")):
        return None
    return i


def _road(parse: Parse, a: Span, b: Span, begin: Callable[[Token], int]) -> Span | None:
    """ "The Derna-Martuba road"."""
    if not _DASH.fullmatch(parse.text, a[1], b[0]):
        return None
    i = parse.token_at(b[1] - 1)
    after = parse.tokens[i + 1] if i is not None and i + 1 < len(parse.tokens) else None
    if after is None or after.lower not in _words("roads") or after.start - b[1] > 1:
        return None
    first = parse.token_at(a[0])
    return parse.span(min(begin(after), after.i if first is None else first), after.i)


def _acts(parse: Parse, name: Span) -> bool:
    """Whether those of the place are meant: "between Zintan and Misrata brigades", "... and Misrata's men"."""
    i = parse.token_at(name[1] - 1)
    after = parse.tokens[i + 1] if i is not None and i + 1 < len(parse.tokens) else None
    return after is not None and after.start - name[1] <= 1 and (after.tag in ("NN", "NNS", "POS", "NNP", "NNPS"))


def _border(parse: Parse, token: Token) -> int | None:
    """The token itself when it is where something happens: "near the border", no "border guards"."""
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if token.dep != "pobj" or (after is not None and after.pos in ("NOUN", "PROPN")):
        return None
    return token.i if parse.tokens[token.head].lower in _words("border_prepositions") else None


def _with_names(parse: Parse, last: int, names: Sequence[Span]) -> int:
    """With "with Egypt", "between Libya and Egypt"."""
    word = parse.tokens[last + 1].lower if last + 1 < len(parse.tokens) else ""
    if word not in ("with", "between", "of"):
        return last
    end = last
    for start, stop in names:
        first, final = parse.token_at(start), parse.token_at(stop - 1)
        if first is not None and final is not None and end < first <= end + 3:
            end = final
    return end


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon("places")[group])
