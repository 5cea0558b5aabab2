"""Why the accounts of an incident are one: the comparisons that bind most, as few as bind them all (a spanning tree)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.incidents.matching.unions import Unions

Pair = tuple[str, str]


def bonds(groups: Sequence[Sequence[str]], scored: Mapping[Pair, float]) -> list[list[Pair]]:
    """The pairs of each group, the strongest first. Accounts of one report, and those that only a person joined, have none."""
    at = {member: n for n, members in enumerate(groups) for member in members}
    inside: list[list[tuple[float, Pair]]] = [[] for _ in groups]
    for (a, b), value in scored.items():
        if a in at and at[a] == at.get(b):
            inside[at[a]].append((-value, (a, b)))
    return [list(_tree(members, sorted(rows))) for members, rows in zip(groups, inside, strict=True)]


def _tree(members: Sequence[str], rows: Sequence[tuple[float, Pair]]) -> Iterator[Pair]:
    bound = Unions(members)
    for value, (a, b) in rows:
        if value < 0 and bound.root(a) != bound.root(b):
            bound.join(a, b)
            yield a, b
