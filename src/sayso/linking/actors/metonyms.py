"""Towns that speak: a capital stands for its state's government, and for several candidates where that is contested."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Any, NamedTuple

from sayso.linking.actors.dates import holds_on
from sayso.linking.actors.knowledge import content
from sayso.linking.actors.rows import Days
from sayso.linking.folding import fold


class _Meant(NamedTuple):
    actor: str
    days: Days
    context: frozenset[str]


def spoken_for(town: str, day: str | None, words: Set[str]) -> tuple[str, ...]:
    """Whom a town that speaks may mean on a day, in a report with these words (lower case)."""
    return tuple(
        one.actor
        for one in _towns().get(fold(town), ())
        if holds_on(one.days, day) and (not one.context or not one.context.isdisjoint(words))
    )


def is_surname_too(town: str) -> bool:
    """Whether people bear the name of the town: "London said" may be a Mary London."""
    return fold(town) in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(map(fold, content("actors_metonyms")["surnames"]))


@cache
def _towns() -> dict[str, tuple[_Meant, ...]]:
    whole = content("actors_metonyms")
    plain = {
        fold(town): (_Meant(f"{state}-government", Days(), frozenset()),)
        for state, towns in whole["capitals"].items()
        for town in towns
    }
    contested = {
        fold(town): tuple(_meant(one, frozenset(row.get("context", ()))) for one in row["meant"])
        for row in whole["contested"]
        for town in row["words"]
    }
    return {**plain, **contested}


def _meant(row: dict[str, Any], context: frozenset[str]) -> _Meant:
    return _Meant(row["id"], Days(first=row.get("from"), last=row.get("to")), context)
