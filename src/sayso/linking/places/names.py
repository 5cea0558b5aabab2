"""Names of places in a text: what the gazetteer knows, where the words around it make a place of it.

The statistical recogniser misses most names of small and foreign places, and a gazetteer of every village on earth fits
half of all capitalised words. So a name counts when it is unmistakable (a country, a supplement's own name), when the
recogniser says so, or when the words around it do ("in X", "X province", "X, Ohio"); what counts once in a report counts
throughout it, except inside a person's name.
"""

from __future__ import annotations

from sayso.linking.places.context import in_person, is_place, labels_of, surnames, whole
from sayso.linking.places.matches import Match, matches
from sayso.reading.parse import Parse


def place_names(parse: Parse) -> list[tuple[int, int]]:
    """Tokens `[first, last]` of the names that are places here, in text order, none overlapping."""
    found = list(matches(parse))
    if not found:
        return []
    labels = labels_of(parse)
    sure = {i for i, name in enumerate(found) if is_place(parse, name, labels)}
    sure |= _coordinated(parse, found, sure, labels)
    keys = {found[i].key for i in sure}
    people = surnames(parse)
    return [
        (name.first, name.last)
        for i, name in enumerate(found)
        if i in sure or (name.key in keys and name.key not in people and not in_person(parse, name, labels))
    ]


def _coordinated(parse: Parse, found: list[Match], sure: set[int], labels: list[str]) -> set[int]:
    """Names in a list with a sure one: "Pandi and Talavera", "Amsha, Sarmin and Saraqib"; forwards, then backwards."""
    added = {i for i, name in enumerate(found) if i not in sure and _beside_place(parse, name, labels)}
    for i in range(1, len(found)):
        if _listed(parse, found[i - 1], found[i]) and (i - 1 in sure or i - 1 in added):
            added.add(i)
    for i in range(len(found) - 2, -1, -1):
        if _listed(parse, found[i], found[i + 1]) and (i + 1 in sure or i + 1 in added):
            added.add(i)
    return added


def _beside_place(parse: Parse, name: Match, labels: list[str]) -> bool:
    """In a list after a place that only the recogniser knows: "Amsha and Tobruk"."""
    i = name.first - 1
    if i < 1 or parse.tokens[i].lower not in (",", "and", "or") or not whole(parse, name):
        return False
    return labels[i - 1] in ("GPE", "LOC") and parse.tokens[i].sentence == parse.tokens[name.first].sentence


def _listed(parse: Parse, a: Match, b: Match) -> bool:
    between = [token.lower for token in parse.tokens[a.last + 1 : b.first]]
    return (
        0 < len(between) <= 2
        and all(word in (",", "and", "or") for word in between)
        and whole(parse, a)
        and whole(parse, b)
    )
