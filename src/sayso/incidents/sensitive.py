"""Whom a page or a release must not name unasked: people harmed, children, and private persons who speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sayso.incidents.facets.said import occurrence_of
from sayso.lexicon.load import lexicon
from sayso.model.claim import Aggregate, Casualties, Claim, Toll
from sayso.model.mention import ActorMention
from sayso.model.reading import Reading
from sayso.model.record import Record, Span

_AROUND = 40  # characters beside a name in which an age may stand


class Sensitive(Record, frozen=True, kw_only=True):
    """`spans` of the text name somebody harmed or a child, in order; `names` are their words, the longest first, and `minors`
    those of children among them; `children`: minors are told of; `graphic`: people killed or injured are. `speakers` are the
    names of persons without an office who say something and are not among `names`.
    """

    spans: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    children: bool = False
    graphic: bool = False
    minors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    def without_names(self, words: str, instead: str) -> str:
        """The words with `instead` in place of every such name."""
        for name in self.names:
            words = words.replace(name, instead)
        return words

    def named_in(self, claim: Claim, words: str) -> bool:
        """Whether a claim, or what is told of it, names one of them."""
        inside = any(a < claim.passage.end and claim.passage.start < b for a, b in self.spans)
        return inside or any(name in words for name in self.names)


def sensitive(reading: Reading, text: str) -> Sensitive:
    """What is to be veiled of a report."""
    persons = [m for m in reading.mentions if isinstance(m, ActorMention) and _is_private(m)]
    harmed = _inside(persons, sorted(set(_of_the_harmed(reading.claims))))
    children = [m for m in persons if _is_child(text, m)]
    hidden = {_identity(m) for m in (*harmed, *children)}
    named = [m for m in persons if _identity(m) in hidden]
    spoken = _spoken_by(reading.claims)
    speaking = {_identity(m) for m in persons if m.id in spoken and m.office is None} - hidden
    tolls = [toll for claim in reading.claims for toll in _tolls(claim)]
    minors = bool(children) or any(set(toll.sex_age) & set(_words()["children"]) for toll in tolls)
    young = {_identity(m) for m in children}
    return Sensitive(
        spans=tuple(_joined((m.start, m.end) for m in named)),
        names=_names(named),
        children=minors,
        graphic=any(toll.outcome in {"killed", "injured", "harmed"} for toll in tolls),
        minors=_names(m for m in named if _identity(m) in young),
        speakers=_names(m for m in persons if _identity(m) in speaking),
    )


def _names(mentions: Iterable[ActorMention]) -> tuple[str, ...]:
    """What they are called, the longest first."""
    found = {name for mention in mentions for name in (mention.exact, *mention.names) if name}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _spoken_by(claims: Iterable[Claim]) -> set[str]:
    """The mentions that speak in a chain."""
    return {hop.speaker for claim in claims for hop in claim.chain if hop.speaker is not None}


def _is_private(mention: ActorMention) -> bool:
    """A person by a name of their own, and none that is known to the public. "He" gives nobody away."""
    name = mention.names[0] if mention.names else ""
    is_person = mention.type == "person" or mention.individual is True
    return is_person and mention.actor is None and bool(set(mention.exact.split()) & set(name.split()))


def _identity(mention: ActorMention) -> str:
    return mention.provisional or mention.names[0]


def _of_the_harmed(claims: Iterable[Claim]) -> Iterator[Span]:
    """Where the words for harmed people stand."""
    for claim in claims:
        yield from ((toll.start, toll.end) for toll in _tolls(claim))
        happened = occurrence_of(claim)
        if happened is not None:
            yield from ((t.start, t.end) for t in happened.targets if t.kind == "human")


def _tolls(claim: Claim) -> tuple[Toll, ...]:
    return claim.proposition.tolls if isinstance(claim.proposition, Casualties | Aggregate) else ()


def _inside(mentions: list[ActorMention], spans: list[Span]) -> list[ActorMention]:
    """The mentions that lie in one of the spans; both are in order."""
    found: list[ActorMention] = []
    begun, furthest = 0, 0
    for mention in sorted(mentions, key=lambda m: m.start):
        while begun < len(spans) and spans[begun][0] <= mention.start:
            furthest = max(furthest, spans[begun][1])
            begun += 1
        if mention.end <= furthest:
            found.append(mention)
    return found


def _is_child(text: str, mention: ActorMention) -> bool:
    """Whether an age below eighteen, or the word child, stands beside the name."""
    before, after = text[max(0, mention.start - _AROUND) : mention.start], text[mention.end : mention.end + _AROUND]
    found = [p.search(before) for p in _patterns("before")] + [p.search(after) for p in _patterns("after")]
    ages = [match.groupdict().get("age") for match in found if match]
    return any(age is None or int(age) < _words()["child_below"] for age in ages)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, what overlaps made one."""
    last: Span | None = None
    for start, end in sorted(spans):
        if last is not None and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = lexicon("sensitive")
    return words


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _words()[name])
