"""How far a long batch has come, on standard error and only where somebody is looking at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.cli.terminal import tell

if TYPE_CHECKING:
    from sayso.model.evidence import Capture

_LONG = 300_000  # bytes from which on a report takes long enough to be announced
_A_MINUTE = 1_500_000  # bytes of text read in one: 25,000 a second on one core, whatever the length
_TEXTS = ("text/plain", "text/markdown")


def announce(capture: Capture) -> None:
    """That a long report will take a while, where somebody waits for it; how long, where its bytes are its text."""
    if capture.size < _LONG or not sys.stderr.isatty():
        return
    minutes = max(1, round(capture.size / _A_MINUTE))
    how_long = f", about {minutes} {'minute' if minutes == 1 else 'minutes'}" if capture.media_type in _TEXTS else ""
    name = " ".join(capture.name.split())
    tell(f"Reading {name} ({capture.size / 1_000_000:,.1f} MB{how_long}) …")


@contextmanager
def progress(paths: Sequence[str]) -> Iterator[Callable[[], None]]:
    """A bar that the yielded function moves by one report. None is drawn over the view itself, nor without a terminal."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from sayso.cli.inputs import find

    total = sum(1 for _ in find(paths))
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, disable=total < 2
    ) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)


@contextmanager
def counting(doing: str) -> Iterator[Callable[[], None]]:
    """A count that the yielded function moves by one, for what has no known end; drawn under the same conditions."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(doing), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda: bar.advance(task)
