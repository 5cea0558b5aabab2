"""The arguments of a word as the grammar gives them: who does, what is done, where the words of it end."""

from __future__ import annotations

from typing import Literal

from sayso.model.claim import Role
from sayso.model.mention import ActorMention, Mention, PlaceMention
from sayso.model.record import Span
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse

SUBJECTS = ("nsubj", "nsubjpass")
Voice = Literal["active", "passive"]

_BESIDE = {"case", "relcl", "acl", "appos", "cc", "conj", "punct", "preconj", "advcl"}
_APART = {"cc", "punct", "mark", "parataxis", "preconj"}
_EDGES = set("\"“”'‘’()[],;:-–—.") | {"``", "''"}
_PAIRS = {"“”", "‘’", '""', "()", "[]"}
_HIGHEST = 4  # clauses that a subject may be away from its verb


def subjects(parse: Parse, verb: int) -> list[int]:
    """Who does it: the verb's own subject, else that of the verb it is joined to or stands inside."""
    for _ in range(_HIGHEST):
        own = parse.dependents(verb, *SUBJECTS)
        if own:
            return conjuncts(parse, own[0])
        token = parse.tokens[verb]
        if token.dep in {"acl", "relcl"}:
            return [token.head]
        if token.dep not in {"conj", "xcomp", "advcl", "pcomp"} or token.head == verb:
            return []
        verb = parse.tokens[token.head].head if token.dep == "pcomp" else token.head
    return []


def objects(parse: Parse, verb: int, *preps: str) -> list[int]:
    """What is done: direct objects, or what stands after one of the prepositions."""
    if not preps:
        return [i for first in parse.dependents(verb, "dobj") for i in conjuncts(parse, first)]
    own = parse.dependents(verb, "prep", "agent", "dative")
    own += [c for prep in own for c in parse.dependents(prep, "conj") if parse.tokens[c].pos == "ADP"]
    return [
        i
        for prep in own
        if parse.tokens[prep].lower in preps
        for first in parse.dependents(prep, "pobj", "pcomp")
        for i in conjuncts(parse, first)
    ]


def agents(parse: Parse, verb: int) -> list[int]:
    """Who does it, after a passive ("by …")."""
    return objects(parse, verb, "by")


def conjuncts(parse: Parse, i: int) -> list[int]:
    """The token and what is joined to it by "and", "or" or a comma, in text order."""
    found = [i]
    for one in found:  # grows while it is walked
        found.extend(c for c in parse.dependents(one, "conj") if parse.tokens[c].pos not in {"VERB", "AUX"})
    return found


def alternatives(parse: Parse, i: int) -> bool:
    """Whether the token is joined to another by "or"."""
    return any(parse.tokens[c].lower == "or" for one in conjuncts(parse, i) for c in parse.dependents(one, "cc"))


def noun_phrase(parse: Parse, i: int, *, before: int | None = None) -> Span:
    """The words of a noun phrase without what is said beside it (relative clauses, appositions, other names), and
    without what stands at or after the token `before`.
    """
    first, last = _extent(parse, i, _BESIDE)
    return trimmed(parse, first, last if before is None else max(i, min(last, before - 1)))


def clause(parse: Parse, i: int) -> Span:
    """The words of a predicate with its arguments, without the clauses joined to it."""
    return trimmed(parse, *_extent(parse, i, _APART, verbs_apart=True))


def whole(parse: Parse, i: int) -> Span:
    """Everything that hangs on a token, punctuation at either end taken off."""
    return trimmed(parse, *parse.subtree(i))


def joined(*spans: Span) -> Span:
    """From the first character of the first to the last of the last."""
    return (min(start for start, _ in spans), max(end for _, end in spans))


def trimmed(parse: Parse, first: int, last: int) -> Span:
    """The characters of the tokens `[first, last]` without punctuation at either end, paired quotation marks kept."""
    while last > first and parse.tokens[last].text in _EDGES and not _paired(parse, first, last):
        last -= 1
    while last > first and parse.tokens[first].text in _EDGES and not _paired(parse, first, last):
        first += 1
    return parse.span(first, last)


def role(parse: Parse, mentions: Mentions, i: int, *, before: int | None = None) -> Role:
    """The noun phrase at a token, with the actor or place that its head word is."""
    start, end = noun_phrase(parse, i, before=before)
    mention = mention_at(parse, mentions, i)
    return Role(exact=parse.text[start:end], start=start, end=end, mention=mention.id if mention else None)


def mention_at(parse: Parse, mentions: Mentions, i: int) -> Mention | None:
    """The actor (else the place) that the token is a word of."""
    token = parse.tokens[i]
    for kind in (ActorMention, PlaceMention):
        touching: list[Mention] = list(mentions.touching(token.start, token.end, kind))
        if touching:
            return max(touching, key=lambda m: m.end - m.start)
    return None


def voice(parse: Parse, verb: int) -> Voice:
    """Passive with a passive auxiliary, subject or agent, or a bare participle after its noun ("shelled by …")."""
    token = parse.tokens[verb]
    if parse.dependents(verb, "nsubjpass", "auxpass", "agent"):
        return "passive"
    bare = token.tag == "VBN" and token.dep in {"acl", "relcl"} and not parse.dependents(verb, "nsubj")
    return "passive" if bare else "active"


def _paired(parse: Parse, first: int, last: int) -> bool:
    return parse.tokens[first].text + parse.tokens[last].text in _PAIRS


def _extent(parse: Parse, i: int, left_out: set[str], *, verbs_apart: bool = False) -> tuple[int, int]:
    first = last = i
    for child in parse.children[i]:
        token = parse.tokens[child]
        apart = verbs_apart and token.dep == "conj" and token.pos in {"VERB", "AUX"}
        if token.dep not in left_out and not apart:
            left, right = parse.subtree(child)
            first, last = min(first, left), max(last, right)
    return first, last
