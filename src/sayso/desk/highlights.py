"""The text as kept, cut into pieces that never overlap, each with all that it is: nested highlights without nested elements.

Offsets are Unicode code points, as everywhere in a reading. `data-s` is where a piece begins; of one whose words are veiled
`data-e` is where it ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
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
    every = [Mark(max(0, m.start), min(length, m.end), m.kind, m.claim) for m in found]
    every = [m for m in every if m.start < m.end] + [Mark(start, end, _NAME) for start, end in hidden]
    changes: dict[int, list[tuple[int, Mark]]] = {}
    for mark in every:
        changes.setdefault(mark.start, []).append((1, mark))
        changes.setdefault(mark.end, []).append((-1, mark))
    cuts = sorted({0, length, *changes, *(b for b in breaks if 0 < b < length)})
    kinds: Counter[str] = Counter()
    claims: Counter[int] = Counter()
    for start, end in pairwise(cuts):
        for step, mark in changes.get(start, ()):
            kinds[mark.kind] += step
            if mark.claim is not None:
                claims[mark.claim] += step
        kinds, claims = +kinds, +claims
        yield Piece(start, end, tuple(k for k in KINDS if kinds[k]), tuple(sorted(claims)), bool(kinds[_NAME]))


def drawn(text: str, found: Iterable[Mark], hidden: Sequence[Span] = (), instead: str = "") -> SafeString:
    """The text as paragraphs of HTML; of the spans that are `hidden` the words `instead` are sent."""
    lines = list(_lines(text))
    cuts = [at for start, end in lines for at in (start, end)]
    whole = pieces(len(text), found, cuts, hidden)
    ends = dict(hidden)
    parts: dict[int, list[Piece]] = {start: [] for start, _ in lines}
    current = -1
    for piece in whole:
        current = piece.start if piece.start in parts else current
        if current >= 0 and text[piece.start : piece.end].strip("\n"):
            parts[current].append(piece)
    return format_html_join(
        "\n",
        '<p dir="auto" data-s="{}">{}</p>',
        ((start, _paragraph(text, parts[start], ends, instead)) for start, _ in lines),
    )


def shown(words: str) -> str:
    """Words of a source as a page can carry them: one character for one, so that offsets stay."""
    return words.translate(_UNSHOWN) if not words.isprintable() else words


def _paragraph(text: str, own: Sequence[Piece], ends: dict[int, int], instead: str) -> SafeString:
    return format_html_join("", "{}", ((_piece(text, piece, ends, instead),) for piece in own))


def _piece(text: str, piece: Piece, ends: dict[int, int], instead: str) -> SafeString | str:
    classes = " ".join(("m", *piece.kinds)) if piece.kinds else "t"
    claims = " ".join(map(str, piece.claims))
    if piece.hidden:
        end = ends.get(piece.start)
        if end is None:  # the rest of a name whose beginning stands for all of it
            return ""
        mask = '<span class="{} veiled" data-s="{}" data-e="{}" data-c="{}">{}</span>'
        return format_html(mask, classes, piece.start, end, claims, instead)
    words = shown(text[piece.start : piece.end])
    if not claims:
        return format_html('<span class="{}" data-s="{}">{}</span>', classes, piece.start, words)
    return format_html('<span class="{}" data-s="{}" data-c="{}">{}</span>', classes, piece.start, claims, words)


def _lines(text: str) -> Iterator[Span]:
    """Lines with words in them."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


class _Unshown(dict[int, int]):
    """What HTML does not take: NUL and half a character (a surrogate); a lone return, which would be made a line feed."""

    def __missing__(self, code: int) -> int:
        self[code] = 0xFFFD if code == 0 or 0xD800 <= code <= 0xDFFF else 0x20 if code == 0x0D else code
        return self[code]


_UNSHOWN = _Unshown()
