"""Places of the gazetteer and imports as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from sayso.cli.drawing import indented, line, rows
from sayso.cli.gazetteer_words import precision_in_words
from sayso.linking.gazetteer.imports import Import
from sayso.linking.gazetteer.searching import FoundPlace

_FITS = {
    "own name": "",
    "spelling": ", by one of its spellings",
    "romanised": ", romanised otherwise",
    "consonants": ", alike in its consonants only",
}


def found_places(places: Sequence[FoundPlace]) -> RenderableType:
    """Every place with its kind, parents, coordinate and source; whose facts they are once, at the end."""
    return Group(*(part for place in places for part in _place(place)), *_sources(places))


def _place(place: FoundPlace) -> Iterator[RenderableType]:
    where = f" in {', '.join(place.within)}" if place.within else ""
    yield line((place.name, "bold"), f"  {place.kind}{where}{_FITS[place.fit]}", (f"  {place.id}", "dim"))
    spot = f"{place.lat:.5f}, {place.lon:.5f}: {precision_in_words(place.precision, place.radius_m)}"
    people = [("people", line(f"{place.population:,}"))] if place.population else []
    yield indented(rows([("at", line(spot)), *people, ("source", line(place.source))]), 2)


def _sources(places: Sequence[FoundPlace]) -> Iterator[RenderableType]:
    said = dict.fromkeys((place.attribution, place.licence) for place in places)
    for words, licence in said:
        yield line((f"Places: {words}; {f'licence: {licence}' if licence else 'licence not given'}.", "dim"))


def import_table(found: Sequence[Import]) -> RenderableType:
    """One line an import."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for name in ("Name", "Places", "File", "Source and licence"):
        table.add_column(name, justify="right" if name == "Places" else "left", overflow="fold")
    for header in found:
        files = ", ".join(original.file for original in header.files)
        whose = "; ".join(words for words in (header.source, header.licence) if words) or "not given"
        table.add_row(line((header.name, "bold")), line(f"{header.rows:,}"), line(files), line(whose))
    return table
