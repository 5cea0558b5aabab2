"""The claims of a group of accounts with who said them, where and when, and what people made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sayso.incidents.decisions import reviewed
from sayso.incidents.originators import Originator, Outlet, originator_of, outlets_of
from sayso.incidents.whereabouts import same_place
from sayso.model.account import Account
from sayso.model.claim import Casualties, Claim, Occurrence, Proposition, Responsibility, Statement, Toll
from sayso.model.decision import Decision
from sayso.model.incident import Incident
from sayso.model.ledger import Review
from sayso.model.mention import Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading
from sayso.model.record import Record

_TOLD = frozenset(("happened", "attempted"))
_NOT_SAID = frozenset(("hypothetical", "conditional", "question", "future", "historical"))


class Said(Record, frozen=True, kw_only=True):
    """A claim in its report. `claim` is what a person amended it to, if one did; `day` is when the report was published,
    which is when it was said at the latest (None: not known). `incident` is what its report makes of the incident.
    """

    claim: Claim
    report: str
    outlet: Outlet
    originator: Originator
    incident: Incident
    mentions: Mapping[str, Mention]
    day: str | None = None
    review: Review = "suggested"
    decision: int | None = None

    @property
    def rejected(self) -> bool:
        """Whether a person rejected it."""
        return self.review == "rejected"

    @property
    def denies(self) -> bool:
        """Whether it says that something is not so."""
        claim = self.claim
        denied = isinstance(claim.proposition, Responsibility) and claim.proposition.basis in ("denied", "acquitted")
        if isinstance(claim.proposition, Responsibility):
            return denied
        return claim.stance == "denies" or claim.polarity in ("denied", "negated")

    @property
    def counts(self) -> bool:
        """Whether it is said of what happened: no question, supposition, plan or background."""
        return self.claim.modality not in _NOT_SAID

    @property
    def occurrence(self) -> Occurrence | None:
        """What it says happened."""
        return occurrence_of(self.claim)


def said_of(
    accounts: Iterable[Account], readings: Mapping[str, Reading], decisions: Sequence[Decision] = ()
) -> list[Said]:
    """The claims of the accounts of one incident in time order, each once; with the denials of the same reports that are
    about it. `decisions` are those that stand.
    """
    accounts = list(accounts)
    outlets = outlets_of(accounts, readings)
    by_target: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_target.setdefault(decision.target, []).append(decision)
    found: dict[tuple[str, str], Said] = {}
    for account in accounts:
        for one in _of_account(account, readings[account.report], outlets[account.report]):
            found.setdefault((one.report, one.claim.key), _reviewed(one, by_target.get(one.claim.key, [])))
    return sorted(found.values(), key=_order)


def incident_of(account: Account, reading: Reading) -> Incident | None:
    """What the account's report makes of its incident; of a denial alone, no more than its words."""
    if account.denial:
        return Incident(id="", kind=account.kind, realis=account.realis, title="", claims=account.claims)
    key, _, number = account.id.partition("/")[2].partition(".")
    founded = [i for i in reading.incidents if i.claims[:1] == (key,) and i.realis in _TOLD]
    nth = int(number or 1) - 1
    if nth < len(founded) and founded[nth].claims == account.claims:
        return founded[nth]
    alike = [i for i in reading.incidents if i.claims == account.claims or key in i.claims]
    return next((i for i in alike if (i.kind, i.title) == (account.kind, account.title)), next(iter(alike), None))


def occurrence_of(claim: Claim) -> Occurrence | None:
    """What a claim says happened."""
    said = claim.proposition
    if isinstance(said, Occurrence):
        return said
    return said.occurrence if isinstance(said, Casualties | Responsibility | Statement) else None


def tolls_of(said: Said) -> tuple[Toll, ...]:
    """The figures that a claim gives for its incident. The toll of a whole is not its parts' (R11), and a bare plural
    beside a number says nothing.
    """
    claim, incident = said.claim, said.incident
    if not isinstance(claim.proposition, Casualties):
        return ()
    if incident.part_of is not None and claim.key not in {row.claim for row in incident.casualties}:
        return ()
    rows = {row.id for row in incident.casualties}
    tolls = claim.proposition.tolls
    plain = said.review == "amended" or said.denies
    return tuple(t for t in tolls if plain or t.count.kind != "vague_plural" or t.id in rows)


def _of_account(account: Account, reading: Reading, outlet: Outlet) -> Iterator[Said]:
    incident = incident_of(account, reading)
    if incident is None:
        return
    mentions = {m.id: m for m in reading.mentions}
    day = reading.report.published
    beside = [] if account.denial else denials_about(incident, reading, mentions)
    for told in [c for c in reading.claims if c.key in incident.claims] + beside:
        claim = undenied(told, reading)
        yield Said(
            claim=claim,
            report=account.report,
            outlet=outlet,
            originator=originator_of(claim, mentions, outlet, day),
            incident=incident,
            mentions=mentions,
            day=day,
        )


def undenied(claim: Claim, reading: Reading) -> Claim:
    """A toll that stands inside a denial of who did it as the report's own word: who denies that he was "behind the strike in
    which ten people died" does not deny that they died.
    """
    told = claim.proposition
    if claim.stance != "denies" or not isinstance(told, Casualties):
        return claim
    if told.occurrence is None or told.occurrence.reference != "definite":
        return claim
    held = (c.passage for c in reading.claims if isinstance(c.proposition, Responsibility) and c.stance == "denies")
    if not any(p.start <= claim.passage.start and claim.passage.end <= p.end for p in held):
        return claim
    return msgspec.structs.replace(claim, chain=claim.chain[:1], kind="casualty", stance="reports", polarity="affirmed")


def denials_about(incident: Incident, reading: Reading, mentions: Mapping[str, Mention]) -> list[Claim]:
    """Denials in a report that belong to none of its incidents and speak of this one: of its kind, of a place or day of
    it, and at odds with neither; or, in a report with one incident, at odds with nothing.
    """
    if incident.part_of is not None:
        return []
    taken = {key for i in reading.incidents for key in i.claims}
    loose = [c for c in reading.claims if c.key not in taken and (c.polarity == "denied" or c.stance == "denies")]
    only = sum(i.part_of is None for i in reading.incidents) == 1
    return [c for c in loose if (of := occurrence_of(c)) is not None and _is_about(of, incident, mentions, only)]


def _is_about(occurrence: Occurrence, incident: Incident, mentions: Mapping[str, Mention], only: bool) -> bool:
    if occurrence.event != incident.kind and "other" not in (occurrence.event, incident.kind):
        return False
    theirs = _places(mentions, (p.mention for p in occurrence.places))
    ours = _places(mentions, (p.mention for p in incident.places if p.role == "struck"))
    place = any(same_place(a, b) for a in theirs for b in ours) if theirs and ours else None
    day = _same_days(mentions.get(occurrence.when or ""), mentions.get(incident.when or ""))
    return False not in (place, day) and (only or place is not None or day is not None)


def _places(mentions: Mapping[str, Mention], ids: Iterable[str | None]) -> list[PlaceMention]:
    return [m for i in ids if isinstance(m := mentions.get(i or ""), PlaceMention)]


def _same_days(one: Mention | None, other: Mention | None) -> bool | None:
    if not isinstance(one, TimeMention) or not isinstance(other, TimeMention) or not one.first or not other.first:
        return None
    return one.first <= (other.last or "~") and other.first <= (one.last or "~")


def _reviewed(said: Said, decisions: Sequence[Decision]) -> Said:
    """The claim as people left it; a decision on another reading of it does not apply."""
    review = reviewed(said.claim, decisions)
    if review not in ("accepted", "rejected", "amended"):
        return msgspec.structs.replace(said, review=review)
    decision = decisions[-1]
    claim = said.claim
    if review == "amended":
        claim = msgspec.structs.replace(claim, proposition=_amended(decision))
    return msgspec.structs.replace(said, claim=claim, review=review, decision=decision.number)


def _amended(decision: Decision) -> Proposition:
    proposition: Proposition = msgspec.convert(decision.value["proposition"], Proposition)
    return proposition


def _order(said: Said) -> tuple[str, str, int, str]:
    return (said.day or "~", said.report, said.claim.passage.start, said.claim.key)
