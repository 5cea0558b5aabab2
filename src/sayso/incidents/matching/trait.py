"""What a comparison finds."""

from __future__ import annotations

from typing import NamedTuple


class Trait(NamedTuple):
    """A weight's name, how much of it, and the words that its reason is filled with."""

    name: str
    amount: float = 1.0
    words: str = ""
