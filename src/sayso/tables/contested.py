"""The contested-facts table of an incident: a row a fact, a column an originator, in each cell what was said and when.

Columns stand by side, in the order in which they first spoke. Nothing is added up: a range is the lowest and the highest that
somebody stands by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.incidents.facets.voices import Voice
from sayso.incidents.originators import OTHER
from sayso.incidents.ranges import range_in_words
from sayso.model.grouped import Facet, Position
from sayso.tables.bars import Bar, bar_of, reach

NUMBERS = frozenset(("killed", "injured", "strikes"))


@dataclass(frozen=True)
class Column:
    """An originator. `opens`: the first of its side; `wide` is then how many columns the side has."""

    id: str
    name: str
    named: bool
    side: str
    day: str | None
    outlets: tuple[str, ...]
    opens: bool = False
    wide: int = 1


@dataclass(frozen=True)
class Mark:
    """One word of an originator on a fact: a value, for or against. `left`: the originator has said another value since."""

    position: Position
    voice: Voice
    against: bool = False
    rejected: bool = False
    left: bool = False
    bar: Bar | None = None

    @property
    def key(self) -> str:
        """The claim."""
        return self.voice.claim


@dataclass(frozen=True)
class Row:
    """A fact. `cells` stand in the order of the columns; `part` rows are of some of the people of the row before."""

    facet: Facet
    cells: tuple[tuple[Mark, ...], ...]
    part: bool = False
    words: str = ""
    bar: Bar | None = None
    most: int = 0
    values: tuple[Position, ...] = field(default=())

    @property
    def number(self) -> bool:
        """Whether it is a figure."""
        return self.facet.field in NUMBERS

    @property
    def never_added(self) -> bool:
        """Whether there are figures that somebody might want to add up."""
        return self.number and not self.part and len(self.values) > 1


@dataclass(frozen=True)
class Table:
    """The whole of it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def sides(self) -> list[Column]:
        """The first column of each side."""
        return [column for column in self.columns if column.opens]


def table_of(facets: Iterable[Facet], voices: Sequence[Voice]) -> Table:
    """The table of some facts."""
    told = [facet for facet in facets if facet.positions]
    by_claim: dict[str, list[Voice]] = {}
    for voice in voices:
        by_claim.setdefault(voice.claim, []).append(voice)
    used = {
        key for facet in told for p in (*facet.positions, *facet.parts) for key in (*p.for_, *p.against, *p.rejected)
    }
    columns = _columns([voice for voice in voices if voice.claim in used])
    rows = [row for facet in told for row in _rows(facet, columns, by_claim)]
    return Table(columns=tuple(columns), rows=tuple(rows))


def _columns(voices: Sequence[Voice]) -> list[Column]:
    """Originators by side, sides by who spoke first; of the press and of nobody's side last."""
    by_side: dict[str, dict[str, list[Voice]]] = {}
    for voice in sorted(voices, key=lambda v: v.day or "~"):
        by_side.setdefault(voice.side_name, {}).setdefault(voice.originator.id, []).append(voice)
    ordered = sorted(by_side.items(), key=lambda item: item[0] == "")
    return [
        _column(said, opens=n == 0, wide=len(originators))
        for _, originators in ordered
        for n, said in enumerate(originators.values())
    ]


def _column(said: Sequence[Voice], *, opens: bool, wide: int) -> Column:
    first = said[0]
    return Column(
        id=first.originator.id,
        name=first.originator.name,
        named=first.originator.named,
        side="" if first.originator.side == OTHER else first.side_name,
        day=first.day,
        outlets=tuple(dict.fromkeys(voice.outlet for voice in said)),
        opens=opens,
        wide=wide,
    )


def _rows(facet: Facet, columns: Sequence[Column], voices: Mapping[str, Sequence[Voice]]) -> Iterator[Row]:
    most = reach(facet) if facet.field in NUMBERS else 0
    marks = list(_marks(facet.positions, voices, most, moves=facet.field in NUMBERS))
    yield Row(
        facet=facet,
        cells=_cells(marks, columns),
        words=range_in_words(facet) if most else "",
        bar=bar_of(facet.low, facet.high, most) if most else None,
        most=most,
        values=facet.positions,
    )
    if facet.parts:
        yield Row(facet=facet, cells=_cells(list(_marks(facet.parts, voices, most, moves=False)), columns), part=True)


def _cells(marks: Sequence[Mark], columns: Sequence[Column]) -> tuple[tuple[Mark, ...], ...]:
    by_column: dict[str, list[Mark]] = {column.id: [] for column in columns}
    for mark in marks:
        by_column[mark.voice.originator.id].append(mark)
    return tuple(tuple(sorted(cell, key=lambda m: m.voice.day or "~")) for cell in by_column.values())


def _marks(
    positions: Sequence[Position], voices: Mapping[str, Sequence[Voice]], most: int, *, moves: bool
) -> Iterator[Mark]:
    last = _last_words(positions, voices) if moves else {}
    for position in positions:
        bar = bar_of(position.low, position.high, most) if most else None
        for keys, against, rejected in (
            (position.for_, False, False),
            (position.against, True, False),
            (position.rejected, False, True),
        ):
            for voice in _each_once(keys, voices):
                later = last.get(voice.originator.id, voice.day)
                left = not against and (not position.current or (later or "") > (voice.day or "~"))
                yield Mark(position, voice, against=against, rejected=rejected, left=left and not rejected, bar=bar)


def _each_once(keys: Iterable[str], voices: Mapping[str, Sequence[Voice]]) -> list[Voice]:
    """The voices of some claims: what an originator says in several outlets of one day stands once."""
    found: dict[tuple[str, str | None], Voice] = {}
    for key in keys:
        for voice in voices.get(key, ()):
            found.setdefault((voice.originator.id, voice.day), voice)
    return list(found.values())


def _last_words(positions: Sequence[Position], voices: Mapping[str, Sequence[Voice]]) -> dict[str, str]:
    """The last day on which each originator gave a value."""
    last: dict[str, str] = {}
    for voice in (voice for p in positions for key in p.for_ for voice in voices.get(key, ())):
        last[voice.originator.id] = max(last.get(voice.originator.id, ""), voice.day or "")
    return last
