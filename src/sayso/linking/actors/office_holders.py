"""Who held an office on the day of the report: "the US secretary of state" is one person in 2016 and another in 2018."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sayso.linking.actors.dates import holds_on
from sayso.linking.actors.knowledge import Actor, Office, actors, demonyms
from sayso.linking.actors.names import in_context, name_words
from sayso.linking.actors.surnames import sounds, surnames
from sayso.linking.actors.words import Wording, words_of
from sayso.linking.folding import fold


class _Held(NamedTuple):
    """An office: its holder, its words, and the words of each name of the body or state that it belongs to."""

    person: Actor
    office: Office
    words: frozenset[str]
    bodies: tuple[frozenset[str], ...]


def office_holder(said: Wording, published: str | None, words: frozenset[str]) -> Actor | None:
    """The one known person who held the described office on the day of publication; None without a day or with two."""
    if published is None:
        return None
    holders = {
        held.person.id: held.person
        for word in said.words
        for held in _by_word().get(word, ())
        if held.words <= said.words and _in_office(held.office, published) and _of_body(held, said.words)
    }
    ids = in_context(holders, words)
    return holders[ids[0]] if len(ids) == 1 else None


def holders_called(
    said: Wording, office: frozenset[str], published: str | None, words: frozenset[str]
) -> tuple[str, ...]:
    """The known persons of a bare surname who held the office that the report gives with it: "LNA spokesman Mismari"."""
    if not (said.name and len(name_words(said.name)) <= 2):
        return ()
    alike = (held for held in _by_surname().get(_surname(said.name), ()) if _fits(held.words, office))
    fitting = [held for held in alike if holds_on(held.office, published) and _of_body(held, office | words)]
    exact = [held for held in fitting if _spelled(held.person, said.name)]
    return in_context(dict.fromkeys(held.person.id for held in exact or fitting), words)


def _fits(held: frozenset[str], stated: frozenset[str]) -> bool:
    """Whether the office is the one stated, or "Secretary" is short for it."""
    return held <= stated or bool(stated and stated <= held)


def _in_office(office: Office, day: str) -> bool:
    """Whether the day lies within the office's known days; an office without days is nobody's on any day."""
    return (office.first is not None or office.last is not None) and holds_on(office, day)


def _of_body(held: _Held, said: frozenset[str]) -> bool:
    return any(body <= said for body in held.bodies)


@cache
def _offices() -> tuple[_Held, ...]:
    return tuple(
        _Held(person, office, words_of(office.office), tuple(_body_words(office.of)))
        for person in actors().values()
        for office in person.offices
    )


@cache
def _by_word() -> dict[str, tuple[_Held, ...]]:
    """Offices with days by a word of theirs, so that few are looked at."""
    found: dict[str, list[_Held]] = {}
    for held in _offices():
        if held.words and (held.office.first or held.office.last):
            found.setdefault(min(held.words), []).append(held)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _by_surname() -> dict[str, tuple[_Held, ...]]:
    found: dict[str, list[_Held]] = {}
    for held in _offices():
        for key in dict.fromkeys(_surname(name) for name in held.person.names if name.isascii() and " " in name):
            found.setdefault(key, []).append(held)
    return {key: tuple(rows) for key, rows in found.items()}


def _surname(name: str) -> str:
    words = name_words(name)
    return sounds(surnames(words)[-1].lower().removeprefix("al ")) if words else ""


def _spelled(person: Actor, surname: str) -> bool:
    key = fold(surname).removeprefix("al ")
    return any(fold(name).endswith(f" {key}") for name in person.names)


def _body_words(body: str) -> Iterator[frozenset[str]]:
    """The words of each of its names, and of its operations': "russian", "lna", "libyan national army", "dignity"."""
    known = actors().get(body)
    if known is None:
        yield words_of(body)
        return
    for name in (*known.names, *_operations().get(body, ())):
        if name.isascii() and (words := words_of(name.replace("-", " "))):
            yield words
    yield from (frozenset({demonym}) for demonym, state in demonyms().items() if state == body)


@cache
def _operations() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for actor in actors().values():
        if actor.operation_of:
            found.setdefault(actor.operation_of, []).extend(actor.names)
    return {body: tuple(names) for body, names in found.items()}
