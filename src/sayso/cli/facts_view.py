"""The contested-facts table: every reported value of a fact with who says so, side by side and never added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.drawing import indented, line
from sayso.cli.incident_view import CONTESTED
from sayso.cli.ledger_words import FACETS, counted
from sayso.cli.words import day, listed, number
from sayso.model.grouped import Facet, Position

Voices = Mapping[str, str]
"""Who says a claim, by its key."""

_NUMBERS = {"killed", "injured", "strikes"}
_NEVER_ADDED = "never added up: reports of one incident may count the same people"


def facts_view(facets: Iterable[Facet], voices: Voices) -> RenderableType:
    """A table of all facts, and under it what is to be said of their arithmetic."""
    facets = [facet for facet in facets if facet.positions]
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for name in ("Fact", "Value", "Who says so"):
        table.add_column(name, overflow="fold")
    for name in ("Voices", "Outlets"):  # independent ends of chains, and who printed them
        table.add_column(name, justify="right")
    for facet in facets:
        for row in _rows(facet, voices):
            table.add_row(*row)
    return Group(table, *(indented(note, 2) for note in _notes(facets)))


def _rows(facet: Facet, voices: Voices) -> Iterator[tuple[Text, ...]]:
    name = Text.assemble(line((FACETS[facet.field], "bold")), *((" ", line(CONTESTED)) if facet.contested else ()))
    for position in facet.positions:
        yield name, *_position(position, facet, voices)
        name = Text()
    for part in facet.parts:
        yield line(("  of them", "dim")), *_position(part, facet, voices)


def _position(position: Position, facet: Facet, voices: Voices) -> tuple[Text, ...]:
    style = "bold" if position.value == facet.selected else "" if position.current else "dim"
    mark = "  [selected]" if position.value == facet.selected else ""
    words = line((position.value, style), (mark, "green"), (_history(position), "dim"))
    return (
        words,
        _who(position, voices),
        line(f"{len(position.originators):,}"),
        line(f"{len(position.outlets):,}"),
    )


def _history(position: Position) -> str:
    """What became of the value since."""
    later = f" (later: {position.superseded_by})" if position.superseded_by else ""
    note = f" ({position.note.replace('_', ' ')})" if position.note else ""
    rejected = f" ({counted(len(position.rejected), 'claim')} rejected)" if position.rejected else ""
    return f"{later}{note}{rejected}"


def _who(position: Position, voices: Voices) -> Text:
    """The voices for it and against it, and when it was said."""
    for_ = _named(position.for_, voices) or list(position.originators)
    against = _named(position.against, voices)
    when = f" ({_when(position)})" if for_ and position.first_said else ""
    return line(
        (listed(for_) or "nobody", "" if for_ else "dim"),
        (when, "dim"),
        (f"; against: {listed(against)}" if against else "", "italic"),
    )


def _when(position: Position) -> str:
    """When it was said first and last."""
    first, last = position.first_said or "", position.last_said or ""
    return day(first) if first == last or not last else f"{day(first)} to {day(last)}"


def _named(claims: Iterable[str], voices: Voices) -> list[str]:
    return list(dict.fromkeys(voices[key] for key in claims if key in voices))


def _notes(facets: Iterable[Facet]) -> Iterator[RenderableType]:
    """Lowest and highest of contested figures, why they are not added, what does not add up, who selected."""
    for facet in facets:
        name = FACETS[facet.field]
        if facet.field in _NUMBERS and len(facet.positions) > 1:
            bounds = number(facet.low, facet.high, "between")
            yield line((f"{name}: {bounds} by what is reported; {_NEVER_ADDED}.", "dim"))
        for flag in facet.flags:
            yield line((f"{name}: {flag.rstrip('.')}.", "yellow"))
        if facet.selected is not None and facet.decision is not None:
            yield line((f"{name}: {facet.selected} was selected by decision {facet.decision}.", "dim"))
