"""Two accounts side by side: what both say, what they say otherwise, what only one says, and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext

from sayso.desk.templatetags.record_words import plain_days
from sayso.incidents.originators import names_of
from sayso.model.account import Account
from sayso.model.decision import Decision
from sayso.model.grouped import Comparison, GroupedIncident
from sayso.wording.coded import worded
from sayso.wording.quantities import called, number, own

Verdict = Literal["same", "other", "one", "none"]
_NO_MATTER = frozenset(("said_by",))  # these may differ of one incident


@dataclass(frozen=True)
class Side:
    """One account with the incident that it is in now, its claims as sentences with their words."""

    account: Account
    incident: GroupedIncident | None
    claims: tuple[tuple[str, str, str], ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """What the two say of one thing. `name` is a code of the desk's."""

    name: str
    one: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether they say the same, something else, or only one says anything."""
        if not self.one and not self.other:
            return "none"
        if not self.one or not self.other:
            return "one"
        if set(self.one) & set(self.other):
            return "same"
        return "none" if self.name in _NO_MATTER else "other"


@dataclass(frozen=True)
class Waiting:
    """A pair of the queue, and the decision on it that stands."""

    pair: Comparison
    one: GroupedIncident | None
    other: GroupedIncident | None
    decision: Decision | None


def facts_of(one: Side, other: Side) -> list[Fact]:
    """The facts that either of them gives."""
    facts = [Fact(name, _each(told(one.account)), _each(told(other.account))) for name, told in _TOLD.items()]
    facts.append(Fact("said_by", _each(map(called, one.speakers)), _each(map(called, other.speakers))))
    return [fact for fact in facts if fact.one or fact.other]


def decision_on(pair: Comparison, decisions: Iterable[Decision]) -> Decision | None:
    """The last decision that stands on two accounts, alone or with others of theirs."""
    found = [d for d in decisions if _is_on(d, pair.a, pair.b) or _is_on(d, pair.b, pair.a)]
    return found[-1] if found else None


def _is_on(decision: Decision, one: str, other: str) -> bool:
    mine = decision.value.get("accounts") or [decision.target]
    theirs = decision.value.get("others") or [decision.value.get("other")]
    return one in mine and other in theirs


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _when(account: Account) -> Iterator[str]:
    if account.first and account.last:
        yield plain_days(account.first if account.first == account.last else f"{account.first}/{account.last}")
    elif account.first or account.last:
        yield f"{plain_days(account.first)} … {plain_days(account.last)}".strip()
    elif account.when_said:
        yield f"“{account.when_said}”"


def _where(account: Account) -> Iterator[str]:
    for spot in account.spots:
        yield f"{own(spot.name)} ({worded(spot.precision, 'precision')})"


def _figures(outcome: str) -> Callable[[Account], Iterable[str]]:
    def told(account: Account) -> Iterable[str]:
        own = [f for f in account.figures if f.outcome == outcome and not f.part]
        return (number(figure.low, figure.high, "between") for figure in own)

    return told


def _names(ids: Sequence[str]) -> Iterable[str]:
    return (names_of(one) for one in ids)


_TOLD: dict[str, Callable[[Account], Iterable[str]]] = {
    "when": _when,
    "where": _where,
    "kind": lambda account: [worded(account.kind, "event")],
    "killed": _figures("killed"),
    "injured": _figures("injured"),
    "who": lambda account: _names(account.actors),
    "target": lambda account: account.targets,
    "part_of_day": lambda account: [gettext(account.part_of_day) if account.part_of_day else ""],
}
