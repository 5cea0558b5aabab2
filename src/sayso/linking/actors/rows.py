"""Rows of a file of actors, checked: each one an `Actor`, or one sentence that says what is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from sayso.model.record import Record

ActorKind = Literal["person", "organisation", "group", "state", "office", "coalition", "operation", "outlet"]
KINDS: tuple[str, ...] = get_args(ActorKind)
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS = frozenset(
    "id kind names weak state sex parents allied_with operation_of offices from to context note source".split()
)


class Days(Record, frozen=True, kw_only=True):
    """From when to when something held: a day, a month or a year each (None = not known)."""

    first: str | None = None
    last: str | None = None


class Office(Days, frozen=True, kw_only=True):
    """An office that a person held, and of what."""

    office: str
    of: str


class Tie(Days, frozen=True, kw_only=True):
    """What an actor is part of, or allied with, and who says so."""

    id: str
    source: tuple[str, ...] = ()


class Name(Days, frozen=True, kw_only=True):
    """A name that meant the actor for a time only: "Tripoli government"."""

    text: str


class Actor(Days, frozen=True, kw_only=True):
    """An actor. `names` has the best one first, all scripts; `context` are words of which a report must hold one for the
    names to count; `weak` are names that count only beside another of them; `operation_of` makes the row an operation's
    name, which stands for that actor. `parents` are all that it was ever part of, `part_of` says when.
    """

    id: str
    kind: ActorKind
    names: tuple[str, ...]
    state: bool | None = None
    sex: Literal["m", "f"] | None = None
    parents: tuple[str, ...] = ()
    part_of: tuple[Tie, ...] = ()
    allied_with: tuple[Tie, ...] = ()
    offices: tuple[Office, ...] = ()
    operation_of: str | None = None
    context: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    dated: tuple[Name, ...] = ()
    note: str | None = None
    source: tuple[str, ...] = ()


class Fault(NamedTuple):
    """What is wrong with a row: its number among the rows, its id where it has one, and why."""

    number: int
    id: str | None
    why: str

    def __str__(self) -> str:
        return f"row {self.number}{f' ({self.id})' if self.id else ''}: {self.why}"


class _WrongRow(Exception):  # noqa: N818 - never leaves this module
    """Carries the sentence from where the fault was seen to the row that has it."""


def actors_of(content: Mapping[str, Any], known: Iterable[str] = ()) -> tuple[list[Actor], list[Fault]]:
    """The actors of a file's content and its faults, in row order. A row may name what is `known` and what the file has."""
    found: list[tuple[int, Actor]] = []
    faults: list[Fault] = []
    shared = frozenset(word.lower() for word in _texts(content.get("context"), "context"))
    for number, row in enumerate(content["actors"], 1):
        try:
            found.append((number, _actor(row, shared)))
        except _WrongRow as error:
            named = row.get("id") if isinstance(row, Mapping) else None
            faults.append(Fault(number, named if isinstance(named, str) else None, str(error)))
    kept, lost = _tied(found, frozenset(known))
    return kept, sorted([*faults, *lost], key=lambda fault: fault.number)


def _tied(found: list[tuple[int, Actor]], known: frozenset[str]) -> tuple[list[Actor], list[Fault]]:
    """The rows whose ids are their own and that name only rows which are there."""
    kept: dict[str, tuple[int, Actor]] = {}
    faults: list[Fault] = []
    for number, actor in found:
        if actor.id in kept:
            faults.append(Fault(number, actor.id, f"the id stands in row {kept[actor.id][0]} already"))
        else:
            kept[actor.id] = (number, actor)
    while known and (lost := [row for row in kept.values() if _unknown(row[1], known, kept)]):
        for number, actor in lost:
            missing = _unknown(actor, known, kept)
            faults.append(Fault(number, actor.id, f"it names {missing}, and no actor has this id"))
            del kept[actor.id]
    return [actor for _, actor in kept.values()], faults


def _unknown(actor: Actor, known: frozenset[str], kept: Mapping[str, object]) -> str | None:
    named = [*actor.parents, *(tie.id for tie in actor.allied_with), *filter(None, [actor.operation_of])]
    return next((one for one in named if one not in known and one not in kept), None)


def _actor(row: Any, context: frozenset[str]) -> Actor:
    if not isinstance(row, Mapping):
        raise _WrongRow("a row is a list of fields, this is none")
    if strange := sorted(str(key) for key in row if key not in _FIELDS):
        raise _WrongRow(f"there is no field called {strange[0][:60]}")
    names, dated = _names(row.get("names"))
    part_of = _each(row, "parents", _tie)
    kind, operation_of = _one_of(row, "kind", KINDS), row.get("operation_of")
    if (kind == "operation") != isinstance(operation_of, str):
        raise _WrongRow("an operation, and nothing else, says in operation_of who runs it")
    return Actor(
        id=_id(row.get("id")),
        kind=kind,
        names=names,
        state=_state(row.get("state")),
        sex=_one_of(row, "sex", ("m", "f")) if row.get("sex") is not None else None,
        parents=tuple(tie.id for tie in part_of),
        part_of=part_of,
        allied_with=_each(row, "allied_with", _tie),
        offices=_each(row, "offices", _office),
        operation_of=operation_of,
        context=frozenset(word.lower() for word in _texts(row["context"], "context")) if "context" in row else context,
        weak=frozenset(_texts(row.get("weak"), "weak")),
        dated=dated,
        note=_text(row["note"], "note") if row.get("note") is not None else None,
        source=_source(row),
        **_days(row),
    )


def _id(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise _WrongRow(f"an id is lower case letters, digits and hyphens, not {_shown(value)}")
    return value


def _names(value: Any) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """All names, and those of them that held for a time only."""
    if not isinstance(value, Mapping) or not value:
        raise _WrongRow("names are given by language, as in names: {en: [One Name, Another]}")
    found: list[str] = []
    dated: list[Name] = []
    for language, listed in value.items():
        if not isinstance(listed, list) or not listed:
            raise _WrongRow(f"the names in {_shown(language)} are a list with at least one name")
        for one in listed:
            found.append(_text(one.get("text") if isinstance(one, Mapping) else one, "name"))
            if isinstance(one, Mapping):
                dated.append(Name(text=found[-1], **_days(one)))
    return tuple(dict.fromkeys(found)), tuple(dated)


def _tie(value: Any) -> Tie:
    """An id, or an id with its days and source."""
    if isinstance(value, str):
        return Tie(id=_id(value))
    if not isinstance(value, Mapping):
        raise _WrongRow("what an actor is tied to is an id, or {id: …, from: …, to: …, source: […]}")
    return Tie(id=_id(value.get("id")), source=_texts(value.get("source"), "source"), **_days(value))


def _office(value: Any) -> Office:
    if not isinstance(value, Mapping):
        raise _WrongRow("an office is {office: …, of: …, from: …, to: …}")
    return Office(office=_text(value.get("office"), "office"), of=_text(value.get("of"), "of"), **_days(value))


def _each(row: Mapping[str, Any], field: str, one: Callable[[Any], _T]) -> tuple[_T, ...]:
    value = row.get(field)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _WrongRow(f"{field} is a list")
    return tuple(one(item) for item in value)


def _days(row: Mapping[str, Any]) -> dict[str, str | None]:
    first, last = _day(row.get("from"), "from"), _day(row.get("to"), "to")
    if first and last and first[: len(last)] > last:
        raise _WrongRow(f"it ends ({last}) before it begins ({first})")
    return {"first": first, "last": last}


def _day(value: Any, field: str) -> str | None:
    """A day, month or year; YAML reads 2016-05-01 as a date and 2016 as a number."""
    if value is None:
        return None
    written = (
        value.isoformat() if isinstance(value, datetime.date) else value if isinstance(value, str) else _shown(value)
    )
    if isinstance(value, bool) or not _DAY.fullmatch(written):
        raise _WrongRow(f"{field} is a day, a month or a year (2016-05-16, 2016-05, 2016), not {written}")
    return written


def _state(value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise _WrongRow(f"state is true, false or left out, not {_shown(value)}")
    return value


def _one_of(row: Mapping[str, Any], field: str, allowed: tuple[str, ...]) -> Any:
    value = row.get(field)
    if not isinstance(value, str) or value not in allowed:
        raise _WrongRow(f"{field} is one of {', '.join(allowed)}, not {_shown(value)}")
    return value


def _source(row: Mapping[str, Any]) -> tuple[str, ...]:
    tags = _texts(row.get("source"), "source")
    if not tags:
        raise _WrongRow("it names no source")
    return tags


def _texts(value: Any, field: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (_text(value, field),)
    if not isinstance(value, list):
        raise _WrongRow(f"{field} is a list of words")
    return tuple(_text(one, field) for one in value)


def _shown(value: Any) -> str:
    """A value in a sentence: short, and never unfolded, for aliases of YAML can make a short file endless."""
    return repr(value)[:60] if value is None or isinstance(value, str | int | float) else f"a {type(value).__name__}"


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongRow(f"{field} holds words, not {_shown(value)}")
    return " ".join(value.split())
