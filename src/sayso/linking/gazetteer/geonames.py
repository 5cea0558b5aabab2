"""GeoNames' country dumps (https://download.geonames.org/export/dump/): 19 columns, and the alternate names beside them."""

from __future__ import annotations

from pathlib import Path

from sayso.linking.gazetteer.imports import ImportedPlace
from sayso.linking.gazetteer.kinds import Kind, kind_of_feature
from sayso.linking.gazetteer.sources import town_radius
from sayso.linking.gazetteer.tables import Fault, coordinate, number, tabbed

COLUMNS = 19
_NAME_COLUMNS = 10  # of alternateNamesV2
_NO_NAMES = frozenset("link post iata icao faac tcid unlc wkdt phon abbr piny geonames".split())


def alternate_names_beside(path: Path) -> Path | None:
    """The alternate names of a dump where GeoNames' own folders have them: alternateNames/LY.txt, alternateNamesV2.txt."""
    stem = path.with_suffix("")
    tries = [stem.parent / "alternateNames" / f"{stem.name}{suffix}" for suffix in (".txt", ".zip")]
    tries += [stem.parent / f"alternateNamesV2{suffix}" for suffix in (".txt", ".zip")]
    return next((found for found in tries if found.is_file() and found != path), None)


def places(path: Path, alternates: Path | None, faults: list[Fault]) -> list[ImportedPlace]:
    """The places of a dump in its order, second-level divisions named as what holds the rest."""
    lines = list(tabbed(path, COLUMNS, faults))
    holders = {
        (cells[8], cells[10], cells[11]): f"geonames:{cells[0]}"
        for _, cells in lines
        if cells[7] == "ADM2" and cells[11]
    }
    names = _alternates(alternates, {cells[0] for _, cells in lines}, faults) if alternates else {}
    found: list[ImportedPlace] = []
    for line, cells in lines:
        try:
            place = _place(cells, names.get(cells[0], []), holders)
        except ValueError as error:
            faults.append(Fault(path.name, line, str(error)))
            continue
        if place:
            found.append(place)
    return found


def _place(cells: list[str], more: list[str], holders: dict[tuple[str, str, str], str]) -> ImportedPlace | None:
    """None for a feature that is not taken in. Raises ValueError in words for the person."""
    own, name, ascii_name, alternates, latitude, longitude, feature_class, code, country = cells[:9]
    if not own.isdigit() or not name.strip():
        raise ValueError("it has no GeoNames number or no name")
    spot = coordinate(latitude, longitude)
    if spot is None:
        raise ValueError("it has no coordinate")
    people = number(cells[14])
    kind = _settled(kind_of_feature(code, feature_class), feature_class, people)
    if kind is None:
        return None
    held = holders.get((country, cells[10], cells[11]))
    return ImportedPlace(
        id=f"geonames:{own}", name=name, kind=kind.kind, precision=kind.precision,
        names=_spellings(name, [ascii_name, *alternates.split(","), *more]), country=country or None,
        admin1=_division(cells[10]), lat=spot[0], lon=spot[1], population=people, radius_m=kind.radius_m,
        within=held if held != f"geonames:{own}" and kind.kind not in ("adm1", "country") else None,
    )  # fmt: skip


def _settled(kind: Kind | None, feature_class: str, people: int) -> Kind | None:
    """A populated place is a city, town or village by its people, as in the built-in gazetteer."""
    if kind is None or feature_class != "P" or kind.kind == "neighbourhood":
        return kind
    size = "city" if people >= 100_000 else "town" if people >= 5_000 else "village"
    return Kind(size, size, town_radius(people))


def _division(code: str) -> str | None:
    return code if code and code != "00" else None


def _spellings(name: str, others: list[str]) -> tuple[str, ...]:
    """Further names in order, each once; letters alone, no codes."""
    kept = dict.fromkeys(other.strip() for other in others)
    return tuple(o for o in kept if o and o != name and len(o) > 1 and not _code(o) and any(c.isalpha() for c in o))


def _code(word: str) -> bool:
    return word.isascii() and word.isupper() and len(word) <= 5


def _alternates(path: Path, wanted: set[str], faults: list[Fault]) -> dict[str, list[str]]:
    """Names by GeoNames number, of the places wanted: no codes, links or postal numbers among them."""
    found: dict[str, list[str]] = {}
    for _, cells in tabbed(path, _NAME_COLUMNS, faults):
        if cells[1] in wanted and cells[2] not in _NO_NAMES:
            found.setdefault(cells[1], []).append(cells[3])
    return found
