"""(to be written)"""

from __future__ import annotations

from sayso.reading.found import FoundToll
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse


def find_tolls(parse: Parse, mentions: Mentions) -> list[FoundToll]:
    """All casualty figures of the report in text order, toll ids t1, t2 …"""
    return []
