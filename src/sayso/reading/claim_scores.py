"""How sure a claim is: how often claims like it give the right words to the right speaker.

Measured, not felt: each attribution of the network has a score that was held against annotated articles (docs/models), and each
rule has the share of its attributions that were right there. The table is made by training/claim_scores.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import prod
from typing import Any

from sayso.lexicon.load import lexicon
from sayso.model.claim import Attribution, ClaimKind


def claim_score(chain: Sequence[Attribution], kind: ClaimKind) -> float:
    """The score of a claim whose words stand in these attributions, outermost first; none: in the report's own voice."""
    if not chain:
        shares = _table()["own_voice"]
        return float(shares.get(kind, shares["other"]))
    return round(prod(_share(one) for one in chain), 2)


def _share(one: Attribution) -> float:
    if one.score is not None:
        return one.score
    rules = _table()["rules"]
    for key in (f"{one.rule} {one.basis}{'' if one.sources else ' nobody'}", one.rule, "other"):
        if key in rules:
            return float(rules[key])
    raise AssertionError("the table of shares has no last row")


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = lexicon("claim_scores")
    return table
