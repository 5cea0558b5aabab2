"""Numbers of things in a sentence: words and figures, ranges, approximators, vague words, with the bounds they set."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.quantity import Count, CountKind
from sayso.reading.parse import Parse, Token


class Number(NamedTuple):
    """A number where it stands: tokens `first` (approximator included) to `last`, `core` its first number word."""

    first: int
    core: int
    last: int
    amount: Count


def find_numbers(parse: Parse, first: int, last: int) -> list[Number]:
    """The numbers among the tokens `[first, last)` that can count things, in text order: no dates, ages, money, hours."""
    found: list[Number] = []
    i = first
    while i < last:
        number = (
            _number(parse, i, first, last) if parse.tokens[i].lower in _words().openers or _figure(parse, i) else None
        )
        if number is None:
            i += 1
            continue
        i = number.last + 1
        if not _counts_nothing(parse, number, first, last):
            found.append(number)
    return found


class _Words(NamedTuple):
    values: dict[str, int]
    scales: dict[str, int]
    vague: dict[tuple[str, ...], Count]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    openers: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    persons: frozenset[str]
    at_most_low: int


@cache
def _words() -> _Words:
    data: dict[str, Any] = lexicon("numbers")
    values = {**data["units"], **data["tens"]}
    vague = {tuple(words.split()): msgspec.convert(row, Count) for words, row in data["vague"].items()}
    return _Words(
        values=values,
        scales=data["scales"],
        vague=vague,
        before={tuple(words.split()): kind for kind, rows in data["before"].items() for words in rows},
        after={tuple(words.split()): kind for kind, rows in data["after"].items() for words in rows},
        openers=frozenset(values) | frozenset(data["scales"]) | {words[0] for words in vague} | {"a", "between"},
        not_before=frozenset(map(str, data["not_people"]["before"])),
        not_after=frozenset(map(str, data["not_people"]["after"])),
        persons=frozenset(lexicon("casualties")["people"]["singular"]),
        at_most_low=data["at_most_low"],
    )


def default_count(name: str) -> Count:
    """The count that the lexicon gives to a `plural` without a number, a `family`, `anyone`."""
    return msgspec.convert(lexicon("numbers")[name], Count)


_FIGURE = re.compile(r"\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?")
_DASHES = frozenset({"-", "–", "—", "to", "or"})


def _figure(parse: Parse, i: int) -> bool:
    return parse.tokens[i].text[0].isdigit()


def _number(parse: Parse, i: int, first: int, last: int) -> Number | None:
    """The number whose number words begin at token `i`, with what stands before and after it."""
    vague = _vague(parse, i, last)
    if vague:
        end, count = vague
        begin, kind = _before(parse, i, first)
        return Number(begin, i, end, _worded(parse, begin, end, _bounded(count, kind)))
    ranged = _range(parse, i, last)
    if ranged is None:
        return None
    low, high, end = ranged
    begin, kind = _before(parse, i, first)
    end, later = _after(parse, end, last)
    count = Count(low=low, high=high, kind="exact" if low == high else "between")
    return Number(begin, i, end, _worded(parse, begin, end, _bounded(_bounded(count, kind), later), i))


def _worded(parse: Parse, begin: int, end: int, count: Count, core: int | None = None) -> Count:
    approximator = parse.words(begin, core - 1) if core is not None and core > begin else None
    return msgspec.structs.replace(count, exact=parse.words(begin, end), approximator=approximator)


def _vague(parse: Parse, i: int, last: int) -> tuple[int, Count] | None:
    """A word that stands for a number ("dozens", "a number of"), the longest that fits; its "of" belongs to it."""
    vague = _words().vague
    for length in (3, 2, 1):
        words = tuple(token.lower for token in parse.tokens[i : min(i + length, last)])
        count = vague.get(words)
        if count is not None and len(words) == length:
            end = i + length - 1
            return (end + 1 if end + 1 < last and parse.tokens[end + 1].lower == "of" else end), count
    return None


def _range(parse: Parse, i: int, last: int) -> tuple[int, int, int] | None:
    """Low, high and last token of "12", "10 to 12", "12-15", "between 10 and 12", "two or three"."""
    tokens = parse.tokens
    between = tokens[i].lower == "between"
    one = _value(parse, i + between, last)
    if one is None:
        return None
    low, end = one
    joint = end + 1
    if joint + 1 < last and (tokens[joint].lower in _DASHES or (between and tokens[joint].lower == "and")):
        two = _value(parse, joint + 1, last)
        if two is not None and two[0] > low:
            return low, two[0], two[1]
    return None if between else (low, low, end)


def _value(parse: Parse, i: int, last: int) -> tuple[int, int] | None:
    """The value of the number words that begin at token `i` and the last of them."""
    if i >= last:
        return None
    tokens, words = parse.tokens, _words()
    if (
        tokens[i].lower in ("a", "an")
        and i + 1 < last
        and tokens[i + 1].lower in words.scales
        and tokens[i + 1].lower != "k"
    ):
        return _scaled(parse, 1, i + 1, last)
    if _figure(parse, i):
        match = _FIGURE.fullmatch(tokens[i].text)
        return _scaled_figure(parse, re.sub(r"[,  ]", "", match[0]), i, last) if match else None
    return _spelled(parse, i, last)


def _scaled_figure(parse: Parse, digits: str, i: int, last: int) -> tuple[int, int] | None:
    scale = _words().scales.get(parse.tokens[i + 1].lower) if i + 1 < last else None
    if scale and scale >= 100:
        return round(float(digits) * scale), i + 1
    return None if "." in digits or len(digits) > 12 else (int(digits), i)


def _spelled(parse: Parse, i: int, last: int) -> tuple[int, int] | None:
    """ "twenty-two", "two hundred and six", "two dozen"."""
    words = _words()
    total = part = 0
    end = -1
    k = i
    while k < last:
        lower = parse.tokens[k].lower
        if lower in words.values and (end < 0 or _joins(part, words.values[lower])):
            part += words.values[lower]
        elif lower in words.scales and part:
            total, part = (
                (total + part * words.scales[lower], 0)
                if words.scales[lower] >= 1000
                else (total, part * words.scales[lower])
            )
        elif lower in ("-", "and") and end >= 0 and _goes_on(parse, k, last, total + part):
            k += 1
            continue
        else:
            break
        end = k
        k += 1
    return None if end < 0 else (total + part, end)


def _joins(part: int, unit: int) -> bool:
    """ "twenty" takes "two" but "two" takes no "three"."""
    return part == 0 or (part >= 100 and part % 100 == 0) or (part % 100 >= 20 and part % 10 == 0 and 0 < unit < 10)


def _goes_on(parse: Parse, k: int, last: int, so_far: int) -> bool:
    value = _words().values.get(parse.tokens[k + 1].lower) if k + 1 < last else None
    if value is None:
        return False
    if parse.tokens[k].lower == "and":
        return so_far >= 100 and so_far % 100 == 0
    return so_far % 100 >= 20 and so_far % 10 == 0 and value < 10


def _scaled(parse: Parse, times: int, i: int, last: int) -> tuple[int, int]:
    value, end = times * _words().scales[parse.tokens[i].lower], i
    if end + 1 < last and parse.tokens[end + 1].lower == "and" and _goes_on(parse, end + 1, last, value):
        rest = _spelled(parse, end + 2, last)
        if rest:
            return value + rest[0], rest[1]
    return value, end


def _before(parse: Parse, i: int, first: int) -> tuple[int, str | None]:
    """Where the approximator before token `i` begins, and what it does; several may stand together ("at least some")."""
    kind: str | None = None
    while True:
        for length in (3, 2, 1):
            words = tuple(token.lower for token in parse.tokens[max(first, i - length) : i])
            found = _words().before.get(words) if len(words) == length else None
            if found:
                i, kind = i - length, kind if kind and kind != "exact" else found
                break
        else:
            return i, kind


def _after(parse: Parse, end: int, last: int) -> tuple[int, str | None]:
    if end + 1 < last and parse.tokens[end + 1].text == "+":
        return end + 1, "at_least"
    for length in (3, 2, 1):
        words = tuple(token.lower for token in parse.tokens[end + 1 : min(end + 1 + length, last)])
        if len(words) == length and words in _words().after:
            return end + length, _words().after[words]
    return end, None


def _bounded(count: Count, kind: str | None) -> Count:
    """The count as an approximator bounds it."""
    if kind is None or kind == "exact" or count.low is None:
        return count
    made: dict[str, tuple[int | None, int | None, CountKind]] = {
        "at_least": (count.low, None, "at_least"),
        "more_than": (count.low + (count.low == count.high), None, "at_least"),
        "at_most": (min(_words().at_most_low, count.low), count.high, "at_most"),
        "below": (min(_words().at_most_low, count.low), (count.high or count.low) - 1, "at_most"),
        "about": (count.low, count.high, "about" if count.low == count.high else count.kind),
    }
    low, high, name = made[kind]
    return msgspec.structs.replace(count, low=low, high=high, kind=name)


def _counts_nothing(parse: Parse, number: Number, first: int, last: int) -> bool:
    """Dates, ages, hours, money, shares and names such as "Resolution 2254"."""
    tokens, words = parse.tokens, _words()
    before = tokens[number.first - 1] if number.first > first else None
    after = tokens[number.last + 1] if number.last + 1 < last else None
    if before is not None and before.lower == "from" and number.first - 1 > first:
        before = tokens[number.first - 2]  # "aged from four to 10"
    if before is not None and (before.lower in words.not_before or before.tag == "$"):
        return True
    if before is not None and before.lower == "of" and number.first - 2 >= first and _is_age(parse, number):
        return True
    is_year = _year(tokens[number.core])
    if after is None or (is_year and before is not None and before.tag == "CD"):
        return is_year
    hyphened = tokens[number.last + 2].lower if after.text == "-" and number.last + 2 < last else ""
    if after.lower in words.not_after or hyphened in words.not_after:
        return True
    return is_year and after.tag not in ("NNS", "JJ")


def _is_age(parse: Parse, number: Number) -> bool:
    """ "a boy of six", "a mother of three": what follows one person is an age or a number of children; a noun that follows
    makes it a count again ("the killing of 12 bakers").
    """
    after = parse.tokens[number.last + 1 : number.last + 2]
    counts = bool(after) and (after[0].tag in _COUNTED or after[0].text == "-")
    return parse.tokens[number.first - 2].lower in _words().persons and not counts


_COUNTED = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBN"})


def _year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and 1900 <= int(token.text) <= 2100
