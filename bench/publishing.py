"""How long a release takes and how much memory, and how that grows with the number of incidents: every format, the site in
English and Arabic, and all hashes.

The projects are made up (large_project.py) on SQLite, with about four claims an incident; everything is published, suggestions
too, names taken out and places told coarsely. A release is made in a process of its own. Memory is the most that it and
the process that helps it had at one moment. The wall counts, because people wait; growth is of processor time an incident,
which a busy machine does not lengthen.

SAYSO_BENCH_PUBLISHED="1000 10000" measures other sizes than the three that are held. SAYSO_BENCH_PROJECT is a folder with a
project of the largest size, as the desk's measure keeps it (desk_speed.py); a copy of it is published.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

from bench.corpora import Figures
from bench.large_project import fill
from sayso.ledger import Ledger
from sayso.ledger.grouping import MARK
from sayso.model.ledger import Project
from sayso.model.publishing import Flag, ReleasePolicy, Verdict
from sayso.store import groups, log

SIZES = (1_000, 10_000, 100_000)
RULINGS: dict[Flag, Verdict] = {
    "names": "redact",
    "minors": "redact",
    "source_at_risk": "redact",
    "medical_site": "publish",
    "sensitive_site": "publish",
    "exact_coordinates": "redact",
}


def publishing_figures() -> Figures:
    """Seconds, processor seconds and megabytes of a release of each size, and how the second grows."""
    sizes = tuple(map(int, os.environ.get("SAYSO_BENCH_PUBLISHED", "").split())) or SIZES
    figures: Figures = {}
    each: dict[int, float] = {}
    for size in sizes:
        with _project(size, is_largest=size == max(SIZES)) as folder:
            told = _published(folder)
        each[size] = told["cpu_s"] / told["incidents"]
        figures |= {f"{name}_{size}": round(value, 1) for name, value in told.items()}
        print(f"{size:,} incidents: {told}", file=sys.stderr, flush=True)
    return figures | {f"{large}_to_{small}": round(each[large] / each[small], 2) for small, large in pairwise(sizes)}


@contextmanager
def _project(size: int, *, is_largest: bool) -> Iterator[Path]:
    """The folder of a project of so many incidents on which everything is ruled; it is gone afterwards."""
    kept = Path(os.environ.get("SAYSO_BENCH_PROJECT", "")) / "sqlite"
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as scratch:
        folder = Path(scratch) / "project"
        if is_largest and (kept / "sayso.toml").exists():
            _copy(kept, folder)
        else:
            with Ledger.create(folder, Project(name="made up", database="sqlite:///sayso.db"), user="bench") as ledger:
                fill(ledger, size)
        with Ledger.open(folder, user="bench") as ledger:
            _rule(ledger)
        yield folder


def _copy(kept: Path, folder: Path) -> None:
    """The database and the settings: what is published of lies there, not in the vault."""
    (folder / "vault").mkdir(parents=True)
    shutil.copy(kept / "sayso.toml", folder)
    with closing(sqlite3.connect(kept / "sayso.db")) as whole, closing(sqlite3.connect(folder / "sayso.db")) as copy:
        whole.backup(copy)


def _rule(ledger: Ledger) -> None:
    """Rule on every flag. What people decided is taken for grouped: grouping has a measure of its own."""
    for flag, verdict in RULINGS.items():
        ledger.decide("publish", "release", value={"flag": flag, "verdict": verdict}, reason="measured")
    with ledger.database.writing():
        groups.set_mark(ledger.database, MARK, str(log.newest(ledger.database, "decision")))


def _published(folder: Path) -> dict[str, float]:
    """What a release of a project takes, made by a process of its own."""
    command = [sys.executable, "-m", "bench.publishing", str(folder), str(folder.parent / "release")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as made:
        peak = _watched(made)
        told: dict[str, float] = json.loads(made.communicate()[0])
    if made.returncode:
        raise subprocess.CalledProcessError(made.returncode, command)
    return {**told, "peak_mb": peak}


def _watched(made: subprocess.Popen[bytes]) -> float:
    """The most megabytes that a process and those below it had at once, looked at five times a second until it ends. (What
    the system remembers of a process that has ended counts what it shared with the one that started it.)
    """
    peak = 0.0
    while made.poll() is None:
        peak = max(peak, sum(map(_resident, _with_those_below(made.pid))))
        time.sleep(0.2)
    return peak


def _with_those_below(process: int) -> Iterator[int]:
    yield process
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has just ended
        return
    for one in below:
        yield from _with_those_below(int(one))


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):  # it has just ended
        return 0.0
    return pages * resource.getpagesize() / 1_000_000


def _publish(folder: Path, release: Path) -> dict[str, float]:
    from sayso.publish.release import publish

    start = time.perf_counter()
    with Ledger.open(folder, user="bench") as ledger:
        made = publish(ledger, release, ReleasePolicy(suggestions=True), lambda words: print(words, file=sys.stderr))
    wall = time.perf_counter() - start
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "incidents": made.incidents,
        "files": len(made.files),
        "seconds": wall,
        "cpu_s": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
    }


if __name__ == "__main__":
    print(json.dumps(_publish(Path(sys.argv[1]), Path(sys.argv[2]))))
