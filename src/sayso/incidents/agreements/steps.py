"""Which steps are of one agreement: the same name, or "the initiative" and "it" after one was named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model.claim import AgreementStep, Authenticity, Claim
from sayso.model.mention import PlaceMention
from sayso.model.record import Record
from sayso.reading.mentions import Mentions

_WORD = re.compile(r"[^\W_]+")
_NEAR = 200  # characters in which a name given to an initiative is that of the ceasefire just told
_NAMES = re.compile(r"\b(?:cease-?fire|truce|agreement|accord|initiative|armistice|deal|pact)\b", re.IGNORECASE)


class Step(Record, frozen=True, kw_only=True):
    """A claim that tells a step of an agreement."""

    claim: Claim
    step: AgreementStep


@dataclass
class Group:
    """Steps of one agreement in text order; `where` are the places that the steps name."""

    steps: list[Step] = field(default_factory=list)
    where: set[str] = field(default_factory=set)

    @property
    def title(self) -> str | None:
        """The name that the report gives it."""
        return next((one.step.title for one in self.steps if one.step.title), None)

    @property
    def kind(self) -> str:
        """What it was first called."""
        return self.steps[0].step.kind

    @property
    def last(self) -> int:
        """Where it was named last."""
        return max(one.step.agreement.end for one in self.steps)

    def title_in(self, claim: Claim) -> bool:
        """Whether a dispute's artefact bears its name, or is it."""
        said = claim.proposition
        if not isinstance(said, Authenticity):
            return False
        named = bool(self.title) and words(self.title or "") <= words(said.artefact.exact)
        return named or bool(_NAMES.search(said.artefact.exact))

    def is_meant_by(self, claim: Claim) -> bool:
        """Whether a dispute is about it: it bears its name, or is a signature of one of its parties."""
        said = claim.proposition
        if not isinstance(said, Authenticity):
            return False
        surnames = {w for one in self.steps for party in one.step.parties for w in surname(party.name)}
        of_party = said.artefact_kind == "signature" and not surnames.isdisjoint(words(said.artefact.exact))
        return of_party or self.title_in(claim)


def grouped(claims: Sequence[Claim], mentions: Mentions) -> list[Group]:
    """The agreements of a report, each with its steps, in text order."""
    told = [Step(claim=c, step=c.proposition) for c in claims if isinstance(c.proposition, AgreementStep)]
    groups: list[Group] = []
    for one in sorted(told, key=lambda s: (s.claim.passage.start, s.step.agreement.start)):
        where = _where(one.step, mentions)
        group = next((g for g in reversed(groups) if _same(g, one.step, where)), None)
        if group is None:
            group = Group()
            groups.append(group)
        group.steps.append(one)
        group.where |= where
    return groups


def words(text: str) -> set[str]:
    """Folded words of a name."""
    return set(_WORD.findall(text.casefold()))


def surname(name: str) -> set[str]:
    """The last word of a name, without the article that Arabic names bear."""
    found = _WORD.findall(name.casefold())
    return set(found[-1:])


def _same(group: Group, step: AgreementStep, where: set[str]) -> bool:
    """The same by name; without a name the one told last of its kind, unless the places differ."""
    if step.title and group.title:
        return words(step.title) == words(group.title)
    if step.title and step.agreement.start - group.last > _NEAR:
        return False
    return group.kind == step.kind and not (where and group.where and _apart(where, group.where))


def _apart(one: set[str], other: set[str]) -> bool:
    """No place in common; a country has one with every place in it."""
    inside = any(f"in {country}" in there for here, there in ((one, other), (other, one)) for country in here)
    common = any(not place.startswith("in ") for place in one & other)
    return not common and not inside


def _where(step: AgreementStep, mentions: Mentions) -> set[str]:
    """The places of a step: their ids, or their words while unresolved, with the countries that they lie in."""
    found: set[str] = set()
    for role in step.area:
        mention = mentions.by_id.get(role.mention or "")
        if isinstance(mention, PlaceMention):
            is_country = mention.precision == "country" and mention.country is not None
            found.add(str(mention.country) if is_country else mention.place or mention.exact.casefold())
            found |= {f"in {mention.country}"} if mention.country and not is_country else set()
    return found
