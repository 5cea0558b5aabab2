"""Actors that are known beforehand: the rows of data/actors_*.yaml and those imported, each with its source.

The format of the files is docs/formats-actors.md; rows.py reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import yaml

from sayso.errors import LexiconError
from sayso.linking.actors.imports import imported
from sayso.linking.actors.rows import Actor, Name, Office, Tie, actors_of
from sayso.model.reading import ModelFile
from sayso.model.record import sha256

__all__ = ["Actor", "Name", "Office", "Tie", "actors", "actors_file", "built_in", "content", "demonyms", "listed"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILES = ("actors_libya", "actors_international")
_ALL = (*_FILES, "actors_states", "actors_metonyms")
_VERSION = "2"  # of the built-in rows


@cache
def actors() -> dict[str, Actor]:
    """All known actors by id, imported ones with them. An import never stands in for a built-in row; a name of its own is no
    more one of those that sayso makes from demonyms ("Sudanese army").
    """
    brought = {actor.id: actor for one in imported() for actor in one.actors}
    return _with_states({**brought, **listed()})


@cache
def built_in() -> dict[str, Actor]:
    """The actors that come with sayso. A state's bodies (russia-air-force) come from its demonyms."""
    return _with_states(listed())


@cache
def listed() -> dict[str, Actor]:
    """The actors that come with sayso, row by row, without states and their bodies."""
    return {actor.id: actor for name in _FILES for actor in _rows(name)}


def _with_states(rows: dict[str, Actor]) -> dict[str, Actor]:
    """The rows, and the states with their bodies under the names that no row has."""
    known = dict(rows)
    named = {name.lower() for actor in rows.values() for name in actor.names}
    for actor in _states():
        kept = tuple(name for name in actor.names if name.lower() not in named)
        if kept:
            known.setdefault(actor.id, msgspec.structs.replace(actor, names=kept))
    return known


def actors_file() -> ModelFile:
    """What a reading says of the actors it was read with: one digest over the built-in files and the imports."""
    brought = imported()
    digests = [*_digests(), *(one.sha256 for one in brought)]
    version = _VERSION if not brought else f"{_VERSION} and {len(brought)} imported"
    return ModelFile(name="actors", version=version, sha256=sha256("\n".join(digests)))


@cache
def _digests() -> tuple[str, ...]:
    return tuple(sha256(_text(name)) for name in _ALL)


def _rows(name: str) -> Iterator[Actor]:
    found, faults = actors_of(content(name))
    if faults:
        raise LexiconError(f"linking/data/{name}.yaml", str(faults[0]))
    yield from found


def _states() -> Iterator[Actor]:
    whole = content("actors_states")
    for state, row in whole["states"].items():
        yield Actor(id=state, kind="state", names=tuple(row["names"]), state=True, source=("iso-3166",))
        for body, patterns in whole["bodies"].items():
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
    states: dict[str, Any] = content("actors_states")["states"]
    return {demonym.lower(): state for state, row in states.items() for demonym in row["demonyms"]}


@cache
def content(name: str) -> dict[str, Any]:
    """What a file of linking/data holds; raises LexiconError when it is missing or no YAML."""
    try:
        # A safe loader: plain data only.
        whole: dict[str, Any] = yaml.load(_text(name), Loader=_Loader)  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"linking/data/{name}.yaml", str(error).replace("\n", " ")) from error
    return whole


def _text(name: str) -> str:
    return resources.files("sayso.linking").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
