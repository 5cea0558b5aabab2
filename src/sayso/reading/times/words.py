"""The words of time in a report, and the expressions that the rules of the lexicon see in them.

Every token gets one class (lexicon/LANGUAGE/times.yaml), written as one letter; the rules are regular expressions over
the letters of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.parse import Parse, Token
from sayso.reading.times.guards import GUARDS, Match, year_counts
from sayso.reading.times.vocabulary import OTHER, Vocabulary, Word, listed, vocabulary

_MOST_DIGITS = 9  # no longer number counts days or years
_NUMBERED = frozenset({"day2", "month2", "edge2", "clock2"})  # groups whose place in the rule matters
_NEAR_YEAR = re.compile(r"(early|mid|late)-((?:19|20)\d\d)")  # one word to the parser
_BREAK = "\n"  # between sentences: no expression runs over their border
_SHAPES = (
    ("clock", re.compile(r"[0-2]?\d:[0-5]\d")),
    ("clock_dot", re.compile(r"[0-2]?\d\.[0-5]\d")),
    ("clock_h", re.compile(r"[0-2]?\dh(?:[0-5]\d)?")),
    ("clock_joined", re.compile(r"(?:[01]?\d)(?:[:.][0-5]\d)?[ap]\.?m\.?")),
    ("slashes", re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}")),
    ("decades", re.compile(r"(?:mid-|late-|early-)?(?:19|20)\d0s")),
    ("ordinal", re.compile(r"\d{1,2}(?:st|nd|rd|th|er)")),
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


class Letters(NamedTuple):
    """A report as letters: each stands for the tokens from `first` to `last` (several for a phrase) and its meaning."""

    text: str
    first: list[int]
    last: list[int]
    meaning: list[str]


def matches(parse: Parse, letters: Letters, language: str) -> list[TimeExpression]:
    """What the rules find in a report, the longest where several overlap, in text order."""
    return _longest(_matches(parse, letters, language))


def _matches(parse: Parse, letters: Letters, language: str) -> Iterator[TimeExpression]:
    for rule in time_rules(language):
        guard = GUARDS[rule.guard] if rule.guard else None
        for match in rule.pattern.finditer(letters.text):
            first, last = letters.first[match.start()], letters.last[match.end() - 1]
            parts = _parts(match, letters.meaning)
            if "year" in parts and "month" in parts and year_counts(parse, last, parts["year"], language):
                if rule.kind == "month":
                    continue  # the month alone is another rule's
                del parts["year"]
                last -= 2 if parse.tokens[last - 1].text == "," else 1
            named = _is_name(parse, first, last, language)
            if not named and (guard is None or guard(Match(parse, first, last, parts, language))):
                yield TimeExpression(rule.id, rule.kind, first, last, parts)


def _parts(match: re.Match[str], meaning: list[str]) -> dict[str, str]:
    """What the words of each named group mean, `unit2` as `unit`; `said` says several things in one word."""
    parts = {
        name if name in _NUMBERED else name.rstrip("23"): " ".join(meaning[start:end])
        for name in match.groupdict()
        if (start := match.start(name)) >= 0 and (end := match.end(name)) > start
    }
    if "said" in parts:
        parts |= {name: word for name, _, word in (pair.partition(":") for pair in parts.pop("said").split())}
    return parts


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


def _is_name(parse: Parse, first: int, last: int, language: str) -> bool:
    """A date that is part of a name: "17 February Brigade", "the Sunday Telegraph", "Black September"."""
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    before = parse.tokens[first - 1] if first else None
    if after is not None and after.sentence == parse.tokens[last].sentence:
        if after.lower in listed("names_after", language) and after.text[0].isupper():
            return True
        if after.lower in listed("services", language):
            return before is None or before.lower not in listed("service_cues", language)
    in_name = before is not None and before.lower in listed("names_before", language)
    return in_name and before is not None and not before.text[0].islower()


def letters_of(parse: Parse, language: str) -> Letters:
    """The class letter of every token, sentences parted; a phrase is one letter."""
    known = vocabulary(language)
    found = Letters("", [], [], [])
    letters: list[str] = []
    sentence, skip = 0, -1
    for token in parse.tokens:
        if token.i <= skip:
            continue
        if token.sentence != sentence:
            letters.append(_BREAK)
            _add(found, token.i, token.i, "")
            sentence = token.sentence
        phrase = _phrase(parse.tokens, token, known) if token.lower in known.phrases else None
        letter, meaning, skip = phrase or (*_letter(token, known, language), token.i)
        letters.append(letter)
        _add(found, token.i, skip, meaning)
    return found._replace(text="".join(letters))


def _add(found: Letters, first: int, last: int, meaning: str) -> None:
    found.first.append(first)
    found.last.append(last)
    found.meaning.append(meaning)


def _phrase(tokens: list[Token], token: Token, known: Vocabulary) -> tuple[str, str, int] | None:
    """Letter, meaning and last token of the longest phrase that begins here."""
    for phrase in known.phrases[token.lower]:
        last = token.i + len(phrase.rest)
        if last >= len(tokens) or tokens[last].sentence != token.sentence or not _counts(token, phrase.word):
            continue
        if all(tokens[token.i + n].lower == word for n, word in enumerate(phrase.rest, 1)):
            return phrase.word.letter, phrase.word.meaning, last
    return None


def _counts(token: Token, word: Word) -> bool:
    return not word.cased or not token.text[0].islower()


def _letter(token: Token, known: Vocabulary, language: str) -> tuple[str, str]:
    """Letter and meaning of a word; in languages other than English a word that is none of time means nothing."""
    word = known.words.get(token.lower)
    if word is not None:
        return (word.letter, word.meaning) if _counts(token, word) else (OTHER, token.lower)
    if "0" <= token.lower[0] <= "9" or token.lower.endswith("0s"):
        return known.letter_of[_shape(token.lower)], token.lower
    if token.lower[-1].isdigit() and (near := _NEAR_YEAR.fullmatch(token.lower)):
        return known.letter_of["near_year"], f"edge:{near[1]} year:{near[2]}"
    if token.text[0] in "'’‘\"" and token.text[1:].isdigit():
        return known.letter_of["short_year"], token.lower
    return OTHER, token.lower if language == "en" or not token.lower[0].isalpha() else ""


def _shape(text: str) -> str:
    """The class of a token that begins with a digit."""
    if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS:
        value = int(text)
        if len(text) == 4:
            return "year" if 1900 <= value <= 2069 else "clock4" if value < 2400 else "number"
        if len(text) <= 2 and 1 <= value <= 31:
            return "small_number"
        return "short_year" if len(text) == 2 and value > 59 else "number"
    return next((name for name, shape in _SHAPES if shape.fullmatch(text)), "other_number")


@cache
def time_rules(language: str = "en") -> tuple[Rule, ...]:
    """The rules of the lexicon, in its order."""
    return tuple(
        Rule(row["id"], row["kind"], re.compile(_over_letters(row["pattern"], language)), row.get("guard"))
        for row in lexicon("times", language)["rules"]
    )


def _over_letters(pattern: str, language: str) -> str:
    """`<day>` becomes the letters of that class or set; `(?P<day>` stays; `<@clock>` is a piece that several share."""
    table, letter_of = lexicon("times", language), vocabulary(language).letter_of
    sets: dict[str, list[str]] = table["sets"]
    shared: dict[str, str] = table.get("pieces", {})
    whole = re.sub(r"<@(\w+)>", lambda m: shared[m[1]], pattern)
    named = re.compile(r"(?<!\?P)<(\w+)>")
    return named.sub(lambda m: f"[{''.join(letter_of[name] for name in sets.get(m[1], [m[1]]))}]", whole)
