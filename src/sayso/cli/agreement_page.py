"""The page of an agreement over many reports."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.claims_view import claims_view
from sayso.cli.drawing import heading
from sayso.cli.fields_view import fields_view
from sayso.cli.readings import Readings
from sayso.cli.reports_view import reports_view
from sayso.model.ledger import AgreementPage


def agreement_page(page: AgreementPage, readings: Readings) -> RenderableType:
    """The whole page."""
    shapes: list[RenderableType] = [fields_view(page.agreement)]
    if page.claims:
        shapes += [heading("Who claims what"), claims_view(page.claims, readings)]
    shapes += [heading("Told by"), reports_view(page.reports)]
    return Group(*shapes, Text())
