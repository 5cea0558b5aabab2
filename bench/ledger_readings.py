"""The text of a made-up report (ledgers.py) and its reading, put together sentence by sentence."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from sayso import __version__
from sayso.model.claim import (
    Casualties,
    Claim,
    EventKind,
    Hop,
    Named,
    Occurrence,
    Perpetrator,
    Responsibility,
    Role,
    Target,
    Toll,
    claim_key,
    with_digest,
)
from sayso.model.incident import Accused, Agreement, CasualtyRow, Incident, PlaceRole
from sayso.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from sayso.model.quantity import Count
from sayso.model.reading import Engine, Reading
from sayso.model.record import passage, sha256
from sayso.model.report import Report
from sayso.reader import Piece

STRUCK = {
    "air_strike": "Air strikes on", "shelling": "Shelling of", "ied_mine": "A roadside bomb in",
    "armed_clash": "Clashes in", "drone_strike": "A drone strike on", "attack_on_civilians": "Gunmen in",
}  # fmt: skip
_WORDS = (
    "ambulances windows dust rescuers neighbours morning generators water queue bread families roof road convoy smoke "
    "hospital corridor blankets crater shutters bridge checkpoint evening lorries stretcher lights courtyard minaret wall "
    "fuel bus passengers hours trucks cables engine silence crowd relatives names list council officers street shops"
).split()


class Town(NamedTuple):
    """A town of the gazetteer."""

    id: str
    name: str
    country: str
    lat: float
    lon: float


class Deed(NamedTuple):
    """What happened, as nobody but the maker of the ledger knows."""

    number: int
    kind: EventKind
    town: Town
    day: str
    quarter: str
    building: str
    killed: int
    side: str


class _Reported(NamedTuple):
    deed: Deed
    killed: int
    injured: int
    people: tuple[str, str]
    earlier: Deed | None
    wording: int
    dated: bool = True


class Reported(_Reported):
    """What one piece tells of a deed; `wording` is the seed of the words that it fills up with."""

    @cached_property
    def text(self) -> str:
        """The piece."""
        return " ".join(self.sentences)

    @property
    def sentences(self) -> list[str]:
        """One claim each, but for those that fill up."""
        deed, (resident, spokesman) = self.deed, self.people
        chance = random.Random(self.wording)  # noqa: S311 - nothing is secret here
        head = f"{STRUCK[deed.kind]} {deed.town.name} killed {self.killed} people and wounded {self.injured}"
        when = f" on {deed.day}" if self.dated else ""
        earlier = self.earlier
        return [
            f"{head}{when}, a hospital official said.",
            f"{resident} said the {deed.building} in the {deed.quarter} quarter was hit.",
            filling(chance),
            f"The {deed.side} did it, {spokesman} of the town council said.",
            f"The {deed.side} denied it.",
            f"Rescuers said {self.killed} bodies were found in {deed.quarter}.",
            filling(chance),
            *([_brought_up(earlier)] if earlier else ()),
        ]


def _brought_up(earlier: Deed) -> str:
    struck = STRUCK[earlier.kind]
    return f"Before, {struck[0].lower()}{struck[1:]} {earlier.town.name} killed {earlier.killed} on {earlier.day}."


def filling(chance: random.Random) -> str:
    """Words that a report is full of and that claim nothing."""
    return f"There were {', '.join(chance.sample(_WORDS, 7))} and {chance.choice(_WORDS)}."


def told(reported: Reported, line: str, piece: Piece) -> Reading:
    """The reading of a piece under an outlet's line."""
    return _Telling(reported, line, piece).reading()


class Telling:
    """A reading while it is put together, sentence by sentence; a line stands above them."""

    def __init__(self, sentences: Sequence[str], line: str, piece: Piece) -> None:
        self.piece = piece
        self.hash = sha256(piece.text)
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.spans: list[tuple[int, int]] = []
        start = len(line)
        for sentence in sentences:
            self.spans.append((start, start + len(sentence)))
            start += len(sentence) + 1

    def _put_together(self, incidents: Sequence[Incident], agreements: Sequence[Agreement] = ()) -> Reading:
        piece = self.piece
        report = Report(
            id=piece.id, source=piece.source, title=piece.title, published=piece.published, language="en",
            text_sha256=self.hash, length=len(piece.text),
        )  # fmt: skip
        return Reading(
            report=report,
            engine=Engine(sayso=__version__),
            mentions=tuple(self.mentions),
            claims=tuple(self.claims),
            incidents=tuple(incidents),
            agreements=tuple(agreements),
        )

    def _at(self, sentence: int, words: str) -> dict[str, Any]:
        """Where words stand in a sentence, as fields."""
        start = self.piece.text.index(words, self.spans[sentence][0])
        return {"start": start, "end": start + len(words), "exact": words}

    def _kept(self, mention: Any) -> Any:
        self.mentions.append(mention)
        return mention

    def _id(self) -> str:
        return f"m{len(self.mentions) + 1}"

    def _town(self, sentence: int, town: Town) -> PlaceMention:
        known = {"place": town.id, "precision": "city", "radius_m": 3500}
        return self._place(sentence, town.name, town, **known)

    def _place(self, sentence: int, words: str, town: Town, **known: Any) -> PlaceMention:
        fields: dict[str, Any] = {"precision": "neighbourhood", "radius_m": 1500, "within": town.id, **known}
        told: dict[str, Any] = {"country": town.country, "lat": town.lat, "lon": town.lon, "name": words}
        mention: PlaceMention = self._kept(PlaceMention(id=self._id(), **self._at(sentence, words), **told, **fields))
        return mention

    def _day(self, sentence: int, day: str) -> TimeMention:
        known: Any = {"edtf": day, "first": day, "last": day, "precision": "day"}
        mention: TimeMention = self._kept(TimeMention(id=self._id(), **self._at(sentence, day), **known))
        return mention

    def _actor(self, sentence: int, name: str) -> ActorMention:
        mention: ActorMention = self._kept(ActorMention(id=self._id(), **self._at(sentence, name), names=(name,)))
        return mention

    def _role(self, mention: Any) -> Role:
        return Role(**where(mention), mention=mention.id)

    def _target(self, sentence: int, words: str) -> Target:
        return Target(**self._at(sentence, words), description=words, type="building")

    def _occurrence(
        self, sentence: int, deed: Deed, town: PlaceMention, day: TimeMention | None, side: ActorMention | None
    ) -> Occurrence:
        start, _ = self.spans[sentence]
        doers = (Perpetrator(**where(side), mention=side.id, basis="accused"),) if side else ()
        return Occurrence(
            event=deed.kind,
            realis="happened",
            trigger=passage(self.piece.text, (start, start + 8)),
            perpetrators=doers,
            places=(self._role(town),),
            when=day.id if day else None,
        )

    def _toll(self, sentence: int, outcome: Any, number: int) -> Toll:
        at = self._at(sentence, str(number))
        count = Count(low=number, high=number, exact=at["exact"])
        return Toll(
            id=f"t{sentence}{outcome}", outcome=outcome, count=count, start=at["start"], end=at["end"], who="people"
        )

    def _claim(  # noqa: PLR0913, PLR0917 - a claim has as many parts
        self, sentence: int, kind: Any, proposition: Any, speaker: str | None, mention: str | None = None,
        stance: Any = "states", polarity: Any = "affirmed",
    ) -> Claim:  # fmt: skip
        outlet = Hop(speaker=None, text=self.piece.source or "", name=self.piece.source or "", basis="outlet")
        known: Named = "named" if mention else "anonymous"
        inner = (Hop(speaker=mention, text=speaker, name=speaker, cue="said", named=known),) if speaker else ()
        span = self.spans[sentence]
        claim = with_digest(
            Claim(
                key=claim_key(self.hash, span, kind), digest="", kind=kind, passage=passage(self.piece.text, span),
                cue=None, chain=(outlet, *inner), stance=stance, polarity=polarity, modality="asserted",
                certainty="certain", proposition=proposition, rule="made.up",
            )
        )  # fmt: skip
        self.claims.append(claim)
        return claim


class _Telling(Telling):
    """The reading of one piece."""

    def __init__(self, reported: Reported, line: str, piece: Piece) -> None:
        super().__init__(reported.sentences, line, piece)
        self.reported = reported

    def reading(self) -> Reading:
        incidents = [self._main()]
        if self.reported.earlier is not None:
            incidents.append(self._background(self.reported.earlier))
        return self._put_together(incidents)

    def _main(self) -> Incident:
        deed, told = self.reported.deed, self.reported
        town, day = self._town(0, deed.town), self._day(0, deed.day) if told.dated else None
        quarter = self._place(1, deed.quarter, deed.town)
        resident, spokesman = self._actor(1, told.people[0]), self._actor(3, told.people[1])
        side = self._actor(3, deed.side)
        struck = self._occurrence(0, deed, town, day, side)
        killed, injured = self._toll(0, "killed", told.killed), self._toll(0, "injured", told.injured)
        hit = msgspec.structs.replace(struck, places=(self._role(quarter),), targets=(self._target(1, deed.building),))
        blamed = (self._role(side),)
        first = self._claim(
            0, "casualty", Casualties(tolls=(killed, injured), occurrence=struck), "a hospital official"
        )
        self._claim(1, "event", hit, told.people[0], resident.id)
        by = Responsibility(basis="accused", actors=blamed, occurrence=struck)
        accusing = self._claim(3, "attribution", by, told.people[1], spokesman.id)
        self._claim(
            4,
            "denial",
            msgspec.structs.replace(by, basis="denied"),
            deed.side,
            side.id,
            stance="denies",
            polarity="denied",
        )
        found = self._toll(5, "killed", told.killed)
        second = self._claim(5, "casualty", Casualties(tolls=(found,), occurrence=struck), "Rescuers")
        rows = [(killed, first), (injured, first), (found, second)]
        accused = Accused(
            **where(side), actor=side.id, individual=False, state=None, basis="accused", by=(accusing.key,),
        )  # fmt: skip
        return Incident(
            id="i1", kind=deed.kind, realis="happened", title=f"{deed.kind} in {deed.town.name}",
            when=day.id if day else None,
            places=(PlaceRole(mention=quarter.id), PlaceRole(mention=town.id)), perpetrators=(accused,),
            targets=hit.targets, casualties=tuple(row(n, toll, claim) for n, (toll, claim) in enumerate(rows)),
            claims=tuple(claim.key for claim in self.claims),
        )  # fmt: skip

    def _background(self, deed: Deed) -> Incident:
        last = len(self.spans) - 1
        town, day = self._town(last, deed.town), self._day(last, deed.day)
        struck, toll = self._occurrence(last, deed, town, day, None), self._toll(last, "killed", deed.killed)
        claim = self._claim(last, "casualty", Casualties(tolls=(toll,), occurrence=struck), None)
        return Incident(
            id="i2", kind=deed.kind, realis="happened", title=f"Attack in {deed.town.name}, {deed.day}", when=day.id,
            places=(PlaceRole(mention=town.id),), casualties=(row(9, toll, claim),), claims=(claim.key,),
        )  # fmt: skip


def where(mention: Mention) -> dict[str, Any]:
    """Where a mention stands, as fields."""
    return {"exact": mention.exact, "start": mention.start, "end": mention.end}


def row(number: int, toll: Toll, claim: Claim) -> CasualtyRow:
    """A row of casualties out of a toll."""
    return CasualtyRow(
        id=f"c{number}", outcome=toll.outcome, low=toll.count.low, high=toll.count.high, who=toll.who, type=toll.type,
        claim=claim.key,
    )  # fmt: skip
