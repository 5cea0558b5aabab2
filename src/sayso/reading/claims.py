"""From what was found and who speaks to claims: one clause, one chain, one proposition."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import Attribution, Claim
from sayso.reading.found import Found, FoundToll
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse


def assemble(
    parse: Parse,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    found: Sequence[Found],
    tolls: Sequence[FoundToll],
) -> list[Claim]:
    """The report's claims in text order. (Being written.)"""
    return []
