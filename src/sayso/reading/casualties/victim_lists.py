"""How groups of people in a sentence are joined to a list, and what makes one a part of another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.casualties.people import is_generic, sex_and_age
from sayso.reading.casualties.victims import Group
from sayso.reading.parse import Parse


def joint_of(parse: Parse, one: Group, two: Group) -> str | None:
    """The words that make one list of two groups ("and", ","; "-" for every dash), None where nothing does."""
    between = parse.tokens[one.last + 1 : two.first]
    if not 0 < len(between) < 5 or "thing" in (one.sort, two.sort) or two.part or one.part:
        return None
    joint = " ".join(token.lower for token in between)
    if joint in _words().dashes:
        return "-"
    if joint not in _words().joints or (joint == ", and" and two.more):
        return None
    head = parse.tokens[two.head]
    if head.dep == "nsubj" and head.head > two.last and parse.tokens[head.head].lemma in _saying():
        return None  # whoever says so is none of them
    if two.sort == "plural" and not (head.dep in ("conj", "appos") and head.head < two.first):
        return None
    return joint


def is_opened(parse: Parse, group: Group, first: int, last: int) -> bool:
    """Whether words before or after make the group a part of another: "including", "among them", "of whom"."""
    tokens, words = parse.tokens, _words()
    if (
        group.last + 2 < last
        and tokens[group.last + 1].lower in words.among
        and tokens[group.last + 2].lower in words.of_them
    ):
        return group.last + 3 >= last or tokens[group.last + 3].tag in ("VBD", "VBP", "VBZ", "MD", ",", ".")
    if _how_badly(parse, group, first, last):
        return True
    k = group.first - 1
    copula = k >= first and tokens[k].lower in words.be
    k -= copula
    if k < first:
        return False
    if tokens[k].lower in words.openers:
        return True
    if tokens[k].lower in words.of_them and k > first:
        described = copula and tokens[k - 1].lower == "of"  # "two of them were children"
        return not described and tokens[k - 1].lower in (*words.among, "of", "with")
    return copula and k - 2 >= first and tokens[k].lower in words.harmed and tokens[k - 2].lower in words.among


def speakers_among(
    parse: Parse, groups: Sequence[Group], opened: Sequence[bool], first: int, last: int
) -> frozenset[int]:
    """The numbers of those who speak after a list of victims: "including two clerks, the mayor, Omar Said, said"."""
    tokens, ends = parse.tokens, {group.last: number for number, group in enumerate(groups)}
    found: set[int] = set()
    for k in range(first + 2, last):
        if tokens[k].lemma not in _saying() or tokens[k - 1].text != ",":
            continue
        number = ends.get(k - 2)
        for _ in range(2):  # a name and an office
            if number is None or groups[number].sort not in _ONE or opened[number]:
                break
            found.add(number)
            comma = groups[number].first - 1
            number = ends.get(comma - 1) if comma > first and tokens[comma].text == "," else None
    return frozenset(found)


_ONE = frozenset({"named", "definite", "single"})


def is_breakdown(parse: Parse, groups: Sequence[Group], joint: str) -> bool:
    """Whether a list tells who its first group were: "16 people, nine women and seven men", whether or not the sum comes out.

    Of others than "people" it does so only where the rest are sexes and ages: of "civilians" always, of clerks where the sum
    comes out and a comma closes the list ("six clerks, two women and four men, were killed").
    """
    if joint == "-":
        return True
    first, *rest = groups
    whole = first.amount.low or 0
    parts = [group.amount.low or 0 for group in rest]
    if joint != "," or first.sort != "counted" or max(parts) > whole:
        return False
    noun = parse.tokens[first.head].lower
    if any(group.more for group in rest) and sum(parts) > whole:
        return False
    ages = [sex_and_age(parse.tokens[group.first : group.last + 1]) for group in (first, *rest)]
    if ages[0]:
        return is_generic(noun) and not any(ages[1:]) and sum(parts) <= whole
    closed = sum(parts) == whole and _is_closed(parse, rest[-1])
    return is_generic(noun) or (all(ages[1:]) and (closed or noun in _words().of_every_age))


def _is_closed(parse: Parse, group: Group) -> bool:
    after = parse.tokens[group.last + 1 : group.last + 2]
    return bool(after) and after[0].text in (",", ")")


def _how_badly(parse: Parse, group: Group, first: int, last: int) -> bool:
    """ "seven were wounded, three seriously": a number and how badly, without a verb of its own."""
    after = parse.tokens[group.last + 1 : min(group.last + 3, last)]
    if group.sort != "bare" or group.first == first or not after or after[0].lower not in _words().how_badly:
        return False
    verbless = len(after) == 1 or after[1].tag not in ("VBN", "VBD", "JJ")
    return verbless and parse.tokens[group.first - 1].lower in (",", "-", "–", "and")


class _Words(NamedTuple):
    joints: frozenset[str]
    dashes: frozenset[str]
    openers: frozenset[str]
    among: frozenset[str]
    of_them: frozenset[str]
    harmed: frozenset[str]
    how_badly: frozenset[str]
    be: frozenset[str]
    of_every_age: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = lexicon("casualties")
    names = ("joints", "dashes", "openers", "among", "of_them", "harmed_ones", "how_badly", "be", "of_every_age")
    return _Words(*(frozenset(data[name]) for name in names))


@cache
def _saying() -> frozenset[str]:
    return frozenset(lexicon("speech")["loose"].split())
