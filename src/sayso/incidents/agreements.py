"""(to be written)"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import Claim
from sayso.model.incident import Agreement, Dispute, Incident
from sayso.reading.mentions import Mentions


def agreements_of(claims: Sequence[Claim], mentions: Mentions, incidents: Sequence[Incident]) -> list[Agreement]:
    """The agreements that one report speaks of."""
    return []


def disputes_of(claims: Sequence[Claim]) -> list[Dispute]:
    """What is called fake, altered or genuine."""
    return []
