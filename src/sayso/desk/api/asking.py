"""What programs send: parameters of the address and bodies, checked against records. What nobody knows of is refused, not
passed over: a misspelt filter would give the wrong list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, get_origin

import msgspec
from django.http import HttpRequest
from msgspec import Meta

from sayso.desk.api.faults import refused
from sayso.model.record import Record

Sent = TypeVar("Sent", bound=msgspec.Struct)
Day = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="A day: YYYY-MM-DD.")]
Reason = Annotated[str, Meta(min_length=1, max_length=2_000, description="Why; it goes into the log.")]
Seen = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Many = Annotated[int, Meta(ge=1, le=100, description="At most so many.")]
Few = Annotated[int, Meta(ge=1, le=50, description="At most so many.")]
Words = Annotated[str, Meta(max_length=400)]
Name = Annotated[str, Meta(max_length=500)]
Id = Annotated[str, Meta(min_length=1, max_length=120)]


class Asked(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of what an address may ask for."""


class Named(Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether names of people harmed and of children are to be in the answer."""

    names: Annotated[
        bool,
        Meta(description="With the names of people said to have been harmed, and of children; else each letter is █."),
    ] = False


def asked(request: HttpRequest, record: type[Sent]) -> Sent:
    """The parameters of an address. Raises RefusedError (422)."""
    given: dict[str, Any] = {}
    for name, values in request.GET.lists():
        _no_null(name, values)
        given[name] = values if name in _lists(record) else values[-1]
        if len(values) > 1 and name not in _lists(record):
            raise refused(422, f"{name}: give it once.")
    return _fitted(given, record, strict=False, where="the address")


def sent(request: HttpRequest, record: type[Sent]) -> Sent:
    """The body. Raises RefusedError (400: it is no JSON; 422: it does not fit) and what Django raises for one too large."""
    try:
        given = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise refused(400, f"The body is no JSON: {error}.") from error
    _no_null("the body", _strings(given))
    return _fitted(given, record, strict=True, where="the body")


def _fitted(given: Any, record: type[Sent], *, strict: bool, where: str) -> Sent:
    try:
        return msgspec.convert(given, record, strict=strict)
    except (msgspec.ValidationError, RecursionError) as error:
        words, _, path = str(error).partition(" - at `$")
        named = path.strip("`.") or where
        raise refused(422, f"{named}: {words[:1].lower()}{words[1:]}.") from error


def _lists(record: type[msgspec.Struct]) -> set[str]:
    """The parameters that may be given more than once."""
    return {f.name for f in msgspec.structs.fields(record) if _is_list(f.type)}


def _is_list(kind: Any) -> bool:
    return _is_list(kind.__origin__) if hasattr(kind, "__metadata__") else get_origin(kind) is tuple


def _no_null(where: str, values: Any) -> None:
    if any("\x00" in value for value in values):
        raise refused(422, f"{where}: it holds the character that ends strings (U+0000).")


def _strings(value: Any) -> Iterator[str]:
    """Every string in it, without going deeper than Python does."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
