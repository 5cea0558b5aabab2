"""From a file of actors to an import: what is in it, what was left out, and what it shares with those known already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sayso.errors import ImportRefusedError
from sayso.linking.actors.files import Content, Missing, content_of, mapping_of
from sayso.linking.actors.imports import Import, imported, keep
from sayso.linking.actors.knowledge import built_in, listed
from sayso.linking.actors.names import NameTable
from sayso.linking.actors.rows import Actor, Fault, actors_of
from sayso.linking.folding import fold
from sayso.model.record import Record, sha256


class Wish(Record, frozen=True, kw_only=True):
    """How a file is to be taken in; what is None is found out from the file."""

    name: str | None = None
    map: str | None = None
    kind: str | None = None
    licence: str | None = None
    source: str | None = None
    replace: bool = False


class Checked(NamedTuple):
    """What a file would come to as an import: `faults` are sentences for the rows left out, `shared` for names that others
    have too.
    """

    header: Import
    rows: list[Any]
    actors: list[Actor]
    faults: list[str]
    shared: list[str]


def check_actors(path: Path, wish: Wish) -> Checked:
    """Look through a file of actors. Raises InputError when nothing of it can be used."""
    name = wish.name or re.sub(r"[^a-z0-9]+", "-", fold(path.stem)).strip("-")[:40] or "actors"
    mapping = mapping_of(wish.map or "", path)
    content = content_of(path, mapping, Missing(wish.kind, name))
    others = _others(name)
    whole = {"context": list(content.context), "actors": content.rows}
    named = {one: actor for one, actor in others.items() if one in listed() or one not in built_in()}
    found, faults = actors_of(whole, known=others)
    free = [actor for actor in found if actor.id not in others]
    told = sorted([*faults, *_taken(found, content, others)], key=lambda fault: fault.number)
    if not free:
        raise ImportRefusedError(str(path), f"no row of it can be used; the first: {told[0]}")
    left_out = {fault.number for fault in told}
    rows = [row for number, row in enumerate(content.rows, 1) if number not in left_out]
    header = Import(
        name=name, file=path.name, sha256=sha256(content.data), rows=len(rows), licence=wish.licence, source=wish.source,
        context=content.context, sources=content.sources, mapping=tuple(mapping.items()),
    )  # fmt: skip
    return Checked(header, rows, free, [_told(path, content, one) for one in told], list(_shared(free, named)))


def import_actors(checked: Checked, *, replace: bool = False) -> bool:
    """Keep what was looked through; False when it is there already."""
    return keep(checked.header, checked.rows, replace=replace)


def _others(name: str) -> dict[str, Actor]:
    """All known actors but those of the import of this name."""
    brought = {actor.id: actor for one in imported() if one.header.name != name for actor in one.actors}
    return {**brought, **built_in()}


def _taken(found: Sequence[Actor], content: Content, others: dict[str, Actor]) -> Iterator[Fault]:
    """An id means one actor: who is known already is not put aside."""
    good = {actor.id for actor in found}
    for number, row in enumerate(content.rows, 1):
        one = row.get("id") if isinstance(row, dict) else None
        if isinstance(one, str) and one in good and one in others:
            good.discard(one)  # a second row of this id is a fault already
            yield Fault(number, one, f"the id is that of {others[one].names[0]}, who is known already")


def _told(path: Path, content: Content, fault: Fault) -> str:
    where = f"{content.unit} {content.lines[fault.number - 1]}{f' ({fault.id})' if fault.id else ''}"
    return f"{path.name}, {where}: {fault.why}; the row was left out."


def _shared(found: Sequence[Actor], others: dict[str, Actor]) -> Iterator[str]:
    """Names that two actors have: where both can be meant a reading keeps both as candidates."""
    known = {**others, **{actor.id: actor for actor in found}}
    table = NameTable(known.values())
    for actor in found:
        for name in actor.names:
            for other in table.called(name):
                if other != actor.id and not _apart(actor, known[other], name):
                    both = f"{actor.id} and {other}"
                    yield f"{name} is a name of {both}: where both can be meant, both are kept as candidates."


def _apart(one: Actor, other: Actor, name: str) -> bool:
    """Whether one of them counts only beside another name of its own, or they are not of one time."""
    if name in one.weak or name in other.weak:
        return True
    return any(a.last and b.first and a.last < b.first[: len(a.last)] for a, b in ((one, other), (other, one)))
