"""(to be written)"""

from __future__ import annotations

from sayso.reading.found import Found
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse


def find_occurrences(parse: Parse, mentions: Mentions) -> list[Found]:
    """All found in the report, in text order."""
    return []
