"""How many and when, with the doubt that the words carry."""

from __future__ import annotations

from typing import Literal

from sayso.model.record import Record

CountKind = Literal[
    "exact", "at_least", "at_most", "between", "about", "vague_plural", "dozens", "tens", "scores", "hundreds",
    "thousands", "family", "unknown", "none_reported", "zero_stated",
]  # fmt: skip
TimePrecision = Literal[
    "exact_time", "part_of_day", "day", "days_2_6", "week", "month", "year", "range", "unknown",
]  # fmt: skip
PartOfDay = Literal["dawn", "morning", "noon", "afternoon", "evening", "night", "overnight"]


class Count(Record, frozen=True, kw_only=True):
    """A number as reported. `low` and `high` bound it (None = open); `kind` says how the words bound it.

    `unknown` (low and high None), `none_reported` and `zero_stated` (both 0, 0) are three different values.
    The bounds of vague words are a visible, editable default (lexicon/en/numbers.yaml), not a fact.
    """

    low: int | None
    high: int | None
    kind: CountKind = "exact"
    approximator: str | None = None
    exact: str = ""


class When(Record, frozen=True, kw_only=True):
    """An interval of days with its precision and how it was derived.

    `first` and `last` are ISO dates (None = open); `edtf` is the same in EDTF; `derived_from` says what the words
    were counted from (`text`, `publication`, `anchor`) and by which rule.
    """

    edtf: str | None
    first: str | None
    last: str | None
    precision: TimePrecision
    part_of_day: PartOfDay | None = None
    derived_from: str | None = None
