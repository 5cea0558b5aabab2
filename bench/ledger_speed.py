"""How long a ledger takes to add to, group, show and rebuild, and how that grows with the number of its claims.

The ledgers are made up (ledgers.py); they lie on disk as any other, in SQLite. Times are of the wall, because what a ledger
does is partly waiting for the disk; growth is of processor seconds a claim, which a busy machine does not lengthen.
SAYSO_BENCH_CLAIMS="1000 10000" measures other sizes than the three that are pinned.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.corpora import Figures
from bench.ledgers import Ledger as Made
from bench.ledgers import made_up
from sayso.ledger import Ledger
from sayso.ledger.reading import read_piece
from sayso.model.ledger import Project
from sayso.reader import Piece

SIZES = (1_000, 10_000, 100_000)
ADDED = 50  # reports whose adding is timed, the last of each ledger
SHOWN = 200  # incidents that are shown
REALLY_READ = 30  # reports that are read by sayso's own reader


def ledger_figures() -> Figures:
    """Milliseconds to add a report and show an incident, seconds to group and rebuild, for each size, and their growth."""
    sizes = tuple(map(int, os.environ.get("SAYSO_BENCH_CLAIMS", "").split())) or SIZES
    figures: Figures = {"read_ms_per_report": _read_ms()}
    for size in sizes:
        figures |= _measured(size)
    for name in ("group", "rebuild"):
        for small, large in pairwise(sizes):
            few, many = (figures[f"{name}_cpu_s_{size}"] or 0.0 for size in (small, large))
            figures[f"{name}_{large}_to_{small}"] = round(many / large / (few / small), 2)
    return figures


def _measured(size: int) -> Figures:
    made = made_up(size)
    with (
        tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder,
        Ledger.create(Path(folder) / "project", Project(name="made up"), user="bench", read=made.read) as ledger,
    ):
        _filled(ledger, made)
        added = [_seconds(lambda one=one: list(ledger.add([one]))) for one in made.captured(-ADDED)]  # type: ignore[misc]
        _say(size, "added")
        grouped, grouping = _both(ledger.group)
        _say(size, f"grouped in {grouped:.1f} s")
        shown = _shown(ledger)
        rebuilt, rebuilding = _both(ledger.rebuild)
        _say(size, f"rebuilt in {rebuilt:.1f} s")
        status = ledger.status()
    figures: dict[str, float] = {
        "claims": status.claims,
        "incidents": status.incidents,
        "add_ms": median(added) * 1000,
        "group_s": grouped,
        "group_cpu_s": grouping,
        "show_ms": median(shown) * 1000,
        "show_p99_ms": quantiles(shown, n=100)[-1] * 1000,
        "rebuild_s": rebuilt,
        "rebuild_cpu_s": rebuilding,
    }
    return {f"{name}_{size}": round(value, 2) for name, value in figures.items()}


def _filled(ledger: Ledger, made: Made) -> None:
    """All reports but the last few, many in one transaction, because this is not what is measured."""
    coming = made.captured(0, -ADDED)
    while some := list(islice(coming, 500)):
        with ledger.database.writing():
            for result in ledger.add(some):
                if result.outcome != "new":
                    raise RuntimeError(result)


def _shown(ledger: Ledger) -> list[float]:
    """Seconds to show each of some incidents, the largest among them."""
    incidents = sorted(ledger.incidents(), key=lambda incident: -len(incident.claims))
    codes = [incident.code for incident in incidents]
    chosen = codes[:10] + codes[:: max(1, len(codes) // SHOWN)]
    ledger.show(chosen[0])
    return [_seconds(lambda code=code: ledger.show(code)) for code in chosen]  # type: ignore[misc]


def _read_ms() -> float:
    """What sayso's own reader adds for each report: milliseconds, the median over some made-up ones."""
    captured = list(made_up(1_000).captured(0, REALLY_READ))
    pieces = [Piece(text=one.report.decode(), published=one.capture.published) for one in captured]
    read_piece(pieces[0])
    return round(_median_ms(pieces), 1)


def _median_ms(pieces: Sequence[Piece]) -> float:
    return median(_seconds(lambda piece=piece: read_piece(piece)) for piece in pieces) * 1000  # type: ignore[misc]


def _seconds(doing: Callable[[], Any]) -> float:
    start = time.perf_counter()
    doing()
    return time.perf_counter() - start


def _both(doing: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of the wall and of the processor."""
    busy = time.process_time()
    wall = _seconds(doing)
    return wall, time.process_time() - busy


def _say(size: int, what: str) -> None:
    print(f"ledger of {size:,} claims: {what}", file=sys.stderr, flush=True)
