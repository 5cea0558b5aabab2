"""Names of places in a text: what the gazetteer knows, where the words around it make a place of it.

The statistical recogniser misses most names of small and foreign places, and a gazetteer of every village on earth fits
half of all capitalised words. So a name counts when it is unmistakable (a country, a supplement's own name), when the
recogniser says so, or when the words around it do ("in X", "X province", "X, Ohio"); what counts once in a report counts
throughout it, except inside a person's name.
"""

from __future__ import annotations

from sayso.linking.place_context import in_person, is_place, labels_of, surnames, whole
from sayso.linking.place_matches import Match, matches
from sayso.reading.parse import Parse


def place_names(parse: Parse) -> list[tuple[int, int]]:
    """Tokens `[first, last]` of the names that are places here, in text order, none overlapping."""
    found = list(matches(parse))
    if not found:
        return []
    labels = labels_of(parse)
    sure = {i for i, name in enumerate(found) if is_place(parse, name, labels)}
    sure |= _coordinated(parse, found, sure)
    keys = {found[i].key for i in sure}
    people = surnames(parse)
    return [
        (name.first, name.last)
        for i, name in enumerate(found)
        if i in sure or (name.key in keys and name.key not in people and not in_person(parse, name, labels))
    ]


def _coordinated(parse: Parse, found: list[Match], sure: set[int]) -> set[int]:
    """Names in a list with a sure one: "Pandi and Talavera", "Kampungu, Makonono and Mombo"."""
    added: set[int] = set()
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = 1 if order.step == 1 else -1
        for i in order:
            other = i - step
            if (
                i not in sure
                and (other in sure or other in added)
                and _listed(parse, found[min(i, other)], found[max(i, other)])
            ):
                added.add(i)
    return added


def _listed(parse: Parse, a: Match, b: Match) -> bool:
    between = [token.lower for token in parse.tokens[a.last + 1 : b.first]]
    return (
        0 < len(between) <= 2
        and all(word in (",", "and", "or") for word in between)
        and whole(parse.tokens, a)
        and whole(parse.tokens, b)
    )
