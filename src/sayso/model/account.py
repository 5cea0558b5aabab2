"""One report's account of an incident: what grouping compares."""

from __future__ import annotations

from sayso.model.claim import EventKind, Realis
from sayso.model.record import Record


class Spot(Record, frozen=True, kw_only=True):
    """A struck place as grouping sees it; coordinates None while unresolved, `radius_m` how far off it may be."""

    name: str
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    radius_m: int | None = None


class Figure(Record, frozen=True, kw_only=True):
    """A toll as stated in an account: bounds (None = open), what harmed people, whether it is a part of a larger one."""

    outcome: str
    low: int | None
    high: int | None
    claim: str | None = None
    part: bool = False


class Account(Record, frozen=True, kw_only=True):
    """An incident as one report tells it. `id` is `REPORT/FOUNDING CLAIM KEY`, so it comes from raw words.

    `names` are names of persons and of small places (streets, buildings, quarters) in the sentences of the incident,
    folded; `terms` the report's telling words, folded, for text likeness; `story` the group of near-duplicate texts that
    the report belongs to; `originators` the ends of its chains; `part_of` the account that it is a part of. `sketch` stands
    for the report's whole text where near-duplicates are looked for; `prominent`: it is what the report is mainly about.
    `denial`: the report only denies it; that may join an incident but makes none. `days_said` is a day that cannot be put in
    the calendar, as the words have it: "monday", "03-09" (9 March), "03" (March); `when_said` the words themselves.
    """

    id: str
    report: str
    kind: EventKind
    realis: Realis
    title: str
    first: str | None = None
    last: str | None = None
    published: str | None = None
    spots: tuple[Spot, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    story: str | None = None
    outlet: str | None = None
    originators: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    part_of: str | None = None
    prominent: bool = False
    sketch: str = ""
    denial: bool = False
    days_said: tuple[str, ...] = ()
    when_said: str | None = None
    part_of_day: str | None = None
