"""Actors that are known beforehand: the rows of data/actors_*.yaml, each with its source (docs/formats-actors.md)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from sayso.errors import LexiconError
from sayso.model.record import Record

ActorKind = Literal["person", "organisation", "group", "state", "office", "coalition", "operation", "outlet"]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILES = ("actors_libya", "actors_international")


class Office(Record, frozen=True, kw_only=True):
    """An office that a person held, with the days between which they did (None = not known)."""

    office: str
    of: str
    first: str | None = None
    last: str | None = None


class Actor(Record, frozen=True, kw_only=True):
    """An actor. `names` has the best one first, all scripts; `context` are words of which a report must hold one for the
    names to count; `weak` are names that count only beside another of them; `operation_of` makes the row an operation's
    name, which stands for that actor.
    """

    id: str
    kind: ActorKind
    names: tuple[str, ...]
    state: bool | None = None
    sex: Literal["m", "f"] | None = None
    parents: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    operation_of: str | None = None
    context: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    first: str | None = None
    last: str | None = None
    source: tuple[str, ...] = ()


@cache
def actors() -> dict[str, Actor]:
    """All known actors by id. A state's bodies (russia-air-force) come from its demonyms."""
    known = {actor.id: actor for name in _FILES for actor in _rows(name)}
    named = {name.lower() for actor in known.values() for name in actor.names}
    for actor in _states():
        kept = tuple(name for name in actor.names if name.lower() not in named)
        if kept:
            known.setdefault(actor.id, Actor(**{**_fields(actor), "names": kept}))
    return known


def _fields(actor: Actor) -> dict[str, Any]:
    return {name: getattr(actor, name) for name in actor.__struct_fields__}


def _rows(name: str) -> Iterator[Actor]:
    content = _read(name)
    context = frozenset(content.get("context", ()))
    for row in content["actors"]:
        yield Actor(
            id=row["id"],
            kind=row["kind"],
            names=tuple(one for language in row["names"].values() for one in language),
            state=row.get("state"),
            sex=row.get("sex"),
            parents=tuple(row.get("parents", ())),
            offices=tuple(_office(office) for office in row.get("offices", ())),
            operation_of=row.get("operation_of"),
            context=context,
            weak=frozenset(row.get("weak", ())),
            first=row.get("from"),
            last=row.get("to"),
            source=tuple(row["source"]),
        )


def _office(row: dict[str, str]) -> Office:
    return Office(office=row["office"], of=row["of"], first=row.get("from"), last=row.get("to"))


def _states() -> Iterator[Actor]:
    content = _read("actors_states")
    for state, row in content["states"].items():
        yield Actor(id=state, kind="state", names=tuple(row["names"]), state=True, source=("iso-3166",))
        for body, patterns in content["bodies"].items():
            names = tuple(
                pattern.format(demonym=demonym, name=row["names"][0])
                for demonym in row["demonyms"]
                for pattern in patterns
            )
            yield Actor(
                id=f"{state}-{body}",
                kind="outlet" if body == "state-media" else "organisation",
                names=tuple(dict.fromkeys(names)),
                state=True,
                parents=(state,),
                source=("iso-3166",),
            )


@cache
def demonyms() -> dict[str, str]:
    """The state of a demonym, lower case: "russian" is russia."""
    states: dict[str, Any] = _read("actors_states")["states"]
    return {demonym.lower(): state for state, row in states.items() for demonym in row["demonyms"]}


def _read(name: str) -> dict[str, Any]:
    path = resources.files("sayso.linking").joinpath("data", f"{name}.yaml")
    try:
        # A safe loader: plain data only.
        content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"linking/data/{name}.yaml", str(error).replace("\n", " ")) from error
    return content
