"""Who is said to have signed: a row per party, never "signed by all" on one side's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.incidents.agreements.steps import Group, Step, surname, words
from sayso.model.claim import Authenticity, Claim, Party, SignatureStatus
from sayso.model.incident import Signatory
from sayso.model.mention import ActorMention, Mention
from sayso.reading.mentions import Mentions

_PRONOUNS = {"it", "they", "he", "she", "we", "i", "you", "both", "each", "all"}
_WEIGHT: dict[SignatureStatus, int] = {"unknown": 0, "claimed": 1, "shown": 2, "denied": 3}


@dataclass
class _Row:
    actor: str | None
    name: str
    words: set[str]
    signature: SignatureStatus = "unknown"
    claims: list[str] = field(default_factory=list)


def signatories(group: Group, disputed: Sequence[Claim], mentions: Mentions) -> tuple[Signatory, ...]:
    """The parties in text order: denied if any claim denies the signature or calls it fake, else claimed or unknown."""
    rows: list[_Row] = []
    for one in group.steps:
        for party in one.step.parties:
            if party.name.lower() not in _PRONOUNS:
                _enter(rows, party, one, mentions)
    for claim in disputed:
        _enter_fake(rows, claim)
    return tuple(
        Signatory(actor=row.actor, name=row.name, signature=row.signature, claims=tuple(dict.fromkeys(row.claims)))
        for row in rows
    )


def _enter(rows: list[_Row], party: Party, one: Step, mentions: Mentions) -> None:
    mention = _best(mentions, party.mention)
    name = mention.names[0] if isinstance(mention, ActorMention) and mention.names else party.name
    row = next((r for r in rows if _is_same(r, name, mention)), None)
    if row is None:
        row = _Row(actor=party.mention, name=name, words=words(name))
        rows.append(row)
    elif len(words(name)) > len(row.words) and row.words <= words(name):
        row.name, row.words = name, words(name)
    signature = _signature(party, one.claim)
    if signature != "unknown":
        row.claims.append(one.claim.key)
    if _WEIGHT[signature] > _WEIGHT[row.signature]:
        row.signature = signature


def _signature(party: Party, claim: Claim) -> SignatureStatus:
    turned = party.signature == "claimed" and claim.polarity in {"denied", "negated"}
    return "denied" if turned else party.signature


def _enter_fake(rows: Sequence[_Row], claim: Claim) -> None:
    """ "the signature of X is fake" denies X's."""
    said = claim.proposition
    if not isinstance(said, Authenticity) or said.artefact_kind != "signature":
        return
    for row in rows:
        if not surname(row.name).isdisjoint(words(said.artefact.exact)):
            row.signature = "denied"
            row.claims.append(claim.key)


def _best(mentions: Mentions, id: str | None) -> Mention | None:
    """The mention that names it best."""
    mention = mentions.by_id.get(id or "")
    if isinstance(mention, ActorMention) and mention.same_as:
        return mentions.by_id.get(mention.same_as, mention)
    return mention


def _is_same(row: _Row, name: str, mention: Mention | None) -> bool:
    """One name, or one a part of the other at its end ("Khalil" and "Omar Khalil")."""
    own = words(name)
    if own == row.words or (isinstance(mention, ActorMention) and mention.id == row.actor):
        return True
    shorter, longer = sorted((own, row.words), key=len)
    return shorter <= longer and not surname(name).isdisjoint(surname(row.name))
