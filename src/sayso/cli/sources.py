"""`sayso sources`: who published and who spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.project import AsLines, Folder, opened
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from sayso.model.ledger import SourceRow


def sources(project: Folder = None, as_json: AsLines = False) -> None:
    """List outlets and speakers, the most frequent first."""
    with opened(project) as ledger:
        found = list(ledger.sources())
    if as_json:
        for row in found:
            put_json(row, pretty=False)
    elif found:
        draw(_table(found))
    else:
        tell("Nobody has published or spoken yet.")


def _table(found: Iterable[SourceRow]) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from sayso.cli.drawing import line
    from sayso.wording.words import short_days

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("Who", overflow="fold")
    for name in ("Reports", "Claims"):
        table.add_column(name, justify="right")
    table.add_column("Published or reported", overflow="fold")
    for row in found:
        when = short_days(row.first, row.last) if row.first or row.last else "day not given"
        reports = f"{row.reports:,}" if row.outlet else ""
        table.add_row(
            line((row.name, "bold" if row.outlet else "")), line(reports), line(f"{row.claims:,}"), line(when)
        )
    return table
