"""Where a report names an agreement: "a ceasefire", "the Minsk agreements", "the initiative" after one was named."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.lexicon.load import lexicon
from sayso.model.record import Record, Span
from sayso.reading.arguments import noun_phrase
from sayso.reading.parse import Parse

_DEFINITE = {"the", "this", "that", "such", "these", "those"}
_CLOSING = {"”": "“", '"': '"', "’": "‘"}
_PLURALS = {"hostilities": "hostility"}
_STRONG = {"ceasefire", "cease-fire", "truce", "armistice", "cessation"}
_LONGEST_TITLE = 12  # tokens


class Naming(Record, frozen=True, kw_only=True):
    """Words that name an agreement: `head` its noun, `span` the naming words, `title` a name given to it; `named` are
    the words before that "it" stands for.
    """

    head: int
    span: Span
    kind: str
    title: str | None = None
    named: Span | None = None

    @property
    def words(self) -> Span:
        """The words that name it: of "it" those of the naming before."""
        return self.named or self.span


def find_namings(parse: Parse) -> list[Naming]:
    """Every naming in text order; "the agreement" counts once an agreement has been named."""
    titles = _titles(parse)
    found: list[Naming] = []
    for token in parse.tokens:
        kind = _kind(parse, token.i)
        anaphoric = kind is None and bool(found or token.i in titles) and _is_anaphoric(parse, token.i, titles)
        if kind is None and not anaphoric:
            continue
        kind = kind or (found[-1].kind if found else "ceasefire")
        title = titles.get(token.i) or _proper_title(parse, token.i)
        span = _naming_words(parse, token.i)
        found.append(Naming(head=token.i, span=span, kind=kind, title=title))
    return found


@cache
def words() -> dict[str, Any]:
    """The words of lexicon/en/agreements.yaml, lists as sets."""
    data = lexicon("agreements")
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in data.items()}


@cache
def _heads() -> frozenset[str]:
    known = words()
    return frozenset([*known["names"], *known["compounds"], *known["papers"], "cessation", "fire"])


def _kind(parse: Parse, i: int) -> str | None:
    """The kind of agreement that the noun at a token names by itself, None for no agreement."""
    token = parse.tokens[i]
    if token.lemma not in _heads() or token.pos not in {"NOUN", "PROPN", "VERB"}:
        return None
    known = words()
    before = _modifiers(parse, i)
    if known["other_matters"] & before or _is_work_of_art(parse, i):
        return None
    lemma = "ceasefire" if token.lemma == "fire" and _follows_cease(parse, i) else token.lemma
    if lemma in known["names"]:
        return None if _is_part(parse, i) else str(known["names"][lemma])
    if lemma == "cessation":
        named = _objects(parse, i) & set(known["cessation"]["of"]) and not _is_part(parse, i)
        return known["cessation"]["kind"] if named else None
    if lemma in known["compounds"]:
        return next((kind for word, kind in known["compounds"][lemma].items() if word in before), None)
    return _paper_kind(parse, i, before) if lemma in known["papers"] else None


def _paper_kind(parse: Parse, i: int, before: set[str]) -> str | None:
    known = words()
    kind = next((kind for word, kind in known["kinds_of_papers"].items() if word in before), None)
    named = next((kind for word, kind in known["named_papers"].items() if word in before), None)
    later = next((known["kinds_of_papers"][word] for word in _objects(parse, i) & _STRONG), None)
    return kind or named or later


def _objects(parse: Parse, i: int) -> set[str]:
    """What stands after "of" or "for", also as a name ("Cessation of Hostilities")."""
    objects = [j for p in parse.dependents(i, "prep") for j in parse.dependents(p, "pobj")]
    return {word for j in objects for word in (parse.tokens[j].lemma, _PLURALS.get(parse.tokens[j].lower)) if word}


def _modifiers(parse: Parse, i: int) -> set[str]:
    """Words before the noun that belong to it, also those of its first noun ("cessation of hostilities agreement")."""
    own = [c for c in parse.children[i] if c < i and parse.tokens[c].dep in {"compound", "amod", "nmod", "poss"}]
    deeper = [c for one in own for c in parse.children[one] if parse.tokens[c].dep in {"compound", "nmod", "amod"}]
    near = [i - 1] if i and parse.tokens[i - 1].pos in {"NOUN", "PROPN", "ADJ"} else []
    return {parse.tokens[c].lemma for c in (*own, *deeper, *near)}


def _is_part(parse: Parse, i: int) -> bool:
    """ "ceasefire deal": the paper is the naming; "ceasefire talks", "truce monitors" name something else."""
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    return token.dep in {"compound", "nmod", "amod"} and head.i > i and head.lemma not in words()["nouns"]


def _follows_cease(parse: Parse, i: int) -> bool:
    before = parse.tokens[max(0, i - 2) : i]
    return any(token.lower == "cease" for token in before)


def _is_work_of_art(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    near = parse.tokens[max(0, i - 4) : i]
    return token.text[:1].isupper() and any(t.lemma in words()["works_of_art"] for t in near)


def _is_anaphoric(parse: Parse, i: int, titles: dict[int, str]) -> bool:
    """ "the initiative" without a word of its own that makes it another one; with a given name always."""
    token = parse.tokens[i]
    if token.lemma not in words()["anaphoric"] or token.pos not in {"NOUN", "PROPN"}:
        return False
    definite = any(parse.tokens[c].lower in _DEFINITE for c in parse.dependents(i, "det"))
    own = [c for c in parse.dependents(i, "compound", "amod", "nmod", "poss") if parse.quoted[c] < 0]
    return i in titles or (definite and not own)


def _titles(parse: Parse) -> dict[int, str]:
    """Quoted names by the noun that they name: "“Safe Return” initiative", "an initiative dubbed “Safe Return”"."""
    titles: dict[int, str] = {}
    nouns = words()["anaphoric"] | words()["papers"] | frozenset(words()["names"])
    for quotation in parse.quotations:
        inside = parse.tokens_in(*quotation.inner)
        if not 1 <= len(inside) <= _LONGEST_TITLE or not _is_title(parse, inside):
            continue
        title = parse.text[quotation.inner[0] : quotation.inner[1]].strip()
        after = inside[-1] + 2
        if after < len(parse.tokens) and parse.tokens[after].lemma in nouns:
            titles[after] = title
        elif (head := _holder(parse, inside, nouns)) is not None:
            titles[head] = title
    return titles


def _is_title(parse: Parse, inside: range) -> bool:
    content = [parse.tokens[i] for i in inside if parse.tokens[i].pos in {"NOUN", "PROPN", "ADJ", "VERB"}]
    return len(content) >= 2 and all(token.text[:1].isupper() for token in content)


def _holder(parse: Parse, inside: range, nouns: frozenset[str]) -> int | None:
    """The nearest noun above the quoted words that names a paper or an agreement."""
    i = inside[0]
    for _ in range(8):
        head = parse.tokens[i].head
        if head == i:
            return None
        i = head
        if parse.tokens[i].lemma in nouns and i not in inside:
            return i
    return None


def _proper_title(parse: Parse, i: int) -> str | None:
    """ "Minsk agreements": named by a place."""
    named = [c for c in parse.dependents(i, "compound", "nmod") if parse.tokens[c].lower in words()["named_papers"]]
    return parse.words(named[0], i) if named else None


def _naming_words(parse: Parse, i: int) -> Span:
    """From its first modifier to the noun, with "of hostilities"."""
    start = parse.tokens[i].start if parse.tokens[i].dep == "compound" else noun_phrase(parse, i)[0]
    last = parse.tokens[i].end
    for prep in parse.dependents(i, "prep"):
        objects = parse.dependents(prep, "pobj")
        if parse.tokens[prep].lower in {"of", "for"} and objects and _belongs(parse, i, objects[0]):
            last = max(last, _naming_words(parse, objects[0])[1])
    closing = parse.text[last : last + 1]
    opened = closing in _CLOSING and _CLOSING[closing] in parse.text[start:last]
    return (start, last + opened)


def _belongs(parse: Parse, i: int, after: int) -> bool:
    """ "cessation of hostilities", "agreement for a ceasefire"."""
    return parse.tokens[i].lemma == "cessation" or parse.tokens[after].lemma in _STRONG
