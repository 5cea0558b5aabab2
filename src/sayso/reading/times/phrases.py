"""Puts the pieces of one time together: "at 5 a.m." + "on Saturday", "from Monday" + "to Wednesday", "since" + "May"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.parse import Parse, Token
from sayso.reading.times.vocabulary import listed
from sayso.reading.times.words import Letters, TimeExpression

_PARTS = frozenset({"part", "overnight", "clock"})
_DAYS = frozenset("date days slash weekday deictic beyond neighbour same day_of_month weekend both hijri feast".split())
# Between a clock time and the same in another zone, or its half day.
_CLOCKS = frozenset({"(", ")", ",", "in", "the", "at", "of", "from"})
# Between a day of one calendar and the same day of the other.
_CALENDARS = frozenset({"(", ",", "corresponding", "to", "/", "-", "or", "equivalent", "the", "[", "on"})
_STARTS = frozenset({"from", "starting", "beginning", "since", "as"})
_STARTERS = _STARTS | {"on", "of", ",", "the"}
_CLOSING = {")", "]"}
_ENDS = _DAYS | {"month", "year"}
_THROUGH = frozenset({"to", "until", "till", "through", "into", "-", "–", "—"})
_DASHES = frozenset({"-", "–", "—"})
_LONGEST_JOIN = 4


class Telling(NamedTuple):
    """A report's tokens and what each means: its own word in English, the English one in other languages; and the first
    token of the phrase that it stands in.
    """

    tokens: list[Token]
    said: list[str]
    begins: Sequence[int]
    language: str


def put_together(
    parse: Parse, letters: Letters, found: list[TimeExpression], language: str = "en"
) -> list[TimeExpression]:
    """The pieces of one date as one expression, in text order; a part of day that is no time on its own is left out."""
    if not found:
        return []
    telling = _telling(parse, letters, language)
    pieces = _with_neighbours(telling, _ranges(telling, _with_neighbours(telling, found)))
    return [_bounded(telling, _near(telling, one)) for one in pieces if _stands(telling, one)]


def _telling(parse: Parse, letters: Letters, language: str) -> Telling:
    if language == "en":
        return Telling(parse.tokens, [token.lower for token in parse.tokens], range(len(parse.tokens)), language)
    said, begins = [""] * len(parse.tokens), list(range(len(parse.tokens)))
    for first, last, meaning in zip(letters.first, letters.last, letters.meaning, strict=True):
        for i in range(first, last + 1):
            said[i], begins[i] = meaning, first
    return Telling(parse.tokens, said, begins, language)


def _with_neighbours(telling: Telling, found: list[TimeExpression]) -> list[TimeExpression]:
    stack: list[TimeExpression] = []
    for piece in found:
        joined = _joined(telling, stack[-1], piece) if stack else None
        if joined:
            stack[-1] = joined
        else:
            stack.append(piece)
    return stack


def _joined(telling: Telling, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """Two that tell one time with what stands between them, which is next to nothing."""
    if telling.tokens[left.last].sentence != telling.tokens[right.first].sentence:
        return None
    between = telling.said[left.last + 1 : right.first]
    if len(between) > _LONGEST_JOIN:
        return None
    if left.kind == "duration":
        return _begun(left, right, between)
    if {left.kind, right.kind} == {"hijri", "date"}:
        return _both(telling, left, right, between)
    return _with_day(left, right, between) if listed("joiners", telling.language).issuperset(between) else None


def _with_day(left: TimeExpression, right: TimeExpression, between: list[str]) -> TimeExpression | None:
    """A part of day or a clock time with its day, in either order; two that tell one clock time."""
    free = left.day is None and right.day is None
    if left.kind == "clock" and right.kind in {"clock", "part"} and free:
        return _one_clock(left, right) if _CLOCKS.issuperset(between) else None
    if left.kind in _PARTS and left.day is None and right.kind in _DAYS | {"range"}:
        return left._replace(last=right.last, day=right)
    if right.kind in _PARTS and right.day is None and left.kind in _DAYS:
        return right._replace(first=left.first, day=left)
    close = not between or (left.kind == "clock" and _CLOCKS.issuperset(between))
    return _again(left, right) if close and left.kind in _PARTS and right.kind in _PARTS and left.day else None


def _begun(left: TimeExpression, right: TimeExpression, between: list[str]) -> TimeExpression | None:
    """ "for 48 hours" + "from Saturday"."""
    if (
        (right.day or right).kind not in _ENDS
        or left.day
        or _STARTS.isdisjoint(between)
        or not _STARTERS.issuperset(between)
    ):
        return None
    return left._replace(last=right.last, day=right)


def _both(telling: Telling, left: TimeExpression, right: TimeExpression, between: list[str]) -> TimeExpression | None:
    """ "17 Ramadan 1437 (22 June 2016)": one day in two calendars."""
    if not between or not _CALENDARS.issuperset(between):
        return None
    after = right.last + 1
    closed = not {"(", "["}.isdisjoint(between) and after < len(telling.said) and telling.said[after] in _CLOSING
    return TimeExpression("times.both", "both", left.first, right.last + closed, {}, ends=(left, right))


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


def _ranges(telling: Telling, found: list[TimeExpression]) -> list[TimeExpression]:
    """ "from Monday to Wednesday", "between 4 June and 2 July", "2011-2016" as one expression each."""
    kept: list[TimeExpression] = []
    for one in found:
        if kept and (merged := _range(telling, kept[-1], one)):
            kept[-1] = merged
        else:
            kept.append(one)
    return kept


def _range(telling: Telling, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    ends = {(e.day or e).kind for e in (left, right)}
    if not ends <= _ENDS or left.ends or "which" in right.parts:
        return None
    if right.first == left.last + 1:
        return _night_between(left, right)
    between = telling.said[left.last + 1 : min(right.first, left.last + 3)]
    if right.first != left.last + 2 and (right.first != left.last + 3 or between[-1] != "the"):
        return None
    link, at = between[0], left.first - 1
    at -= at > 0 and telling.said[at] == "the"
    before = telling.said[at] if left.first else ""
    first = at if before in {"from", "between"} else left.first
    if (before == "between" and link == "and") or (before == "from" and link in _THROUGH) or link in _DASHES:
        return TimeExpression("times.range", "range", first, right.last, {}, ends=(left, right))
    if link in {"to", "into", "through"} and len(ends) == 1:
        return TimeExpression("times.range", "range", left.first, right.last, {}, ends=(left, right))
    return None


def _night_between(left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """ "the night Friday Saturday", as Arabic has it."""
    if left.kind != "part" or left.day is None or {left.day.kind, right.kind} != {"weekday"}:
        return None
    return TimeExpression("times.night_between", "range", left.first, right.last, {}, ends=(left, right))


def _near(telling: Telling, one: TimeExpression) -> TimeExpression:
    """ "late on Friday", "early yesterday": the words before belong to the day."""
    if (one.day or one).kind not in _DAYS or not one.first:
        return one
    at = one.first - 1
    if telling.said[at] == "on" and at:
        at -= 1
    near, said = telling.tokens[at], telling.said[at]
    if said not in {"early", "late", "earlier", "later"} or near.sentence != telling.tokens[one.first].sentence:
        return one
    if said in {"earlier", "later"} or one.day is not None or one.kind == "weekend":
        return one._replace(first=at)
    return TimeExpression("times.near", "part", at, one.last, {"part": said}, day=one)


def _bounded(telling: Telling, one: TimeExpression) -> TimeExpression:
    """ "since May", "until Friday", "by 2015": open at one end."""
    if one.ends or (one.kind in _PARTS and one.day is None) or one.kind in {"vague", "span"} or not one.first:
        return one
    at = one.first - 1
    if telling.said[at] == "the" and at:
        at -= 1
    word, said = telling.tokens[at], telling.said[at]
    bound = lexicon("times", telling.language)["bounds"].get(said)
    if bound is None or word.sentence != telling.tokens[one.first].sentence:
        return one
    after = telling.tokens[one.last + 1] if one.last + 1 < len(telling.tokens) else None
    if said == "from":
        onwards = after is not None and after.lower in {"on", "onwards", "onward"}
        return one._replace(first=at, last=one.last + 1, bound="since") if onwards else one
    close_by = at and telling.said[at - 1] in listed("close_by", telling.language)
    # "after the July 5 raid" is after the raid.
    of_event = after is not None and after.tag.startswith("NN") and after.sentence == word.sentence
    if close_by or (of_event and one.kind in _DAYS):
        return one
    return one._replace(first=telling.begins[at], bound=bound)


def _stands(telling: Telling, one: TimeExpression) -> bool:
    """Whether a part of day is a time on its own: "at dawn", not "evening prayers" nor "a night"."""
    if one.kind != "part" or one.day is not None or one.rule != "times.part":
        return True
    if one.last + 1 < len(telling.tokens):
        after = telling.tokens[one.last + 1]
        if after.sentence == telling.tokens[one.last].sentence and after.tag.startswith("NN"):
            return False
    at = one.first - 1
    if at > 0 and telling.said[at] == "the":
        at -= 1
    return at >= 0 and telling.said[at] in listed("part_cues", telling.language)
