"""Time mentions as intervals: counted from the publication or from another expression, never put in its stead.

Conventions (tests/linking/test_times.py has a row for each): a bare weekday is the most recent such day up to and
including the day of publication, the next one after it when the verb speaks of the future; a day or month without a year
is the nearest one not after the publication; "two days earlier" counts from the last day named before. What cannot be
counted from anything stays unresolved.
"""

from __future__ import annotations

from datetime import date

import msgspec

from sayso.linking.calendar.clock import Clock
from sayso.linking.calendar.dateline import anchor_date
from sayso.linking.calendar.expressions import window_of
from sayso.linking.calendar.tense import is_future
from sayso.linking.calendar.windows import Window
from sayso.model.mention import TimeMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.times import time_expressions

_DAYS = {"day", "part_of_day", "exact_time", "days_2_6"}


def link_times(parse: Parse, mentions: Mentions, report: Report) -> list[TimeMention]:
    """The report's time mentions as intervals, in text order; those that no rule can resolve come back as they were."""
    found = time_expressions(parse)
    at = {parse.tokens[one.first].start: one for one in found}
    base, name = anchor_date(parse, report, found)
    clock, sentence = Clock(base, name), -2
    linked: list[TimeMention] = []
    for mention in mentions.all:
        if not isinstance(mention, TimeMention):
            continue
        expression = at.get(mention.start)
        if expression is None:
            linked.append(mention)
            continue
        here = parse.tokens[expression.first].sentence
        window = window_of(expression, clock._replace(future=is_future(parse, expression), close=here - sentence <= 1))
        if window.first and window.last:
            is_day = window.precision in _DAYS
            clock = clock._replace(context=window, anchor=window if is_day else clock.anchor)
            sentence = here if is_day else sentence
        linked.append(_resolved(mention, window))
    return linked


def _resolved(mention: TimeMention, window: Window) -> TimeMention:
    return msgspec.structs.replace(
        mention,
        edtf=window.edtf,
        first=_iso(window.first),
        last=_iso(window.last),
        precision=window.precision,
        part_of_day=window.part,
        derived_from=window.why,
    )


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None
