"""Totals over a month or a campaign beside an incident: never part of it, never added to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Group, RenderableType

from sayso.cli.fields_view import fields_view


def aggregates_view(aggregates: Iterable[Any]) -> RenderableType:
    """Each total with what it says."""
    return Group(*(fields_view(one) for one in aggregates))
