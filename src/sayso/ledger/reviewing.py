"""Reviewing claims together: what was decided meanwhile, whose word is still wanted, and which report comes next."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sayso.errors import DecidedMeanwhileError, DecisionError
from sayso.incidents.decisions import CONFIRMS, deciding, decision_of, is_called, persons_of, reviewed, standing
from sayso.ledger.opened import Opened
from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.store import log, readings, reports, undecided

_DONE = {"accept": "accepted", "reject": "rejected", "amend": "amended"}
_AT_ONCE = 50  # reports looked at in one go


def decisions_on(opened: Opened, target: str) -> list[Decision]:
    """All decisions on something, in order, also those that do not stand."""
    return [decision_of(entry) for entry in log.aimed_at(opened.database, "decision", [target])]


def look_again(opened: Opened, target: str, after: int) -> None:
    """Refuse when the newest decision that stands is not the one that was seen (0: none). Raises DecidedMeanwhileError."""
    stand = standing(decisions_on(opened, target))
    newest = stand[-1] if stand else None
    if newest is None and after:
        raise DecidedMeanwhileError(target, "the decision that you saw was undone")
    if newest is not None and newest.number != after:
        raise DecidedMeanwhileError(target, f"{newest.by} {_DONE.get(newest.verb, 'decided')} it")


def confirming(opened: Opened, wanted: Decision) -> Decision:
    """An `accept`, made a confirmation when another person's decision waits for one. Raises DecisionError for one's own."""
    value = {name: given for name, given in wanted.value.items() if name != CONFIRMS}
    plain = msgspec.structs.replace(wanted, value=value)
    if opened.project.review < 2:
        return plain
    stand = standing(decisions_on(opened, wanted.target))
    made = deciding(stand)
    if made is None or made.verb == "reject" or made.digest not in ("", wanted.digest):
        return plain
    persons = persons_of(made, stand)
    if len(persons) >= opened.project.review:
        raise DecisionError(wanted.target, f"it is {_DONE[made.verb]} already, by {' and '.join(persons)}")
    if is_called(opened.user) in map(is_called, persons):
        raise DecisionError(
            wanted.target,
            f"{opened.user} {_DONE[made.verb]} it, and nobody confirms their own work; it waits for another",
        )
    return msgspec.structs.replace(plain, value={**value, CONFIRMS: made.number})


def next_to_review(opened: Opened, after: str | None) -> str | None:
    """The next report with a claim that waits for whoever asks, behind a report or, failing that, from the beginning on."""
    row = reports.number_of(opened.database, after) if after else None
    found = _first(opened, row or 0)
    if found is None and row:
        found = _first(opened, 0)
    return None if found == after else found


def waits(opened: Opened, claim: Claim, decisions: Iterable[Decision]) -> bool:
    """Whether a claim waits for this person; of the decisions on it those that stand."""
    own = list(decisions)
    review = reviewed(claim, own, opened.project.review)
    made = deciding(own)
    if review == "waiting" and made is not None:
        return is_called(opened.user) not in map(is_called, persons_of(made, own))
    return review in {"suggested", "stale"}


def _first(opened: Opened, after: int) -> str | None:
    """The first report behind a number in which a claim waits for this person."""
    while found := undecided.reports(opened.database, after, opened.project.review, _AT_ONCE):
        for report, number in found:
            if _has_work(opened, report):
                return report
            after = number
    return None


def _has_work(opened: Opened, report: str) -> bool:
    claims = [claim for _, claim in readings.claims_of(opened.database, report)]
    entries = log.aimed_at(opened.database, "decision", sorted({claim.key for claim in claims}))
    by_target: dict[str, list[Decision]] = {}
    for decision in standing(map(decision_of, entries)):
        by_target.setdefault(decision.target, []).append(decision)
    return any(waits(opened, claim, by_target.get(claim.key, ())) for claim in claims)
