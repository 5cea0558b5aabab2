"""Known names in a text: actors of the knowledge base and places of the gazetteer."""

from __future__ import annotations

from sayso.linking.actors.names import known_actor_names
from sayso.linking.places.names import place_names
from sayso.reading.mentions.finding import Name
from sayso.reading.parse import Parse


def known_names(parse: Parse) -> list[Name]:
    """Known names in text order, longest match first, none overlapping."""
    places = [Name(start=parse.tokens[a].start, end=parse.tokens[b].end, kind="place") for a, b in place_names(parse)]
    actors = [
        Name(start=parse.tokens[a].start, end=parse.tokens[b].end, kind="actor") for a, b in known_actor_names(parse)
    ]
    return without_overlaps([*places, *actors])


def without_overlaps(names: list[Name]) -> list[Name]:
    """Of names that share a character the longest, an actor before a place; in text order."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.start - n.end, n.kind != "actor", n.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)
