"""Whose a decision is: what each asks for, in one place, for the screens and for the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.desk.access import Deed, may
from sayso.desk.models import Job
from sayso.incidents.decisions import deciding, decision_of, is_called, persons_of
from sayso.ledger import Ledger
from sayso.model.decision import Decision, Verb
from sayso.model.ledger import ClaimRow

REVIEWERS: tuple[Verb, ...] = ("grade", "select")
"""Decisions that are a reviewer's."""

_ASKS: Mapping[str, Deed] = {**dict.fromkeys(REVIEWERS, "review"), "publish": "publish"}

WORK: Mapping[str, Deed] = {"read": "record", "group": "record", "verify": "record", "rebuild": "review"}
"""Work that can be asked for by its kind alone."""


def deed_of(verb: Verb) -> Deed:
    """What a decision asks for by its verb alone."""
    return _ASKS.get(verb, "record")


def deed_on(verb: Verb, row: ClaimRow, name: str) -> Deed:
    """What a decision on a claim asks for: to confirm what another person accepted or amended is a reviewer's."""
    confirms = verb == "accept" and row.review == "waiting" and not is_own(row, name)
    return "review" if confirms else deed_of(verb)


def deed_to_undo(ledger: Ledger, decision: Decision) -> Deed:
    """What it asks for to take a decision back: as much as to make it. Who takes an `undo` back makes again what it undid."""
    while decision.verb == "undo" and decision.supersedes is not None:
        before = ledger.entries([decision.supersedes]).get(decision.supersedes)
        if before is None or before.kind != "decision":
            break
        decision = decision_of(before)
    return deed_of(decision.verb)


def is_own(row: ClaimRow, name: str) -> bool:
    """Whether this person made the decision that stands on a claim, or confirmed it. Nobody confirms their own: the ledger
    refuses it.
    """
    made = deciding(row.decisions)
    return made is not None and is_called(name) in map(is_called, persons_of(made, row.decisions))


def may_change(account: Any, job: Job) -> bool:
    """Whether somebody may cancel or take up work: their own, and a reviewer anybody's."""
    return may(account, "record") and (job.by == account.get_username() or may(account, "review"))
