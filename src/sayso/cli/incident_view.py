"""An incident as a recorder wants to read it: every figure with who says it, and what is contested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.drawing import Part, indented, line, rows
from sayso.model.incident import Accused, CasualtyRow, Incident
from sayso.model.mention import PlaceMention
from sayso.wording.references import References
from sayso.wording.vocabulary import BASES, BASES_ALONE, COMBATANTS, PRECISIONS
from sayso.wording.words import country, days, distance, listed, number

CONTESTED = ("[contested]", "bold yellow")
_ROLES = {"launched_from": "From", "spoken_at": "Said at", "dateline": "Dateline"}
_REALIS = {"attempted": "attempted", "threatened": "threatened", "planned": "planned"}
_REJECTED = {"denied", "acquitted"}


def incident_view(incident: Incident, label: str, known: References) -> RenderableType:
    """The incident under its label ("1", "1.2"); a part says only what its whole does not say already."""
    whole = known.incident(incident.part_of)
    title = line((f"{label}  ", "bold"), (incident.title, "bold"))
    if incident.realis in _REALIS:
        title.append(f"  [{_REALIS[incident.realis]}]", "yellow")
    return Group(title, indented(rows(_rows(incident, whole, known)), len(label) + 2))


def contested(incident: Incident) -> set[str]:
    """The fields of which the report gives values that cannot all be true."""
    fields = set()
    if any(len(figures) > 1 for figures in _figures(incident.casualties).values()):
        fields.add("toll")
    actors = {accused.actor or accused.exact for accused in incident.perpetrators}
    if (len(actors) > 1 and incident.alternatives) or any(one.basis in _REJECTED for one in incident.perpetrators):
        fields.add("perpetrator")
    return fields


def _figures(casualties: tuple[CasualtyRow, ...]) -> dict[str, set[tuple[int | None, int | None]]]:
    """The different figures per outcome, subsets left aside."""
    figures: dict[str, set[tuple[int | None, int | None]]] = defaultdict(set)
    for row in casualties:
        if row.subset_of is None:
            figures[row.outcome].add((row.low, row.high))
    return figures


def _rows(incident: Incident, whole: Incident | None, known: References) -> Iterator[tuple[str, Text]]:
    disputed = contested(incident)
    if whole is None or incident.when != whole.when:
        yield from _when(incident, known)
    yield from _where(incident, whole, known)
    if whole is None or incident.perpetrators != whole.perpetrators:
        for accused in incident.perpetrators:
            mark = ("  ", CONTESTED) if "perpetrator" in disputed else ()
            yield "By", line(*_accused(accused, known), *mark)
        if not incident.perpetrators:
            yield "By", line(("not said", "dim"))
    if incident.number is not None:
        yield "How many", line(number(*incident.number, "exact"))
    if weapons := _weapons(incident):
        yield "With", line(listed(weapons))
    if targets := [target.exact for target in incident.targets if target.kind == "physical"]:
        yield "Hit", line(listed(list(dict.fromkeys(" ".join(t.split()) for t in targets))))
    if whole is None or incident.casualties:
        yield from _tolls(incident, "toll" in disputed, known)


def _when(incident: Incident, known: References) -> Iterator[tuple[str, Text]]:
    when = known.time(incident.when)
    if when is None:
        yield "When", line(("not said; on or before publication", "dim"))
        return
    part = f", {when.part_of_day}" if when.part_of_day else ""
    yield (
        "When",
        line(days(when.first, when.last) + part, (f" (“{when.exact}”{_derivation(when.derived_from)})", "dim")),
    )


def _derivation(derived: str | None) -> str:
    """What the words were counted from, where they are no plain date."""
    if derived is None or derived == "text":
        return ""
    return f", counted from {derived}" if derived.startswith("publication") else f"; {derived}"


def _where(incident: Incident, whole: Incident | None, known: References) -> Iterator[tuple[str, Text]]:
    above = {role.mention for role in whole.places} if whole else set()
    for role in incident.places:
        place = known.place(role.mention)
        if place is not None and role.mention not in above:
            yield _ROLES.get(role.role, "Where"), _place(place)


def _place(place: PlaceMention) -> Text:
    name = place.name or place.exact
    where = f"{name}, {country(place.country)}" if place.country and place.precision != "country" else name
    if place.place is None and place.within is None:
        others = f"; {len(place.candidates)} places bear this name" if len(place.candidates) > 1 else ""
        return line(where, (f" (not resolved{others})", "dim"))
    radius = f", {distance(place.radius_m)}" if place.radius_m else ""
    inside = "inside a known place, " if place.place is None else ""
    return line(where, (f" ({inside}{PRECISIONS[place.precision]}{radius})", "dim"))


def _accused(accused: Accused, known: References) -> list[Part]:
    speakers = list(dict.fromkeys(known.who_says(key) for key in accused.by)) or [known.outlet]
    said = f"{BASES[accused.basis]} {listed(speakers)}"
    if speakers == [known.outlet] and accused.basis != "reported_as_fact":  # it only passes on what nobody named says
        said = f"{BASES_ALONE[accused.basis]}, reports {known.outlet}"
    return [known.name(accused.actor, accused.exact), (f" ({said})", "dim")]


def _weapons(incident: Incident) -> list[str]:
    return list(
        dict.fromkeys(
            " ".join(weapon.exact.split()) if weapon.exact else f"{weapon.kind.replace('_', ' ')} (inferred)"
            for weapon in incident.weapons
        )
    )


def _tolls(incident: Incident, disputed: bool, known: References) -> Iterator[tuple[str, Text]]:
    if not incident.casualties:
        yield "Harmed", line(("nothing said", "dim"))
    figures = _figures(incident.casualties)
    ids = {row.id for row in incident.casualties}
    for row in _wholes_first(incident.casualties, ids):
        part = row.subset_of in ids
        mark = ("  ", CONTESTED) if disputed and not part and len(figures[row.outcome]) > 1 else ()
        doubt = "" if row.certainty == "certain" else f", {row.certainty}"
        whom = COMBATANTS[row.type] if row.who is None else f"“{' '.join(row.who.split())}”"
        words: list[Part] = [
            f"{number(row.low, row.high, row.count_kind)} {row.outcome}{doubt}",
            (f"  {whom}".rstrip(), "dim"),
        ]
        yield "  of them" if part else "Harmed", line(*words, (f" — {known.who_says(row.claim)}", "italic"), *mark)


def _wholes_first(casualties: tuple[CasualtyRow, ...], ids: set[str]) -> Iterator[CasualtyRow]:
    """Every figure followed by its parts."""
    below: dict[str | None, list[CasualtyRow]] = defaultdict(list)
    for row in casualties:
        below[row.subset_of if row.subset_of in ids and row.subset_of != row.id else None].append(row)
    waiting = below.pop(None, [])[::-1]
    while waiting:
        row = waiting.pop()
        yield row
        waiting += below.pop(row.id, [])[::-1]
    for rest in below.values():  # parts of each other: shown all the same
        yield from rest
