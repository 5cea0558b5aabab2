"""The words of time in a report, and the expressions that the rules of the lexicon see in them.

Every token gets one class (lexicon/en/times.yaml), written as one letter; the rules are regular expressions over the
letters of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.parse import Parse
from sayso.reading.times.guards import GUARDS, Match, year_counts

_MOST_DIGITS = 9  # no longer number counts days or years
_BREAK = "\n"  # between sentences: no expression runs over their border
_OTHER = "."
_FIRST_LETTER = 0xE000  # private use: none of them means anything in a regular expression
_NUMBERS = ("small_number", "number", "number_word", "ordinal", "year", "short_year")
_FORMS = ("day_pair", "year_pair", "clock", "clock_dot", "clock4", "clock_joined", "slashes", "decades")
_CASED = frozenset({"month", "month_word", "month_short", "weekday_short"})
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_SHAPES = (
    ("clock", re.compile(r"[0-2]?\d:[0-5]\d")),
    ("clock_dot", re.compile(r"[0-2]?\d\.[0-5]\d")),
    ("clock_joined", re.compile(r"(?:[01]?\d)(?:[:.][0-5]\d)?[ap]\.?m\.?")),
    ("slashes", re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}")),
    ("decades", re.compile(r"(?:mid-|late-|early-)?(?:19|20)\d0s")),
    ("ordinal", _ORDINAL),
    ("day_pair", re.compile(r"[0-3]?\d[-–—/][0-3]?\d")),
    ("year_pair", re.compile(r"(?:19|20)\d\d[-–—/](?:\d\d|(?:19|20)\d\d)")),
    ("clock4", re.compile(r"[0-2][0-9][0-5]\d")),
)


class TimeExpression(NamedTuple):
    """Tokens `[first, last]` that tell a time: the rule that found them and the words of its named groups.

    `bound` is the word of an open interval ("since", "until", "before"); a `range` has its two ends in `ends`; `day` is
    the expression that a part of day or a clock time belongs to ("dawn" + "on Saturday").
    """

    rule: str
    kind: str
    first: int
    last: int
    parts: dict[str, str]
    bound: str | None = None
    ends: tuple[TimeExpression, TimeExpression] | None = None
    day: TimeExpression | None = None


class Rule(NamedTuple):
    """A rule of the lexicon, compiled."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    guard: str | None


def matches(parse: Parse) -> list[TimeExpression]:
    """What the rules find in a report, the longest where several overlap, in text order."""
    return _longest(_matches(parse, *_letters(parse)))


def _matches(parse: Parse, letters: str, where: list[int]) -> Iterator[TimeExpression]:
    for rule in time_rules():
        guard = GUARDS[rule.guard] if rule.guard else None
        for match in rule.pattern.finditer(letters):
            first, last = where[match.start()], where[match.end() - 1]
            parts = {
                name: " ".join(parse.tokens[i].lower for i in range(where[start], where[end - 1] + 1))
                for name in match.groupdict()
                if (start := match.start(name)) >= 0 and (end := match.end(name)) > start
            }
            if "year" in parts and "month" in parts and year_counts(parse, last, parts["year"]):
                if rule.kind == "month":
                    continue  # the month alone is another rule's
                del parts["year"]
                last -= 2 if parse.tokens[last - 1].text == "," else 1
            if not _is_name(parse, first, last) and (guard is None or guard(Match(parse, first, last, parts))):
                yield TimeExpression(rule.id, rule.kind, first, last, parts)


def _longest(found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """The longest where several overlap, in text order."""
    taken: set[int] = set()
    kept: list[TimeExpression] = []
    for one in sorted(found, key=lambda e: (e.first - e.last, e.first)):
        tokens = range(one.first, one.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(one)
    return sorted(kept, key=lambda e: e.first)


def _is_name(parse: Parse, first: int, last: int) -> bool:
    """A date that is part of a name: "17 February Brigade", "the Sunday Telegraph", "Black September"."""
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    before = parse.tokens[first - 1] if first else None
    if after is not None and after.sentence == parse.tokens[last].sentence:
        if after.lower in _words("names_after") and after.text[0].isupper():
            return True
        if after.lower in _words("services"):
            return before is None or before.lower not in _words("service_cues")
    return before is not None and before.lower in _words("names_before") and before.text[0].isupper()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("times")[name])


def _letters(parse: Parse) -> tuple[str, list[int]]:
    """The class letter of every token, sentences parted, and the token of every letter."""
    known, letter_of = _classes()
    letters: list[str] = []
    where: list[int] = []
    sentence = 0
    for token in parse.tokens:
        if token.sentence != sentence:
            letters.append(_BREAK)
            where.append(token.i)
            sentence = token.sentence
        letter = known.get(token.lower, _OTHER)
        if letter == _OTHER:
            if "0" <= token.text[0] <= "9" or token.lower.endswith("0s"):
                letter = letter_of[_shape(token.text)]
            elif token.text[0] in "'’‘" and token.text[1:].isdigit():
                letter = letter_of["short_year"]
        elif letter in _cased_letters() and token.text[0].islower():
            letter = _OTHER
        letters.append(letter)
        where.append(token.i)
    return "".join(letters), where


def _shape(text: str) -> str:
    """The class of a token that begins with a digit."""
    if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS:
        value = int(text)
        if len(text) == 4:
            return "year" if 1900 <= value <= 2069 else "clock4" if value < 2400 else "number"
        if len(text) <= 2 and 1 <= value <= 31:
            return "small_number"
        return "short_year" if len(text) == 2 and value > 59 else "number"
    return next((name for name, shape in _SHAPES if shape.fullmatch(text.lower())), "other_number")


@cache
def _classes() -> tuple[dict[str, str], dict[str, str]]:
    """The letter of every known word, and the letter of every class."""
    classes: dict[str, list[str]] = lexicon("times")["classes"]
    names = [*classes, *_NUMBERS, *_FORMS, "other_number"]
    letter_of = {name: chr(_FIRST_LETTER + number) for number, name in enumerate(dict.fromkeys(names))}
    known = dict.fromkeys(lexicon("times")["numbers"], letter_of["number_word"])
    known |= dict.fromkeys(lexicon("times")["ordinals"], letter_of["ordinal"])
    for name, words in classes.items():
        for word in words:
            known[word] = letter_of[name]
            if name in _CASED:
                known[f"{word}."] = letter_of[name]
    return known, letter_of


@cache
def _cased_letters() -> frozenset[str]:
    return frozenset(_classes()[1][name] for name in _CASED)


@cache
def time_rules() -> tuple[Rule, ...]:
    """The rules of the lexicon, in its order."""
    return tuple(
        Rule(row["id"], row["kind"], re.compile(_over_letters(row["pattern"])), row.get("guard"))
        for row in lexicon("times")["rules"]
    )


def _over_letters(pattern: str) -> str:
    """`<day>` becomes the letters of that class or set; `(?P<day>` stays."""
    letter_of = _classes()[1]
    sets: dict[str, list[str]] = lexicon("times")["sets"]
    named = re.compile(r"(?<!\?P)<(\w+)>")
    return named.sub(lambda m: f"[{''.join(letter_of[name] for name in sets.get(m[1], [m[1]]))}]", pattern)
