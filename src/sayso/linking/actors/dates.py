"""Who was there on a day: bodies, names, ties and offices have their days, and outside them nobody is meant (R15)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sayso.linking.actors.knowledge import actors
from sayso.linking.actors.rows import Actor, Days, Tie
from sayso.linking.folding import fold


def holds_on(days: Days, day: str | None) -> bool:
    """Whether a day (or year) may lie between two, each of which may be a month or a year; the unknown contradicts nothing."""
    if day is None:
        return True
    after = days.first is None or days.first[: len(day)] <= day[: len(days.first)]
    return after and (days.last is None or day[: len(days.last)] <= days.last[: len(day)])


def meant_on(ids: Iterable[str], name: str, day: str | None) -> tuple[str, ...]:
    """Of these actors those who were there under this name on a day."""
    known, key = actors(), fold(name)
    return tuple(one for one in ids if holds_on(known[one], day) and all(holds_on(n, day) for n in _days_of(one, key)))


def allies_on(actor: Actor, day: str | None) -> tuple[Tie, ...]:
    """With whom it was allied on a day, by the rows of either side."""
    own = tuple(tie for tie in actor.allied_with if holds_on(tie, day))
    named = {tie.id for tie in own}
    return own + tuple(tie for tie in _named_allies().get(actor.id, ()) if tie.id not in named and holds_on(tie, day))


def part_of_on(actor: Actor, day: str | None) -> tuple[Tie, ...]:
    """What it was part of on a day."""
    return tuple(tie for tie in actor.part_of if holds_on(tie, day))


def gone(actor: Actor, day: str | None) -> str:
    """Why a known body is not meant on a day, in words."""
    if actor.last and not holds_on(Days(last=actor.last), day):
        return f"{actor.names[0]} ended {actor.last}"
    if actor.first and not holds_on(Days(first=actor.first), day):
        return f"{actor.names[0]} began {actor.first}"
    return f"{actor.names[0]} was not called so then"


def _days_of(actor: str, key: str) -> tuple[Days, ...]:
    return tuple(name for name in actors()[actor].dated if fold(name.text) == key)


@cache
def _named_allies() -> dict[str, tuple[Tie, ...]]:
    """Alliances seen from the other side."""
    found: dict[str, list[Tie]] = {}
    for actor in actors().values():
        for tie in actor.allied_with:
            turned = Tie(id=actor.id, first=tie.first, last=tie.last, source=tie.source)
            found.setdefault(tie.id, []).append(turned)
    return {one: tuple(ties) for one, ties in found.items()}
