"""Which of its incidents a report is mainly about: what its headline and its first lines tell, what it keeps coming back to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import log

from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.model.claim import Claim
from sayso.model.incident import Incident
from sayso.model.reading import Reading

_AFTER = frozenset(("arrest",))  # what follows an incident; a report of both is about what it follows
_WORD = re.compile(r"[^\W_]+")
_LEAD = 800  # characters over which the weight of the first lines runs out
_IN_HEADLINE, _IN_LEAD, _TOLL, _CLAIMS = 6.0, 4.0, 3.0, 1.5
_SHORT = 3  # telling words of a headline below which it says little


def main_incident(reading: Reading, told: Sequence[Incident]) -> Incident | None:
    """The incident among those told that the report is mainly about; a part never is, its whole may be."""
    claims = {claim.key: claim for claim in reading.claims}
    headline = _telling(reading.report.title or "")
    wholes = [incident for incident in told if incident.part_of is None]
    return max(wholes, key=lambda i: (i.kind not in _AFTER, _prominence(i, claims, headline)), default=None)


def _prominence(incident: Incident, claims: Mapping[str, Claim], headline: frozenset[str]) -> float:
    """How much of the headline its claims say, how early it is told, with a toll or without, in how many claims."""
    passages = [claims[key].passage for key in incident.claims if key in claims]
    words = frozenset[str]().union(*(_telling(p.exact) for p in passages))
    early = max(0.0, 1.0 - min((p.start for p in passages), default=_LEAD) / _LEAD)
    said = len(words & headline) / max(len(headline), _SHORT)
    return _IN_HEADLINE * said + _IN_LEAD * early + _TOLL * bool(incident.casualties) + _CLAIMS * log(1 + len(passages))


def _telling(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORD.findall(text)) - _plain()


@cache
def _plain() -> frozenset[str]:
    return frozenset(str(lexicon("grouping")["plain_words"]).split())
