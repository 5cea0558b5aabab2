"""Who says each claim of an incident: whom it goes back to, who printed it, and through whom it came.

Grouping puts claims under values; a page that lays values beside those who hold them asks this for the other half.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.incidents.facets.grade import tellers
from sayso.incidents.facets.independent import tells
from sayso.incidents.facets.said import Said, said_of
from sayso.incidents.originators import OTHER, Originator, names_of
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.ledger import Review
from sayso.model.reading import Reading
from sayso.model.record import Record


class Voice(Record, frozen=True, kw_only=True):
    """One claim of an incident in one report. `side` is the originator's ("other": of the press, or nobody's), `side_name` what
    to call it; `chain` are the speakers from the outermost in; `tells`: it says of the incident that it happened.
    """

    claim: str
    report: str
    outlet: str
    piece: str
    originator: Originator
    side_name: str
    chain: tuple[str, ...]
    words: str
    day: str | None = None
    review: Review = "suggested"
    tells: bool = False
    denies: bool = False


class Voices(Record, frozen=True, kw_only=True):
    """All voices of an incident in time order. `tellers` are the independent originators that say that it happened, by id
    with their names.
    """

    voices: tuple[Voice, ...]
    tellers: dict[str, str]


def voices_of(
    accounts: Iterable[Account], readings: Mapping[str, Reading], decisions: Sequence[Decision] = ()
) -> Voices:
    """The voices of some accounts of one incident; `decisions` are those that stand."""
    said = said_of(accounts, readings, decisions)
    return Voices(voices=tuple(map(_voice, said)), tellers=tellers(said))


def _voice(said: Said) -> Voice:
    side = said.originator.side
    return Voice(
        claim=said.claim.key,
        report=said.report,
        outlet=said.outlet.name,
        piece=said.outlet.piece,
        originator=said.originator,
        side_name="" if side == OTHER else names_of(side),
        chain=tuple(" ".join(hop.name.split()) for hop in said.claim.chain),
        words=" ".join(said.claim.passage.exact.split()),
        day=said.day,
        review=said.review,
        tells=tells(said),
        denies=said.denies,
    )
