"""Known actors and imports as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from sayso.cli.drawing import indented, line, rows
from sayso.linking.actors.imports import Import
from sayso.linking.actors.rows import Days
from sayso.linking.actors.searching import FoundActor


def found_actors(found: Sequence[FoundActor]) -> RenderableType:
    """Every actor with its names, what it is part of, its allies and offices, and who says so."""
    return Group(*(part for actor in found for part in _actor(actor)))


def _actor(actor: FoundActor) -> Iterator[RenderableType]:
    yield line((actor.names[0], "bold"), f"  {actor.kind}{_acts(actor)}{_days(actor.days)}", (f"  {actor.id}", "dim"))
    told = [("also", ", ".join(actor.names[1:]))] if actor.names[1:] else []
    told += [("run by", actor.operation_of)] if actor.operation_of else []
    told += [("part of", f"{tie.id}{_days(tie)}") for tie in actor.part_of]
    told += [("allied with", f"{tie.id}{_days(tie)}") for tie in actor.allied_with]
    told += [("office", f"{held.office}, {held.of}{_days(held)}") for held in actor.offices]
    told += [("note", actor.note)] if actor.note else []
    told.append(("source", f"{', '.join(actor.source)}{f', imported as {actor.imported}' if actor.imported else ''}"))
    yield indented(rows([(name, line(words)) for name, words in told]), 2)


def _acts(actor: FoundActor) -> str:
    return "" if actor.state is None else ", of a state" if actor.state else ", of no state"


def _days(days: Days) -> str:
    if days.first and days.last:
        return f", {days.first} to {days.last}"
    return f", from {days.first}" if days.first else f", until {days.last}" if days.last else ""


def import_table(found: Sequence[Import]) -> RenderableType:
    """One line an import."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for name in ("Name", "Actors", "File", "Source and licence"):
        table.add_column(name, justify="right" if name == "Actors" else "left", overflow="fold")
    for header in found:
        whose = "; ".join(words for words in (header.source, header.licence) if words) or "not given"
        table.add_row(line((header.name, "bold")), line(f"{header.rows:,}"), line(header.file), line(whose))
    return table
