"""How a predicate is put: negated, hedged, conditional, future, past background."""

from __future__ import annotations

from sayso.reading.found import Status
from sayso.reading.parse import Parse


def status(parse: Parse, i: int) -> Status:
    """The status of the predicate at token `i` inside its own clause (who says it is not looked at)."""
    negated = any(parse.tokens[c].dep == "neg" for c in parse.children[i])
    return Status(polarity="negated" if negated else "affirmed")
