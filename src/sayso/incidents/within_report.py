"""(to be written)"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import Claim
from sayso.model.incident import Incident
from sayso.reading.mentions import Mentions


def incidents_of(claims: Sequence[Claim], mentions: Mentions) -> list[Incident]:
    """The incidents that one report puts together, most prominent first."""
    return []
