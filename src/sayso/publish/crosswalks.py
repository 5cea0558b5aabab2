"""Our vocabularies in those of other projects (docs/crosswalks.md). What has no counterpart there is None, and is left out."""

from __future__ import annotations

from datetime import date

from sayso.model.claim import EventKind
from sayso.model.grouped import Facet, Position
from sayso.model.release import ReleasedIncident

ACLED: dict[EventKind, tuple[str, str]] = {
    "air_strike": ("Explosions/Remote violence", "Air/drone strike"),
    "drone_strike": ("Explosions/Remote violence", "Air/drone strike"),
    "shelling": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "missile_rocket": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "ied_mine": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "bombing": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "suicide_attack": ("Explosions/Remote violence", "Suicide bomb"),
    "armed_clash": ("Battles", "Armed clash"),
    "shootdown": ("Battles", "Armed clash"),
    "attack_on_civilians": ("Violence against civilians", "Attack"),
    "execution": ("Violence against civilians", "Attack"),
    "abduction": ("Violence against civilians", "Abduction/forced disappearance"),
    "arrest": ("Strategic developments", "Arrests"),
    "arson": ("Strategic developments", "Looting/property destruction"),
    "robbery": ("Strategic developments", "Looting/property destruction"),
}
"""Event type and sub-event type."""
PLOVER: dict[EventKind, tuple[str, str | None]] = {
    "air_strike": ("ASSAULT", "aerial"),
    "drone_strike": ("ASSAULT", "drone"),
    "shelling": ("ASSAULT", "heavy-weapons"),
    "missile_rocket": ("ASSAULT", "heavy-weapons"),
    "ied_mine": ("ASSAULT", "explosives"),
    "bombing": ("ASSAULT", "explosives"),
    "suicide_attack": ("ASSAULT", "suicide-attack"),
    "armed_clash": ("ASSAULT", "firearms"),
    "attack_on_civilians": ("ASSAULT", None),
    "execution": ("ASSAULT", "targeted"),
    "abduction": ("ASSAULT", "abduct"),
    "arson": ("ASSAULT", "destroy"),
    "arrest": ("COERCE", "arrest"),
    "ceasefire_declared": ("CONCEDE", None),
    "ceasefire_in_force": ("RETREAT", "ceasefire"),
}
"""Event and mode."""
_ACLED_PLACES = {"adm3": 2, "adm2": 2, "between_places": 2, "adm1": 3, "country": 3, "offshore_air": 3, "unknown": 3}
_UCDP_PLACES = {
    "exact": 1, "landmark": 1, "street": 1, "neighbourhood": 1, "village": 1, "town": 1, "city": 1,
    "adm3": 2, "adm2": 3, "adm1": 4, "between_places": 5, "unknown": 6, "country": 6, "offshore_air": 7,
}  # fmt: skip


def acled_time(one: ReleasedIncident) -> int | None:
    """1 the day, 2 within a week, 3 within more; None where no day is known."""
    width = days(one)
    return None if width is None else 1 if width == 0 else 2 if width <= 7 else 3


def acled_place(one: ReleasedIncident) -> int:
    """1 a place, 2 near one, 3 a region. A place that is told more coarsely than it is known is 2 at best."""
    return max(_ACLED_PLACES.get(one.place.precision, 1), 2 if one.place.coarsened else 1)


def ucdp_time(one: ReleasedIncident) -> int | None:
    """1 the day, 2 two to six days, 3 a week, 4 a month, 5 more."""
    width = days(one)
    if width is None:
        return None
    return next((code for most, code in ((0, 1), (5, 2), (7, 3), (31, 4)) if width <= most), 5)


def ucdp_place(one: ReleasedIncident) -> int:
    """1 exact to 7 in the air or at sea; a place that is told more coarsely than it is known is 2 at best."""
    return max(_UCDP_PLACES[one.place.precision], 2 if one.place.coarsened else 1)


def days(one: ReleasedIncident) -> int | None:
    """How many days lie between the first and the last on which it may have been; None where either is open."""
    if one.first is None or one.last is None:
        return None
    return (date.fromisoformat(one.last[:10]) - date.fromisoformat(one.first[:10])).days


def attributed(one: ReleasedIncident) -> str | None:
    """Who did it, as far as that is more than an accusation: the one to whom alone it is laid, by its own word or as a
    fact, and nobody denies it. Everything else is told in words.
    """
    who = one.facet("who")
    named = [position for position in who.positions if position.for_ or position.against] if who else []
    if len(named) != 1 or named[0].against or (who is not None and who.contested):
        return None
    return named[0].value if {"claimed", "reported_as_fact"} & set(named[0].bases) else None


def notes(one: ReleasedIncident) -> str:
    """In words what codes lose: the toll with who gives it, whom it is laid to, what is contested, who looked at it."""
    from sayso.publish.flat import row

    told = row(one)
    parts = [
        one.title,
        f"killed: {told['killed_values']}" if told["killed_values"] else "no toll is reported",
        f"injured: {told['injured_values']}" if told["injured_values"] else "",
        f"laid to: {told['laid_to']}" if told["laid_to"] else "laid to nobody",
        f"contested: {told['contested']}" if told["contested"] else "",
        f"part of {one.part_of}" if one.part_of else "",
        "" if one.reviewed else "suggested by a machine; no person has looked at it",
    ]
    return ". ".join(part for part in parts if part)


def says_none(facet: Facet | None) -> bool:
    """Whether all who give a figure say that there was none."""
    return facet is not None and bool(facet.positions) and all(_is_none(position) for position in facet.positions)


def _is_none(position: Position) -> bool:
    return position.low == 0 and position.high == 0
