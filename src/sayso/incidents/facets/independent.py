"""Who of those that say a thing say it of this incident, and who of them are independent of each other (R7).

Whoever says that the incident happened tells of it. That nobody claimed it, condolences, a condemnation, "one of the
strikes" tell of nothing. Who prints what others say is not independent of them: his own words on the incident count
only where he quotes nobody for it, or where he was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sayso.incidents.facets.said import Said
from sayso.incidents.originators import is_press, names_nobody
from sayso.incidents.whereabouts import is_wide
from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.model.claim import Casualties, ClaimKind, Occurrence, Responsibility
from sayso.model.mention import ActorMention, PlaceMention

_TELLING: frozenset[ClaimKind] = frozenset((
    "event", "casualty", "attribution", "responsibility_claim", "violation_allegation", "violation_finding", "identity",
))  # fmt: skip
_REAL = frozenset(("happened", "attempted"))
_NEAR = 15  # most characters between a witness and what he saw: "our correspondent there saw"


def tells(said: Said) -> bool:
    """Whether a claim says of this incident that it happened, or who did it, and no person rejected it."""
    return not said.rejected and asserts(said)


def asserts(said: Said) -> bool:
    """Whether a claim says of this incident that it happened, or who did it."""
    claim, told = said.claim, said.claim.proposition
    if not said.counts or said.denies or claim.kind not in _TELLING or claim.polarity == "negated":
        return False
    if isinstance(told, Responsibility):
        return any(not names_nobody(role.exact) for role in told.actors)
    if isinstance(told, Casualties):
        return bool(told.tolls)
    return isinstance(told, Occurrence) and told.realis in _REAL and _says_something(told, said)


def _says_something(told: Occurrence, said: Said) -> bool:
    """Whether it says what was struck, where in a country, with what or by whom; of a deed of this kind, who was struck, or
    only that there was one. "Those killed in the strike", "one of the strikes", "in Libya somebody is killed every day"
    are no word on this incident.
    """
    if told.reference == "generic" or _is_some(told, said):
        return False
    struck = any(not is_wide(p) for p in _places(told, said)) or any(t.kind == "physical" for t in told.targets)
    if told.perpetrators or told.weapons or struck:
        return True
    own = told.event == said.incident.kind
    return own and bool(told.reference == "new" or told.places or told.targets)


def _places(told: Occurrence, said: Said) -> list[PlaceMention]:
    """Where it is said to have been."""
    return [m for role in told.places if isinstance(m := said.mentions.get(role.mention or ""), PlaceMention)]


def _is_some(told: Occurrence, said: Said) -> bool:
    """Whether it is said of some deed of several: "at least one of the strikes"."""
    passage = said.claim.passage
    before = fold(passage.exact[: max(told.trigger.start - passage.start, 0)]).split()
    return len(before) > 2 and before[-3] in _words("some") and before[-2] == "of"


def independent(said: Iterable[Said]) -> list[Said]:
    """Those of whom none prints another: without whoever quotes others for the same and was not there. Copies of one story
    have one narrator.
    """
    told = list(said)
    quoted = [one for one in told if not narrated(one)]
    pieces, printers = {one.outlet.piece for one in quoted}, {one.outlet.own.id for one in quoted}
    kept: list[Said] = []
    narrators: dict[str, str] = {}
    for one in told:
        if narrated(one) and not witnessed(one):
            if one.outlet.piece in pieces or one.originator.id in printers:
                continue
            if narrators.setdefault(one.outlet.piece, one.originator.id) != one.originator.id:
                continue
        kept.append(one)
    return kept


def narrated(said: Said) -> bool:
    """Whether these are a paper's or an agency's own words. A mission that prints itself stands by what it says."""
    return said.originator.id in (said.outlet.origin.id, said.outlet.own.id) and is_press(said.originator.id)


def witnessed(said: Said) -> bool:
    """Whether the outlet's own people saw it: "our correspondent said", "a reporter of the paper counted"."""
    hop = said.claim.chain[-1] if said.claim.chain else None
    if hop is not None and hop.basis != "outlet" and _is_witness(hop.text):
        return True
    start = said.claim.passage.start
    before = (m for m in said.mentions.values() if isinstance(m, ActorMention) and 0 <= start - m.end <= _NEAR)
    return any(_is_witness(m.exact) for m in before)


def who(said: Sequence[Said]) -> tuple[str, ...]:
    """The ids of the independent originators of some claims."""
    return tuple(sorted({one.originator.id for one in independent(said)}))


def _is_witness(words: str) -> bool:
    return not _words("witnesses").isdisjoint(fold(words).split())


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("originators")[name])
