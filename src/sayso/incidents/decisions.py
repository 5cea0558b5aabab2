"""Which decisions stand: a later one replaces an earlier one on the same thing, `undo` takes one back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.ledger import Review

_REVIEWS: dict[str, Review] = {"accept": "accepted", "reject": "rejected", "amend": "amended"}
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


def reviewed(claim: Claim, decisions: Iterable[Decision]) -> Review:
    """What people made of a claim; `stale` when they decided on another reading of it."""
    for decision in reversed(list(decisions)):
        if decision.target == claim.key and decision.verb in _REVIEWS:
            return _REVIEWS[decision.verb] if decision.digest in ("", claim.digest) else "stale"
    return "suggested"


def _subject(decision: Decision) -> tuple[str, ...]:
    """What a decision is on; a later one on the same replaces it."""
    if decision.verb in _REVIEWS:
        return ("claim", decision.target)
    if decision.verb in _PAIRS:
        return ("pair", *sorted((decision.target, str(decision.value.get("other", "")))))
    return (decision.verb, decision.target, str(decision.value.get("field", "")))
