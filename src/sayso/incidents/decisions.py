"""Which decisions stand: a later one replaces an earlier one on the same thing, `undo` takes one back.

Where a project wants more than one person for a claim, an `accept` of what another person accepted or amended is a
confirmation: its value names the decision that it confirms, and it stands beside that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.ledger import Review

_REVIEWS: dict[str, Review] = {"accept": "accepted", "reject": "rejected", "amend": "amended"}
CONFIRMS = "confirms"
"""In the value of an `accept`: the number of the decision of another person that it confirms."""
_PAIRS = frozenset({"same", "different", "part_of", "unsure"})


def decision_of(entry: Entry) -> Decision:
    """The decision that a log entry holds."""
    return msgspec.convert(
        {
            **entry.data,
            "number": entry.number,
            "target": entry.target,
            "by": entry.by,
            "at": entry.at,
            "reason": entry.reason,
        },
        Decision,
    )


def decision_data(decision: Decision) -> dict[str, Any]:
    """What a log entry holds of a decision beside its own fields."""
    return {
        "verb": decision.verb,
        "digest": decision.digest,
        "value": decision.value,
        "supersedes": decision.supersedes,
    }


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that stand, in order. Undoing an `undo` brings back what it undid."""
    ordered = sorted({d.number: d for d in decisions}.values(), key=lambda d: d.number)
    superseded: set[int] = set()
    for decision in reversed(ordered):
        if decision.supersedes is not None and decision.number not in superseded:
            superseded.add(decision.supersedes)
    kept: dict[tuple[str, ...], Decision] = {}
    for decision in ordered:
        if decision.verb != "undo" and decision.number not in superseded:
            kept.pop(subject := _subject(decision), None)
            kept[subject] = decision
    return sorted(kept.values(), key=lambda d: d.number)


def reviewed(claim: Claim, decisions: Iterable[Decision], persons: int = 1) -> Review:
    """What people made of a claim; `stale` when they decided on another reading of it, `waiting` while fewer than `persons`
    accepted it. Of the decisions those that stand.
    """
    own = [decision for decision in decisions if decision.target == claim.key]
    decision = deciding(own)
    if decision is None:
        return "suggested"
    if decision.digest not in ("", claim.digest):
        return "stale"
    return _REVIEWS[decision.verb] if _is_settled(decision, own, persons) else "waiting"


def deciding(decisions: Iterable[Decision]) -> Decision | None:
    """Of the decisions that stand on one claim the one that says what becomes of it; the others confirm it, or one before."""
    return next((d for d in reversed(list(decisions)) if d.verb in _REVIEWS and not _is_confirmation(d)), None)


def persons_of(decision: Decision, decisions: Iterable[Decision]) -> list[str]:
    """Who stands behind a decision on a claim: whoever made it, then whoever confirmed it, each once."""
    confirmed = [d.by for d in decisions if d.verb == "accept" and d.value.get(CONFIRMS) == decision.number]
    names: dict[str, str] = {}
    for name in (decision.by, *confirmed):
        names.setdefault(is_called(name), name)
    return list(names.values())


def is_called(name: str) -> str:
    """A name as two tellings of it compare."""
    return " ".join(name.split()).casefold()


def settled(decisions: Iterable[Decision], persons: int) -> list[Decision]:
    """Of the decisions that stand those that hold: without confirmations, and without what still waits for another person."""
    standing_now = list(decisions)
    confirmations: dict[str, list[Decision]] = {}
    for decision in standing_now:
        if _is_confirmation(decision):
            confirmations.setdefault(decision.target, []).append(decision)
    return [
        d
        for d in standing_now
        if not _is_confirmation(d)
        and (d.verb not in _REVIEWS or _is_settled(d, confirmations.get(d.target, ()), persons))
    ]


def _is_settled(decision: Decision, decisions: Iterable[Decision], persons: int) -> bool:
    return persons < 2 or decision.verb == "reject" or len(persons_of(decision, decisions)) >= persons


def _is_confirmation(decision: Decision) -> bool:
    return decision.verb == "accept" and CONFIRMS in decision.value


def _subject(decision: Decision) -> tuple[str, ...]:
    """What a decision is on; a later one on the same replaces it."""
    if _is_confirmation(decision):
        return ("confirmation", decision.target, is_called(decision.by))
    if decision.verb in _REVIEWS:
        return ("claim", decision.target)
    if decision.verb in _PAIRS:
        return ("pair", *sorted((decision.target, str(decision.value.get("other", "")))))
    return (decision.verb, decision.target, str(decision.value.get("field", decision.value.get("flag", ""))))
