"""The reading's own references followed: what a mention is called, who says a claim."""

from __future__ import annotations

from sayso.incidents.originators import called, is_unnamed, named_in_full, names_nobody, names_of
from sayso.model.claim import Aggregate, Casualties, Claim, Hop, Toll
from sayso.model.incident import Incident
from sayso.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading
from sayso.wording.words import day, days, inside


class References:
    """Mentions by id and claims by key of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._mentions: dict[str, Mention] = {mention.id: mention for mention in reading.mentions}
        self._claims: dict[str, Claim] = {claim.key: claim for claim in reading.claims}
        self._tolls: dict[str, Toll] = {toll.id: toll for claim in reading.claims for toll in _tolls(claim)}
        self._incidents: dict[str, Incident] = {incident.id: incident for incident in reading.incidents}

    @property
    def outlet(self) -> str:
        """What to call the report's own voice."""
        return self.reading.report.source or "The report"

    def claim(self, key: str | None) -> Claim | None:
        """The claim of a key."""
        return self._claims.get(key or "")

    def incident(self, key: str | None) -> Incident | None:
        """The incident of an id."""
        return self._incidents.get(key or "")

    def toll(self, key: str | None) -> Toll | None:
        """The casualty figure of an id."""
        return self._tolls.get(key or "")

    def place(self, mention: str | None) -> PlaceMention | None:
        """The place mention of an id."""
        found = self._mentions.get(mention or "")
        return found if isinstance(found, PlaceMention) else None

    def time(self, mention: str | None) -> TimeMention | None:
        """The time mention of an id."""
        found = self._mentions.get(mention or "")
        return found if isinstance(found, TimeMention) else None

    def day(self, value: str) -> str:
        """A day in words, given as an ISO date or as a time mention."""
        when = self.time(value)
        if when is None:
            return day(value)
        return days(when.first, when.last) if when.first or when.last else f"“{when.exact}”"

    def name(self, mention: str | None, words: str) -> str:
        """The best name of an actor or place, else the words as written."""
        found = self._mentions.get(mention or "")
        if isinstance(found, ActorMention):
            return found.names[0] if found.names else inside(words)
        return inside(found.name or words if isinstance(found, PlaceMention) else words)

    def office(self, hop: Hop) -> str | None:
        """The speaker's office, where the report gives it and the name does not hold it."""
        found = self._mentions.get(hop.speaker or "")
        office = found.office if isinstance(found, ActorMention) else None
        return office if office and office.lower() not in hop.name.lower() else None

    def who_says(self, key: str | None) -> str:
        """The innermost speaker of a claim: the originator, not those who pass it on."""
        claim = self.claim(key)
        if claim is None:
            return "not said by whom"
        inner = [hop for hop in claim.chain if hop.basis != "outlet" and not names_nobody(hop.name)]
        if not inner:
            return self.outlet
        full = named_in_full(inner[-1].name, self._mentions)
        if full is not None:
            return names_of(full)
        return called(inner[-1]) if is_unnamed(inner[-1]) else inside(inner[-1].name)

    def is_unnamed(self, key: str | None) -> bool:
        """Whether nobody is named who says a claim."""
        claim = self.claim(key)
        inner = [hop for hop in claim.chain if hop.basis != "outlet"] if claim is not None else []
        return bool(inner) and is_unnamed(inner[-1]) and named_in_full(inner[-1].name, self._mentions) is None


def _tolls(claim: Claim) -> tuple[Toll, ...]:
    return claim.proposition.tolls if isinstance(claim.proposition, Casualties | Aggregate) else ()
