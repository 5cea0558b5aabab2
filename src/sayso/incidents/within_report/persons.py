"""Targets told more than once: each person and each thing once, under the whole name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from sayso.lexicon.load import lexicon
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
    return _without_described_again(found)


def _without_described_again(targets: list[Target]) -> list[Target]:
    """Those that only call one named person what stands beside the name ("the mayor", beside "Mayor Ana Ruiz") left out;
    where two named people are so called nobody can tell whom it means.
    """
    named = [target for target in targets if target.name is not None and target.description]
    kept = list(targets)
    for target in targets:
        meant = [one for one in named if _calls_again(one, target)] if named else []
        if len(meant) == 1:
            kept.remove(target)
            at = next(n for n, one in enumerate(kept) if one.start == meant[0].start and one.name == meant[0].name)
            effect = tuple(dict.fromkeys((*kept[at].effect, *target.effect)))
            kept[at] = msgspec.structs.replace(kept[at], effect=effect)
    return kept


def _calls_again(named: Target, target: Target) -> bool:
    """Whether words without a name, of one person, end in a noun that says who the named one is."""
    if target.kind != "human" or target.name is not None or (target.number is not None and target.number != (1, 1)):
        return False
    words = _plain((target.description or target.exact).lower())
    noun = next(
        (words[n - 1] for n, word in enumerate(words) if n > 0 and word in _links()), words[-1] if words else ""
    )
    return not set(words) & _others() and noun.isalpha() and noun in _plain((named.description or "").lower())


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


def _plain(text: str) -> list[str]:
    return [word.strip('.,"') for word in text.split()]


@cache
def _links() -> frozenset[str]:
    """Words after which it is said of what, where or for whom somebody is who he is."""
    return frozenset(lexicon("targets")["after_the_noun"])


@cache
def _others() -> frozenset[str]:
    """Words that tell somebody from those named before."""
    return frozenset(lexicon("targets")["somebody_else"])


@cache
def _small() -> frozenset[str]:
    return frozenset(
        ("the", "a", "an", "of", "his", "her", "their", "its", "one", "two", "three", "four", "five", "six")
    )
