"""What the finders of a kind return: a proposition and where its words stand, not yet tied to a speaker."""

from __future__ import annotations

from sayso.model.claim import Certainty, Modality, Polarity, Proposition, Realis, Toll
from sayso.model.record import Record, Span


class Status(Record, frozen=True, kw_only=True):
    """How a predicate is put: affirmed or negated, asserted or hedged, and what that says of the event."""

    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    certainty: Certainty = "certain"
    realis: Realis = "happened"


class Found(Record, frozen=True, kw_only=True):
    """A proposition: `token` is its predicate, `span` the characters of predicate and arguments, `rule` what found it."""

    token: int
    span: Span
    proposition: Proposition
    status: Status
    rule: str


class FoundToll(Record, frozen=True, kw_only=True):
    """A casualty figure: `token` is the predicate ("killed") or the number; `toll.subset_of` names another found toll.

    `period` is set when the figure is a total over a period or campaign ("since May", "in the past year"). `cause` is the
    token of the word that says what harmed them ("airstrike" in "an airstrike killed 12"), where the words give it.
    """

    token: int
    span: Span
    toll: Toll
    status: Status
    rule: str
    period: Span | None = None
    cause: int | None = None
