"""`sayso show`: the page of anything that has an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.project import AsJson, Folder, opened
from sayso.cli.terminal import draw, put_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.model.ledger import Page
    from sayso.wording.readings import Readings


def show(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An incident's code, a report's id, a claim's key (or how it begins), an agreement's id."
        ),
    ],
    project: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Show an incident with its contested facts, a report, a claim or an agreement."""
    with opened(project) as ledger:
        page = ledger.show(id)
        if as_json:
            put_json(page, pretty=True)
            return
        from sayso.wording.readings import Readings

        draw(_view(page, Readings(ledger)))


def _view(page: Page, readings: Readings) -> RenderableType:
    from sayso.cli.agreement_page import agreement_page
    from sayso.cli.claim_page import claim_page
    from sayso.cli.incident_page import incident_page
    from sayso.cli.report_page import report_page
    from sayso.model.ledger import ClaimPage, IncidentPage, ReportPage

    match page:
        case IncidentPage():
            return incident_page(page, readings)
        case ReportPage():
            return report_page(page)
        case ClaimPage():
            return claim_page(page, readings)
        case _:
            return agreement_page(page, readings)
