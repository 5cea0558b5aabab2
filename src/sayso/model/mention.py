"""Named or described things where a report speaks of them, and what they were resolved to."""

from __future__ import annotations

from typing import Literal

from sayso.model.quantity import CountKind, PartOfDay, TimePrecision
from sayso.model.record import Record

PlacePrecision = Literal[
    "exact", "landmark", "street", "neighbourhood", "village", "town", "city", "adm3", "adm2", "adm1", "country",
    "between_places", "offshore_air", "unknown",
]  # fmt: skip
ActorType = Literal["person", "organisation", "group", "state", "office", "artefact", "people"]


class Candidate(Record, frozen=True, kw_only=True):
    """A place that a name may mean, with the score that the resolver gives it (0 to 1)."""

    id: str
    name: str
    country: str | None
    lat: float
    lon: float
    score: float


class _Mention(Record, frozen=True, kw_only=True):
    id: str
    start: int
    end: int
    exact: str


class PlaceMention(_Mention, tag_field="kind", tag="place", frozen=True, kw_only=True):
    """A place name or a described spot. `place` and coordinates are None while unresolved; `why` says how it was resolved.

    `within` is the gazetteer's id of the place that a described spot ("the square") lies in. `locative` is false where the
    name says nothing of where things happen: part of another name ("Aleppo Media Centre"), or a state that acts ("Israel
    said").
    """

    place: str | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unknown"
    radius_m: int | None = None
    within: str | None = None
    locative: bool = True
    why: str | None = None
    candidates: tuple[Candidate, ...] = ()


class TimeMention(_Mention, tag_field="kind", tag="time", frozen=True, kw_only=True):
    """A time expression, resolved against the report's publication date or another expression."""

    edtf: str | None = None
    first: str | None = None
    last: str | None = None
    precision: TimePrecision = "unknown"
    part_of_day: PartOfDay | None = None
    derived_from: str | None = None


class ActorMention(_Mention, tag_field="kind", tag="actor", frozen=True, kw_only=True):
    """A person, group, institution, or a document that speaks. `actor` is the entity's id (None = unknown to the
    knowledge base); `same_as` the mention of this report that names it best; `names` the best full name first. `candidates`
    are mentions, `may_be` known actors, among whom it could not be told; `provisional` is the id, good within this report, of
    whoever is not known.
    """

    actor: str | None = None
    names: tuple[str, ...] = ()
    office: str | None = None
    type: ActorType | None = None
    state: bool | None = None
    individual: bool | None = None
    same_as: str | None = None
    why: str | None = None
    candidates: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    provisional: str | None = None


class WeaponMention(_Mention, tag_field="kind", tag="weapon", frozen=True, kw_only=True):
    """A weapon or munition; `weapon` is its kind (lexicon/en/weapons.yaml)."""

    weapon: str


class QuantityMention(_Mention, tag_field="kind", tag="quantity", frozen=True, kw_only=True):
    """A number with its bounds (None = open)."""

    low: int | None = None
    high: int | None = None
    approximator: str | None = None
    count_kind: CountKind = "exact"


Mention = ActorMention | PlaceMention | TimeMention | WeaponMention | QuantityMention
