"""Time mentions as intervals: counted from the publication or from another expression, never put in its stead.

docs/times.md states every convention, and tests/linking/times_*.tsv has rows for each: a bare weekday is the most recent
such day up to and including the day of publication, the next one after it when the verb speaks of the future; a day or
month without a year is the nearest one not after the publication; "two days earlier" counts from the last day named
before. What cannot be counted from anything stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from sayso.reading.parse import Parse, parse
from sayso.reading.times import TimeExpression, light_parse, time_expressions

LANGUAGES = ("en", "ar", "fr")
"""Languages whose time expressions are resolved."""

_DAYS = {"day", "part_of_day", "exact_time", "days_2_6"}


def times_in(text: str, language: str = "en", published: str | None = None) -> list[TimeMention]:
    """The time expressions of a text as intervals with their places in it, durations among them.

    `language` is one of LANGUAGES, `published` an ISO date to count relative words from. Arabic and French are read
    without a parser.
    """
    if language not in LANGUAGES:
        raise ValueError(f"times are read in {', '.join(LANGUAGES)}, not in {language!r}")
    parsed = next(iter(parse([text]))) if language == "en" else light_parse(text, language)
    found = time_expressions(parsed, language, durations=True)
    mentions = []
    for number, (one, window) in enumerate(_windows(parsed, found, published, language), 1):
        start, end = parsed.span(one.first, one.last)
        mention = TimeMention(id=f"m{number}", start=start, end=end, exact=text[start:end])
        mentions.append(_resolved(mention, window))
    return mentions


def link_times(parse: Parse, mentions: Mentions, report: Report) -> list[TimeMention]:
    """The report's time mentions as intervals, in text order; those that no rule can resolve come back as they were."""
    windows = _windows(parse, time_expressions(parse), report.published, "en")
    at = {parse.tokens[one.first].start: window for one, window in windows}
    times = [mention for mention in mentions.all if isinstance(mention, TimeMention)]
    return [_resolved(m, at[m.start]) if m.start in at else m for m in times]


def _windows(
    parse: Parse, found: list[TimeExpression], published: str | None, language: str
) -> Iterator[tuple[TimeExpression, Window]]:
    """What each expression means, those before it being known."""
    base, name = anchor_date(parse, published, found)
    clock, sentence = Clock(base, name), -2
    for expression in found:
        here = parse.tokens[expression.first].sentence
        ahead = is_future(parse, expression, language)
        window = window_of(expression, clock._replace(future=ahead, close=here - sentence <= 1))
        if window.first and window.last:
            is_day = window.precision in _DAYS
            clock = clock._replace(context=window, anchor=window if is_day else clock.anchor)
            sentence = here if is_day else sentence
        yield expression, window


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
