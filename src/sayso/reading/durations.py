"""How long, as against when: "for two weeks" is P2W, "a 72-hour truce" PT72H."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.record import Span
from sayso.reading.parse import Parse, Token

_DASHES = frozenset({"-", "–"})
_JOINED = re.compile(r"(\w+)[-–](\w+)")


class Duration(NamedTuple):
    """Characters that say how long, and the same in ISO 8601."""

    span: Span
    iso: str


def find_durations(parse: Parse) -> list[Duration]:
    """Every duration with a number, in text order. "For several days" has none and is left out."""
    found: list[Duration] = []
    for token in parse.tokens:
        one = _at_unit(parse, token) if token.lower.rstrip("s") in _table()["units"] else _in_one_word(token)
        if one:
            found.append(one)
    return found


def _at_unit(parse: Parse, unit: Token) -> Duration | None:
    """ "for two weeks", "lasting 48 hours", "a two-week truce", "a week-long truce"."""
    tokens, i = parse.tokens, unit.i
    dashed = i > 1 and tokens[i - 1].lower in _DASHES
    at = i - 2 if dashed else i - 1
    if at < 0 or tokens[at].sentence != unit.sentence:
        return None
    number = _number(tokens[at].lower)
    if number is None:
        return None
    long = i + 2 < len(tokens) and tokens[i + 1].lower in _DASHES and tokens[i + 2].lower == "long"
    if not (dashed or long or _opened(parse, at)):
        return None
    last = i + 2 if long else i
    return Duration(parse.span(at, last), iso(number, unit.lower))


def _opened(parse: Parse, at: int) -> bool:
    """Whether "for", "lasts", "a period of" stand before the number, with at most two words between."""
    before = [token.lower for token in parse.tokens[max(0, at - 3) : at] if token.sentence == parse.tokens[at].sentence]
    after = parse.tokens[at + 2].lower if at + 2 < len(parse.tokens) else ""
    return after != "ago" and not set(before).isdisjoint(_table()["openers"]) and "past" not in before


def _in_one_word(token: Token) -> Duration | None:
    known: str | None = _table()["joined"].get(token.lower)
    if known:
        return Duration((token.start, token.end), known)
    match = _JOINED.fullmatch(token.lower)
    if match is None or match[2] not in _table()["units"]:
        return None
    number = _number(match[1])
    return Duration((token.start, token.end), iso(number, match[2])) if number else None


def iso(number: int, unit: str) -> str:
    """ISO 8601 of so many units: P2W, PT72H."""
    letter: str = _table()["units"][unit.rstrip("s")]
    number *= int(letter[1:]) if letter[1:].isdigit() else 1
    return f"PT{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter[0]}"


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii():
        return int(word)
    value: int | None = lexicon("times")["numbers"].get(word)
    return value


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = lexicon("times")["durations"]
    return table
