"""What says who a named person is goes with the name: "Hector Oqueli, a party leader", "the mayor, Rosa Diaz"."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sayso.model.claim import Target
from sayso.reading.parse import Parse
from sayso.reading.roles.parts import Part

_BETWEEN = 2  # fewer words than this stand between a name and what says who that is


def described(parse: Parse, parts: Iterable[Part]) -> list[Part]:
    """The parts in text order, each person once where name and description stand side by side."""
    found: list[Part] = []
    for part in parts:
        joined = _together(parse, found[-1], part) if found else None
        if joined is None:
            found.append(part)
        else:
            found[-1] = joined
    return found


def _together(parse: Parse, one: Part, other: Part) -> Part | None:
    a, b = one.role, other.role
    if not isinstance(a, Target) or not isinstance(b, Target) or {a.kind, b.kind} != {"human"}:
        return None
    if (a.name is None) == (b.name is None) or not _side_by_side(parse, a, b):
        return None
    name, words = (a, b) if a.name is not None else (b, a)
    if words.number is not None and words.number[0] > 1:
        return None
    merged = msgspec.structs.replace(
        name,
        description=name.description or words.description,
        type=name.type or words.type,
        effect=tuple(dict.fromkeys((*name.effect, *words.effect))),
    )
    return Part(one.word if name is a else other.word, merged, max(one.chance, other.chance))


def _side_by_side(parse: Parse, one: Target, other: Target) -> bool:
    """Whether only a comma stands between them, or an article, or nothing."""
    between = parse.text[one.end : other.start].strip()
    words = between.strip(",").lower().split()
    apart = one.end > other.start or len(words) >= _BETWEEN or bool({"and", "or"} & set(words))
    return not apart and ("," in between or not between)
