"""Reports in a list: id, day, outlet, title."""

from __future__ import annotations

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table

from sayso.cli.drawing import line
from sayso.model.ledger import ReportRow


def reports_view(reports: Iterable[ReportRow]) -> RenderableType:
    """A table of reports."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("Report", no_wrap=True)
    table.add_column("Published", no_wrap=True)
    for name in ("Outlet", "Title"):
        table.add_column(name, overflow="fold")
    for row in reports:
        title = row.title or row.name.rsplit("/", 1)[-1]
        table.add_row(line(row.id), line(row.published or "?"), line(row.source or "not given"), line(title))
    return table
