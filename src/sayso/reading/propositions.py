"""What one clause says: figures tied to what caused them, deeds to who is said to have done them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from sayso.model.claim import (
    Aggregate,
    AgreementStep,
    Authenticity,
    Casualties,
    ClaimKind,
    Meaning,
    Occurrence,
    Proposition,
    Responsibility,
    Statement,
)
from sayso.model.record import Record, Span
from sayso.reading.found import Found, FoundToll, Status

_ORDER = (Authenticity, AgreementStep, Responsibility, Casualties, Aggregate, Meaning, Occurrence, Statement)
_KINDS: dict[type[Proposition], ClaimKind] = {
    Casualties: "casualty",
    Aggregate: "aggregate_count",
    Occurrence: "event",
    Meaning: "attribution",
    Authenticity: "authenticity_dispute",
}
_RESPONSIBILITY_KINDS: dict[str, ClaimKind] = {
    "claimed": "responsibility_claim",
    "denied": "denial",
    "acquitted": "denial",
}


class Said(Record, frozen=True, kw_only=True):
    """A proposition of a clause, before it is given to a speaker."""

    span: Span
    proposition: Proposition
    status: Status
    rule: str


def rank(said: Said) -> tuple[int, int]:
    """What a clause is first of all about, when it says several things: the rarer and more specific comes first."""
    aside = isinstance(said.proposition, AgreementStep) and said.proposition.status is None
    return (len(_ORDER) if aside else _ORDER.index(type(said.proposition)), said.span[0])


def propositions_of(found: Sequence[Found], tolls: Sequence[FoundToll], after: Found | None = None) -> list[Said]:
    """Everything that a clause says, each occurrence inside the figures or the responsibility that speak of it.

    `after` is a deed told next, which an accusation without a deed of its own means.
    """
    deeds = [one for one in found if isinstance(one.proposition, Occurrence)]
    grouped = _by_deed(deeds, [one for one in tolls if one.period is None])
    apart = {number for number, group in grouped.items() if number is not None and _is_apart(deeds[number], group)}
    said = [_casualties(deeds, None if n in apart else n, group) for n, group in grouped.items()]
    said += [_aggregate(one) for one in tolls if one.period is not None]
    used = {number for number in grouped if number is not None and number not in apart}
    for one in found:
        if isinstance(one.proposition, Responsibility) and one.proposition.occurrence is None and deeds:
            number = min(range(len(deeds)), key=lambda n: abs(deeds[n].token - one.token))
            used.add(number)
            said.append(_plain(one, msgspec.structs.replace(one.proposition, occurrence=deeds[number].proposition)))
        elif isinstance(one.proposition, Responsibility) and after is not None and not deeds:
            about = after.proposition if one.proposition.occurrence is None else one.proposition.occurrence
            said.append(_plain(one, msgspec.structs.replace(one.proposition, occurrence=about)))
        elif not isinstance(one.proposition, Occurrence):
            said.append(_plain(one, one.proposition))
    said += [
        _left(deed, grouped[number]) if number in apart else _plain(deed, deed.proposition)
        for number, deed in enumerate(deeds)
        if number not in used
    ]
    return sorted(said, key=lambda s: s.span)


def kind_of(proposition: Proposition, *, denied: bool) -> ClaimKind:
    """The claim's kind (domain.md 13.3) by what it says."""
    if denied and not isinstance(proposition, Authenticity):
        return "denial"
    if isinstance(proposition, Statement):
        return proposition.topic
    if isinstance(proposition, Responsibility):
        return _RESPONSIBILITY_KINDS.get(proposition.basis, "attribution")
    if isinstance(proposition, AgreementStep):
        return _agreement_kind(proposition)
    return _KINDS[type(proposition)]


def _agreement_kind(step: AgreementStep) -> ClaimKind:
    if step.status == "violated":
        return "violation_allegation"
    return "signature" if any(party.signature != "unknown" for party in step.parties) else "agreement"


def _by_deed(deeds: Sequence[Found], tolls: Sequence[FoundToll]) -> dict[int | None, list[FoundToll]]:
    """Figures by the number of the deed that caused them: the one they name, else the nearest in the clause."""
    groups: defaultdict[int | None, list[FoundToll]] = defaultdict(list)
    at = {deed.token: number for number, deed in enumerate(deeds)}
    real = [n for n, deed in enumerate(deeds) if isinstance(deed.proposition, Occurrence)]
    for toll in tolls:
        named = at.get(toll.cause) if toll.cause is not None else None
        nearest = min(real, key=lambda n: abs(deeds[n].token - toll.token), default=None)
        groups[nearest if named is None else named].append(toll)
    return dict(groups)


def _is_apart(deed: Found, tolls: Sequence[FoundToll]) -> bool:
    """Whether figures are taken back or denied, but not the deed: who says that "the strike" did not kill 60 grants it."""
    negated = all(toll.status.polarity == "negated" and toll.token != deed.token for toll in tolls)
    granted = isinstance(deed.proposition, Occurrence) and deed.proposition.reference == "definite"
    return negated and (granted or deed.status.polarity == "affirmed")


def _left(deed: Found, tolls: Sequence[FoundToll]) -> Said:
    """The deed without the people whom it is said not to have harmed."""
    if not isinstance(deed.proposition, Occurrence):
        return _plain(deed, deed.proposition)
    spans = {(toll.toll.start, toll.toll.end) for toll in tolls}
    targets = tuple(t for t in deed.proposition.targets if not any(s <= t.start and t.end <= e for s, e in spans))
    kept = msgspec.structs.replace(deed.proposition, targets=targets)
    roles = (*kept.targets, *kept.places, *kept.within, *kept.launched_from)
    starts, ends = [role.start for role in roles], [role.end for role in roles]
    return Said(
        span=(min(kept.trigger.start, *starts), max(kept.trigger.end, *ends))
        if roles
        else (kept.trigger.start, kept.trigger.end),
        proposition=kept,
        status=msgspec.structs.replace(deed.status, polarity="affirmed"),
        rule=deed.rule,
    )


def _casualties(deeds: Sequence[Found], number: int | None, tolls: Sequence[FoundToll]) -> Said:
    deed = deeds[number] if number is not None else None
    spans = [toll.span for toll in tolls] + ([deed.span] if deed else [])
    occurrence = deed.proposition if deed and isinstance(deed.proposition, Occurrence) else None
    return Said(
        span=(min(start for start, _ in spans), max(end for _, end in spans)),
        proposition=Casualties(tolls=tuple(toll.toll for toll in tolls), occurrence=occurrence),
        status=tolls[0].status,
        rule=tolls[0].rule,
    )


def _aggregate(toll: FoundToll) -> Said:
    return Said(span=toll.span, proposition=Aggregate(tolls=(toll.toll,)), status=toll.status, rule=toll.rule)


def _plain(found: Found, proposition: Proposition) -> Said:
    return Said(span=found.span, proposition=proposition, status=found.status, rule=found.rule)
