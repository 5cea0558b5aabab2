"""The known actors that a few words name: an office, a byline, a description."""

from __future__ import annotations

from functools import cache

from sayso.linking.actors.knowledge import demonyms
from sayso.linking.actors.names import actor_names

_LONGEST = 5  # words of a name


@cache
def bodies_named(text: str) -> frozenset[str]:
    """The known actors that are named anywhere in a few words; an adjective stands for its state."""
    words = text.replace("’", "'").replace("'s", "").replace("-led", " ").replace(",", " ").split()
    table, states = actor_names(), demonyms()
    found = {states[w.lower()] for w in words if w.lower() in states}
    for n in range(len(words)):
        for length in range(min(_LONGEST, len(words) - n), 0, -1):
            ids = table.called(" ".join(words[n : n + length]))
            if len(ids) == 1:
                found.add(ids[0])
                break
    return frozenset(found)
