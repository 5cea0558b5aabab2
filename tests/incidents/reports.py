"""Short reports for the tests of facets: read for real, grouped by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import sayso
from sayso.incidents.facets import Contested, facets_of
from sayso.incidents.group import accounts_of
from sayso.model.account import Account
from sayso.model.claim import Claim
from sayso.model.decision import Decision, Verb
from sayso.model.grouped import Facet, Position
from sayso.model.reading import Reading

Row = tuple[str, str, str]
"""Day of publication, outlet, text."""


@cache
def read(row: Row, id: str) -> Reading:
    """One report."""
    published, source, text = row
    return sayso.read(text, published=published or None, source=source, id=id)


def readings(rows: Sequence[Row]) -> dict[str, Reading]:
    """The reports as r0, r1 …"""
    return {f"r{n}": read(row, f"r{n}") for n, row in enumerate(rows)}


def accounts(rows: Sequence[Row]) -> list[Account]:
    """All that the reports tell of, taken to be one incident."""
    return [a for reading in readings(rows).values() for a in accounts_of(reading)]


def told(rows: Sequence[Row], decisions: Iterable[Decision] = (), code: str = "LY-2016-0001") -> Contested:
    """What the reports come to, taken to be of one incident."""
    return facets_of(accounts(rows), readings(rows), tuple(decisions), code=code)


def facet(rows: Sequence[Row], field: str, decisions: Iterable[Decision] = ()) -> Facet:
    """One facet."""
    return next(f for f in told(rows, decisions).facets if f.field == field)


def positions(rows: Sequence[Row], field: str, decisions: Iterable[Decision] = ()) -> dict[str, Position]:
    """The positions of one facet by value."""
    return {p.value: p for p in facet(rows, field, decisions).positions}


def claim(rows: Sequence[Row], words: str) -> Claim:
    """The one claim that has these words and gives figures, or else the first that has them."""
    found = [c for r in readings(rows).values() for c in r.claims if words in c.passage.exact]
    return next((c for c in found if c.kind == "casualty"), found[0])


def decision(number: int, verb: Verb, target: str, *, digest: str = "", **value: object) -> Decision:
    """A decision by a person."""
    return Decision(
        number=number, target=target, digest=digest, verb=verb, value=dict(value), by="Amal", at="2016-09-01T10:00:00Z",
        reason="checked with the hospital",
    )  # fmt: skip
