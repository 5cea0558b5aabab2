"""An agreement as one report tells it, cut down to what pages over many reports need: each signature with its claimant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.incidents.originators import Outlet, called, is_unnamed, originator_of, outlet_of, speaker_of
from sayso.incidents.whereabouts import is_described
from sayso.linking.folding import fold
from sayso.model.claim import AgreementStep, Authenticity, Claim, Hop
from sayso.model.grouped import Word
from sayso.model.incident import Agreement, Incident, Signatory
from sayso.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading
from sayso.model.record import Record


class PartyAccount(Record, frozen=True, kw_only=True):
    """A party with the words on its signature: `claimed`, `shown` or `denied`. `key` is the actor's id or the folded name."""

    key: str
    name: str
    actor: str | None = None
    words: tuple[Word, ...] = ()


class AgreementAccount(Record, frozen=True, kw_only=True):
    """`id` is `REPORT/FOUNDING CLAIM`. `named`: the title is a proper name. `broken` are the accounts of incidents that the
    report sets against it, `breaches` the words that do so.
    """

    id: str
    report: str
    outlet: str
    title: str
    named: bool
    kind: str
    day: str | None = None
    first: str | None = None
    duration: str | None = None
    places: tuple[PlaceMention, ...] = ()
    parties: tuple[PartyAccount, ...] = ()
    status: tuple[Word, ...] = ()
    disputes: tuple[Word, ...] = ()
    broken: tuple[str, ...] = ()
    breaches: tuple[Word, ...] = ()
    claims: tuple[str, ...] = ()


class _Teller:
    """Puts claims of one report into words with who says them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.mentions: Mapping[str, Mention] = {m.id: m for m in reading.mentions}
        self.claims: Mapping[str, Claim] = {c.key: c for c in reading.claims}
        self.outlet: Outlet = outlet_of(reading)

    def word(self, key: str, value: str) -> Word:
        """What a claim says."""
        report = self.reading.report
        claim = self.claims[key]
        originator = originator_of(claim, self.mentions, self.outlet, report.published)
        speaker = speaker_of(claim, self.mentions)
        return Word(
            value=value,
            claim=key,
            report=report.id,
            by=_voice(speaker) if speaker is not None else originator.name,
            originator=originator.id,
            day=report.published,
            outlet=self.outlet.name,
        )

    def place(self, id: str | None) -> PlaceMention | None:
        """A named place."""
        mention = self.mentions.get(id or "")
        return mention if isinstance(mention, PlaceMention) and not is_described(mention) else None


def _voice(speaker: Hop) -> str:
    """What a speaker is called: his name, else the words for him."""
    return called(speaker) if is_unnamed(speaker) else speaker.name


def agreement_accounts(reading: Reading) -> tuple[AgreementAccount, ...]:
    """The agreements that a report tells of."""
    teller = _Teller(reading)
    return tuple(_account(teller, agreement) for agreement in reading.agreements if agreement.claims)


def _account(teller: _Teller, agreement: Agreement) -> AgreementAccount:
    report = teller.reading.report
    steps = [(key, step) for key in agreement.claims if (step := _step(teller.claims[key])) is not None]
    start = teller.mentions.get(agreement.start or "")
    words = tuple(teller.word(status.claim, status.value) for status in agreement.status)
    return AgreementAccount(
        id=f"{report.id}/{agreement.claims[0]}",
        report=report.id,
        outlet=teller.outlet.name,
        title=agreement.title,
        named=any(step.title for _, step in steps),
        kind=agreement.kind,
        day=report.published,
        first=start.first if isinstance(start, TimeMention) else None,
        duration=agreement.duration,
        places=tuple(_places(teller, agreement)),
        parties=tuple(_party(teller, party) for party in agreement.parties),
        status=tuple(word for word in words if word.value != "declared_fake"),
        disputes=tuple(_disputes(teller, agreement)),
        broken=tuple(f"{report.id}/{i.claims[0]}" for i in _broken(teller, agreement)),
        breaches=tuple(word for word in words if word.value == "violated"),
        claims=agreement.claims,
    )


def _step(claim: Claim) -> AgreementStep | None:
    return claim.proposition if isinstance(claim.proposition, AgreementStep) else None


def _broken(teller: _Teller, agreement: Agreement) -> list[Incident]:
    return [i for i in teller.reading.incidents if i.id in agreement.violations_alleged and i.claims]


def _places(teller: _Teller, agreement: Agreement) -> Iterator[PlaceMention]:
    """Where it is to hold; where that is not said, where it is said to have been broken."""
    area = teller.place(agreement.area)
    struck = [p.mention for i in _broken(teller, agreement) for p in i.places if p.role == "struck"]
    yield from (p for p in ([area] if area else map(teller.place, struck)) if p is not None)


def _party(teller: _Teller, party: Signatory) -> PartyAccount:
    mention = teller.mentions.get(party.actor or "")
    if isinstance(mention, ActorMention) and mention.actor is None and mention.same_as:
        mention = teller.mentions.get(mention.same_as, mention)
    actor = mention.actor if isinstance(mention, ActorMention) else None
    words = [teller.word(key, value) for key in party.claims if (value := _signature(teller, key, party)) is not None]
    return PartyAccount(key=actor or fold(party.name), name=party.name, actor=actor, words=tuple(words))


def _signature(teller: _Teller, key: str, party: Signatory) -> str | None:
    """What one claim makes of one party's signature."""
    claim = teller.claims[key]
    if isinstance(claim.proposition, Authenticity):
        return "denied"
    step = _step(claim)
    if step is None:
        return None
    own = next((p for p in step.parties if p.mention == party.actor or fold(p.name) in fold(party.name)), None)
    signature = own.signature if own is not None else party.signature
    turned = signature == "claimed" and claim.polarity in ("denied", "negated")
    return "denied" if turned else signature if signature != "unknown" else None


def _disputes(teller: _Teller, agreement: Agreement) -> Iterable[Word]:
    """What of it is called fake, altered or genuine, by whom: the document, a signature or the initiative."""
    verdicts = {d.claim: d for d in teller.reading.disputes}
    fakes = [status.claim for status in agreement.status if status.value == "declared_fake"]
    for key in _about(teller, agreement, fakes):
        found = verdicts.get(key)
        said = teller.claims[key].proposition
        what = said.artefact_kind if isinstance(said, Authenticity) else agreement.kind
        yield teller.word(key, f"{what}: {found.verdict if found is not None else 'fabricated'}")


def _about(teller: _Teller, agreement: Agreement, fakes: Sequence[str]) -> list[str]:
    own = [key for key in agreement.claims if isinstance(teller.claims[key].proposition, Authenticity)]
    return list(dict.fromkeys((*own, *fakes, *_unbound(teller))))


def _unbound(teller: _Teller) -> list[str]:
    """Disputes on a paper that name nothing, in a report with one agreement: they can be about no other."""
    reading = teller.reading
    bound = {key for agreement in reading.agreements for key in agreement.claims}
    if len(reading.agreements) != 1:
        return []
    loose = [c for c in reading.claims if c.key not in bound and isinstance(c.proposition, Authenticity)]
    return [c.key for c in loose if _is_paper(c)]


def _is_paper(claim: Claim) -> bool:
    said = claim.proposition
    return isinstance(said, Authenticity) and said.artefact_kind in ("document", "signature")
