"""What a report says about where its names lie, beside the names themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.linking.gazetteer import gazetteer
from sayso.linking.places.words import demonyms
from sayso.model.mention import PlaceMention
from sayso.model.report import Report
from sayso.reading.parse import Parse

_TOP_LEVEL = re.compile(r"\.([a-z]{2})(?:[/:]|$)")
_BESIDE = re.compile(
    r"\s*,\s*|\s*\(\s*|\s+in\s+(?:the\s+)?(?:\w+ern\s+|central\s+)?|\s*,\s*in\s+(?:the\s+)?(?:\w+ern\s+)?"
)


class Beside(NamedTuple):
    """Two names side by side, the second of which may hold the first: "Paris, Texas"; "Ganfouda in Benghazi"."""

    inner: str
    outer: str


def beside(parse: Parse, mentions: list[PlaceMention], searched: dict[str, str]) -> list[Beside]:
    """The pairs of neighbouring names that a comma, a bracket or "in" ties together, as folded names."""
    return [
        Beside(fold(searched[a.exact]), fold(searched[b.exact]))
        for a, b in pairwise(mentions)
        if b.start - a.end <= 24 and _BESIDE.fullmatch(parse.text, a.end, b.start)
    ]


def kind_beside(parse: Parse, mention: PlaceMention) -> str | None:
    """The word in or beside a name that says what kind of place it is: "Derna province", "the city of Derna"."""
    before = _before().search(parse.text[max(0, mention.start - 48) : mention.start])
    found = (
        _after().search(parse.text[mention.end : mention.end + 20])
        or (before if before and not before["other"] else None)
        or _last().search(mention.exact)
        or _first().search(mention.exact)
    )
    return found["kind"].casefold() if found else None


@cache
def _last() -> re.Pattern[str]:
    return re.compile(rf"\s(?P<kind>{_kinds()})$", re.IGNORECASE)


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"^(?P<kind>{_kinds()})\s+of\s", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"^\s+(?P<kind>{_kinds()})\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """ "The city of Derna"; in "the Hadba district of Tripoli" the word belongs to another name."""
    return re.compile(rf"(?:\b(?P<other>(?!The\b)[A-Z][\w’'-]*)\s+)?\b(?P<kind>(?i:{_kinds()}))\s+of\s+$")


def _kinds() -> str:
    words = lexicon("places")
    return "|".join(sorted((re.escape(w) for w in (*words["divisions"], *words["towns"])), key=len, reverse=True))


def home_countries(parse: Parse, report: Report) -> Counter[str]:
    """Countries that the report points to without naming a place: peoples ("Syrian"), the outlet's own country."""
    votes: Counter[str] = Counter()
    known = demonyms()
    for token in parse.tokens:
        if token.text[:1].isupper() and (country := known.get(token.lower)):
            votes[country] += 1
    for country in _outlet(report):
        votes[country] += 3
    return votes


def _outlet(report: Report) -> Iterable[str]:
    source = (report.source or "").casefold()
    if found := _TOP_LEVEL.search(source):
        yield {"uk": "GB"}.get(found[1], found[1].upper())
    known = demonyms()
    for word in re.findall(r"\w+", f"{source} {(report.title or '').casefold()}"):
        if country := known.get(word) or _country_named(word):
            yield country


def _country_named(word: str) -> str | None:
    return next((p.country for p in gazetteer().lookup(word) if p.kind == "country"), None) if len(word) > 3 else None
