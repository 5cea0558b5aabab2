"""Made-up bulletins: a monitor's round-up of the incidents of some days, four to a report, each with who says what of it.

Newspapers (ledgers.py) tell of one deed many times over; bulletins are where most incidents of a large archive come from,
each told once or twice. Together they are a project in which an incident has four claims in the mean.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import msgspec

from bench.ledger_readings import STRUCK, Deed, Telling, filling, row, where
from bench.ledgers import confusable, somebody, struck, towns_of
from sayso.model.claim import AgreementStep, Casualties, Claim, Party, Responsibility
from sayso.model.incident import Accused, Agreement, Incident, PlaceRole, Signatory, StatusClaim
from sayso.model.reading import Reading
from sayso.model.record import passage
from sayso.reader import Piece

DEEDS = 4
"""Of a bulletin."""

_START = date(2002, 1, 1)
_DAYS = 4_300  # up to where the newspapers begin
_EACH = 7  # days that a bulletin looks back on
_PACTS = 10  # one bulletin in so many tells of a truce
_MONITORS = tuple(f"{name} Monitor" for name in "Meridian Lighthouse Compass Almanac Sextant Harrier".split())
_PARTIES = ("National Army", "Salvation Forces", "Northern Brigades", "Council of Elders", "Coastal Union")


class Item(NamedTuple):
    """What a bulletin has of one deed: who saw it and who speaks for the town, and whether the side that is blamed denies."""

    deed: Deed
    people: tuple[str, str]
    denied: bool

    @property
    def sentences(self) -> list[str]:
        """One claim each."""
        deed, (resident, spokesman) = self.deed, self.people
        head = f"{STRUCK[deed.kind]} {deed.town.name} killed {deed.killed} people and wounded {deed.killed * 2}"
        return [
            f"{head} on {deed.day}, a hospital official said.",
            f"{resident} said the {deed.building} in the {deed.quarter} quarter was hit.",
            f"The {deed.side} did it, {spokesman} of the town council said.",
            *([f"The {deed.side} denied it."] if self.denied else ()),
        ]


class Pact(NamedTuple):
    """A truce, and who is said to have signed it by whom."""

    town: str
    parties: tuple[str, str]
    speaker: str

    @property
    def sentences(self) -> list[str]:
        """One claim each: that both signed, and that one of them says it did not."""
        one, other = self.parties
        signed = f"The {one} and the {other} signed a truce for {self.town}, {self.speaker}, a mediator, said."
        return [signed, f"The {other} denied that it signed a truce."]


class _Bulletin(NamedTuple):
    line: str
    number: int
    outlet: str
    published: str
    items: tuple[Item, ...]
    pact: Pact | None
    filling: int


class Bulletin(_Bulletin):
    """`line` stands above it; `filling` is how many sentences that claim nothing stand behind each item."""

    @property
    def text(self) -> str:
        """The bulletin."""
        return self.line + " ".join(self.sentences)

    @cached_property
    def sentences(self) -> list[str]:
        """All of them, in order."""
        chance = random.Random(self.number)  # noqa: S311 - nothing is secret here
        told: list[str] = []
        for item in self.items:
            told += item.sentences
            told += [filling(chance) for _ in range(self.filling)]
        return told + (self.pact.sentences if self.pact else [])

    def reading(self, piece: Piece) -> Reading:
        """Its reading."""
        return _Told(self, piece).reading()


def bulletins(incidents: int, seed: int = 7) -> Iterator[Bulletin]:
    """Bulletins that tell of so many deeds, which a careful person can tell apart, by the days that they look back on."""
    chance = random.Random(f"{seed}/{incidents}/bulletins")  # noqa: S311 - nothing is secret here
    many = -(-incidents // DEEDS)
    before: list[Deed] = []
    for number in range(many):
        start = _START + timedelta(days=number * _DAYS // many)
        items: list[Item] = []
        for _ in range(min(DEEDS, incidents - number * DEEDS)):
            deed = _apart(chance, number * DEEDS + len(items), start, before)
            before.append(deed)
            items.append(Item(deed, (somebody(chance), somebody(chance)), denied=chance.random() < 0.5))
        earliest = (start - timedelta(days=_EACH)).isoformat()
        before = [deed for deed in before if deed.day >= earliest]
        pact = _pact(chance, items[0].deed) if number % _PACTS == 0 else None
        published = (start + timedelta(days=_EACH)).isoformat()
        outlet = chance.choice(_MONITORS)
        yield Bulletin(_line(outlet, number), number, outlet, published, tuple(items), pact, filling=1)


def review(deeds: Sequence[Deed], outlet: str, published: str, words: int) -> Bulletin:
    """One very long report that tells of these deeds again, about so many words long."""
    chance = random.Random(words)  # noqa: S311 - nothing is secret here
    items = tuple(Item(deed, (somebody(chance), somebody(chance)), denied=True) for deed in deeds)
    each = sum(len(sentence.split()) for item in items for sentence in item.sentences) / len(items)
    lacking = max(0, round((words / len(items) - each) / len(filling(chance).split())))
    return Bulletin(_line(outlet, words), words, outlet, published, items, None, lacking)


def _line(outlet: str, number: int) -> str:
    return f"{outlet}, bulletin {number}. "


def _apart(chance: random.Random, number: int, start: date, before: Sequence[Deed]) -> Deed:
    towns = towns_of(5)
    while True:
        town = towns[int(len(towns) * chance.random() ** 3)]  # the large ones more often
        deed = struck(chance, number, town, start, _EACH)
        if not any(other.day == deed.day and confusable(deed, other) for other in before):
            return deed


def _pact(chance: random.Random, deed: Deed) -> Pact:
    nation = deed.side.split()[0]
    one, other = chance.sample(_PARTIES, 2)
    return Pact(deed.town.name, (f"{nation} {one}", f"{nation} {other}"), somebody(chance))


class _Told(Telling):
    """The reading of a bulletin."""

    def __init__(self, bulletin: Bulletin, piece: Piece) -> None:
        super().__init__(bulletin.sentences, bulletin.line, piece)
        self.bulletin = bulletin

    def reading(self) -> Reading:
        incidents: list[Incident] = []
        sentence = 0
        for item in self.bulletin.items:
            incidents.append(self._item(sentence, len(incidents) + 1, item))
            sentence += len(item.sentences) + self.bulletin.filling
        pact = self.bulletin.pact
        return self._put_together(incidents, [self._pact(sentence, pact)] if pact else [])

    def _item(self, first: int, number: int, item: Item) -> Incident:
        deed = item.deed
        town, day = self._town(first, deed.town), self._day(first, deed.day)
        quarter = self._place(first + 1, deed.quarter, deed.town)
        resident, spokesman = self._actor(first + 1, item.people[0]), self._actor(first + 2, item.people[1])
        side = self._actor(first + 2, deed.side)
        occurrence = self._occurrence(first, deed, town, day, side)
        killed = self._toll(first, "killed", deed.killed)
        injured = self._toll(first, "injured", deed.killed * 2)
        hit = msgspec.structs.replace(
            occurrence, places=(self._role(quarter),), targets=(self._target(first + 1, deed.building),)
        )
        official = "a hospital official"
        toll = self._claim(first, "casualty", Casualties(tolls=(killed, injured), occurrence=occurrence), official)
        seen = self._claim(first + 1, "event", hit, item.people[0], resident.id)
        by = Responsibility(basis="accused", actors=(self._role(side),), occurrence=occurrence)
        blame = self._claim(first + 2, "attribution", by, item.people[1], spokesman.id)
        claims: list[Claim] = [toll, seen, blame]
        if item.denied:
            no = msgspec.structs.replace(by, basis="denied")
            claims.append(self._claim(first + 3, "denial", no, deed.side, side.id, stance="denies", polarity="denied"))
        accused = Accused(**where(side), actor=side.id, individual=False, state=None, basis="accused", by=(blame.key,))
        return Incident(
            id=f"i{number}", kind=deed.kind, realis="happened", title=f"{deed.kind} in {deed.town.name}", when=day.id,
            places=(PlaceRole(mention=quarter.id), PlaceRole(mention=town.id)), perpetrators=(accused,),
            targets=hit.targets, casualties=(row(0, killed, toll), row(1, injured, toll)),
            claims=tuple(claim.key for claim in claims),
        )  # fmt: skip

    def _pact(self, first: int, pact: Pact) -> Agreement:
        town = self._town(first, self.bulletin.items[0].deed.town)
        actors = [self._actor(first, party) for party in pact.parties]
        mediator = self._actor(first, pact.speaker)
        start, _ = self.spans[first]
        at = self.piece.text.index("a truce", start)
        parties = tuple(
            Party(name=name, mention=actor.id, signature="claimed")
            for name, actor in zip(pact.parties, actors, strict=True)
        )
        step = AgreementStep(
            agreement=passage(self.piece.text, (at, at + 7)), status="claimed_signed", kind="truce", parties=parties,
            area=(self._role(town),),
        )  # fmt: skip
        signed = self._claim(first, "signature", step, pact.speaker, mediator.id)
        denied = self._claim(
            first + 1, "denial", msgspec.structs.replace(step, parties=parties[1:]), pact.parties[1], actors[1].id,
            stance="denies", polarity="denied",
        )  # fmt: skip
        by_party = ((signed.key,), (signed.key, denied.key))
        return Agreement(
            id="a1", title=f"Truce for {pact.town}", kind="truce", area=town.id,
            parties=tuple(
                Signatory(actor=actor.id, name=name, signature="claimed", claims=claims)
                for actor, name, claims in zip(actors, pact.parties, by_party, strict=True)
            ),
            status=(StatusClaim(value="claimed_signed", claim=signed.key),),
            claims=(signed.key, denied.key),
        )  # fmt: skip
