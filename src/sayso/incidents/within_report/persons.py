"""Targets told more than once: each person and each thing once, under the whole name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from sayso.model.claim import Target
from sayso.reading.roles.parts import no_names

_NAMES = 3  # words of first names, at most
_BESIDE = 4  # characters, at most, between a name and what says who that is


def each_once(targets: Iterable[Target]) -> list[Target]:
    """The targets without those that name one again or only say who one is."""
    found: list[Target] = []
    for target in targets:
        at = next((n for n, known in enumerate(found) if _again(known, target)), None)
        if at is None:
            found.append(target)
        else:
            found[at] = _both(found[at], target)
    return found


def same_words(one: Target, other: Target) -> bool:
    """Whether the words of one are among those of the other ("the driver", "driver of the bus")."""
    a, b = _words(one), _words(other)
    return one.kind == other.kind and bool(a and b) and (a <= b or b <= a)


def whole_name(target: Target) -> Target:
    """With the first names that the recogniser left to the description ("leader Hector", "Oqueli")."""
    if target.name is None or not target.description or not target.exact.endswith(target.name):
        return target
    words = target.description.split()
    kept = len(words)
    while kept > 0 and words[kept - 1][:1].isupper() and words[kept - 1].lower().rstrip(".") not in no_names():
        kept -= 1
    first = target.exact.find(words[kept]) if kept < len(words) else -1
    if first < 0 or (kept == 0 and len(words) > _NAMES):
        return target
    return msgspec.structs.replace(target, name=target.exact[first:], description=target.exact[:first].strip() or None)


def _again(known: Target, target: Target) -> bool:
    if known.kind != target.kind or _counts_others(known, target):
        return False
    return same_words(known, target) or (
        known.kind == "human" and (_says_who(known, target) or _says_who(target, known))
    )


def _counts_others(one: Target, other: Target) -> bool:
    """Whether both are counted, and differently: one of them may be part of the other, so both stay."""
    several = [t.number for t in (one, other) if t.number is not None and t.number[0] > 1]
    return len(several) == 2 and several[0] != several[1]


def _says_who(name: Target, target: Target) -> bool:
    """Whether right after a person's name a description of one person follows ("Hector Oqueli, a party leader")."""
    single = target.number is None or target.number[0] == 1
    return name.name is not None and target.name is None and single and 0 <= target.start - name.end <= _BESIDE


def _both(one: Target, other: Target) -> Target:
    """One target of two: the name of either, the longer words, all that befell it."""
    named = other if one.name is None and other.name is not None else one
    rest = one if named is other else other
    return msgspec.structs.replace(
        named,
        name=max(filter(None, (one.name, other.name)), key=len, default=None),
        description=named.description or (rest.description if rest.name is None else None),
        type=named.type or rest.type,
        number=named.number or rest.number,
        effect=tuple(dict.fromkeys((*one.effect, *other.effect))),
    )


def _words(target: Target) -> frozenset[str]:
    return frozenset((target.name or target.exact).lower().split()) - _small()


@cache
def _small() -> frozenset[str]:
    return frozenset(
        ("the", "a", "an", "of", "his", "her", "their", "its", "one", "two", "three", "four", "five", "six")
    )
