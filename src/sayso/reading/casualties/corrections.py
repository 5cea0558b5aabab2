"""Figures that a report takes back, and those that it puts in their place."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.casualties.drafts import Draft
from sayso.reading.casualties.harm import HarmSentence
from sayso.reading.casualties.harm_words import harm_words
from sayso.reading.parse import Parse


def add_corrected(sentence: HarmSentence, drafts: list[Draft], taken: dict[int, int]) -> None:
    """ "The right figure is 53": of what the last figure before it was of."""
    tokens, words = sentence.parse.tokens, _words()
    before = next((draft for draft in reversed(drafts) if draft.outcome in ("killed", "injured")), None)
    if before is None:
        return
    for number, group in enumerate(sentence.groups):
        noun = group.first - 2
        if number in taken or group.sort not in ("bare", "counted") or noun <= sentence.first:
            continue
        joint = tokens[noun + 1].lower
        if (
            joint in harm_words().toll_before
            and tokens[noun].lower in words.figures
            and tokens[noun - 1].lower in words.right
        ):
            taken[number] = len(drafts)
            rule = "casualties.corrected"
            drafts.append(
                Draft(noun, before.outcome, group.amount, group.first, group.last, rule, group.sort, update=True)
            )


def may_correct(lowers: set[str]) -> bool:
    """Whether a sentence with these words may put a figure right."""
    return not (_words().figures.isdisjoint(lowers) or _words().right.isdisjoint(lowers))


def is_retracted(parse: Parse, cue: int) -> bool:
    """Whether the report tells only what an earlier version of itself had said."""
    k = cue
    for _ in range(_DEEP):
        subjects = parse.dependents(k, "nsubj")
        if any(_is_earlier(parse, subject) for subject in subjects):
            return True
        if parse.tokens[k].head == k or (subjects and parse.tokens[k].dep == "conj"):
            return False
        k = parse.tokens[k].head
    return False


_DEEP = 8  # verbs that a figure may stand under


def _is_earlier(parse: Parse, noun: int) -> bool:
    """ "An earlier version of this report", "our earlier report"; an earlier report of others is not taken back by it."""
    words, near = _words(), {parse.tokens[child].lower for child in parse.children[noun]}
    if near.isdisjoint(words.earlier):
        return False
    lemma = parse.tokens[noun].lemma
    return lemma in words.versions or (lemma in words.reports and not near.isdisjoint(words.own))


class _Words(NamedTuple):
    versions: frozenset[str]
    reports: frozenset[str]
    earlier: frozenset[str]
    own: frozenset[str]
    right: frozenset[str]
    figures: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = lexicon("casualties")["corrections"]
    return _Words(*(frozenset(data[name]) for name in _Words._fields))
