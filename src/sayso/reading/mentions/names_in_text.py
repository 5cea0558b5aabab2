"""Names in a report: those that a gazetteer or a knowledge base knows, merged with what the recogniser sees.

A known name wins over a recognised one of the same extent. A longer recognised name keeps a place name inside it
("Aleppo" of "Aleppo Media Centre") as embedded and swallows an actor's ("Haftar" of "Khalifa Haftar").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, Protocol

from sayso.lexicon.load import lexicon
from sayso.model.record import Record, Span
from sayso.reading.parse import Entity, Parse

Kind = Literal["place", "actor"]

_KINDS: dict[str, Kind] = {
    "GPE": "place", "LOC": "place", "FAC": "place", "PERSON": "actor", "ORG": "actor", "NORP": "actor",
}  # fmt: skip


class Name(Record, frozen=True, kw_only=True):
    """A name that a gazetteer or a knowledge base knows, where it stands in the text."""

    start: int
    end: int
    kind: Kind


class NameFinder(Protocol):
    """Finds known names in a parsed report, longest match first, none overlapping."""

    def __call__(self, parse: Parse) -> list[Name]:
        """The names in text order."""
        ...


class Named(NamedTuple):
    """A name in the report; `embedded`: a place name that is part of an actor's."""

    span: Span
    kind: Kind
    embedded: bool = False


def names_in_text(parse: Parse, known: list[Name]) -> list[Named]:
    """The names of the report in text order."""
    recognised = list(_recognised(parse))
    swallowed: set[int] = set()
    embedded: set[int] = set()
    kept: list[Named] = []
    starts = [name.start for name in known]
    for span, kind in recognised:
        inside = _touching(known, starts, span)
        if not inside:
            kept.append(Named(span, kind))
        elif kind == "actor" and _reaches_beyond(parse, span, [known[i] for i in inside]):
            kept.append(Named(span, kind))
            for i in inside:
                (embedded if known[i].kind == "place" else swallowed).add(i)
    kept += [
        Named((name.start, name.end), name.kind, i in embedded) for i, name in enumerate(known) if i not in swallowed
    ]
    return sorted(kept, key=lambda n: (n.span[0], -n.span[1]))


def _touching(known: list[Name], starts: list[int], span: Span) -> list[int]:
    last = bisect_left(starts, span[1])
    first = last
    while first > 0 and known[first - 1].end > span[0]:
        first -= 1
    return list(range(first, last))


def _reaches_beyond(parse: Parse, span: Span, names: list[Name]) -> bool:
    """The recognised name holds all of the known ones and at least one more word that is a name's."""
    if any(name.start < span[0] or name.end > span[1] for name in names):
        return False
    rest = [
        parse.tokens[i]
        for i in parse.tokens_in(*span)
        if not any(name.start <= parse.tokens[i].start < name.end for name in names)
    ]
    return any(token.text[0].isupper() and token.lower not in _no_part_of_names() for token in rest)


def _recognised(parse: Parse) -> Iterator[tuple[Span, Kind]]:
    """The recogniser's names, its plain slips corrected."""
    persons = _person_words(parse)
    for whole in parse.entities:
        kind = _KINDS.get(whole.label)
        if kind is None:
            continue
        entity = _trimmed(parse, whole)
        words = parse.tokens[entity.first : entity.last]
        if not words or not any(token.text[0].isupper() for token in words) or _disease(parse, entity):
            continue
        if kind == "place" and (words[-1].lower in persons or not _placed(parse, entity)):
            kind = "actor"
        yield parse.span(entity.first, entity.last - 1), kind


def _trimmed(parse: Parse, entity: Entity) -> Entity:
    """Without the article before and the possessive after it, cut at a line's end."""
    first, last = entity.first, entity.last
    while first < last and parse.tokens[first].lower in ("the", "a", "an"):
        first += 1
    while last > first and (parse.tokens[last - 1].tag == "POS" or not parse.tokens[last - 1].text[0].isalnum()):
        last -= 1
    for i in range(first + 1, last):
        if "\n" in parse.text[parse.tokens[i - 1].end : parse.tokens[i].start]:
            last = i
            break
    return Entity(first, last, entity.label)


def _placed(parse: Parse, entity: Entity) -> bool:
    """Words before or after make a place of it; else the recogniser's guess at an unknown name is not taken."""
    before = parse.tokens[entity.first - 1] if entity.first else None
    while before and before.i and before.lower in _words("directions"):
        before = parse.tokens[before.i - 1]
    after = parse.tokens[entity.last].lower if entity.last < len(parse.tokens) else ""
    last = parse.tokens[entity.last - 1].lower
    if after in _words("towns") or after in _words("divisions") or last in _heads():
        return True
    return before is not None and (before.lower in _words("prepositions") or before.lower in ("of", "to", ",", "and"))


def _person_words(parse: Parse) -> frozenset[str]:
    """First and last words of people's full names: alone, they are still the person."""
    found: set[str] = set()
    for whole in parse.entities:
        entity = _trimmed(parse, whole) if whole.label == "PERSON" else whole
        if whole.label == "PERSON" and entity.last - entity.first > 1:
            found.update((parse.tokens[entity.first].lower, parse.tokens[entity.last - 1].lower))
    return frozenset(found)


def _disease(parse: Parse, entity: Entity) -> bool:
    following = parse.tokens[entity.last].lower if entity.last < len(parse.tokens) else ""
    never = _words("never_before")
    return following in never or parse.tokens[entity.last - 1].lower in never


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon("places")[group])


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for words in lexicon("places")["spots"].values() for word in words)


@cache
def _no_part_of_names() -> frozenset[str]:
    """Words that may stand beside a place name without making another name of it: "City of Hit", "Northern Aleppo"."""
    words = lexicon("places")
    return frozenset(("the", *words["towns"], *words["divisions"], *words["directions"]))
