"""From a file to an import: which format it has, what is in it, and what was left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from sayso.errors import ImportRefusedError, InputMissingError
from sayso.linking.gazetteer import geonames, mapped, pcodes
from sayso.linking.gazetteer.imports import Import, ImportedPlace, Original, import_files, keep, places_of
from sayso.linking.gazetteer.tables import Fault, header, is_tabbed
from sayso.model.record import Record

Format = Literal["geonames", "pcodes", "csv"]
FORMATS = get_args(Format)
_GEONAMES = ("GeoNames (https://www.geonames.org)", "CC BY 4.0")


class Wish(Record, frozen=True, kw_only=True):
    """How a file is to be taken in: what is None is found out from the file."""

    name: str | None = None
    format: Format | None = None
    alternates: Path | None = None
    map: str | None = None
    encoding: str = "utf-8"
    licence: str | None = None
    source: str | None = None
    replace: bool = False


class Imported(NamedTuple):
    """What an import came to: `new` is False when it was there already."""

    header: Import
    faults: list[Fault]
    new: bool


class _Read(NamedTuple):
    """What a file holds, and what is to be kept of how it was read."""

    places: list[ImportedPlace]
    files: list[Path]
    mapping: dict[str, str]
    source: str | None
    licence: str | None


def import_places(path: Path, wish: Wish) -> Imported:
    """Take a file of places into this person's gazetteers. Raises InputError when nothing of it can be used."""
    if not path.is_file():
        raise InputMissingError(str(path))
    kind = wish.format or _format(path, wish)
    name = wish.name or _called(path, kind)
    faults: list[Fault] = []
    found = _READERS[kind](path, name, wish, faults)
    if not found.places:
        first = f"; the first: {faults[0]}".rstrip(".") if faults else ""
        raise ImportRefusedError(str(path), f"no row of it can be used{first}")
    _refuse_shadows(path, name, found.places)
    head = Import(
        name=name, format=kind, files=tuple(map(_original, found.files)), rows=len(found.places),
        mapping=tuple(found.mapping.items()), licence=found.licence, source=found.source,
    )  # fmt: skip
    return Imported(head, faults, keep(head, found.places, replace=wish.replace))


def _geonames(path: Path, _: str, wish: Wish, faults: list[Fault]) -> _Read:
    alternates = wish.alternates or geonames.alternate_names_beside(path)
    found = geonames.places(path, alternates, faults)
    files = [path, alternates] if alternates else [path]
    return _Read(found, files, {}, wish.source or _GEONAMES[0], wish.licence or _GEONAMES[1])


def _pcodes(path: Path, _: str, wish: Wish, faults: list[Fault]) -> _Read:
    layout = pcodes.layout(header(path, wish.encoding))
    if layout is None:
        raise ImportRefusedError(str(path), "its header has no P-codes and names (adm1_pcode, adm1_name)")
    return _Read(pcodes.places(path, wish.encoding, layout, faults), [path], {}, wish.source, wish.licence)


def _csv(path: Path, name: str, wish: Wish, faults: list[Fault]) -> _Read:
    pairs = mapped.mapping(wish.map or "", path, wish.encoding)
    found = mapped.places(path, wish.encoding, pairs, name, faults)
    return _Read(found, [path], pairs, wish.source, wish.licence)


_READERS: dict[Format, Callable[[Path, str, Wish, list[Fault]], _Read]] = {
    "geonames": _geonames,
    "pcodes": _pcodes,
    "csv": _csv,
}


def _format(path: Path, wish: Wish) -> Format:
    if wish.map:
        return "csv"
    if pcodes.layout(header(path, wish.encoding)):
        return "pcodes"
    if is_tabbed(path, geonames.COLUMNS):
        return "geonames"
    mend = "it is no GeoNames dump and no table of P-codes: say with --map which column holds what"
    raise ImportRefusedError(str(path), mend)


def _called(path: Path, kind: Format) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:30] or "places"
    return stem if kind == "csv" else f"{kind}-{stem}"


def _refuse_shadows(path: Path, name: str, found: Iterable[ImportedPlace]) -> None:
    """An id means one place: GeoNames' numbers add to what is there, all others must be new."""
    ids = {place.id for place in found if not place.id.startswith("geonames:")}
    for file in import_files() if ids else ():
        if file.stem != name and (both := next((p.id for p in places_of(file) if p.id in ids), None)):
            raise ImportRefusedError(
                str(path), f"{both} is a place of the import {file.stem} already: remove that one first"
            )


def _original(path: Path) -> Original:
    with path.open("rb") as file:
        return Original(file=path.name, sha256=hashlib.file_digest(file, "sha256").hexdigest())
