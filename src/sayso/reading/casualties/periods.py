"""Totals over a period or a campaign, and deaths that are told as the reason for something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.record import Span
from sayso.reading.parse import Parse


def periods_in(parse: Parse, sentence: int) -> list[tuple[int, Span]]:
    """The words for a period in a sentence: their first token and their span."""
    first, last = parse.sentences[sentence]
    if _words().hints.isdisjoint(token.lower for token in parse.tokens[first:last]):
        return []
    found = _words().periods.finditer(parse.text, parse.tokens[first].start, parse.tokens[last - 1].end)
    starts = [(parse.token_at(match.start()), match.span()) for match in found]
    return [(at, span) for at, span in starts if at is not None and not _is_superlative(parse, at, first)]


def period_of(parse: Parse, periods: list[tuple[int, Span]], cue: int, people: int, cause: int | None) -> Span | None:
    """The words for the period that the figure of a cue sums up; None for a figure of one event.

    `periods` are those of the sentence, `people` is a token of those harmed, `cause` what is said to have harmed them.
    """
    governed = (span for at, span in periods if _governs(parse, cue, people, at))
    return next(governed, None) or _war(parse, cause, cue)


def _is_superlative(parse: Parse, at: int, first: int) -> bool:
    """ "the deadliest attack since May" counts one attack."""
    near = parse.tokens[max(first, at - 6) : at]
    return any(token.lower in _words().not_total or (token.tag == "JJS" and token.lower != "least") for token in near)


def _governs(parse: Parse, cue: int, people: int, at: int) -> bool:
    """Whether words of time belong to the cue: by its own clause, a clause coordinated with it, or the noun of the people."""
    tokens = parse.tokens
    while tokens[cue].dep == "conj" and tokens[cue].pos == tokens[tokens[cue].head].pos == "NOUN":
        cue = tokens[cue].head  # "12 deaths and 30 injuries"
    t = tokens[tokens[at].head].head if tokens[at].dep == "mark" else at
    for _ in range(12):
        if t in (cue, people):
            return True
        if tokens[t].pos in ("VERB", "AUX"):
            return _same_clause(parse, cue, t)
        if tokens[t].head == t:
            return False
        t = tokens[t].head
    return False


def _same_clause(parse: Parse, cue: int, verb: int) -> bool:
    tokens = parse.tokens
    up = tokens[cue].head
    if tokens[cue].dep in ("acl", "relcl", "amod"):  # "counted 90 people killed and 12 injured"
        while tokens[up].dep == "conj" and tokens[up].head != up:
            up = tokens[up].head
        up = tokens[up].head
    verbs = {verb, tokens[verb].head} if tokens[verb].dep in ("conj", "aux", "auxpass") else {verb}
    return cue in verbs or (up in verbs and tokens[cue].dep in _LINKED | {"acl", "relcl", "amod"})


_LINKED = frozenset("oprd acomp xcomp conj nsubj nsubjpass dobj attr advcl pobj aux ccomp".split())


def _war(parse: Parse, cause: int | None, cue: int) -> Span | None:
    """ "the war has killed 400,000": the war is the period; a campaign or a crisis only when it "has killed"."""
    if cause is None or cause > cue:
        return None
    tokens, lower = parse.tokens, parse.tokens[cause].lower
    verbs = (cue, tokens[cue].head, tokens[tokens[cue].head].head)
    has = any(tokens[c].lower in ("has", "have", "had") for verb in verbs for c in parse.dependents(verb, "aux"))
    if lower not in _words().wars and not (has and lower in _words().campaigns):
        return None
    return parse.span(max(parse.subtree(cause)[0], cause - 6), cause)


def is_background(parse: Parse, cue: int, people: int) -> bool:
    """Whether the harm is told as the reason for something else: "in revenge for the killing of a herder"."""
    tokens, words = parse.tokens, _words()
    first = parse.sentences[tokens[cue].sentence][0]
    for k in range(min(cue, people) - 1, max(first, cue - 12) - 1, -1):
        token = tokens[k]
        if token.lower == "," or (
            token.tag in ("VBD", "VBZ", "VBP") and token.pos == "VERB" and token.lower not in words.reasons
        ):
            return False
        following = tokens[k + 1 : k + 4]
        if token.lower in words.by and following[0].lower == "by":
            return True
        if token.lower in words.reasons and _leads(following):
            return True
    return False


def _leads(following: Sequence[Any]) -> bool:
    for token in following:
        if token.lower in _words().lead_to:
            return True
        if not token.tag.startswith("NN"):
            return False
    return False


class _PeriodWords(NamedTuple):
    periods: re.Pattern[str]
    hints: frozenset[str]
    wars: frozenset[str]
    campaigns: frozenset[str]
    not_total: frozenset[str]
    reasons: frozenset[str]
    lead_to: frozenset[str]
    by: frozenset[str]


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


@cache
def _words() -> _PeriodWords:
    data: dict[str, Any] = lexicon("casualties")
    joined = "|".join(f"(?:{pattern})" for pattern in data["periods"])
    pattern = joined.replace("MONTH", f"(?:{_MONTHS})").replace("YEAR", r"(?:(?:19|20)\d\d)")
    background = data["background"]
    return _PeriodWords(
        periods=re.compile(pattern, re.IGNORECASE),
        hints=frozenset(data["period_hints"]) | frozenset(_MONTHS.lower().split("|")),
        wars=frozenset(data["wars"]),
        campaigns=frozenset(data["campaigns"]),
        not_total=frozenset(data["not_total"]),
        reasons=frozenset(background["reasons"]),
        lead_to=frozenset(background["lead_to"]),
        by=frozenset(background["by"]),
    )
