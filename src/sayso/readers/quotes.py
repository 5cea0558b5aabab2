"""Attributions from quotations: whoever says who said what must quote it, and the quotation must stand in the text.

A quotation is found as it is written, but for white space, and between the borders of words. Where it stands more than once,
the place nearest to the other parts of its attribution is meant. Offsets are always our own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product
from typing import NamedTuple

import msgspec

from sayso.model.claim import Attribution, Modality, Spoke, Stance
from sayso.model.record import Record, Span
from sayso.reading.attribution.cues import usual_cue
from sayso.reading.attribution.drafts import Draft, Range, without
from sayso.reading.attribution.nesting import nested
from sayso.reading.attribution.sources import trimmed
from sayso.reading.attribution.speech_acts import spoken
from sayso.reading.parse import Parse

_SPACE = re.compile(r"\s+")
_MOST = 50  # places that are looked at, of a part that stands so often that it says little of where it belongs


class Quoted(Record, frozen=True, kw_only=True):
    """An attribution in the text's own words. No `source`: nobody is named. `within`: the characters to look in (None: all).
    No `stance`: as our lexicon has the cue.
    """

    cue: str
    contents: tuple[str, ...]
    source: str | None = None
    stance: Stance | None = None
    within: Span | None = None


class Placed(NamedTuple):
    """The attributions whose words stand in the text, in text order, and how many were refused because theirs do not."""

    attributions: list[Attribution]
    refused: int


def placed(parse: Parse, quoted: Iterable[Quoted], rule: str, reader: Spoke = "model") -> Placed:
    """Find the words of attributions in the text. `rule` and `reader` say in each of them what made it: rules or a model."""
    looked: dict[Span, _Words] = {}
    drafts: dict[tuple[Range, Range | None, tuple[Range, ...]], Draft] = {}
    refused = 0
    for one in quoted:
        within = one.within or (0, len(parse.text))
        if within not in looked:
            looked[within] = _Words(parse.text, within)
        draft = _draft(parse, looked[within], one)
        if draft is None:
            refused += 1
        else:
            made = msgspec.structs.replace(draft, rule=rule, reader=reader)
            drafts.setdefault((made.cue, made.source, made.contents), made)
    return Placed(nested(parse, spoken(parse, list(drafts.values()))), refused)


class _Words:
    """A stretch of the text with each run of white space as one space, and where each character came from."""

    def __init__(self, text: str, within: Span) -> None:
        pieces, self._from = [], list[int]()
        for match in re.finditer(r"\s+|\S+", text[slice(*within)]):
            word = match.group()
            start = within[0] + match.start()
            if word.isspace():
                pieces.append(" ")
                self._from.append(start)
            else:
                pieces.append(word)
                self._from.extend(range(start, start + len(word)))
        self._text = "".join(pieces)

    def find(self, quotation: str) -> list[Span]:
        """Where it stands, in text order; empty when it does not, or when there is nothing to look for."""
        wanted = _SPACE.sub(" ", quotation).strip()
        return list(self._places(wanted)) if wanted else []

    def _places(self, wanted: str) -> Iterator[Span]:
        at = self._text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if self._is_border(at) and self._is_border(end):
                yield (self._from[at], self._from[end - 1] + 1)
            at = self._text.find(wanted, at + 1)

    def _is_border(self, at: int) -> bool:
        """Whether no word goes on here."""
        return at in {0, len(self._text)} or not (self._text[at - 1].isalnum() and self._text[at].isalnum())


def _draft(parse: Parse, words: _Words, quoted: Quoted) -> Draft | None:
    """The attribution as token ranges; None when a part of it does not stand in the text."""
    parts = [quoted.cue, *quoted.contents, *([quoted.source] if quoted.source else [])]
    where = _nearest([words.find(part) for part in parts])
    ranges = [parse.tokens_in(*span) for span in where or ()]
    if not quoted.contents or not ranges or not all(ranges):
        return None
    cue, *said = [(inside[0], inside[-1]) for inside in ranges]
    source = said.pop() if quoted.source else None
    contents = _contents(parse, said, [cue, source] if source else [cue])
    if not contents or (source and source[0] <= cue[1] and cue[0] <= source[1]):
        return None
    token, stance, modality = _known(parse, cue)
    return Draft(
        token=token,
        cue=cue,
        source=source,
        contents=contents,
        rule="",
        stance=quoted.stance or stance,
        modality=modality,
    )


def _contents(parse: Parse, said: list[Range], frame: list[Range]) -> tuple[Range, ...]:
    """What is said, without the words of its own speech frame and without marks at either end."""
    left = [rest for one in sorted(said) for rest in without(one, frame)]
    return tuple(words for words in (trimmed(parse, *rest) for rest in left) if words)


def _nearest(found: Sequence[list[Span]]) -> list[Span] | None:
    """One place for each part, together as near to one another as can be and none on another if that can be. Around each
    place of the part that stands least often the others are laid, the longest first. None when a part stands nowhere.
    """
    if not all(found):
        return None
    lengths = [places[0][1] - places[0][0] for places in found]
    rarest = min(range(len(found)), key=lambda number: (len(found[number]), -lengths[number]))
    others = sorted((n for n in range(len(found)) if n != rarest), key=lambda number: -lengths[number])
    ends = [[end for _, end in places] for places in found]
    laid: list[list[Span]] = []
    for anchor in found[rarest][:_MOST]:
        taken = {rarest: anchor}
        for number in others:
            taken[number] = _next_to(list(taken.values()), found[number], ends[number])
        laid.append([taken[number] for number in range(len(found))])
    return min(laid, key=lambda spans: (_meetings(spans), _gaps(spans)))


def _next_to(taken: list[Span], places: list[Span], ends: list[int]) -> Span:
    """The place nearest to one of those that are taken; one that meets any of them only when there is no other."""
    near: set[Span] = set()
    for start, end in taken:
        before, after = bisect_right(ends, start) - 1, bisect_left(places, (end, 0))
        near.update(places[max(0, before) : before + 2], places[after : after + 1])
    return min(sorted(near), key=lambda place: (_meetings([place], taken), min(_gap(place, one) for one in taken)))


def _meetings(spans: Sequence[Span], others: Sequence[Span] = ()) -> int:
    """How many pairs share a character: of the spans with the others, or among themselves."""
    pairs = product(spans, others) if others else combinations(spans, 2)
    return sum(one[0] < other[1] and other[0] < one[1] for one, other in pairs)


def _gaps(spans: Sequence[Span]) -> int:
    """The characters between the parts, in text order."""
    return sum(_gap(one, other) for one, other in pairwise(sorted(spans)))


def _gap(one: Span, other: Span) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])


def _known(parse: Parse, cue: Range) -> tuple[int, Stance, Modality]:
    """The head word of a cue, and what our own lexicon says of it."""
    for token in parse.tokens[cue[0] : cue[1] + 1]:
        known = usual_cue(token.lemma) if token.pos == "VERB" else None
        if known is not None:
            return token.i, known.stance, known.modality
    return cue[0], "states", "asserted"
