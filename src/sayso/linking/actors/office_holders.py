"""Who held an office on the day of the report: "the US secretary of state" is one person in 2016 and another in 2018."""

from __future__ import annotations

from functools import cache

from sayso.linking.actors.knowledge import Actor, Office, actors, demonyms
from sayso.linking.actors.words import Wording, words_of


def office_holder(said: Wording, published: str | None) -> Actor | None:
    """The one known person who held the described office on the day of publication; None without a day or with two."""
    if published is None:
        return None
    holders = {
        person.id: person
        for person, office, words, bodies in _offices()
        if words <= said.words and bodies & said.words and _in_office(office, published)
    }
    return next(iter(holders.values())) if len(holders) == 1 else None


def _in_office(office: Office, day: str) -> bool:
    """Whether the day lies within the office's known days; an office without days is nobody's on any day."""
    if office.first is None and office.last is None:
        return False
    return (office.first or "") <= day and (office.last is None or day <= office.last or office.last.startswith(day))


@cache
def _offices() -> tuple[tuple[Actor, Office, frozenset[str], frozenset[str]], ...]:
    """Every dated office: its holder, its words and the words for the body or state it belongs to."""
    return tuple(
        (person, office, words_of(office.office), _body_words(office.of))
        for person in actors().values()
        for office in person.offices
        if office.first or office.last
    )


def _body_words(body: str) -> frozenset[str]:
    """One word names: "russian", "russia", "us", "lna"."""
    known = actors().get(body)
    names = {name.lower() for name in known.names if " " not in name} if known else set()
    return frozenset(names | {demonym for demonym, state in demonyms().items() if state == body})
