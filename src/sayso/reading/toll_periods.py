"""Totals over a period or a campaign, and deaths that are told as the reason for something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.record import Span
from sayso.reading.parse import Parse


def period_of(parse: Parse, cue: int, people: int, cause: int | None) -> Span | None:
    """The words for the period that the figure of a cue sums up; None for a figure of one event.

    `people` is a token of those harmed, `cause` what is said to have harmed them.
    """
    first, last = parse.sentences[parse.tokens[cue].sentence]
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    for match in _words().periods.finditer(parse.text, start, end):
        at = parse.token_at(match.start())
        if at is not None and not _is_superlative(parse, at, first) and _governs(parse, cue, people, at):
            return match.span()
    return _war(parse, cause, cue)


def _is_superlative(parse: Parse, at: int, first: int) -> bool:
    """ "the deadliest attack since May" counts one attack."""
    near = parse.tokens[max(first, at - 6) : at]
    return any(token.lower in _words().not_total or token.tag == "JJS" and token.lower != "least" for token in near)


def _governs(parse: Parse, cue: int, people: int, at: int) -> bool:
    """Whether words of time belong to the cue: by its own clause, a clause coordinated with it, or the noun of the people."""
    tokens = parse.tokens
    t = at
    for _ in range(12):
        if t in (cue, people):
            return True
        if tokens[t].pos in ("VERB", "AUX") and t != at:
            return _same_clause(parse, cue, t)
        if tokens[t].head == t:
            return False
        t = tokens[t].head
    return False


def _same_clause(parse: Parse, cue: int, verb: int) -> bool:
    tokens = parse.tokens
    up = tokens[cue].head
    linked = {"oprd", "acomp", "xcomp", "conj", "nsubj", "nsubjpass", "dobj", "attr", "advcl", "pobj", "aux", "ccomp"}
    if up == verb and tokens[cue].dep in linked:
        return True
    return tokens[verb].head == cue and tokens[verb].dep in ("conj", "aux", "auxpass")


def _war(parse: Parse, cause: int | None, cue: int) -> Span | None:
    """ "the war has killed 400,000": the war is the period."""
    if cause is None or parse.tokens[cause].lower not in _words().wars:
        return None
    has = any(parse.tokens[c].lower in ("has", "have", "had") for c in parse.dependents(cue, "aux"))
    left = max(parse.subtree(cause)[0], cause - 6)
    return parse.span(left, cause) if has and cause < cue else None


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
    wars: frozenset[str]
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
        wars=frozenset(data["wars"]),
        not_total=frozenset(data["not_total"]),
        reasons=frozenset(background["reasons"]),
        lead_to=frozenset(background["lead_to"]),
        by=frozenset(background["by"]),
    )
