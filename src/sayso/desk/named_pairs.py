"""The pair that somebody names by accounts or by codes of incidents."""

from __future__ import annotations

from sayso.errors import UnknownIdError
from sayso.ledger import Ledger
from sayso.model.grouped import Comparison
from sayso.model.ledger import IncidentPage


def pair_named(ledger: Ledger, a: str, b: str) -> Comparison | None:
    """The pair, though nobody may have put it into the queue; None when it is no pair."""
    if not a or not b:
        return None
    one, other = _account(ledger, a), _account(ledger, b)
    known = ledger.matching.pair(one, other) or ledger.matching.pair(other, one)
    unlike = one and other and one != other
    return known or (Comparison(a=one, b=other, score=0, features=()) if unlike else None)


def _account(ledger: Ledger, id: str) -> str:
    """The account of this id, or the first of the incident with this code; empty when there is none."""
    if ledger.matching.accounts([id]):
        return id
    try:
        page = ledger.show(id)
    except UnknownIdError:
        return ""
    return page.incident.accounts[0] if isinstance(page, IncidentPage) else ""
