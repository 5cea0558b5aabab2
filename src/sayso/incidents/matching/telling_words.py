"""The names and words by which an account of an incident is known again in another report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.model.mention import ActorMention, PlaceMention
from sayso.model.reading import Reading

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_REACH = 250  # characters around the claims of an incident that are about it
_LEAD = 6_000  # characters of a report that say what it is about
_MOST_NAMES = 60
_MOST_TERMS = 150
_SMALL = frozenset(("exact", "landmark", "street", "neighbourhood", "village", "town", "unknown"))
_PEOPLE = frozenset(("person", "organisation", "group", None))


class Around:
    """The stretches of a report that are about the incident of some claims; None: the whole report is."""

    def __init__(self, reading: Reading, text: str, claims: Sequence[str] | None) -> None:
        self.reading = reading
        if claims is None:
            self._spans = [(0, _LEAD)]
        else:
            keys = set(claims)
            passages = [c.passage for c in reading.claims if c.key in keys]
            self._spans = [(max(p.start - _REACH, 0), p.end + _REACH) for p in passages]
        title = (reading.report.title or "") if claims is None else ""
        self.text = "\n".join([title, *(_whole_words(text, a, b) for a, b in _merged(self._spans))])

    def holds(self, start: int) -> bool:
        """Whether a place in the text is about the incident."""
        return any(a <= start < b for a, b in self._spans)


def names_of(around: Around) -> tuple[str, ...]:
    """Folded names of people, bodies and small places, those named most often first kept; sorted."""
    found = Counter(name for name in map(fold, _named(around)) if len(name) > 2)
    return tuple(sorted(name for name, _ in sorted(found.items(), key=lambda row: (-row[1], row[0]))[:_MOST_NAMES]))


def terms_of(around: Around) -> tuple[str, ...]:
    """Folded telling words: names and numbers before others, then by how often they are used; sorted."""
    count, proper = Counter[str](), Counter[str]()
    for match in _WORD.finditer(around.text):
        word = match[0]
        key = fold(word).replace(" ", "-")
        if len(key) < 3 or key in _plain():
            continue
        count[key] += 1
        proper[key] += word[0].isupper() or word[0].isdigit()
    order = sorted(count, key=lambda key: (2 * proper[key] < count[key], -count[key], key))
    return tuple(sorted(order[:_MOST_TERMS]))


def _named(around: Around) -> Iterator[str]:
    speaking = {hop.speaker for claim in around.reading.claims for hop in claim.chain if hop.speaker is not None}
    for mention in around.reading.mentions:
        if mention.id in speaking or getattr(mention, "same_as", None) in speaking:
            continue
        if not mention.exact[:1].isupper() and not any(c.isupper() for c in mention.exact):
            continue
        if not around.holds(mention.start):
            continue
        if isinstance(mention, ActorMention) and mention.type in _PEOPLE and mention.actor is None and mention.names:
            yield mention.names[0]
        elif isinstance(mention, PlaceMention) and mention.precision in _SMALL:
            yield mention.exact


def _whole_words(text: str, start: int, end: int) -> str:
    """A stretch of the text without the pieces of words at its ends."""
    piece = text[start:end]
    if start > 0:
        piece = piece.partition(" ")[2]
    return piece.rpartition(" ")[0] if end < len(text) else piece


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@cache
def _plain() -> frozenset[str]:
    return frozenset(str(lexicon("grouping")["plain_words"]).split())
