"""What people decide: appended, signed, reasoned, naming the digest that they saw."""

from __future__ import annotations

from typing import Any, Literal

from sayso.model.record import Record

Verb = Literal[
    "accept", "reject", "amend", "same", "different", "part_of", "unsure", "grade", "select", "publish", "undo",
]  # fmt: skip


class Decision(Record, frozen=True, kw_only=True):
    """One decision. `target` is a claim key, an account id or an incident code by verb; `digest` the digest of the target
    that the person saw (empty when the target has none); `value` what the verb needs (the other account of `same`, the
    new proposition of `amend`, the grade, the value selected, the flag and verdict of `publish`); `number` the log entry that
    holds it; `supersedes` the number of the decision that it replaces (`undo` always does).
    """

    number: int
    target: str
    digest: str
    verb: Verb
    value: dict[str, Any]
    by: str
    at: str
    reason: str
    supersedes: int | None = None
