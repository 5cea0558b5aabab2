"""Groups of people in a sentence: how many and who, before anybody says what happened to them."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.quantity import Count
from sayso.reading.casualties.people import NOUNS, Noun, Scene, is_thing, kind_of, noun_at
from sayso.reading.numbers import Number, default_count, find_numbers
from sayso.reading.parse import Parse

Sort = Literal["counted", "bare", "single", "named", "definite", "plural", "nobody", "anyone", "thing"]


class Group(NamedTuple):
    """People: tokens `first` to `last`, `head` the noun (or the number), `sort` how they are put.

    `more`: others than those before ("seven others"). `part`: some of those before ("two of them"). A `thing` counts no
    people but what stands for them ("12 deaths"). `sure` is False for a noun that may be no people at all.
    """

    first: int
    last: int
    head: int
    amount: Count
    sort: Sort
    more: bool = False
    part: bool = False
    sure: bool = True


def find_groups(scene: Scene, first: int, last: int) -> list[Group]:
    """The groups of people among the tokens `[first, last)` in text order, none overlapping."""
    numbers = {number.first: number for number in find_numbers(scene.parse, first, last)}
    groups: list[Group] = []
    i = first
    while i < last:
        group = _counted(scene, numbers[i], last) if i in numbers else _uncounted(scene, i, last, numbers)
        if group:
            groups.append(group)
        i = group.last + 1 if group else (numbers[i].last if i in numbers else i) + 1
    return _under_one_number(scene.parse, groups)


def _under_one_number(parse: Parse, groups: list[Group]) -> list[Group]:
    """ "five shoppers and hawkers" are five, "women and children" one vague group, "seven of them children" seven."""
    made: list[Group] = []
    for group in groups:
        if made and _shares_number(parse, made[-1], group):
            made[-1] = _with_both(parse, made[-1], group)
        else:
            made.append(group)
    return made


def _with_both(parse: Parse, before: Group, group: Group) -> Group:
    """The two as one; "both civilians and fighters" are no two people."""
    amount = before.amount
    if amount.exact.lower() == "both":
        amount = _default(parse, "plural", before.first, group.last)
    return before._replace(last=group.last, amount=amount)


def _shares_number(parse: Parse, before: Group, group: Group) -> bool:
    if before.part:
        return group.sort == "plural" and group.first == before.last + 1
    between = parse.tokens[before.last + 1 : group.first]
    if before.sort in ("single", "definite") and group.sort == "single":  # "an official and leader of the party" is one
        return [token.lower for token in between] == ["and"] and parse.tokens[group.first].tag not in (
            "DT",
            "PRP$",
            "CD",
        )
    if before.sort not in ("counted", "plural") or group.sort != "plural" or group.more:
        return False
    if len(between) != 1 or between[0].lower not in ("and", "or", "/") or parse.tokens[group.first].tag == "PRP$":
        return False
    head = parse.tokens[group.head]
    return head.dep == "conj" and before.first <= head.head <= before.last


def _counted(scene: Scene, number: Number, last: int) -> Group | None:
    """ "12 civilians", "seven others", "two of them", "12"."""
    tokens = scene.parse.tokens
    more = any(
        tokens[k].lower in _words().more and tokens[k + 1].lower != "than" for k in range(number.first, number.core)
    )
    j = number.last + 1
    while j < last and tokens[j].lower in _words().more and tokens[j].tag not in NOUNS:
        more, j = True, j + 1
    of_inside = tokens[number.last].lower == "of"
    if of_inside and j < last and tokens[j].tag in ("DT", "PRP$", "PRP", "WP", "WDT"):
        return _part(scene, number, number.last, last, more)
    if not of_inside and j < last and tokens[j].lower in ("of", "among"):
        return _part(scene, number, j, last, more)
    return _with_noun(scene, number, j, last, more)


def _with_noun(scene: Scene, number: Number, j: int, last: int, more: bool) -> Group | None:
    """The number with the noun that begins at token `j`, or alone."""
    tokens = scene.parse.tokens
    rest = number.core > 0 and tokens[number.core - 1].lower == "remaining"
    noun = noun_at(scene, j, last)
    if noun is None or (noun.kind == "singular" and tokens[noun.head].tag == "NNP"):  # "kills 10: Governor"
        figures = noun is None and j < last and tokens[j].tag in ("SYM", "CD", "$")
        return None if figures else Group(number.first, j - 1, number.core, number.amount, "bare", more, rest)
    if noun.kind == "not_people":
        return _governed(scene, number, last, more)
    more = more or any(tokens[k].lower in _words().more for k in range(j, noun.head + 1))
    if noun.kind == "thing":
        return Group(number.first, noun.head, noun.head, number.amount, "thing", more)
    count = _families(number.amount) if noun.kind == "family" else number.amount
    end = _whole(scene.parse, noun.head, last)
    return Group(number.first, end, noun.head, count, "counted", more, rest, noun.kind != "other")


def _families(count: Count) -> Count:
    """Two families are four people at least."""
    low = (count.low or 1) * (default_count("family").low or 1)
    return msgspec.structs.replace(count, low=low, high=None, kind="family")


def _governed(scene: Scene, number: Number, last: int, more: bool) -> Group | None:
    """ "four City Radio (CR) staff": the noun that the parser sees, a little further on."""
    parse = scene.parse
    token = parse.tokens[number.last]
    if token.dep != "nummod" or not number.last < token.head < min(last, number.last + 12):
        return None
    if kind_of(parse.tokens[token.head].lower) is None:
        return None
    return Group(number.first, _whole(parse, token.head, last), token.head, number.amount, "counted", more)


def _part(scene: Scene, number: Number, of: int, last: int, more: bool) -> Group | None:
    """ "one of whom", "three of the dead"; of others than the harmed ("one of the country's judges") a plain figure."""
    tokens = scene.parse.tokens
    start = of + 1
    while (
        start < last and tokens[start].tag in ("DT", "PRP$", "PDT", "CD") and tokens[start].lower not in _words().harmed
    ):
        start += 1
    if start >= last:
        return None
    if tokens[start].lower in _words().harmed:
        return Group(number.first, start, number.core, number.amount, "counted", more, True)
    noun = noun_at(scene, start, last)
    if noun is None and start > of + 1:  # "two of the 12"
        return Group(number.first, start - 1, number.core, number.amount, "counted", more, True)
    if noun is None or noun.kind in ("other", "thing", "not_people"):
        return None
    return Group(number.first, _whole(scene.parse, noun.head, last), number.core, number.amount, "counted", more)


def _whole(parse: Parse, head: int, last: int) -> int:
    """The last token of who they are: "members of the party's youth wing"."""
    if head + 1 >= last or parse.tokens[head + 1].lower != "of":
        return head
    end = min(parse.subtree(head + 1)[1], head + 12, last - 1)
    for k in range(head + 2, end + 1):
        if parse.tokens[k].tag in _ENDS_PHRASE or parse.tokens[k].lower in _words().days:
            end = k - 1
            break
    while end > head and parse.tokens[end].tag in ("IN", "CC", "DT", "HYPH"):
        end -= 1
    return end


_ENDS_PHRASE = frozenset({",", "-LRB-", ":", "WP", "WDT", "VBD", "VBN", "VBG", "CC"})


def _uncounted(scene: Scene, i: int, last: int, numbers: dict[int, Number]) -> Group | None:
    token = scene.parse.tokens[i]
    if token.lower in _words().nobody:
        return _nobody(scene, i, last)
    if token.lower in _words().anyone:
        return _anyone(scene, i, last)
    if token.tag in ("DT", "PRP$", "PDT"):
        return _determined(scene, i, last, numbers)
    end = scene.persons.get(i, 0)
    if i < end <= last and not (end < last and scene.parse.tokens[end].tag == "POS"):
        return Group(i, end - 1, end - 1, _one(scene.parse, i, end - 1), "named")
    return _plain(scene, i, last)


def _one(parse: Parse, first: int, last: int) -> Count:
    return Count(low=1, high=1, exact=parse.words(first, last))


def _default(parse: Parse, name: str, first: int, last: int) -> Count:
    return msgspec.structs.replace(default_count(name), exact=parse.words(first, last))


def _nobody(scene: Scene, i: int, last: int) -> Group | None:
    """ "nobody", "no one", "no civilians", "no casualties", "no reports of casualties"."""
    tokens = scene.parse.tokens
    end, sort = i, "nobody"
    if tokens[i].lower in ("no", "neither"):
        j = i + 2 if i + 1 < last and tokens[i + 1].text == "-" else i + 1
        if j < last and tokens[j].lower == "one":
            end = j
        else:
            noun = noun_at(scene, j, last)
            if noun is not None and noun.head + 2 < last and tokens[noun.head].lower in _words().no_report:
                noun = noun_at(scene, noun.head + 2, last)
            if noun is None or noun.kind in ("other", "not_people"):
                return None
            end, sort = noun.head, "thing" if noun.kind == "thing" else "nobody"
    count = Count(low=0, high=0, kind="zero_stated", exact=scene.parse.words(i, end))
    return Group(i, end, end, count, "thing" if sort == "thing" else "nobody")


def _anyone(scene: Scene, i: int, last: int) -> Group | None:
    """ "anyone", "any civilians", "any casualties": of use in a denial only."""
    end = i
    sort: Sort = "anyone"
    if scene.parse.tokens[i].lower == "any":
        noun = noun_at(scene, i + 1, last)
        if noun is None or noun.kind in ("other", "not_people"):
            return None
        end, sort = noun.head, "thing" if noun.kind == "thing" else "anyone"
    return Group(i, end, end, _default(scene.parse, "anyone", i, end), sort)


def _determined(scene: Scene, i: int, last: int, numbers: dict[int, Number]) -> Group | None:
    """ "a soldier", "a family", "her two sons", "the mayor"."""
    parse = scene.parse
    token = parse.tokens[i]
    if i + 1 in numbers:
        group = _counted(scene, numbers[i + 1], last)
        return group._replace(first=i) if group else None
    noun = noun_at(scene, i + 1, last)
    if noun is None and token.lower == "another":  # "killed three and injured another"
        return Group(i, i, i, _one(parse, i, i), "single", True)
    if noun is None or noun.kind in ("other", "thing", "not_people"):
        return None
    size = numbers.get(noun.head + 2) if noun.head + 2 < last and parse.tokens[noun.head + 1].lower == "of" else None
    if size and parse.tokens[noun.head].tag == "NN":  # "a family of five", "the crew of six"
        return Group(i, size.last, noun.head, size.amount, "counted")
    return _uncounted_noun(parse, i, noun, last)


def _uncounted_noun(parse: Parse, i: int, noun: Noun, last: int) -> Group | None:
    """One person, a family, or others; of "the soldiers" no number is told."""
    token, head = parse.tokens[i], noun.head
    end = _whole(parse, head, last)
    more = any(parse.tokens[k].lower in _words().more for k in range(i, head))
    if noun.kind == "family":
        return Group(i, end, head, _default(parse, "family", i, head), "single")
    indefinite = token.lower in ("a", "an", "another")
    if noun.kind == "plural" and not (indefinite and parse.tokens[head].tag != "NNS"):
        known = token.tag == "PRP$" or more
        return Group(i, head, head, _default(parse, "plural", i, head), "plural", more) if known else None
    sort: Sort = "named" if noun.kind == "named" else "single" if indefinite else "definite"
    return Group(i, end, head, _one(parse, i, head), sort, more)


def _plain(scene: Scene, i: int, last: int) -> Group | None:
    """A plural without number or article ("civilians"), a headline's singular ("Soldier killed")."""
    parse = scene.parse
    token = parse.tokens[i]
    if token.tag not in NOUNS and token.tag not in ("JJ", "VBN"):
        return None
    if (is_thing(token.lower) and token.lower not in _words().bare_things) or (
        i > parse.sentences[token.sentence][0] and parse.tokens[i - 1].tag in _NO_PLAIN_AFTER
    ):
        return None
    noun = noun_at(scene, i, last)
    if noun is None or noun.kind in ("other", "not_people", "family"):
        return None
    if noun.kind == "thing":
        return _bare_thing(parse, i, noun.head)
    if noun.kind == "plural":
        return _bare_plural(parse, i, noun.head, last)
    sort: Sort = "named" if noun.kind == "named" else "single"
    return Group(i, _whole(parse, noun.head, last), noun.head, _one(parse, i, noun.head), sort)


def _bare_plural(parse: Parse, i: int, head: int, last: int) -> Group | None:
    """ "civilians"; of "the wounded soldiers" no number is told."""
    if any(parse.tokens[k].lower in ("the", "these", "those") for k in parse.dependents(head, "det")):
        return None
    more = any(parse.tokens[k].lower in _words().more for k in range(i, head + 1))
    return Group(i, _whole(parse, head, last), head, _default(parse, "plural", i, head), "plural", more)


def _bare_thing(parse: Parse, i: int, head: int) -> Group | None:
    """ "caused casualties", "without casualties": harm without a number, after a word that lets it happen or not."""
    if parse.tokens[head].lower not in _words().bare_things:
        return None
    near = [token.lower for token in parse.tokens[max(parse.sentences[parse.tokens[i].sentence][0], i - 3) : i]]
    if "without" in near:
        return Group(i, head, head, Count(low=0, high=0, kind="zero_stated", exact=parse.words(i, head)), "thing")
    if _words().causing.isdisjoint(near):
        return None
    return Group(i, head, head, _default(parse, "plural", i, head), "thing")


_NO_PLAIN_AFTER = frozenset({"DT", "PRP$", "CD", "POS", "HYPH"})


class _Words(NamedTuple):
    nobody: frozenset[str]
    anyone: frozenset[str]
    no_report: frozenset[str]
    harmed: frozenset[str]
    more: frozenset[str]
    days: frozenset[str]
    bare_things: frozenset[str]
    causing: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = lexicon("casualties")
    names = ("nobody", "anyone", "no_report", "harmed_ones", "more", "days", "bare_things", "causing")
    return _Words(*(frozenset(data[name]) for name in names))
