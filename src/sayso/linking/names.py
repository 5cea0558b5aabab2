"""Known names in a text: actors of the knowledge base and places of the gazetteer."""

from __future__ import annotations

from sayso.reading.mentions import Name
from sayso.reading.parse import Parse


def known_names(parse: Parse) -> list[Name]:
    """Known names in text order, longest match first, none overlapping."""
    return []
