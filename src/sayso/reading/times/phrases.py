"""Puts the pieces of one time together: "at 5 a.m." + "on Saturday", "from Monday" + "to Wednesday", "since" + "May"."""

from __future__ import annotations

from functools import cache

from sayso.lexicon.load import lexicon
from sayso.reading.parse import Parse
from sayso.reading.times.words import TimeExpression

_PARTS = frozenset({"part", "overnight", "clock"})
_DAYS = frozenset(
    {"date", "days", "slash", "weekday", "deictic", "beyond", "neighbour", "same", "day_of_month", "weekend"}
)
_CLOCKS = frozenset(
    {"(", ")", ",", "in", "the", "at"}
)  # between a clock time and the same in another zone, or its half day
_ENDS = _DAYS | {"month", "year"}
_THROUGH = frozenset({"to", "until", "till", "through", "into", "-", "–", "—"})
_DASHES = frozenset({"-", "–", "—"})
_LONGEST_JOIN = 4


def put_together(parse: Parse, found: list[TimeExpression]) -> list[TimeExpression]:
    """The pieces of one date as one expression, in text order; a part of day that is no time on its own is left out."""
    pieces = _with_neighbours(parse, _ranges(parse, _with_neighbours(parse, found)))
    return [_bounded(parse, _near(parse, one)) for one in pieces if _stands(parse, one)]


def _with_neighbours(parse: Parse, found: list[TimeExpression]) -> list[TimeExpression]:
    stack: list[TimeExpression] = []
    for piece in found:
        joined = _joined(parse, stack[-1], piece) if stack else None
        if joined:
            stack[-1] = joined
        else:
            stack.append(piece)
    return stack


def _joined(parse: Parse, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """A part of day or a clock time with its day, in either order; two that tell one clock time."""
    between = [token.lower for token in parse.tokens[left.last + 1 : right.first]]
    near = len(between) <= _LONGEST_JOIN and parse.tokens[left.last].sentence == parse.tokens[right.first].sentence
    if not near or not _words("joiners").issuperset(between):
        return None
    free = left.day is None and right.day is None
    if left.kind == "clock" and right.kind in {"clock", "part"} and free:
        return _one_clock(left, right) if _CLOCKS.issuperset(between) else None
    if left.kind in _PARTS and left.day is None and right.kind in _DAYS | {"range"}:
        return left._replace(last=right.last, day=right)
    if right.kind in _PARTS and right.day is None and left.kind in _DAYS:
        return right._replace(first=left.first, day=left)
    close = not between or (left.kind == "clock" and _CLOCKS.issuperset(between))
    return _again(left, right) if close and left.kind in _PARTS and right.kind in _PARTS and left.day else None


def _again(left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """A second part of day: "the early hours of Saturday" + "morning"; after a clock time its half of the day."""
    if left.kind == "clock" and right.kind == "part":
        return _one_clock(left, right)
    return left._replace(last=right.last) if left.kind == "part" else None


def _one_clock(left: TimeExpression, right: TimeExpression) -> TimeExpression:
    """ "9:30 p.m. (1830 GMT)" is one time; "5 o'clock in the morning" too."""
    if right.kind == "clock":
        return left._replace(last=right.last)
    table = lexicon("times")
    part = table["parts_of_day"][right.parts["part"].split()[-1]]
    half = next((half for half, parts in table["halves_of_day"].items() if part in parts), "am")
    return left._replace(last=right.last, parts={"half": half, **left.parts})


def _ranges(parse: Parse, found: list[TimeExpression]) -> list[TimeExpression]:
    """ "from Monday to Wednesday", "between 4 June and 2 July", "2011-2016" as one expression each."""
    kept: list[TimeExpression] = []
    for one in found:
        if kept and (merged := _range(parse, kept[-1], one)):
            kept[-1] = merged
        else:
            kept.append(one)
    return kept


def _range(parse: Parse, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    ends = {(e.day or e).kind for e in (left, right)}
    if right.first != left.last + 2 or not ends <= _ENDS or left.ends or "which" in right.parts:
        return None
    link = parse.tokens[left.last + 1].lower
    before = parse.tokens[left.first - 1].lower if left.first else ""
    first = left.first - 1 if before in {"from", "between"} else left.first
    if (before == "between" and link == "and") or (before == "from" and link in _THROUGH) or link in _DASHES:
        return TimeExpression("times.range", "range", first, right.last, {}, ends=(left, right))
    if link in {"to", "into", "through"} and len(ends) == 1:
        return TimeExpression("times.range", "range", left.first, right.last, {}, ends=(left, right))
    return None


def _near(parse: Parse, one: TimeExpression) -> TimeExpression:
    """ "late on Friday", "early yesterday": the words before belong to the day."""
    if (one.day or one).kind not in _DAYS or not one.first:
        return one
    at = one.first - 1
    if parse.tokens[at].lower == "on" and at:
        at -= 1
    near = parse.tokens[at]
    if near.lower not in {"early", "late", "earlier", "later"} or near.sentence != parse.tokens[one.first].sentence:
        return one
    if near.lower in {"earlier", "later"} or one.day is not None or one.kind == "weekend":
        return one._replace(first=at)
    return TimeExpression("times.near", "part", at, one.last, {"part": near.lower}, day=one)


def _bounded(parse: Parse, one: TimeExpression) -> TimeExpression:
    """ "since May", "until Friday", "by 2015": open at one end."""
    if one.ends or (one.kind in _PARTS and one.day is None) or one.kind in {"vague", "span"} or not one.first:
        return one
    at = one.first - 1
    if parse.tokens[at].lower == "the" and at:
        at -= 1
    word = parse.tokens[at]
    if word.lower not in _words("bounds") or word.sentence != parse.tokens[one.first].sentence:
        return one
    if word.lower == "from":
        after = parse.tokens[one.last + 1] if one.last + 1 < len(parse.tokens) else None
        if after is None or after.lower not in {"on", "onwards", "onward"}:
            return one
        return one._replace(first=at, last=after.i, bound="since")
    after = parse.tokens[one.last + 1] if one.last + 1 < len(parse.tokens) else None
    if after is not None and after.tag.startswith("NN") and after.sentence == word.sentence and one.kind in _DAYS:
        return one  # "after the July 5 raid" is after the raid
    return one._replace(first=at, bound="until" if word.lower == "till" else word.lower)


def _stands(parse: Parse, one: TimeExpression) -> bool:
    """Whether a part of day is a time on its own: "at dawn", not "evening prayers" nor "a night"."""
    if one.kind != "part" or one.day is not None or one.rule != "times.part":
        return True
    if one.last + 1 < len(parse.tokens):
        after = parse.tokens[one.last + 1]
        if after.sentence == parse.tokens[one.last].sentence and after.tag.startswith("NN"):
            return False
    at = one.first - 1
    if at > 0 and parse.tokens[at].lower == "the":
        at -= 1
    return at >= 0 and parse.tokens[at].lower in _words("part_cues")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("times")[name])
