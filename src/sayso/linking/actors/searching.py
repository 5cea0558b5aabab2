"""Known actors by a name: as written, else as it sounds, else by a word of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.linking.actors.dates import allies_on, holds_on, part_of_on
from sayso.linking.actors.imports import imported
from sayso.linking.actors.knowledge import actors
from sayso.linking.actors.names import actor_names
from sayso.linking.actors.rows import Actor, Days, Office, Tie
from sayso.linking.actors.surnames import sounds
from sayso.linking.folding import fold
from sayso.model.record import Record

_MOST = 20


class FoundActor(Record, frozen=True, kw_only=True):
    """A known actor with what held on the day asked for, and which import it is of (None: it comes with sayso)."""

    id: str
    kind: str
    names: tuple[str, ...]
    state: bool | None
    days: Days
    part_of: tuple[Tie, ...]
    allied_with: tuple[Tie, ...]
    offices: tuple[Office, ...]
    operation_of: str | None
    note: str | None
    source: tuple[str, ...]
    imported: str | None


def search(name: str, day: str | None = None) -> list[FoundActor]:
    """Who may be called so; with a day only who was there then, in the offices of that day."""
    brought = {actor.id: one.header.name for one in imported() for actor in one.actors}
    known = actors()
    fitting = [one for one in _ids(name) if holds_on(known[one], day)]
    return [_found(known[one], day, brought.get(one)) for one in fitting[:_MOST]]


def _ids(name: str) -> tuple[str, ...]:
    if name.strip().lower() in actors():
        return (name.strip().lower(),)
    name = name.strip()[4:] if name.strip().lower().startswith("the ") else name
    if exact := actor_names().called(name):
        return exact
    key, sound = fold(name), sounds(name)
    if not key:
        return ()
    alike, part = _by(lambda one: sounds(one) == sound), _by(lambda one: f" {key} " in f" {fold(one)} ")
    return tuple(dict.fromkeys([*alike, *part]))


def _by(fits: Callable[[str], bool]) -> Iterator[str]:
    return (actor.id for actor in actors().values() if any(fits(name) for name in actor.names))


def _found(actor: Actor, day: str | None, brought: str | None) -> FoundActor:
    return FoundActor(
        id=actor.id,
        kind=actor.kind,
        names=actor.names,
        state=actor.state,
        days=Days(first=actor.first, last=actor.last),
        part_of=part_of_on(actor, day),
        allied_with=allies_on(actor, day),
        offices=tuple(office for office in actor.offices if holds_on(office, day)),
        operation_of=actor.operation_of,
        note=actor.note,
        source=actor.source,
        imported=brought,
    )
