"""An incident as one row, for formats that have only rows. What nobody says is empty, never 0; ranges keep both ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from sayso.incidents.originators import names_of
from sayso.model.grouped import Facet, Position
from sayso.model.release import ReleasedIncident

Cell = str | int | float | bool | None
_BETWEEN = " | "
_BEGINS = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # the wide ones too
_FORMULA = re.compile(rf"\A(?= *[{_BEGINS}\t\r\n])|(?<=[;\t\r\n])(?= *[{_BEGINS}])")


class Column(NamedTuple):
    """A column: its name, what is in it (a type of Table Schema), its HXL tag, and what it means."""

    name: str
    type: str
    tag: str
    means: str


COLUMNS: tuple[Column, ...] = (
    Column("code", "string", "#event+code", "stable code of the incident"),
    Column("title", "string", "#event+name", "what, where and when in one line"),
    Column("kind", "string", "#event+type", "kind of event (domain vocabulary, docs/formats.md)"),
    Column("first_day", "date", "#date+start", "first day on which it may have been; empty: not known"),
    Column("last_day", "date", "#date+end", "last day on which it may have been; empty: not known"),
    Column("place", "string", "#loc+name", "name of the place"),
    Column("country", "string", "#country+code", "ISO 3166-1 code of two letters"),
    Column("latitude", "number", "#geo+lat", "middle of where it may have been, never finer than the radius"),
    Column("longitude", "number", "#geo+lon", "middle of where it may have been, never finer than the radius"),
    Column("place_precision", "string", "#meta+precision", "how precisely the place is told"),
    Column("place_radius_m", "integer", "#meta+radius", "how far off the place may be, in metres"),
    Column("place_coarsened", "boolean", "#meta+coarsened", "the place is told less precisely than it is known"),
    Column("strike_status", "string", "#status+strike", "whether a strike is known, and whose"),
    Column("harm_grade", "string", "#status+harm", "how well harm to civilians is supported"),
    Column("graded_by_person", "boolean", "#meta+graded", "a person graded it; otherwise rules propose the grades"),
    Column("reviewed", "boolean", "#meta+reviewed", "a person stands by it; otherwise it is a machine's suggestion"),
    Column(
        "killed_low", "integer", "#affected+killed+min", "lowest number of killed that is reported; empty: no figure"
    ),
    Column("killed_high", "integer", "#affected+killed+max", "highest that is reported; empty: open or no figure"),
    Column("killed_values", "string", "#description+killed", "every figure with who gives it; never added up"),
    Column("killed_contested", "boolean", "#meta+killed+contested", "figures are given that cannot all be true"),
    Column("killed_selected", "string", "#description+killed+selected", "the value that a person selected"),
    Column(
        "injured_low", "integer", "#affected+injured+min", "lowest number of injured that is reported; empty: no figure"
    ),
    Column("injured_high", "integer", "#affected+injured+max", "highest that is reported; empty: open or no figure"),
    Column("injured_values", "string", "#description+injured", "every figure with who gives it; never added up"),
    Column("injured_contested", "boolean", "#meta+injured+contested", "figures are given that cannot all be true"),
    Column("laid_to", "string", "#org+alleged", "to whom it is laid, by whom, and who denies it; never a finding"),
    Column("target", "string", "#description+target", "what was struck, in the words of the reports"),
    Column("weapon", "string", "#description+weapon", "by what"),
    Column(
        "civilian_status", "string", "#description+civilians", "whether those harmed were civilians, and by whose word"
    ),
    Column("contested", "string", "#meta+contested", "facts of which reports give values that cannot all be true"),
    Column("tellers", "string", "#org+tellers", "independent originators that say that it happened"),
    Column("independent_tellers", "integer", "#indicator+tellers", "how many those are: not outlets"),
    Column("outlets", "string", "#org+outlets", "who printed it"),
    Column("reports", "integer", "#indicator+reports", "how many reports tell of it"),
    Column("claims", "integer", "#indicator+claims", "how many claims it rests on (claims.csv)"),
    Column("part_of", "string", "#event+part_of", "code of the incident that it is a part of"),
    Column("previous_codes", "string", "#event+previous", "codes that were merged into this one"),
    Column("withheld", "string", "#meta+withheld", "what was taken out of it"),
)
"""The columns of an incident, in order."""

KEPT_APART = (
    "who says what, and on whose word: each claim with its chain (incidents.jsonl, claims.csv)",
    "which claims speak for and against each value (values.csv, incidents.jsonl)",
)
"""What a row cannot say."""


class _Last:
    """The row that was made last: one incident after another is handed to seven formats, and all of them want it."""

    held: tuple[ReleasedIncident | None, Mapping[str, Cell]] = (None, {})


def row(one: ReleasedIncident) -> Mapping[str, Cell]:
    """An incident by the names of the columns."""
    last, told = _Last.held
    if last is not one:
        told = MappingProxyType(_row(one))
        _Last.held = (one, told)
    return told


def _row(one: ReleasedIncident) -> dict[str, Cell]:
    killed, injured = one.facet("killed"), one.facet("injured")
    return {
        "code": one.code,
        "title": one.title,
        "kind": one.kind,
        "first_day": one.first,
        "last_day": one.last,
        "place": one.place.name,
        "country": one.place.country,
        "latitude": one.place.lat,
        "longitude": one.place.lon,
        "place_precision": one.place.precision,
        "place_radius_m": one.place.radius_m,
        "place_coarsened": one.place.coarsened,
        "strike_status": one.strike_status,
        "harm_grade": one.harm,
        "graded_by_person": one.graded,
        "reviewed": one.reviewed,
        **_figures("killed", killed),
        "killed_selected": killed.selected if killed else None,
        **_figures("injured", injured),
        "laid_to": laid_to(one),
        "target": _values(one.facet("target")),
        "weapon": _values(one.facet("weapon")),
        "civilian_status": _values(one.facet("civilian_status")),
        "contested": joined(facet.field for facet in one.facets if facet.contested),
        "tellers": joined(one.tellers),
        "independent_tellers": len(one.tellers),
        "outlets": joined(dict.fromkeys(report.outlet for report in one.reports if report.outlet)),
        "reports": len(one.reports),
        "claims": len(one.claims),
        "part_of": one.part_of,
        "previous_codes": joined(one.previous_codes),
        "withheld": joined(one.withheld),
    }


def laid_to(one: ReleasedIncident) -> str | None:
    """Whom the incident is laid to, with who says so and who denies it: an accusation stays one."""
    who = one.facet("who")
    names = originators(one)
    return joined(_laid(position, names) for position in who.positions) if who else None


def originators(one: ReleasedIncident) -> dict[str, str]:
    """Whom each claim goes back to, by name."""
    return {claim.key: claim.originator_name for claim in one.claims}


def said_by(position: Position, names: Mapping[str, str]) -> list[str]:
    """Who gives a value, by name, each once; `names` are those of the speakers of claims."""
    return list(dict.fromkeys(names[key] for key in position.for_ if key in names))


def denied_by(position: Position, names: Mapping[str, str]) -> list[str]:
    """Who speaks against a value, by name, each once."""
    return list(dict.fromkeys(names[key] for key in position.against if key in names))


def joined(words: Iterable[str]) -> str | None:
    """Several values in one cell; None for none."""
    return _BETWEEN.join(words) or None


def harmless(cell: Cell) -> Cell:
    """What a table may hold: words that a spreadsheet would take for a formula begin with an apostrophe. A spreadsheet that
    takes `;` or a tab for the end of a cell heeds no quotation marks within it, and sees cells where we see one.
    """
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else cell


def _figures(name: str, facet: Facet | None) -> dict[str, Cell]:
    """The lowest and highest reported, and every figure with who gives it."""
    if facet is None:
        return {f"{name}_{part}": None for part in ("low", "high", "values", "contested")}
    return {
        f"{name}_low": facet.low,
        f"{name}_high": facet.high,
        f"{name}_values": joined(_figure(position) for position in facet.positions),
        f"{name}_contested": facet.contested,
    }


def _figure(position: Position) -> str:
    by = ", ".join(names_of(end) for end in position.originators) or "nobody named"
    later = f", later {position.superseded_by}" if position.superseded_by else ""
    against = " (denied)" if position.against else ""
    return f"{position.value}: {by}{later}{against}"


def _laid(position: Position, names: Mapping[str, str]) -> str:
    by, against = said_by(position, names), denied_by(position, names)
    parts = [*([f"by {', '.join(by)}"] if by else []), *([f"denied by {', '.join(against)}"] if against else [])]
    basis = f"{', '.join(position.bases).replace('_', ' ')} " if position.bases else ""
    return f"{position.value} ({basis}{'; '.join(parts)})" if parts else position.value


def _values(facet: Facet | None) -> str | None:
    return joined(position.value for position in facet.positions) if facet else None


def cells(rows: Iterable[dict[str, Cell]]) -> Iterator[dict[str, Cell]]:
    """Rows as a spreadsheet may open them."""
    yield from ({name: harmless(cell) for name, cell in row.items()} for row in rows)
