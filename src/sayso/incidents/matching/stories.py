"""Which reports are one story: an agency's piece in ten outlets, cut and retitled, is told once (R7).

A text is sketched when it is read: its runs of five words are hashed and dropped into bins, and of each bin the least hash
is kept (MinHash with one permutation). Two sketches agree in about as many bins as their texts share runs. Only sketches
that agree in a whole band of bins are compared, and of a large band only a few, so the work grows with the number of
reports, not with its square. Lines that an outlet prints under everything hardly matter: they are few beside the story.

Bulletins in fixed words are alike without being one story: what stands in the gaps of the words must agree too (slots.py).
Where it does, a copy may be cut shorter.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

from sayso.incidents.matching.slots import at_odds, may_be_one, slots_of
from sayso.incidents.matching.unions import Unions
from sayso.linking.folding import fold
from sayso.model.record import sha256

_WORD = re.compile(r"[^\W_]+")
_RUN = 5  # words in a row
_BINS = 64
_BAND = 3  # bins that must agree for two sketches to be compared
_DIGITS = 4  # hexadecimal digits kept of a bin
_ALIKE = 0.5  # share of bins that agree in one story
_CUT = 0.3  # the same where what stands in the gaps agrees
_SURE = 6  # gaps that agree in a copy that is cut short
_COMPARED = 12  # earlier sketches of a band that a sketch is compared with
_SHORTEST = 20  # words below which a text is no story
_LEAST = 8  # words of a short text that counts as one story where every word is the same
_WORDS = "="  # before the hash of a short text
_AND = "+"  # between the bins and the gaps of a sketch


def sketch_of(text: str) -> str:
    """The sketch of a text, its bins and its gaps; empty for a text too short to be told from another."""
    words = _WORD.findall(fold(text))
    if len(words) < _SHORTEST:
        return ""
    least: list[int | None] = [None] * _BINS
    for n in range(len(words) - _RUN + 1):
        hashed = _mixed(zlib.crc32(" ".join(words[n : n + _RUN]).encode()))
        at, value = hashed % _BINS, hashed // _BINS
        known = least[at]
        if known is None or value < known:
            least[at] = value
    bins = "".join(f"{value % 16**_DIGITS:0{_DIGITS}x}" for value in _filled(least))
    return bins + _AND + slots_of(text)


def short_sketch_of(text: str, day: str | None) -> str:
    """The sketch of a text that is too short for `sketch_of`: it is one story with the same words of the same day alone."""
    words = _WORD.findall(fold(text))
    return _WORDS + sha256(f"{day} {' '.join(words)}")[:16] if len(words) >= _LEAST else ""


def stories(sketches: Mapping[str, str]) -> dict[str, str]:
    """The story of each report by report: the least id of the reports that tell it. Reports without sketch are their own."""
    short = {report: sketch for report, sketch in sorted(sketches.items()) if sketch.startswith(_WORDS)}
    bins = {report: _bins(sketch) for report, sketch in sorted(sketches.items()) if sketch and report not in short}
    one, first = Unions(sketches), dict[str, str]()
    for report, sketch in short.items():
        one.join(first.setdefault(sketch, report), report)
    for a, b in _pairs(bins):
        if one.root(a) != one.root(b) and _one_story(sketches[a], sketches[b], _share(bins[a], bins[b])):
            one.join(a, b)
    return {report: one.root(report) for report in sketches}


def _one_story(one: str, other: str, share: float) -> bool:
    if share < _CUT:
        return False
    mine, theirs = (sketch.partition(_AND)[2] for sketch in (one, other))
    if share >= _ALIKE:
        return may_be_one(mine, theirs)
    same, other_things, _ = at_odds(mine, theirs)
    return same >= _SURE and not other_things


def likeness(one: str, other: str) -> float:
    """The share of the runs of words of two texts that they have in common, as their sketches show it."""
    if not one or not other or _WORDS in one[0] + other[0]:
        return float(bool(one) and one == other)
    return _share(_bins(one), _bins(other))


def _mixed(value: int) -> int:
    """The bits of a checksum spread evenly."""
    value = (value ^ (value >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    value = (value ^ (value >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    return value ^ (value >> 16)


def _filled(least: list[int | None]) -> Iterator[int]:
    """Empty bins borrow from the next that is not, and say how far it was."""
    for at in range(_BINS):
        step = next(n for n in range(_BINS) if least[(at + n) % _BINS] is not None)
        yield (least[(at + step) % _BINS] or 0) + step * 7919


def _bins(sketch: str) -> tuple[str, ...]:
    bins = sketch.partition(_AND)[0]
    return tuple(bins[n : n + _DIGITS] for n in range(0, len(bins), _DIGITS))


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / _BINS


def _pairs(bins: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Reports whose sketches agree in a band, each with the last few and the first of the band."""
    bands: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for report, own in bins.items():
        for at in range(0, _BINS - _BAND + 1, _BAND):
            band = bands.setdefault((at, own[at : at + _BAND]), [])
            yield from ((known, report) for known in _near(band))
            band.append(report)


def _near(band: list[str]) -> Iterable[str]:
    return band if len(band) <= _COMPARED else [*band[:2], *band[2 - _COMPARED :]]
