"""Names of places in a text: what the gazetteer knows, where the words around it make a place of it.

The statistical recogniser misses most names of small and foreign places, and a gazetteer of every village on earth fits
half of all capitalised words. So a name counts when it is unmistakable (a country, a supplement's own name), when the
recogniser says so, or when the words around it do ("in X", "X province", "X, Ohio"); what counts once in a report counts
throughout it, except inside a person's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.linking.gazetteer import Place, gazetteer
from sayso.linking.place_candidates import abbreviations, not_alone
from sayso.linking.place_words import demonyms
from sayso.reading.parse import Parse, Token

_LONGEST = 6  # tokens of a name; a hyphen is a token too
_LINKS = frozenset("- ‐ – ' ’ 's ’s . of de la le du des el al the and & ibn bin abu umm ul ud".split())
_DATELINE = frozenset("- -- --- – — : ( |".split())
_HYPHENS = frozenset("-‐–")
_PLACES, _ORGANISATIONS = (
    frozenset(("GPE", "LOC", "FAC")),
    frozenset(("ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")),
)
_LARGE = 400_000  # a town of this many people is meant by its name unless something speaks against it


class Found(NamedTuple):
    """A name of the gazetteer at tokens `[first, last]`; `standing` is how sure the name alone makes it."""

    first: int
    last: int
    key: str
    standing: int  # 3: unmistakable; 2: likely; 1: only where the words around it say so


def place_names(parse: Parse) -> list[tuple[int, int]]:
    """Tokens `[first, last]` of the names that are places here, in text order, none overlapping."""
    found = list(_candidates(parse))
    if not found:
        return []
    labels = _labels(parse)
    sure = {i for i, name in enumerate(found) if _sure(parse, name, labels)}
    sure |= _coordinated(parse, found, sure)
    keys = {found[i].key for i in sure}
    surnames = _surnames(parse)
    return [
        (name.first, name.last)
        for i, name in enumerate(found)
        if i in sure or (name.key in keys and name.key not in surnames and not _in_person(parse, name, labels))
    ]


def _candidates(parse: Parse) -> Iterator[Found]:
    """The longest known name at each capitalised word."""
    tokens, i = parse.tokens, 0
    while i < len(tokens):
        found = _longest(parse, i) if _may_start(tokens, i) else None
        if found:
            yield found
            i = found.last + 1
        else:
            i += 1


def _may_start(tokens: list[Token], i: int) -> bool:
    text = tokens[i].text
    if text[0].isupper() or "\u0620" <= text[0] <= "\u064a":
        return True
    follows = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return (
        text in ("al", "el", "ash", "as", "ar", "at", "az", "ad") and follows in ("-", "‐")
    ) or text in _first_words()


def _longest(parse: Parse, i: int) -> Found | None:
    tokens = parse.tokens
    last = i
    while last + 1 < len(tokens) and last + 1 - i < _LONGEST and _goes_on(tokens[last], tokens[last + 1]):
        last += 1
    for end in range(last, i - 1, -1):
        if tokens[end].text.lower() in _LINKS and end > i:
            continue
        key = fold(parse.words(i, end))
        standing = _standing(key, parse.words(i, end))
        if standing:
            return Found(i, end, key, standing)
    return None


def _goes_on(token: Token, following: Token) -> bool:
    if following.sentence != token.sentence or following.start - token.end > 1:
        return False
    text = following.text
    return (
        text[0].isalnum()
        if text[0].isupper() or text in _later_words()
        else text in _LINKS or text.lower() in _later_words()
    )


@lru_cache(maxsize=100_000)
def _standing(key: str, words: str) -> int:
    """How sure a name is by itself: 0 unknown, 1 needs context, 2 likely, 3 unmistakable."""
    if len(key) < 2 or (len(key) < 4 and not words.isupper() and not words.endswith(".")):
        return 0
    if words in abbreviations():
        return 3
    places = gazetteer().lookup(words)
    known = key in gazetteer().supplement
    if not places:
        return 0
    if not words[0].isupper() and not known and words.isascii():
        return 0
    if key in not_alone() or key in demonyms() or (len(words) <= 3 and "." not in words and not known):
        return 0
    return max(_rank(place, single=" " not in key, known=known) for place in places)


def _rank(place: Place, *, single: bool, known: bool) -> int:
    if not place.main:
        return 1
    if place.kind in ("country", "continent", "sea") or (known and not single):
        return 3
    if known and place.kind not in ("neighbourhood", "landmark"):
        return 3
    if place.kind == "adm1" and (place.population > 1_000_000 or not single):
        return 3
    return 2 if place.population >= _LARGE and place.kind == "city" else 1


def _sure(parse: Parse, name: Found, labels: list[str]) -> bool:
    tokens = parse.tokens
    following = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if following and following.lower in _words("never_before"):
        return False
    if _in_person(parse, name, labels):
        return False
    if name.standing == 3:
        return True
    if not _whole(tokens, name):
        return False
    label = labels[name.last]
    if label in _PLACES or (name.standing == 2 and label not in _ORGANISATIONS):
        return True
    return _placed_before(tokens, name.first, labels) or _placed_after(parse, name)


def _placed_before(tokens: list[Token], first: int, labels: list[str]) -> bool:
    """ "in X", "near northern X", "the city of X"."""
    i = first - 1
    while i >= 0 and tokens[i].lower in _words("directions"):
        i -= 1
    if i < 0 or tokens[i].sentence != tokens[first].sentence:
        return False
    word = tokens[i].lower
    if word in _words("prepositions"):
        return tokens[first].dep != "compound" or True
    if word == "of" and i > 0:
        return tokens[i - 1].lower in _words("parts") or tokens[i - 1].text == "," or labels[i - 1] == "PERSON"
    return word in _words("towns") and tokens[i].text[0].islower()


def _placed_after(parse: Parse, name: Found) -> bool:
    """ "X province", "X, Ohio", "X-based", and the dateline "X (AFP) -"."""
    tokens, i = parse.tokens, name.last + 1
    if i >= len(tokens) or tokens[i].sentence != tokens[name.last].sentence:
        return False
    word = tokens[i].lower
    if word in _words("towns") or word in _words("divisions") or word in _words("followers"):
        return True
    if parse.words(name.first, name.last).isupper() and word in _DATELINE and _opens(parse, name.first):
        return True
    if word == "-" and i + 1 < len(tokens):
        return tokens[i + 1].lower in ("based", "area", "born")
    if word == "," and i + 1 < len(tokens):
        after = _longest(parse, i + 1) if _may_start(tokens, i + 1) else None
        return after is not None and _holder(after.key, parse.words(after.first, after.last))
    return False


def _opens(parse: Parse, first: int) -> bool:
    """The name opens its sentence: a dateline's place ("BEIRUT - ")."""
    return parse.sentences[parse.tokens[first].sentence][0] == first


@lru_cache(maxsize=20_000)
def _holder(key: str, words: str) -> bool:
    """Whether the name is a country's or a division's: what stands after a town and a comma."""
    return bool(key) and any(p.kind in ("country", "adm1") and p.main for p in gazetteer().lookup(words))


def _whole(tokens: list[Token], name: Found) -> bool:
    """The name is not cut out of a longer one ("South" of "South Hook Terminal")."""
    before, after = name.first - 1, name.last + 1
    if before >= 0 and tokens[before].text in _HYPHENS and tokens[before].end == tokens[name.first].start:
        return False
    if after < len(tokens) and tokens[after].sentence == tokens[name.last].sentence:
        text = tokens[after].text
        if (
            text[0].isupper()
            and tokens[after].lower not in _words("institutions") | _words("divisions") | _words("towns")
        ) and (tokens[after].start == tokens[name.last].end + 1 and tokens[after].tag in ("NNP", "NNPS")):
            return False
    if before >= 0 and tokens[before].sentence == tokens[name.first].sentence and tokens[before].tag in ("NNP", "NNPS"):
        close = tokens[name.first].start - tokens[before].end <= 1
        return not close or tokens[before].lower in _words("directions") | _words("towns") | _words("divisions")
    return True


def _coordinated(parse: Parse, found: list[Found], sure: set[int]) -> set[int]:
    """Names in a list with a sure one: "Pandi and Talavera", "Kampungu, Makonono and Mombo"."""
    added: set[int] = set()
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = 1 if order.step == 1 else -1
        for i in order:
            other = i - step
            if (
                i not in sure
                and (other in sure or other in added)
                and _listed(parse, found[min(i, other)], found[max(i, other)])
            ):
                added.add(i)
    return added


def _listed(parse: Parse, a: Found, b: Found) -> bool:
    between = [token.lower for token in parse.tokens[a.last + 1 : b.first]]
    return (
        0 < len(between) <= 2
        and all(word in (",", "and", "or") for word in between)
        and _whole(parse.tokens, a)
        and _whole(parse.tokens, b)
    )


def _labels(parse: Parse) -> list[str]:
    labels = [""] * len(parse.tokens)
    for entity in parse.entities:
        labels[entity.first : entity.last] = [entity.label] * (entity.last - entity.first)
    return labels


def _surnames(parse: Parse) -> frozenset[str]:
    """Last words of people's names in this report: "Jackson" after "Mike Jackson" is he."""
    return frozenset(
        parse.tokens[e.last - 1].lower for e in parse.entities if e.label == "PERSON" and e.last - e.first > 1
    )


def _in_person(parse: Parse, name: Found, labels: list[str]) -> bool:
    """Part of a person's name: the recogniser's person reaches beyond it."""
    if labels[name.first] != "PERSON" and labels[name.last] != "PERSON":
        return False
    before = name.first > 0 and labels[name.first - 1] == "PERSON" and parse.tokens[name.first - 1].text[0].isupper()
    after = (
        name.last + 1 < len(labels)
        and labels[name.last + 1] == "PERSON"
        and parse.tokens[name.last + 1].text[0].isupper()
    )
    return before or after


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon("places")[group])


@cache
def _first_words() -> frozenset[str]:
    """First words of supplement names that start with no capital: "400 district", "eastern Aleppo"."""
    return _pieces(first=True)


@cache
def _later_words() -> frozenset[str]:
    """Lower-case words inside supplement names: "air base", "camp", "12 Blocks"."""
    return _pieces(first=False)


def _pieces(*, first: bool) -> frozenset[str]:
    from sayso.linking.gazetteer_sources import SUPPLEMENTS, supplement

    names: Iterable[str] = (n for file in SUPPLEMENTS for row in supplement(file) for n in (row.name, *row.names))
    words = [name.split() for name in names]
    pieces = {w[0] for w in words} if first else {p for w in words for p in w[1:]}
    return frozenset(p for p in pieces if not p[0].isupper() and len(p) > 1 and p not in ("the", "of", "al", "el"))
