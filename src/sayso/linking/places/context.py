"""What the words around a name say: that it is a place here, or that it is part of something else."""

from __future__ import annotations

from functools import cache, lru_cache

from sayso.lexicon.load import lexicon
from sayso.linking.gazetteer import gazetteer
from sayso.linking.places.matches import Match, match_at
from sayso.linking.places.scores import holds
from sayso.reading.parse import Parse, Token

_HYPHENS = frozenset("-‐–")
_DATELINE = frozenset("- -- --- – — : ( |".split())
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_OTHERS = frozenset(("ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"))
_PROPER = frozenset(("NNP", "NNPS"))


def is_place(parse: Parse, name: Match, labels: list[str]) -> bool:
    """Whether a known name is surely a place here. `labels` are the recogniser's, by token (labels_of)."""
    following = _token(parse, name.last + 1, name)
    if (following and following.lower in _words("never_before")) or in_person(parse, name, labels):
        return False
    if name.standing == 3:
        return True
    if not whole(parse, name):
        return False
    label = labels[name.last]
    if label in _PLACES or (name.standing == 2 and label not in _OTHERS):
        return True
    return _placed_before(parse, name, labels) or _placed_after(parse, name)


def _placed_before(parse: Parse, name: Match, labels: list[str]) -> bool:
    """ "in X", "near northern X", "the city of X", "Omar Said, of X", "captured X"."""
    i = name.first - 1
    while (token := _token(parse, i, name)) and token.lower in _words("directions"):
        i -= 1
    if token is None:
        return False
    if token.lower in _words("prepositions") or (name.standing == 2 and token.lower in _words("loosely")):
        return True
    if token.lower == "on" and name.key in gazetteer().supplement:  # "bombs fell on Fataih"
        return parse.tokens[token.head].lemma in _words("falling")
    if token.lower == "of" and i > 0:
        before = parse.tokens[i - 1]
        return before.lower in _words("parts") | _words("sites") or before.text == "," or labels[i - 1] == "PERSON"
    if token.lemma in _words("place_verbs") and parse.tokens[name.last].dep == "dobj":
        # What a supplement holds was put there for such reports: there the recogniser's "person" is a slip.
        sure = token.lemma in _words("bombings") or name.key in gazetteer().supplement
        return sure or labels[name.last] not in _OTHERS
    return token.lower in _words("towns") and token.text[0].islower()


def _placed_after(parse: Parse, name: Match) -> bool:
    """ "X province", "X, Ohio", "X in Ukraine", "X-based", "a X resident", and the dateline "X (AFP) -"."""
    token = _token(parse, name.last + 1, name)
    if token is None:
        return False
    if token.lower in _words("towns") | _words("divisions") | _words("followers"):
        return True
    if token.lower in _DATELINE and parse.words(name.first, name.last).isupper() and _opens(parse, name.first):
        return True
    return _lies_in(parse, name) if token.lower == "in" else _placed_beyond(parse, name, token)


def _placed_beyond(parse: Parse, name: Match, token: Token) -> bool:
    """ "X-based", "X, Ohio": what the word after next says."""
    further = _token(parse, name.last + 2, name)
    if further and token.lower == "-":
        return further.lower in ("based", "area", "born")
    if further and token.lower == ",":
        after = match_at(parse, further.i)
        return after is not None and _holder(parse.words(after.first, after.last))
    return False


def _lies_in(parse: Parse, name: Match) -> bool:
    """ "Kramatorsk in eastern Ukraine": the country or division named after it has such a place."""
    if parse.tokens[name.last].dep not in ("dobj", "pobj", "nsubjpass"):
        return False
    i = name.last + 2
    while (token := _token(parse, i, name)) and token.lower in _words("directions"):
        i += 1
    after = match_at(parse, i) if token else None
    return after is not None and _has(parse.words(after.first, after.last), parse.words(name.first, name.last))


@lru_cache(maxsize=20_000)
def _has(holder: str, words: str) -> bool:
    """Whether a country or division of the first name has a place whose own name is the second."""
    outer = [p for p in gazetteer().lookup(holder) if p.kind in ("country", "adm1") and p.main]
    return any(p.main and holds(o, p) for o in outer for p in gazetteer().lookup(words) if p.kind in ("city", "town"))


def _token(parse: Parse, i: int, name: Match) -> Token | None:
    """Token `i` if it stands in the name's own sentence."""
    if not 0 <= i < len(parse.tokens) or parse.tokens[i].sentence != parse.tokens[name.first].sentence:
        return None
    return parse.tokens[i]


def _opens(parse: Parse, first: int) -> bool:
    """The name opens its sentence: a dateline's place ("BEIRUT - ")."""
    return parse.sentences[parse.tokens[first].sentence][0] == first


@lru_cache(maxsize=20_000)
def _holder(words: str) -> bool:
    """Whether the name is a country's or a division's: what stands after a town and a comma."""
    return any(place.kind in ("country", "adm1") and place.main for place in gazetteer().lookup(words))


def whole(parse: Parse, name: Match) -> bool:
    """Whether the name stands for itself, not cut out of a longer one ("South" of "South Hook Terminal")."""
    before, after = _token(parse, name.first - 1, name), _token(parse, name.last + 1, name)
    start, end = parse.tokens[name.first].start, parse.tokens[name.last].end
    if before and before.text in _HYPHENS and before.end == start:
        return False
    if after and after.tag in _PROPER and after.text[0].isupper() and after.start == end + 1:
        return after.lower in _beside_names()
    if before and before.tag in _PROPER and start - before.end <= 1:
        return before.lower in _beside_names()
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
    return any(
        token is not None
        and labels[token.i] == labels[inner] == "PERSON"
        and token.text[0].isupper()
        and token.lower not in _words("prepositions")
        for inner, token in (
            (name.first, _token(parse, name.first - 1, name)),
            (name.last, _token(parse, name.last + 1, name)),
        )
    )


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon("places")[group])


@cache
def _beside_names() -> frozenset[str]:
    """Capitalised words that may stand beside a whole name: "Northern Aleppo", "Near Hit", "Derna Local Council"."""
    groups = ("institutions", "divisions", "towns", "directions", "prepositions")
    return frozenset(word for group in groups for word in _words(group))
