"""Agreements as one report tells them, a signature per party and per claimant; and what is called fake or genuine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.incidents.agreements.signatures import signatories
from sayso.incidents.agreements.steps import Group, Step, grouped
from sayso.model.claim import Authenticity, Claim, Role, Verdict
from sayso.model.incident import Agreement, Dispute, Incident, StatusClaim
from sayso.model.mention import ActorMention
from sayso.reading.mentions import Mentions

_CONTRARY: dict[Verdict, Verdict] = {"fabricated": "authentic", "altered": "authentic", "authentic": "fabricated"}
_SET_AGAINST = {"agreements.set_against"}
_ARTICLES = {"a", "an", "the", "this", "that"}


def agreements_of(claims: Sequence[Claim], mentions: Mentions, incidents: Sequence[Incident]) -> list[Agreement]:
    """The agreements that one report speaks of, in text order."""
    groups = grouped(claims, mentions)
    disputed = [claim for claim in claims if _is_called_fake(claim)]
    by_key = {claim.key: claim for claim in claims}
    return [
        _agreement(n, group, disputed, mentions, _broken(group, incidents, by_key)) for n, group in enumerate(groups, 1)
    ]


def disputes_of(claims: Sequence[Claim]) -> list[Dispute]:
    """What is called fake, altered or genuine; "is not fake" is called genuine."""
    return [
        Dispute(artefact=said.artefact, verdict=_verdict(claim, said), claim=claim.key)
        for claim in claims
        if isinstance(said := claim.proposition, Authenticity) and claim.modality not in {"question", "hypothetical"}
    ]


def _verdict(claim: Claim, said: Authenticity) -> Verdict:
    turned = claim.polarity in {"denied", "negated"}
    return _CONTRARY.get(said.verdict, said.verdict) if turned else said.verdict


def _is_called_fake(claim: Claim) -> bool:
    said = claim.proposition
    return isinstance(said, Authenticity) and _verdict(claim, said) in {"fabricated", "altered"}


def _agreement(
    number: int, group: Group, disputed: Sequence[Claim], mentions: Mentions, broken: tuple[str, ...]
) -> Agreement:
    about = [claim for claim in disputed if group.is_meant_by(claim)]
    signed = signatories(group, about, mentions)
    said = [claim for claim in about if group.title_in(claim) or not _of_one_signature(claim)]
    steps = [one.step for one in group.steps]
    keys = dict.fromkeys([*(one.claim.key for one in group.steps), *(claim.key for claim in about)])
    return Agreement(
        id=f"g{number}",
        title=_title(group),
        kind=steps[0].kind,
        parties=signed,
        area=next((role.mention for step in steps for role in step.area if role.mention), None),
        start=next((step.start for step in steps if step.start), None),
        duration=next((step.duration for step in steps if step.duration), None),
        status=tuple(_statuses(group.steps, said)),
        proposed_by=next((_name(role, mentions) for step in steps if (role := step.proposed_by)), None),
        conditions=tuple(step.conditions for step in steps if step.conditions),
        violations_alleged=broken,
        claims=tuple(keys),
    )


def _title(group: Group) -> str:
    """The name that the report gives it, else its first naming words and where it holds."""
    if group.title:
        return group.title
    words = group.steps[0].step.agreement.exact.split()
    name = " ".join(words[1:] if words[0].lower() in _ARTICLES and len(words) > 1 else words)
    area = next((role.exact for one in group.steps for role in one.step.area), None)
    return f"{name} in {area}" if area and area not in name else name


def _statuses(steps: Iterable[Step], disputed: Iterable[Claim]) -> Iterable[StatusClaim]:
    """What each claim makes of it; what somebody denies or negates is `denied`, but a signature denied is the party's."""
    for one in steps:
        value = one.step.status
        signed = any(party.signature != "unknown" for party in one.step.parties)
        if value is not None and not (signed and (value == "denied" or one.claim.polarity != "affirmed")):
            turned = one.claim.polarity in {"denied", "negated"} and value not in {"violated", "rejected", "ended"}
            yield StatusClaim(value="denied" if turned else value, claim=one.claim.key)
    for claim in disputed:
        yield StatusClaim(value="declared_fake", claim=claim.key)


def _of_one_signature(claim: Claim) -> bool:
    return isinstance(claim.proposition, Authenticity) and claim.proposition.artefact_kind == "signature"


def _name(role: Role, mentions: Mentions) -> str:
    found = mentions.by_id.get(role.mention or "")
    return found.names[0] if isinstance(found, ActorMention) and found.names else role.exact


def _broken(group: Group, incidents: Sequence[Incident], by_key: dict[str, Claim]) -> tuple[str, ...]:
    """Incidents that the text sets against the agreement: told in the words that speak of its breach, or of its being
    followed by raids.
    """
    spans = [
        (one.claim.passage.start, one.claim.passage.end)
        for one in group.steps
        if (one.step.status == "violated" or one.claim.rule in _SET_AGAINST) and one.claim.polarity == "affirmed"
    ]
    told = ((incident, by_key[key].passage) for incident in incidents for key in incident.claims if key in by_key)
    ids = [i.id for i, words in told if any(words.start < end and start < words.end for start, end in spans)]
    wholes = {incident.id: incident.part_of or incident.id for incident in incidents}
    return tuple(dict.fromkeys(wholes[one] for one in ids))
