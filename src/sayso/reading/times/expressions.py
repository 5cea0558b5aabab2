"""Time expressions: "Saturday dawn", "14-15 October", "two days earlier". A duration ("for two weeks") is none.

Where they stand and which words they are made of; what they mean is linking.times' business.
"""

from __future__ import annotations

from sayso.model.record import Span
from sayso.reading.parse import Parse
from sayso.reading.times.phrases import put_together
from sayso.reading.times.words import TimeExpression, matches


def find_times(parse: Parse) -> list[Span]:
    """Characters of every time expression in text order, none overlapping.

    reading.mentions makes a TimeMention of each; linking.times resolves it from where it stands.
    """
    return [parse.span(found.first, found.last) for found in time_expressions(parse)]


def time_expressions(parse: Parse) -> list[TimeExpression]:
    """Every time expression with its words, in text order, none overlapping; the pieces of one date put together."""
    return put_together(parse, matches(parse))
