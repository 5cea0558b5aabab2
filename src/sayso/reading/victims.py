"""Groups of people in a sentence: how many and who, before anybody says what happened to them."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.quantity import Count
from sayso.reading.numbers import Number, default_count, find_numbers
from sayso.reading.parse import Parse

Sort = Literal["counted", "bare", "single", "named", "definite", "plural", "nobody", "anyone", "thing"]


class Group(NamedTuple):
    """People: tokens `first` to `last`, `head` the noun (or the number), `sort` how they are put.

    `more`: others than those before ("seven others"). `part`: some of those before ("two of them").
    A `thing` counts no people but what stands for them ("12 deaths").
    """

    first: int
    last: int
    head: int
    count: Count
    sort: Sort
    more: bool = False
    part: bool = False


class Scene(NamedTuple):
    """A report with the names in it: `persons` from first token to the one after the last, `peoples` nationals and faiths."""

    parse: Parse
    persons: dict[int, int]
    peoples: frozenset[int]


def scene_of(parse: Parse) -> Scene:
    """The report with what the recogniser of names saw in it."""
    persons = {e.first: e.last for e in parse.entities if e.label == "PERSON"}
    peoples = frozenset(i for e in parse.entities if e.label == "NORP" for i in range(e.first, e.last))
    return Scene(parse, persons, peoples)


def find_groups(scene: Scene, first: int, last: int) -> list[Group]:
    """The groups of people among the tokens `[first, last)` in text order, none overlapping."""
    parse = scene.parse
    numbers = {number.first: number for number in find_numbers(parse, first, last)}
    groups: list[Group] = []
    i = first
    while i < last:
        group = _counted(scene, numbers[i], last) if i in numbers else _uncounted(scene, i, last, numbers)
        if group:
            groups.append(group)
        i = group.last + 1 if group else (numbers[i].last if i in numbers else i) + 1
    return groups


class _Who(NamedTuple):
    plural: frozenset[str]
    singular: frozenset[str]
    family: frozenset[str]
    ends: tuple[str, ...]
    not_ends: frozenset[str]
    things: frozenset[str]
    nobody: frozenset[str]
    anyone: frozenset[str]
    harmed: frozenset[str]


@cache
def _who() -> _Who:
    data: dict[str, Any] = lexicon("casualties")
    people = data["people"]
    return _Who(
        plural=frozenset(people["plural"]),
        singular=frozenset(people["singular"]),
        family=frozenset(people["family"]),
        ends=tuple(people["ends"]),
        not_ends=frozenset(people["not_ends"]),
        things=frozenset(word for row in data["counted"].values() for word in row),
        nobody=frozenset(data["nobody"]),
        anyone=frozenset(data["anyone"]),
        harmed=frozenset("victims dead wounded injured killed casualties them whom which those us hostages".split()),
    )


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight overnight".split())
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "RB", "AFX", "VBD"})
_MORE = frozenset({"other", "others", "more", "additional", "further", "another"})


class _Noun(NamedTuple):
    head: int
    last: int
    kind: Literal["plural", "singular", "family", "named", "thing", "other"]


def _noun(scene: Scene, j: int, last: int) -> _Noun | None:
    """The noun phrase that begins at token `j`, without article or number; None when none does."""
    parse = scene.parse
    nouns: list[int] = []
    norp = -1
    k = j
    while k < min(last, j + 12):
        token = parse.tokens[k]
        if token.lower in _DAYS:
            break
        if token.tag in _NOUNS:
            nouns.append(k)
        elif not _modifies(parse, k, last, bool(nouns)):
            break
        if token.tag in ("JJ", "NNP", "NNPS", "NN") and k in scene.peoples:
            norp = k
        k += 1
    if nouns:
        return _named_kind(parse, nouns, norp)
    return _Noun(norp, norp, "plural") if norp >= 0 else None


def _modifies(parse: Parse, k: int, last: int, after_noun: bool) -> bool:
    token = parse.tokens[k]
    if token.tag in ("HYPH", "POS"):
        return k + 1 < last
    if token.lower in _who().things and token.tag not in ("VBN", "JJ"):
        return False
    if token.text in (",", "and") and k + 1 < last and not after_noun:
        return parse.tokens[k + 1].tag == "JJ" and parse.tokens[k - 1].tag == "JJ"
    if token.tag not in _MODIFIERS or token.lower in ("n't", "not", "also"):
        return False
    ahead = token.head > k or token.dep in ("amod", "compound", "npadvmod", "punct")
    if token.tag in ("VBN", "VBG", "VBD") or after_noun or token.tag == "RB":
        return (
            token.head > k
            and token.dep in ("amod", "compound", "npadvmod", "advmod", "nmod")
            and parse.tokens[token.head].tag in (*_NOUNS, "JJ", "VBN")
        )
    return ahead or token.tag.startswith("JJ")


def _named_kind(parse: Parse, nouns: list[int], norp: int) -> _Noun:
    head = nouns[-1]
    word = parse.tokens[head].lower
    kind = _kind(word)
    if kind:
        return _Noun(head, head, kind)
    if head == norp or (norp >= 0 and norp > head):
        return _Noun(norp, norp, "plural")
    if word in _who().things:
        return _Noun(head, head, "thing")
    if parse.tokens[head].pos == "PROPN":
        titles = [k for k in nouns if _kind(parse.tokens[k].lower)]
        if titles:
            title = _kind(parse.tokens[titles[-1]].lower)
            return (
                _Noun(head, head, "named") if title == "singular" else _Noun(titles[-1], titles[-1], title or "plural")
            )
    return _Noun(head, head, "other")


def _kind(word: str) -> Literal["plural", "singular", "family"] | None:
    who = _who()
    if word in who.family:
        return "family"
    if word in who.plural or (word.endswith(who.ends) and word not in who.not_ends and len(word) > 5):
        return "plural"
    return "singular" if word in who.singular else None


def _counted(scene: Scene, number: Number, last: int) -> Group | None:
    """ "12 civilians", "seven others", "two of them", "12"."""
    parse = scene.parse
    tokens = parse.tokens
    more = any(tokens[k].lower in _MORE for k in range(number.first, number.core))
    j = number.last + 1
    while j < last and tokens[j].lower in _MORE and not tokens[j].tag.startswith("NN"):
        more, j = True, j + 1
    if j < last and tokens[j].lower in ("of", "among") and tokens[number.last].lower != "of":
        return _part(scene, number, j, last, more)
    if tokens[number.last].lower == "of" and j < last and tokens[j].tag in ("DT", "PRP$", "PRP", "WP", "WDT"):
        return _part(scene, number, number.last, last, more)
    noun = _noun(scene, j, last)
    if noun is None:
        if j < last and tokens[j].tag in ("SYM", "CD", "$"):
            return None
        return Group(number.first, j - 1, number.core, number.count, "bare", more)
    if noun.kind == "other":
        return _governed(scene, number, last, more)
    if noun.kind == "thing":
        return Group(number.first, noun.last, noun.head, number.count, "thing", more)
    more = more or tokens[noun.head].lower == "others" or any(tokens[k].lower in _MORE for k in range(j, noun.head))
    sort: Sort = "counted"
    return Group(number.first, _whole(parse, noun.head, last), noun.head, number.count, sort, more)


def _governed(scene: Scene, number: Number, last: int, more: bool) -> Group | None:
    """ "four City Radio (CR) staff": the noun that the parser sees, a little further on."""
    parse = scene.parse
    token = parse.tokens[number.last]
    if token.dep != "nummod" or not number.last < token.head < min(last, number.last + 12):
        return None
    if _kind(parse.tokens[token.head].lower) is None:
        return None
    return Group(number.first, _whole(parse, token.head, last), token.head, number.count, "counted", more)


def _part(scene: Scene, number: Number, of: int, last: int, more: bool) -> Group | None:
    """ "one of whom", "three of the dead"; of others than the harmed ("one of the country's judges") a plain figure."""
    parse = scene.parse
    tokens = parse.tokens
    if of + 1 >= last:
        return None
    if tokens[of + 1].lower in _who().harmed:
        return Group(number.first, of + 1, number.core, number.count, "counted", more, True)
    start = of + 2 if tokens[of + 1].tag in ("DT", "PRP$", "PDT") else of + 1
    while start < last and tokens[start].tag in ("CD", "DT"):
        start += 1
    if start < last and tokens[start].lower in _who().harmed:
        return Group(number.first, start, number.core, number.count, "counted", more, True)
    noun = _noun(scene, start, last)
    if noun is None or noun.kind in ("other", "thing"):
        part = noun is None and start > of + 1
        return Group(number.first, start - 1, number.core, number.count, "counted", more, True) if part else None
    return Group(number.first, _whole(parse, noun.head, last), number.core, number.count, "counted", more)


def _whole(parse: Parse, head: int, last: int) -> int:
    """The last token of who they are: "members of the party's youth wing"."""
    if head + 1 >= last or parse.tokens[head + 1].lower not in ("of", "from"):
        return head
    end = min(parse.subtree(head + 1)[1], head + 12, last - 1)
    for k in range(head + 2, end + 1):
        if parse.tokens[k].tag in (",", "-LRB-", ":", "WP", "WDT") or parse.tokens[k].tag in ("VBD", "VBN", "VBG"):
            end = k - 1
            break
    while parse.tokens[end].tag in ("IN", "CC", "DT"):
        end -= 1
    return max(end, head)


def _uncounted(scene: Scene, i: int, last: int, numbers: dict[int, Number]) -> Group | None:
    parse = scene.parse
    token, who = parse.tokens[i], _who()
    if token.lower in who.nobody:
        return _nobody(scene, i, last)
    if token.lower in who.anyone:
        noun = _noun(scene, i + 1, last) if token.lower == "any" else None
        if token.lower == "any" and (noun is None or noun.kind in ("other", "thing")):
            return None
        end = noun.last if noun else i
        return Group(i, end, end, _words(parse, default_count("anyone"), i, end), "anyone")
    if token.tag in ("DT", "PRP$", "PDT"):
        return _determined(scene, i, last, numbers)
    end = scene.persons.get(i, 0)
    if i < end <= last and not (end < last and parse.tokens[end].tag == "POS"):
        return Group(i, end - 1, end - 1, _one(parse, i, end - 1), "named")
    return _plain(scene, i, last)


def _one(parse: Parse, first: int, last: int) -> Count:
    return Count(low=1, high=1, exact=parse.words(first, last))


def _words(parse: Parse, count: Count, first: int, last: int) -> Count:
    return msgspec.structs.replace(count, exact=parse.words(first, last))


def _nobody(scene: Scene, i: int, last: int) -> Group | None:
    """ "nobody", "no one", "no civilians", "no casualties"."""
    parse = scene.parse
    tokens = parse.tokens
    end = i
    sort: Sort = "nobody"
    if tokens[i].lower == "no":
        j = i + 2 if i + 1 < last and tokens[i + 1].text == "-" else i + 1
        if j < last and tokens[j].lower == "one":
            end = j
        else:
            noun = _noun(scene, j, last)
            if noun is None or noun.kind == "other":
                return None
            end, sort = noun.last, "nobody" if noun.kind != "thing" else "thing"
    return Group(i, end, end, Count(low=0, high=0, kind="zero_stated", exact=parse.words(i, end)), sort)


def _determined(scene: Scene, i: int, last: int, numbers: dict[int, Number]) -> Group | None:
    """ "a soldier", "a family", "her two sons", "the mayor"."""
    parse = scene.parse
    token = parse.tokens[i]
    if i + 1 in numbers:
        group = _counted(scene, numbers[i + 1], last)
        return group._replace(first=i) if group else None
    noun = _noun(scene, i + 1, last)
    if noun is None or noun.kind in ("other", "thing"):
        return None
    more = any(parse.tokens[k].lower in _MORE for k in range(i, noun.head))
    if noun.kind == "family":
        return Group(
            i, _whole(parse, noun.head, last), noun.head, _words(parse, default_count("family"), i, noun.head), "single"
        )
    if noun.kind == "plural" and parse.tokens[noun.head].tag in ("NN", "NNP", "JJ") and token.lower in ("a", "an"):
        noun = noun._replace(kind="singular")
    if noun.kind in ("singular", "named"):
        sort: Sort = (
            "named" if noun.kind == "named" else "single" if token.lower in ("a", "an", "another") else "definite"
        )
        return Group(
            i,
            _whole(parse, noun.head, last),
            noun.head,
            _one(parse, i, noun.head),
            sort,
            more or token.lower == "another",
        )
    if token.tag == "PRP$" or more:
        return Group(i, noun.head, noun.head, _words(parse, default_count("plural"), i, noun.head), "plural", more)
    return None


def _plain(scene: Scene, i: int, last: int) -> Group | None:
    """A plural without number or article ("civilians"), a headline's singular ("Soldier killed")."""
    parse = scene.parse
    token = parse.tokens[i]
    if token.tag not in _NOUNS and token.tag not in ("JJ", "VBN"):
        return None
    if (
        i > 0
        and parse.tokens[i - 1].tag in ("DT", "PRP$", "CD", "POS", "HYPH")
        and parse.tokens[i - 1].sentence == token.sentence
    ):
        return None
    noun = _noun(scene, i, last)
    if noun is None or noun.kind in ("other", "thing"):
        return None
    if noun.kind == "plural":
        count = _words(parse, default_count("plural"), i, noun.head)
        more = any(parse.tokens[k].lower in _MORE for k in range(i, noun.head + 1))
        return Group(i, _whole(parse, noun.head, last), noun.head, count, "plural", more)
    if noun.kind == "family":
        return None
    sort: Sort = "named" if noun.kind == "named" else "single"
    return Group(i, _whole(parse, noun.head, last), noun.head, _one(parse, i, noun.head), sort)
