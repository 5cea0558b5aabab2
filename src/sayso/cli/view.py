"""The reading as a person wants to read it."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.terminal import harmless
from sayso.model.reading import Reading


def view(reading: Reading, text: str) -> RenderableType:
    """What the report says happened, what is contested in it, and who claims what."""
    words = len(text.split())
    return Group(Text(harmless(reading.report.title or reading.report.id), style="bold"), Text(f"{words} words"))
