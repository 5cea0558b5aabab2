"""The few shapes that the view is drawn with. Whatever words go in come out harmless to a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.cli.terminal import harmless

_LABEL_WIDTH = 11
Part = str | tuple[str, str]


def line(*parts: Part) -> Text:
    """One paragraph of words, each with its style or plain."""
    text = Text()
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        text.append(" ".join(harmless(words).split("\n")), style)
    return text


def heading(words: str) -> RenderableType:
    """The name of a section."""
    return Padding(Rule(line((words, "bold")), align="left", style="dim"), (1, 0, 0, 0))


def indented(shape: RenderableType, by: int) -> RenderableType:
    """The shape, set in from the left."""
    return Padding(shape, (0, 0, 0, by))


def rows(labelled: Iterable[tuple[str, Text]]) -> RenderableType:
    """A label before each line; a label that repeats the one above is left out."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_LABEL_WIDTH, style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    above = ""
    for label, words in labelled:
        grid.add_row("" if label == above else label, words)
        above = label
    return grid


def numbered(count: int, shape: RenderableType) -> RenderableType:
    """A number in the margin before the shape."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=max(3, len(str(count))), style="dim", justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(str(count), shape)
    return grid
