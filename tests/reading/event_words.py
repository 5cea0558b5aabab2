"""Helpers of the tests of occurrences: a sentence's events in a few words."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.linking.names import known_names
from sayso.model.claim import Occurrence
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.occurrences import find_occurrences
from sayso.reading.parse import Parse, parse


def read_all(texts: Iterable[str]) -> dict[str, tuple[Parse, Mentions, list[Found]]]:
    """Parse, mentions and occurrences of each text, parsed in one go."""
    rows = list(dict.fromkeys(texts))
    read: dict[str, tuple[Parse, Mentions, list[Found]]] = {}
    for text, parsed in zip(rows, parse(rows), strict=True):
        mentions = Mentions(find_mentions(parsed, known_names))
        read[text] = (parsed, mentions, find_occurrences(parsed, mentions))
    return read


def occurrences(found: Iterable[Found]) -> list[Occurrence]:
    """The propositions of what was found."""
    return [one.proposition for one in found if isinstance(one.proposition, Occurrence)]
