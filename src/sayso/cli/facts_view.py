"""The contested-facts table: every reported value of a fact with who says so, side by side and never added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.drawing import Part, indented, line
from sayso.cli.incident_view import CONTESTED
from sayso.incidents.ranges import range_in_words
from sayso.model.grouped import Facet, Position
from sayso.wording.ledger_words import CIVILIANS, FACETS, counted
from sayso.wording.words import dated, listed, short_days

Voices = Mapping[str, Sequence[str]]
"""Who says a claim, by its key."""

_NUMBERS = {"killed", "injured", "strikes"}
_NEVER_ADDED = "never added up: reports of one incident may count the same people"


def facts_view(facets: Iterable[Facet], voices: Voices) -> RenderableType:
    """A table of all facts, and under it what is to be said of their arithmetic."""
    facets = [facet for facet in facets if facet.positions]
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("Fact", min_width=11, max_width=11)
    table.add_column("Value", max_width=24, overflow="fold")
    table.add_column("Who says so", overflow="fold", ratio=1)
    for name in ("Voices", "Outlets"):  # independent ends of chains, and who printed them
        table.add_column(name, justify="right", no_wrap=True)
    for facet in facets:
        for row in _rows(facet, voices):
            table.add_row(*row)
    return Group(table, *(indented(note, 2) for note in _notes(facets)))


def shown(position: Position, facet: Facet) -> str:
    """A value in plain English."""
    if facet.field == "civilian_status":
        return CIVILIANS.get(position.value, position.value)
    return dated(position.value) if facet.field == "when" else position.value.replace("_", " ")


def _rows(facet: Facet, voices: Voices) -> Iterator[tuple[Text, ...]]:
    name = Text.assemble(line((FACETS[facet.field], "bold")), *((" ", line(CONTESTED)) if facet.contested else ()))
    for position in facet.positions:
        yield name, *_position(position, facet, voices)
        name = Text()
    for part in facet.parts:
        of_them = msgspec.structs.replace(part, value=part.value.replace(" of them", ""))
        yield line(("  of them", "dim")), *_position(of_them, facet, voices)


def _position(position: Position, facet: Facet, voices: Voices) -> tuple[Text, ...]:
    style = "bold" if position.value == facet.selected else "" if position.current else "dim"
    mark = "  [selected]" if position.value == facet.selected else ""
    words = line((shown(position, facet), style), (mark, "green"), (_history(position), "dim"))
    said = position.for_ or position.against
    return (
        words,
        line(*_who(position, voices)),
        line(f"{len(position.originators):,}" if said else ""),
        line(f"{len(position.outlets):,}" if said else ""),
    )


def _history(position: Position) -> str:
    """What became of the value since, and what is to be said of it."""
    said = dated((position.note or "").replace("precise to: ", "").replace("_", " "))
    note = "; ".join(dict.fromkeys(said.split("; ")))
    told = position.superseded_by and f"to {position.superseded_by}" in note
    later = f" (later: {position.superseded_by})" if position.superseded_by and not told else ""
    rejected = f" ({counted(len(position.rejected), 'claim')} rejected)" if position.rejected else ""
    return f"{later}{f' ({note})' if note else ''}{rejected}"


def _who(position: Position, voices: Voices) -> Iterator[Part]:
    """The voices for it and against it, and when it was said."""
    for_ = _named(position.for_, voices) or list(position.originators if position.for_ else ())
    against = _named(position.against, voices)
    when = short_days(position.first_said, position.last_said) if position.first_said else ""
    if for_:
        yield listed(for_)
    elif not against:
        yield "nobody", "dim"
    if against:
        yield f"{'; ' if for_ else ''}denied by {listed(against)}", "italic"
    if when and (for_ or against):
        yield f" ({when})", "dim"


def _named(claims: Iterable[str], voices: Voices) -> list[str]:
    """Each voice once; nameless ones who are called alike in several outlets together."""
    found: dict[str, list[str]] = {}
    for key in claims:
        for voice in voices.get(key, ()):
            name, mark, outlet = voice.partition(" (in ")
            found.setdefault(name, []).extend([f"in {outlet.removesuffix(')')}"] if mark else [])
    return [f"{name} ({', '.join(dict.fromkeys(where))})" if where else name for name, where in found.items()]


def _notes(facets: Iterable[Facet]) -> Iterator[RenderableType]:
    """Lowest and highest of contested figures, why they are not added, what does not add up, who selected."""
    for facet in facets:
        name = FACETS[facet.field]
        if facet.field in _NUMBERS and len(facet.positions) > 1:
            yield line((f"{name}: {range_in_words(facet)} by what is reported; {_NEVER_ADDED}.", "dim"))
        for flag in facet.flags:
            yield line((f"{name}: {flag.rstrip('.')}.", "yellow"))
        if facet.selected is not None and facet.decision is not None:
            yield line((f"{name}: {facet.selected} was selected by decision {facet.decision}.", "dim"))
