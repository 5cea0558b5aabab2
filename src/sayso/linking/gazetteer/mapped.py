"""Plain tables: any columns, told by `--map name=Village,lat=Y,lon=X,kind=Type`.

What is no column of the table counts as the value of every row: `kind=village,country=LY`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from sayso.errors import ImportRefusedError
from sayso.linking.folding import fold
from sayso.linking.gazetteer.imports import ImportedPlace
from sayso.linking.gazetteer.kinds import Kind, kind_of_words, kind_words
from sayso.linking.gazetteer.places import gazetteer
from sayso.linking.gazetteer.sources import town_radius
from sayso.linking.gazetteer.tables import Fault, Line, coordinate, headed, header, number
from sayso.model.record import sha256

FIELDS = ("name", "names", "id", "kind", "parent", "country", "lat", "lon", "population", "radius_m")
_TOWNS = frozenset(("city", "town", "village"))
_COUNTRY = re.compile(r"[A-Z]{2}")


class _Drafted(NamedTuple):
    """A place whose parent is still words."""

    line: int
    place: ImportedPlace
    parent: str


def mapping(words: str, path: Path, encoding: str) -> dict[str, str]:
    """The mapping that the words of `--map` give. Raises ImportRefusedError when it cannot be that of this table."""
    pairs = dict(pair.split("=", 1) for pair in words.split(",") if "=" in pair)
    columns = header(path, encoding)
    wrong = [f"{name!r} is none of {', '.join(FIELDS)}" for name in pairs if name not in FIELDS]
    if "=" not in words or pairs.get("name") not in columns:
        wrong.append(f"name must be one of its columns: {', '.join(columns)}")
    if ("lat" in pairs) != ("lon" in pairs) or ("lat" not in pairs and "parent" not in pairs):
        wrong.append("lat and lon are due, or parent, or all three")
    wrong += [
        f"{pairs[n]!r} is no column" for n in ("lat", "lon", "parent", "id") if n in pairs and pairs[n] not in columns
    ]
    if wrong:
        raise ImportRefusedError(str(path), "--map: " + "; ".join(wrong))
    return pairs


def places(path: Path, encoding: str, pairs: dict[str, str], name: str, faults: list[Fault]) -> list[ImportedPlace]:
    """The places of the table, those with a coordinate first; ids begin with the import's name."""
    drafts: list[_Drafted] = []
    for line in headed(path, encoding, faults):
        try:
            drafts.append(_drafted(line, pairs, name))
        except ValueError as error:
            faults.append(Fault(path.name, line.number, str(error)))
    return _with_parents(_once(drafts, path, faults), path, faults)


def _drafted(line: Line, pairs: dict[str, str], import_name: str) -> _Drafted:
    cell = {field: line.cells.get(source, source) for field, source in pairs.items()}
    if not cell["name"]:
        raise ValueError("it has no name")
    country = cell.get("country", "").upper() or None
    if country and not _COUNTRY.fullmatch(country):
        raise ValueError(f"{country!r} is no country code of two letters")
    kind = _kind(cell.get("kind", ""))
    spot = coordinate(cell.get("lat", ""), cell.get("lon", ""))
    people = number(cell.get("population", ""))
    radius = number(cell.get("radius_m", "")) or (
        town_radius(people) if kind.kind in _TOWNS and people else kind.radius_m
    )
    own = cell.get("id") or sha256("\n".join((fold(cell["name"]), kind.kind, fold(cell.get("parent", "")))))[:12]
    place = ImportedPlace(
        id=f"{import_name}:{own}", name=cell["name"], kind=kind.kind, precision=kind.precision,
        names=tuple(n for n in map(str.strip, re.split(r"[;|،]", cell.get("names", ""))) if n), country=country,
        lat=spot[0] if spot else None, lon=spot[1] if spot else None, population=people, radius_m=radius if spot else None,
    )  # fmt: skip
    return _Drafted(line.number, place, cell.get("parent", ""))


def _kind(words: str) -> Kind:
    found = kind_of_words(words or "village")
    if found is None:
        raise ValueError(f"{words!r} is none of the kinds {', '.join(kind_words())}")
    return found


def _once(drafts: list[_Drafted], path: Path, faults: list[Fault]) -> list[_Drafted]:
    kept: dict[str, _Drafted] = {}
    for draft in drafts:
        if draft.place.id in kept:
            first = kept[draft.place.id]
            faults.append(Fault(path.name, draft.line, f"the same place stands in line {first.line} already"))
        else:
            kept[draft.place.id] = draft
    return list(kept.values())


def _with_parents(drafts: list[_Drafted], path: Path, faults: list[Fault]) -> list[ImportedPlace]:
    from msgspec.structs import replace

    own: dict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.place.lat is not None:
            own[fold(draft.place.name)].append(draft.place.id)
    found: list[ImportedPlace] = []
    for draft in sorted(drafts, key=lambda d: d.place.lat is None):
        holders = own.get(fold(draft.parent)) or _known(draft)
        within = holders[0] if len(holders) == 1 and holders[0] != draft.place.id else None
        if draft.place.lat is None and within is None:
            why = f"{draft.parent!r} names {len(holders) or 'no'} known place{'s' if len(holders) != 1 else ''}"
            faults.append(Fault(path.name, draft.line, f"it has no coordinate, and {why}"))
        else:
            found.append(replace(draft.place, within=within))
    return found


def _known(draft: _Drafted) -> list[str]:
    """The ids of the places that the gazetteer has under the parent's name, other than what this import gave it before:
    those whose own name it is, a town before the district called like it.
    """
    if not draft.parent:
        return []
    country, mine = draft.place.country, draft.place.id.partition(":")[0] + ":"
    named = [p for p in gazetteer().lookup(draft.parent) if country in (None, p.country) and not p.id.startswith(mine)]
    best = [p for p in named if p.main] or named
    towns = [p.id for p in best if p.kind in _TOWNS]
    return towns or [p.id for p in best]
