"""Sets that grow together; the least member stands for each, whatever the order in which they were joined."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Disjoint sets of ids."""

    def __init__(self, members: Iterable[str]) -> None:
        self._above = {member: member for member in members}

    def root(self, member: str) -> str:
        """The least member of its set."""
        above = self._above
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def join(self, one: str, other: str) -> None:
        """Make the sets of two members one."""
        a, b = self.root(one), self.root(other)
        self._above[max(a, b)] = min(a, b)

    def sets(self) -> dict[str, list[str]]:
        """The members of each set by its least, all sorted."""
        found: dict[str, list[str]] = {}
        for member in sorted(self._above):
            found.setdefault(self.root(member), []).append(member)
        return found
