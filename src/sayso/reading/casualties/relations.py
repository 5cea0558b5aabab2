"""How the figures of one report stand to each other across sentences."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.model.claim import Certainty
from sayso.model.quantity import Count
from sayso.reading.casualties.drafts import Draft
from sayso.reading.parse import Parse

_NEAR = 3  # sentences


def related(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The figures with vague words put below the explicit figure beside them, and doubtful deaths of injured made 0 to n.

    "Residents were murdered in their homes" beside "killed 100", and a name after "killed five": taken to be among them,
    which the words do not say (`overlap` stays unknown). An explicit figure always says more than a vague word.
    """
    made = [_doubted(parse, drafts, draft) for draft in drafts]
    explicit = sorted((_sentence(parse, draft), number) for number, draft in enumerate(made) if _is_explicit(draft))
    return [_yielding(parse, made, explicit, number) for number in range(len(made))]


def _sentence(parse: Parse, draft: Draft) -> int:
    return parse.tokens[draft.cue].sentence


def _is_explicit(draft: Draft) -> bool:
    counted = draft.sort in ("counted", "bare", "thing") and draft.amount.kind != "vague_plural"
    return counted and draft.parent is None and (draft.amount.low or 0) > 1


def _yielding(parse: Parse, drafts: list[Draft], explicit: list[tuple[int, int]], number: int) -> Draft:
    """The figure below the nearest explicit one of its outcome, if it is vague, a name or one told of before."""
    draft = drafts[number]
    vague = draft.sort == "plural" or draft.amount.kind == "vague_plural"
    if draft.parent is not None or not (vague or draft.sort in ("named", "definite")) or draft.overlap == "disjoint":
        return draft
    if any(parse.tokens[c].lower in ("also", "too") for c in parse.children[draft.cue]):
        return draft
    place = _sentence(parse, draft)
    around = explicit[bisect_left(explicit, (place - _NEAR, -1)) : bisect_left(explicit, (place + _NEAR + 1, -1))]
    fitting = [
        (abs(at - place), other > number, other)
        for at, other in around
        if (other < number or vague) and _can_hold(drafts[other], draft)
    ]
    return draft._replace(parent=min(fitting)[2]) if fitting else draft


def _can_hold(whole: Draft, part: Draft) -> bool:
    return whole.outcome == part.outcome and (whole.amount.low or 0) >= (part.amount.low or 0)


def _doubted(parse: Parse, drafts: list[Draft], draft: Draft) -> Draft:
    """ "12 injured, one of whom was reportedly killed": none or one, while it is only reported (domain rule R3)."""
    if draft.parent is None or draft.outcome != "killed" or drafts[draft.parent].outcome != "injured":
        return draft
    if doubt_of(parse, draft) is None:
        return draft
    amount = Count(
        low=0, high=draft.amount.high, kind="between", approximator=draft.amount.approximator, exact=draft.amount.exact
    )
    return draft._replace(amount=amount)


def doubt_of(parse: Parse, draft: Draft) -> Certainty | None:
    """What an adverb or verb beside the cue says of its certainty: "reportedly", "feared"."""
    head = parse.tokens[draft.cue].head
    near = [draft.cue - 1, *parse.children[draft.cue], *([head] if parse.dependents(head, "auxpass") else [])]
    return next((_doubts()[parse.tokens[k].lower] for k in near if k >= 0 and parse.tokens[k].lower in _doubts()), None)


@cache
def _doubts() -> dict[str, Certainty]:
    rows: dict[Certainty, list[str]] = lexicon("casualties")["doubt"]
    return {word: certainty for certainty, words in rows.items() for word in words}


def certainty_of(parse: Parse, draft: Draft, stated: Certainty) -> Certainty:
    """The certainty of the clause, or what a doubtful word beside the cue makes of it."""
    return (doubt_of(parse, draft) or stated) if stated == "certain" else stated


def put_in_order(drafts: list[Draft]) -> list[Draft]:
    """The figures in text order, `parent` following them."""
    order = sorted(range(len(drafts)), key=lambda number: (drafts[number].first, -drafts[number].last, number))
    place: dict[int | None, int] = {old: new for new, old in enumerate(order)}
    return [drafts[old]._replace(parent=place.get(drafts[old].parent)) for old in order]
