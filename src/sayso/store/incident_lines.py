"""Incidents in one line each: a narrow table beside that of incidents, whose rows are long, for lists, maps and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from sayso.model.exploring import IncidentLine
from sayso.model.grouped import Facet, GroupedIncident
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.models import StoredLine

_NAMES = msgspec.json.Decoder(tuple[str, ...])
_AT_ONCE = 500
_COLUMNS = (
    "code", "kind", "title", "first", "last", "place", "country", "lat", "lon", "precision", "radius_m", "part_of",
    "strike_status", "harm", "killed_low", "killed_high", "injured_low", "injured_high",
)  # fmt: skip


def put(database: Database, incidents: Iterable[GroupedIncident]) -> None:
    """The lines of these incidents in place of all that there were, within a writing transaction."""
    _rows(database).all().delete()
    _rows(database).bulk_create(map(stored, incidents), batch_size=_AT_ONCE)


def lines(database: Database, codes: Sequence[str]) -> Iterator[IncidentLine]:
    """The lines of these incidents, in their order."""
    with told(database.seconds):
        for start in range(0, len(codes), _AT_ONCE):
            some = codes[start : start + _AT_ONCE]
            rows = _rows(database).filter(code__in=some).values_list(*_COLUMNS, "contested", "laid_to")
            found = {row[0]: row for row in rows}
            yield from (_line(found[code]) for code in some if code in found)


def _line(row: tuple[Any, ...]) -> IncidentLine:
    *plain, contested, laid_to = row
    named = dict(zip(_COLUMNS, plain, strict=True))
    return IncidentLine(**named, contested=_NAMES.decode(contested), laid_to=_NAMES.decode(laid_to))


def stored(incident: GroupedIncident) -> StoredLine:
    """The line of an incident, to be stored."""
    facets = {facet.field: facet for facet in incident.facets}
    killed, injured = _range(facets.get("killed")), _range(facets.get("injured"))
    return StoredLine(
        code=incident.code,
        kind=incident.kind,
        title=_plain(incident.title),
        first=incident.first,
        last=incident.last,
        place=_plain(incident.place or "") or None,
        country=incident.country,
        lat=incident.lat,
        lon=incident.lon,
        precision=incident.precision,
        radius_m=incident.radius_m,
        part_of=incident.part_of,
        strike_status=incident.grade.strike_status if incident.grade else None,
        harm=incident.grade.harm if incident.grade else None,
        contested=_names(facet.field for facet in incident.facets if facet.contested),
        laid_to=_names(_plain(p.value) for p in _positions(facets.get("who")) if p.for_ and p.current),
        killed_low=killed[0],
        killed_high=killed[1],
        injured_low=injured[0],
        injured_high=injured[1],
    )


def _range(facet: Facet | None) -> tuple[int | None, int | None]:
    return (facet.low, facet.high) if facet else (None, None)


def _positions(facet: Facet | None) -> Any:
    return facet.positions if facet else ()


def _names(names: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(names))).decode()


def _plain(value: str) -> str:
    """Without the one character that PostgreSQL's text does not take."""
    return value.replace("\x00", "\ufffd")


def _rows(database: Database) -> Any:
    return StoredLine.objects.using(database.alias)
