"""Time expressions: "Saturday dawn", "14-15 October", "two days earlier". A duration
("for two weeks") is one only with its beginning ("for 48 hours from Saturday").

Where they stand and which words they are made of; what they mean is linking.times' business.
"""

from __future__ import annotations

from functools import lru_cache

from sayso.model.record import Span
from sayso.reading.parse import Parse
from sayso.reading.times.phrases import put_together
from sayso.reading.times.words import TimeExpression, letters_of, matches


def find_times(parse: Parse) -> list[Span]:
    """Characters of every time expression in text order, none overlapping.

    reading.mentions makes a TimeMention of each; linking.times resolves it from where it stands.
    """
    return [parse.span(found.first, found.last) for found in time_expressions(parse)]


def time_expressions(parse: Parse, language: str = "en", *, durations: bool = False) -> list[TimeExpression]:
    """Every time expression with its words, in text order, none overlapping; the pieces of one date put together.

    `durations` also gives those whose beginning is not said ("for two weeks"), which are no time of anything.
    """
    return [one for one in _all(parse, language) if durations or one.kind != "duration" or one.day is not None]


@lru_cache(maxsize=1)
def _all(parse: Parse, language: str) -> tuple[TimeExpression, ...]:
    """Remembered for the report being read: mentions are made of them first, and times linked at the end."""
    letters = letters_of(parse, language)
    return tuple(put_together(parse, letters, matches(parse, letters, language), language))
