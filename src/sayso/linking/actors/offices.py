"""The office that a report gives to a person: "Dignity Operation's spokesman", "the mayor of Sabha"."""

from __future__ import annotations

from functools import cache

from sayso.lexicon.load import lexicon
from sayso.linking.actors.words import Wording
from sayso.reading.parse import Parse

_LONGEST = 14  # tokens between the commas of an apposition
_SUBJECTS = {"nsubj", "nsubjpass"}
_OPENERS = {"a", "an", "the", "our", "its", "his", "their"}
_STOPS = {",", ".", ";", ":", "—", "--", "(", ")", "who", "which", "that", "whose", '"', "“", "”", "and"}


def office(parse: Parse, named: Wording) -> tuple[int, int] | None:
    """First and last token of the words that give the named person's office, after the name or before it."""
    return _after(parse, named) or _before(parse, named) or _apposition_before(parse, named)


def _after(parse: Parse, named: Wording) -> tuple[int, int] | None:
    """ "X, the mayor of Y, said": up to the next comma, where a word for a role stands in it."""
    tokens, at = parse.tokens, named.last + 1
    if at >= len(tokens) or tokens[at].lower not in {",", "("} or tokens[at].sentence != tokens[named.last].sentence:
        return None
    first = last = at + 1
    while last < min(len(tokens), first + _LONGEST) and tokens[last].sentence == tokens[at].sentence:
        if tokens[last].lower in _STOPS:
            break
        last += 1
    closed = last < len(tokens) and tokens[last].lower in {",", ")", ".", "and", "who", ";"}
    role = _role_in(parse, first, last - 1)
    if role is None or not closed or any(tokens[i].pos == "VERB" and i < role for i in range(first, last)):
        return None
    verbs = [i for i in range(role, last) if tokens[i].tag in {"VBD", "VBZ", "VBP"}]
    return (_without_article(parse, first), last - 1) if not verbs else None


def _before(parse: Parse, named: Wording) -> tuple[int, int] | None:
    """ "Foreign Secretary X", "Dignity Operation's spokesman X", "the group's leader X"."""
    tokens, last = parse.tokens, named.first - 1
    sentence = tokens[named.first].sentence
    while last >= 0 and tokens[last].text in {".", "“", '"'} and tokens[last].sentence == sentence:
        last -= 1
    if last < 0 or tokens[last].sentence != sentence or not _is_role(tokens[last].lower):
        return None
    first = last
    while first > 0 and tokens[first - 1].sentence == sentence and _goes_with(parse, first - 1, named.last):
        if "\n" in parse.text[tokens[first - 1].end : tokens[first].start]:
            break
        first -= 1
    words = {tokens[i].lower.rstrip(".") for i in range(first, last + 1)}
    return (_without_article(parse, first), last) if not words <= set(lexicon("actors")["no_office"]) else None


def _goes_with(parse: Parse, i: int, last: int) -> bool:
    """Whether a word before a role belongs to it: a name, "'s", a noun or a plain adjective that hangs on it."""
    token = parse.tokens[i]
    if token.tag in {"NNP", "NNPS", "POS", "HYPH"} or token.text in {"/", "-"}:
        return True
    hangs = i < token.head <= last
    plain = token.text[0].isupper() or token.lower in lexicon("actors")["office_adjectives"]
    return (token.tag == "NN" and hangs) or (token.tag == "JJ" and hangs and plain) or token.lower == "the"


def _apposition_before(parse: Parse, named: Wording) -> tuple[int, int] | None:
    """ "A spokesman for the ministry, X, said", "the Speaker of the council, X": the widest phrase that begins with a role."""
    tokens, comma = parse.tokens, named.first - 1
    if comma < 1 or tokens[comma].lower != "," or tokens[comma].sentence != tokens[named.first].sentence:
        return None
    closed = tokens[named.last + 1 : named.last + 2]
    if tokens[named.head].dep in _SUBJECTS and not (closed and closed[0].lower in {",", ")"}):
        return None  # "In a letter to the mayor, X said"
    found = None
    for first in range(comma - 1, max(parse.sentences[tokens[comma].sentence][0], comma - _LONGEST) - 1, -1):
        token = tokens[first]
        if token.pos in {"VERB", "AUX"} or token.lower in {",", ";", ":"}:
            break
        if token.lower in _OPENERS:
            found = (first + 1, comma - 1) if _role_in(parse, first, comma - 1) is not None else found
            if tokens[first - 1].tag != "IN" or tokens[first - 2].pos not in {"NOUN", "PROPN"}:
                break
    return found


def _role_in(parse: Parse, first: int, last: int) -> int | None:
    """The first word for a role, before any "of" or "for" has begun."""
    for i in range(first, min(last + 1, len(parse.tokens))):
        if _is_role(parse.tokens[i].lower):
            return i
        if parse.tokens[i].tag == "IN":
            return None
    return None


def _without_article(parse: Parse, first: int) -> int:
    return first + 1 if parse.tokens[first].lower in {"the", "a", "an"} else first


def _is_role(word: str) -> bool:
    return word.rstrip(".") in _roles()


@cache
def _roles() -> frozenset[str]:
    words = lexicon("actors")
    roles = {word for group in words["persons"].values() for word in group} | set(words["titles"])
    return frozenset(roles | set(words["bodies"]["other"]) & {"media"})
