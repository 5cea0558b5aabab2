"""The text as kept, cut into pieces that never overlap, each with all that it is: nested highlights without nested elements.

Offsets are Unicode code points, as everywhere in a reading. `data-s` is where a piece begins; of one whose words are veiled
`data-e` is where it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, pairwise
from typing import NamedTuple

from django.utils.safestring import SafeString

from sayso.model.claim import Aggregate, Casualties, Claim
from sayso.model.mention import PlaceMention, TimeMention, WeaponMention
from sayso.model.reading import Reading
from sayso.model.record import Span

KINDS = ("speaker", "cue", "content", "casualty", "place", "time", "weapon")
_NAME = "name"


class Mark(NamedTuple):
    """Words that are something. `claim` is the number of the card that they belong to."""

    start: int
    end: int
    kind: str
    claim: int | None = None


class Piece(NamedTuple):
    """A run of text with one set of kinds and claims; `hidden`: it is (part of) a name that is veiled."""

    start: int
    end: int
    kinds: tuple[str, ...]
    claims: tuple[int, ...]
    hidden: bool = False


def marks(reading: Reading, claims: Sequence[Claim]) -> Iterator[Mark]:
    """Everything that is to be seen in the text; `claims` in the order of their cards, the first is number 1."""
    numbers: dict[str, list[int]] = {}
    for number, claim in enumerate(claims, 1):
        yield Mark(claim.passage.start, claim.passage.end, "content", number)
        numbers.setdefault(claim.attribution or "", []).append(number)
        if isinstance(claim.proposition, Casualties | Aggregate):
            yield from (Mark(toll.start, toll.end, "casualty", number) for toll in claim.proposition.tolls)
    for attribution in reading.attributions:
        own = numbers.get(attribution.id, [])
        for kind, spans in (("speaker", attribution.sources), ("cue", attribution.cues)):
            for start, end in spans:
                yield from (Mark(start, end, kind, number) for number in own or (None,))
        if not own:
            yield from (Mark(start, end, "content") for start, end in attribution.contents)
    yield from _mentioned(reading)


def _mentioned(reading: Reading) -> Iterator[Mark]:
    for mention in reading.mentions:
        match mention:
            case PlaceMention(locative=True):
                yield Mark(mention.start, mention.end, "place")
            case TimeMention():
                yield Mark(mention.start, mention.end, "time")
            case WeaponMention():
                yield Mark(mention.start, mention.end, "weapon")


def pieces(
    length: int, found: Iterable[Mark], breaks: Iterable[int] = (), hidden: Sequence[Span] = ()
) -> Iterator[Piece]:
    """The text from 0 to `length` in pieces that touch and never overlap; a piece ends at each of the `breaks`, too."""
    changes: dict[int, list[tuple[int, Mark]]] = {}
    for mark in chain(found, (Mark(start, end, _NAME) for start, end in hidden)):
        start, end = max(0, mark.start), min(length, mark.end)
        if start < end:
            changes.setdefault(start, []).append((1, mark))
            changes.setdefault(end, []).append((-1, mark))
    cuts = sorted({0, length, *changes, *(b for b in breaks if 0 < b < length)})
    kinds = dict.fromkeys((*KINDS, _NAME), 0)
    claims: dict[int, int] = {}
    for start, end in pairwise(cuts):
        for step, mark in changes.get(start, ()):
            kinds[mark.kind] += step
            if mark.claim is not None:
                claims[mark.claim] = claims.get(mark.claim, 0) + step
                if not claims[mark.claim]:
                    del claims[mark.claim]
        yield Piece(start, end, tuple(k for k in KINDS if kinds[k]), tuple(sorted(claims)), kinds[_NAME] > 0)


def drawn(text: str, found: Iterable[Mark], hidden: Sequence[Span] = (), instead: str = "") -> SafeString:
    """The text as paragraphs of HTML; of the spans that are `hidden` the words `instead` are sent. Every word is escaped."""
    lines = list(_lines(text))
    begins, ends, masked = {start for start, _ in lines}, {end for _, end in lines}, dict(hidden)
    parts: list[str] = []
    inside = False
    for piece in pieces(len(text), found, begins | ends, hidden):
        if inside and piece.start in ends:
            parts.append("</p>\n")
            inside = False
        if piece.start in begins:
            parts.append(f'<p dir="auto" data-s="{piece.start}">')
            inside = True
        if inside:
            parts.append(_piece(text, piece, masked, instead))
    return SafeString("".join([*parts, "</p>"] if inside else parts))


def shown(words: str) -> str:
    """Words of a source as a page can carry them: one character for one, so that offsets stay."""
    return words if words.isprintable() else words.translate(_UNSHOWN)


def _piece(text: str, piece: Piece, masked: Mapping[int, int], instead: str) -> str:
    """A run of the text in HTML: bare where it is nothing, else with all that it is."""
    if piece.hidden:
        end = masked.get(piece.start)  # the first run of a name stands for all of it
        words = escape(instead)
    else:
        end = piece.end
        words = escape(shown(text[piece.start : piece.end]))
    if end is None or not (piece.kinds or piece.hidden):
        return words if end is not None else ""
    classes = " ".join(("m", *piece.kinds, "veiled") if piece.hidden else ("m", *piece.kinds))
    claims = f' data-c="{" ".join(map(str, piece.claims))}"' if piece.claims else ""
    last = f' data-e="{end}"' if piece.hidden else ""
    return f'<span class="{classes}" data-s="{piece.start}"{last}{claims}>{words}</span>'


def _lines(text: str) -> Iterator[Span]:
    """Lines with words in them."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


class _Unshown(dict[int, int]):
    """What HTML does not take: NUL and half a character (a surrogate); a lone return, which would be made a line feed. And
    what would put the rest of its line in another order than it is kept in.
    """

    def __missing__(self, code: int) -> int:
        self[code] = _instead(code)
        return self[code]


def _instead(code: int) -> int:
    if code == 0 or 0xD800 <= code <= 0xDFFF:
        return 0xFFFD
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:  # embeddings, overrides and isolates, and their ends
        return _TURNED
    return 0x20 if code == 0x0D else code


_TURNED = ord("⇄")
_UNSHOWN = _Unshown()
