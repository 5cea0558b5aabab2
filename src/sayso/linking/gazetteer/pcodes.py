"""OCHA's tables of administrative boundaries (COD-AB, P-codes), known by their headers: adm1_pcode, ADM1_PCODE, admin1Pcode.

Every level that a row names becomes a place once: its P-code is its id, the level above holds it. The coordinate of a row is
that of its deepest level. A level without one takes the place of the same name and kind that the gazetteer has, else its
holder's (that of the first level: its country's) centre and radius.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import NamedTuple

from sayso.linking.gazetteer.imports import ImportedPlace
from sayso.linking.gazetteer.kinds import data
from sayso.linking.gazetteer.places import gazetteer
from sayso.linking.gazetteer.tables import Fault, Line, coordinate, headed

_LEVEL = re.compile(r"adm(?:in)?_?(?P<level>[0-5])_?(?P<rest>[a-z0-9_]*)", re.IGNORECASE)
_CODE = re.compile(r"p?_?code(?:_\d)?", re.IGNORECASE)
_NAMED = re.compile(r"(?:ref|alt\d?)?_?(?:name\d?)?_?\d?_?(?:[a-z]{2,3})?", re.IGNORECASE)
_LATITUDES = ("center_lat", "centroid_lat", "lat", "latitude", "y_coord", "point_y", "y")
_LONGITUDES = ("center_lon", "centroid_lon", "lon", "long", "longitude", "x_coord", "point_x", "x")
_AREAS = ("area_sqkm", "area_sq_km", "areasqkm")
_FIRST = ("name", "name_en", "en", "nameen")  # the columns that give the name, the rest give spellings
_KINDS = {0: "country", 1: "adm1", 2: "adm2"}  # deeper ones are adm3


class Layout(NamedTuple):
    """Which column holds what: P-codes and names by level, coordinate and area of the deepest."""

    codes: dict[int, str]
    names: dict[int, list[str]]
    latitude: str | None
    longitude: str | None
    area: str | None


def layout(columns: list[str]) -> Layout | None:
    """How a table of P-codes is laid out, None when its header is not that of one."""
    codes: dict[int, str] = {}
    names: dict[int, list[str]] = {}
    for column in columns:
        found = _LEVEL.fullmatch(column)
        if found and _CODE.fullmatch(found["rest"]):
            codes.setdefault(int(found["level"]), column)
        elif found and found["rest"] and _NAMED.fullmatch(found["rest"]):
            names.setdefault(int(found["level"]), []).append(column)
    if not codes or not names or max(codes) == 0:
        return None
    ordered = {level: sorted(found, key=_rank) for level, found in names.items()}
    return Layout(codes, ordered, _one(columns, _LATITUDES), _one(columns, _LONGITUDES), _one(columns, _AREAS))


def places(path: Path, encoding: str, shape: Layout, faults: list[Fault]) -> list[ImportedPlace]:
    """Every division of the table once, those that hold others first."""
    found: dict[str, tuple[int, ImportedPlace]] = {}
    for line in headed(path, encoding, faults):
        try:
            _add(found, line, shape)
        except ValueError as error:
            faults.append(Fault(path.name, line.number, str(error)))
    return [place for _, place in sorted(found.values(), key=lambda pair: (pair[0], pair[1].id))]


def _add(found: dict[str, tuple[int, ImportedPlace]], line: Line, shape: Layout) -> None:
    levels = [level for level in sorted(shape.codes) if level and line.cells[shape.codes[level]]]
    if not levels:
        raise ValueError("it has no P-code")
    spot = coordinate(line.cells.get(shape.latitude or "", ""), line.cells.get(shape.longitude or "", ""))
    rows = [_division(line, shape, level, levels) for level in levels]
    for level, row in zip(levels, rows, strict=True):
        known = found.get(row.id)
        if level == levels[-1] and spot and known and known[1].lat is not None:
            raise ValueError(f"{row.id.removeprefix('pcode:')} stands in the table twice")
        own = _placed(row, spot, line.cells.get(shape.area or "", "")) if level == levels[-1] and spot else row
        if known is None or own.lat is not None:
            found[row.id] = (level, own)


def _division(line: Line, shape: Layout, level: int, levels: list[int]) -> ImportedPlace:
    code = line.cells[shape.codes[level]]
    named = [line.cells[column] for column in shape.names.get(level, ()) if line.cells[column]]
    if not named:
        raise ValueError(f"{code} has no name")
    kind = _KINDS.get(level, "adm3")
    if gazetteer().country(code[:2].upper()) is None:
        raise ValueError(f"{code} does not begin with the two letters of a country")
    above = [upper for upper in levels if upper < level]
    return ImportedPlace(
        id=f"pcode:{code}", name=named[0], kind=kind, precision=kind, names=tuple(dict.fromkeys(named[1:])),
        country=code[:2].upper(), within=f"pcode:{line.cells[shape.codes[above[-1]]]}" if above else None,
    )  # fmt: skip


def _placed(row: ImportedPlace, spot: tuple[float, float], area: str) -> ImportedPlace:
    from msgspec.structs import replace

    try:
        radius = int(1_000 * math.sqrt(float(area) / math.pi)) if area else 0
    except ValueError:
        raise ValueError(f"{area!r} is no area in square kilometres") from None
    return replace(row, lat=spot[0], lon=spot[1], radius_m=radius or data("kinds")[row.kind]["radius_m"])


def _rank(column: str) -> tuple[int, str]:
    found = _LEVEL.fullmatch(column)
    rest = found["rest"].lower() if found else ""
    return (_FIRST.index(rest) if rest in _FIRST else len(_FIRST) + ("alt" in rest) + ("ref" in rest), column)


def _one(columns: list[str], wanted: tuple[str, ...]) -> str | None:
    lower = {column.lower(): column for column in columns}
    return next((lower[name] for name in wanted if name in lower), None)
