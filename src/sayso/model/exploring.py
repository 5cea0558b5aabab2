"""Incidents as a list shows them, by which they are found, and how many there are of each sort."""

from __future__ import annotations

from typing import Literal

from sayso.model.record import Record

Facetted = Literal[
    "kind",
    "year",
    "month",
    "country",
    "place",
    "laid_to",
    "strike_status",
    "harm",
    "contested",
    "source",
    "assigned",
    "tag",
]
"""By what incidents are told apart."""

Order = Literal["oldest", "newest", "code", "code_back"]
UNKNOWN = "-"
"""The value of whatever has none: no country, no day, nobody to whom it is laid."""


class Exploring(Record, frozen=True, kw_only=True):
    """Which incidents: every field that is given must fit, and of a field one of its values. `words` are looked for in the
    reports; `since`/`until` (ISO dates) keep what may lie between them; `codes` are the very incidents; `new_after` keeps
    what got its code, or another report, behind that entry of the log.
    """

    words: str = ""
    since: str | None = None
    until: str | None = None
    kind: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    laid_to: tuple[str, ...] = ()
    strike_status: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    assigned: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    wholes: bool = False
    new_after: int | None = None
    order: Order = "newest"


class IncidentLine(Record, frozen=True, kw_only=True):
    """An incident in one line. `killed_low` to `injured_high` are the lowest and highest reported, None where nobody gives a
    figure; `contested` are facts of which reports give values that cannot all be true.
    """

    code: str
    kind: str
    title: str
    first: str | None = None
    last: str | None = None
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    radius_m: int | None = None
    part_of: str | None = None
    strike_status: str | None = None
    harm: str | None = None
    contested: tuple[str, ...] = ()
    laid_to: tuple[str, ...] = ()
    killed_low: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    reports: int = 0
    assigned: str | None = None
    tags: tuple[str, ...] = ()
    newest: int = 0


class FacetValue(Record, frozen=True, kw_only=True):
    """How many incidents have a value."""

    value: str
    count: int
    chosen: bool = False


class FacetCounts(Record, frozen=True, kw_only=True):
    """The values of a facet, the most frequent first; `others` were left out."""

    name: Facetted
    values: tuple[FacetValue, ...]
    others: int = 0


class Explored(Record, frozen=True, kw_only=True):
    """A page of the incidents that fit, and what there is of each sort. `months` has every month in which one began, by time;
    `undated` and `unplaced` have no day, and no spot on the map. `at` is where the page begins, `after` what comes next begins
    after, `before` where the page before begins after ("": at the start; None: there is none).
    """

    total: int
    of: int
    lines: tuple[IncidentLine, ...]
    facets: tuple[FacetCounts, ...]
    months: tuple[FacetValue, ...]
    undated: int
    unplaced: int
    at: int = 0
    after: str | None = None
    before: str | None = None
    entry: int = 0


class Points(Record, frozen=True, kw_only=True):
    """Incidents on a map, column by column as little-endian bytes: `lat` and `lon` in millionths of a degree (int32), `radius`
    in metres (uint32), `status` the place of the strike status in `statuses` (uint8).
    """

    codes: tuple[str, ...]
    lat: bytes
    lon: bytes
    radius: bytes
    status: bytes
    statuses: tuple[str, ...]


class News(Record, frozen=True, kw_only=True):
    """What is new behind an entry of the log: incidents that got their code since, and others with another report."""

    incidents: int
    with_reports: int
