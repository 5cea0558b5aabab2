"""A list of incidents as a file: CSV for spreadsheets and JSON Lines for programs, both a piece at a time.

Unknown is empty (null), never 0; a range is two columns; and no cell of a CSV is one that a spreadsheet takes for a formula
(publish.flat says which), whatever it takes for the end of a cell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.conf import settings

from sayso.ledger import Ledger
from sayso.model.exploring import Exploring, IncidentLine
from sayso.publish.flat import harmless

_COLUMNS = (
    "code", "kind", "title", "first", "last", "place", "country", "lat", "lon", "precision", "radius_m", "part_of",
    "strike_status", "harm", "contested", "laid_to", "killed_low", "killed_high", "injured_low", "injured_high", "reports",
    "assigned", "tags",
)  # fmt: skip


class _Piece:
    """A file that gives back what was written."""

    def write(self, text: str) -> str:
        return text


def lines_of(asked: Exploring) -> Iterator[IncidentLine]:
    """All that fit, in a ledger of its own: that of the request is closed when the first piece is sent."""
    with Ledger.open(settings.SAYSO_FOLDER) as ledger:
        yield from ledger.exploration.lines(asked)


def as_csv(lines: Iterable[IncidentLine]) -> Iterator[str]:
    """Rows of CSV in UTF-8 with the mark by which spreadsheets know it."""
    writer = csv.writer(_Piece(), lineterminator="\r\n")
    yield "\ufeff" + str(writer.writerow(_COLUMNS))
    for line in lines:
        yield str(writer.writerow([_cell(getattr(line, name)) for name in _COLUMNS]))


def as_json_lines(lines: Iterable[IncidentLine]) -> Iterator[bytes]:
    """One object a line."""
    for line in lines:
        yield msgspec.json.encode({name: getattr(line, name) for name in _COLUMNS}) + b"\n"


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = "; ".join(value)
    return "" if value is None else harmless(value)
