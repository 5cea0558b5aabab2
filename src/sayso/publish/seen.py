"""What was met before, of very many names: of each no more than eight bytes are kept."""

from __future__ import annotations

import hashlib

_BYTES = 8  # two of a million names are taken for one in one of forty million releases


def brief(name: str) -> int:
    """A name as a number that is its own for all that matters."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest())


class Seen:
    """Names that were met."""

    def __init__(self) -> None:
        self._known: set[int] = set()

    def is_new(self, name: str) -> bool:
        """Whether it is met for the first time; from now on it is not."""
        many = len(self._known)
        self._known.add(brief(name))
        return len(self._known) > many
