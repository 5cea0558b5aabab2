"""Who speaks: the source of a cue, as written."""

from __future__ import annotations

from sayso.reading.drafts import Range
from sayso.reading.parse import Parse

_EMPTY = {"it", "there"}
_RELATIVE = {"WDT", "WP", "WP$"}


def subject(parse: Parse, verb: int) -> int | None:
    """The token that is the subject of an active verb, its own or that of the verb it hangs on."""
    at = verb
    for _ in range(6):
        own = _own_subject(parse, at)
        if own is not None:
            return own
        above = _governor(parse, at)
        if above is None:
            return None
        if parse.tokens[at].dep == "acl":
            return above
        if parse.tokens[at].dep in {"xcomp", "ccomp"} and (held := parse.dependents(above, "dobj", "dative")):
            return held[0]
        at = above
    return None


def _own_subject(parse: Parse, verb: int) -> int | None:
    found = parse.dependents(verb, "nsubj", "nsubjpass")
    return found[-1] if found else None


def _governor(parse: Parse, verb: int) -> int | None:
    """The verb (or, for a reduced relative, the noun) whose subject this one shares."""
    token = parse.tokens[verb]
    head = token.head
    if head == verb:
        return None
    if token.dep == "acl":
        return head
    if token.dep in {"conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep"}:
        while parse.tokens[head].dep in {"prep", "pcomp"} and parse.tokens[head].head != head:
            head = parse.tokens[head].head
        return head if parse.tokens[head].pos in {"VERB", "AUX"} else None
    return None


def agent(parse: Parse, verb: int) -> int | None:
    """The token of "by X" of a passive verb."""
    for by in parse.dependents(verb, "agent"):
        for noun in parse.dependents(by, "pobj"):
            return noun
    return None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb is in the passive."""
    return any(parse.tokens[c].dep in {"nsubjpass", "auxpass"} for c in parse.children[verb])


def noun_phrase(parse: Parse, noun: int, verb: int | None = None) -> Range | None:
    """The words of a source: its phrase without an asides in commas and without the clause that holds the cue."""
    token = parse.tokens[noun]
    if token.lower in _EMPTY and token.dep in {"nsubj", "expl", "nsubjpass"} and verb is not None and _is_empty(parse, verb):
        return None
    if token.tag in _RELATIVE:
        return (noun, noun)
    first, last = parse.subtree(noun)
    for child in parse.children[noun]:
        if child <= noun:
            continue
        left, right = parse.subtree(child)
        if verb is not None and left <= verb <= right:
            last = min(last, left - 1)
        elif parse.tokens[child].dep == "relcl" and parse.tokens[left - 1].lower == "," and right == last and child < (verb or 0):
            last = left - 1
    return trimmed(parse, first, last)


def _is_empty(parse: Parse, verb: int) -> bool:
    return is_passive(parse, verb) or bool(parse.dependents(verb, "expl"))


def trimmed(parse: Parse, first: int, last: int) -> Range | None:
    """A range without commas and the like at its ends."""
    tokens = parse.tokens
    while first <= last and tokens[first].pos in {"PUNCT", "SPACE"} and tokens[first].text not in _OPENING:
        first += 1
    while last >= first and tokens[last].pos in {"PUNCT", "SPACE"} and tokens[last].text not in _CLOSING:
        last -= 1
    return (first, last) if first <= last else None


_OPENING = {"(", "[", "“", '"', "‘", "''", "``", "«"}
_CLOSING = {")", "]", "”", '"', "’", "''", "»", "?", "!"}
