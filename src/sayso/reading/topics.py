"""What a clause without a more specific proposition is about."""

from __future__ import annotations

from sayso.model.claim import ClaimKind
from sayso.reading.parse import Parse


def topic_of(parse: Parse, first: int, last: int) -> ClaimKind:
    """The topic of the tokens `[first, last]`."""
    return "status"


def is_about_conflict(parse: Parse, first: int, last: int) -> bool:
    """Whether the tokens `[first, last]` speak of the conflict at all."""
    return True
