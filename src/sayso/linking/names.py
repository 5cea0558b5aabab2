"""Known names in a text: actors of the knowledge base and places of the gazetteer."""

from __future__ import annotations

from sayso.linking.place_names import place_names
from sayso.reading.mentions import Name
from sayso.reading.parse import Parse


def known_names(parse: Parse) -> list[Name]:
    """Known names in text order, longest match first, none overlapping."""
    places = [Name(start=parse.tokens[a].start, end=parse.tokens[b].end, kind="place") for a, b in place_names(parse)]
    return without_overlaps(places)


def without_overlaps(names: list[Name]) -> list[Name]:
    """Of names that share a character the longest, an actor before a place; in text order."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.kind != "actor", n.start)):
        if not any(other.start < name.end and name.start < other.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)
