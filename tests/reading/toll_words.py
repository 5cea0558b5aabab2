"""Casualty figures written short, for the tables of the tests: "injured 12", "killed 0-1 of 1", "killed 10+"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.casualties import find_tolls
from sayso.reading.found import FoundToll
from sayso.reading.mentions import Mentions
from sayso.reading.parse import parse


def tolls_of(texts: Sequence[str]) -> dict[str, list[FoundToll]]:
    """The figures of each text, parsed in one go."""
    return {text: find_tolls(parsed, Mentions([])) for text, parsed in zip(texts, parse(texts), strict=True)}


def short(found: Sequence[FoundToll]) -> list[str]:
    """Outcome, bounds ("12", "10-12", "10+", "?" for unknown) and, of a part, the number of its whole."""
    return [f"{f.toll.outcome} {_bounds(f)}{_whole(f)}" for f in found]


def _bounds(found: FoundToll) -> str:
    count = found.toll.count
    if count.low is None:
        return "?"
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"


def _whole(found: FoundToll) -> str:
    return f" of {found.toll.subset_of[1:]}" if found.toll.subset_of else ""
