"""What the words around a name say: that it is a place here, or that it is part of something else."""

from __future__ import annotations

from functools import cache, lru_cache

from sayso.lexicon.load import lexicon
from sayso.linking.gazetteer import gazetteer
from sayso.linking.place_matches import Match, match_at
from sayso.reading.parse import Parse, Token

_HYPHENS = frozenset("-‐–")
_DATELINE = frozenset("- -- --- – — : ( |".split())
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_OTHERS = frozenset(("ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"))


def is_place(parse: Parse, name: Match, labels: list[str]) -> bool:
    """Whether a known name is surely a place here. `labels` are the recogniser's, by token (labels_of)."""
    tokens = parse.tokens
    following = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if following and following.lower in _words("never_before"):
        return False
    if in_person(parse, name, labels):
        return False
    if name.standing == 3:
        return True
    if not whole(tokens, name):
        return False
    label = labels[name.last]
    if label in _PLACES or (name.standing == 2 and label not in _OTHERS):
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


def _placed_after(parse: Parse, name: Match) -> bool:
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
        after = match_at(parse, i + 1)
        return after is not None and _holder(after.key, parse.words(after.first, after.last))
    return False


def _opens(parse: Parse, first: int) -> bool:
    """The name opens its sentence: a dateline's place ("BEIRUT - ")."""
    return parse.sentences[parse.tokens[first].sentence][0] == first


@lru_cache(maxsize=20_000)
def _holder(key: str, words: str) -> bool:
    """Whether the name is a country's or a division's: what stands after a town and a comma."""
    return bool(key) and any(p.kind in ("country", "adm1") and p.main for p in gazetteer().lookup(words))


def whole(tokens: list[Token], name: Match) -> bool:
    """Whether the name stands for itself, not cut out of a longer one ("South" of "South Hook Terminal")."""
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


def labels_of(parse: Parse) -> list[str]:
    """The recogniser's label of every token, "" for none."""
    labels = [""] * len(parse.tokens)
    for entity in parse.entities:
        labels[entity.first : entity.last] = [entity.label] * (entity.last - entity.first)
    return labels


def surnames(parse: Parse) -> frozenset[str]:
    """Last words of people's names in this report: "Jackson" after "Mike Jackson" is he."""
    return frozenset(
        parse.tokens[e.last - 1].lower for e in parse.entities if e.label == "PERSON" and e.last - e.first > 1
    )


def in_person(parse: Parse, name: Match, labels: list[str]) -> bool:
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
