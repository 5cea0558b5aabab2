"""`sayso agreements`: ceasefires, truces and initiatives of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.project import AsLines, Folder, opened
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from sayso.model.grouped import GroupedAgreement


def agreements(project: Folder = None, as_json: AsLines = False) -> None:
    """List ceasefires, truces and initiatives: said to hold from when, signed by whom on whose word, what is disputed."""
    with opened(project) as ledger:
        found = list(ledger.agreements())
    if as_json:
        for one in found:
            put_json(one, pretty=False)
    elif found:
        draw(_table(found))
    else:
        tell("No agreement yet. After new reports: sayso group")


def _table(found: Iterable[GroupedAgreement]) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from sayso.cli.agreement_view import SIGNATURES
    from sayso.cli.drawing import line
    from sayso.wording.words import days

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("Id", no_wrap=True)
    for name in ("Agreement", "Signatures", "Disputed"):
        table.add_column(name, overflow="fold")
    for one in found:
        held = f"  {days(one.first, one.last)}" if one.first or one.last else ""
        signed = ", ".join(f"{party.name}: {SIGNATURES[party.signature]}" for party in one.parties)
        contested = "yes" if one.disputes or any(party.contested for party in one.parties) else ""
        table.add_row(
            line((one.id, "bold")), line(one.title, (held, "dim")), line(signed), line((contested, "bold yellow"))
        )
    return table
