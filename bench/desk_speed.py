"""How long the desk takes to answer: every kind of page over HTTP, with a project as large as SAYSO_BENCH_INCIDENTS says.

The reports are made up (ledgers.py) and the desk is the real one, in a process of its own. A project of 100,000 incidents takes
long to read and group, so most are copies: what grouping concluded of the made-up reports is put down again under other codes,
on other days, a little apart. SAYSO_BENCH_CLAIMS (default 20,000) is how many claims are really there, SAYSO_BENCH_DATABASE the
url of an empty database on a PostgreSQL server; SAYSO_BENCH_PROJECT keeps the project in a folder and uses it again.
Times are of whole answers, as a browser on this machine waits for them.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

import msgspec

from bench.corpora import Figures
from bench.ledgers import made_up
from sayso.ledger import Ledger
from sayso.model.exploring import Exploring
from sayso.model.grouped import GroupedIncident
from sayso.model.ledger import Project
from sayso.model.log import LogFilter
from sayso.store import groups
from sayso.store.derived import seal_groups

ASKED = 12  # times that each page is asked for
_TAGGED = 500
_CLAIMS = 4  # of a copy: 400,000 of 100,000 incidents


def desk_figures() -> Figures:
    """Milliseconds of each page, the median and the slowest of twenty; and of all together."""
    wanted = int(os.environ.get("SAYSO_BENCH_INCIDENTS", "10000"))
    claims = int(os.environ.get("SAYSO_BENCH_CLAIMS", "20000").split()[0])
    with _project() as folder:
        if not (folder / "sayso.toml").exists():
            _fill(folder, claims, wanted)
        return _timed(folder)


def _timed(folder: Path) -> Figures:
    from tests.desk.served import Desk

    pages = _pages(folder)
    figures: Figures = {}
    every: list[float] = []
    for left in ("desk.db", "desk.secret"):
        (folder / left).unlink(missing_ok=True)
    with Desk(folder) as desk:
        person = desk.people().person("recorder")
        for name, addresses in pages.items():
            person.page(addresses[0])  # what is loaded once is loaded
            times = [_ms(lambda path=path: person.page(path)) for path in addresses * ASKED]  # type: ignore[misc]
            every += times
            figures[f"{name}_ms"] = round(median(times), 1)
            print(f"{name}: {figures[f'{name}_ms']} ms, slowest {max(times):.0f}", file=sys.stderr, flush=True)
    return {**figures, "median_ms": round(median(every), 1), "p95_ms": round(quantiles(every, n=20)[-1], 1)}


def _pages(folder: Path) -> dict[str, list[str]]:
    """What is asked for, by what it shows."""
    with Ledger.open(folder) as ledger:
        codes = ledger.exploration.codes(Exploring())
        middle = codes[len(codes) // 2]
        newest = ledger.log_page(LogFilter(), many=1)[0].number
    return {
        "explore": ["/explore/"],
        "explore_facets": ["/explore/?kind=shelling&country=SY", "/explore/?laid_to=Libya&contested=killed"],
        "explore_words": ["/explore/?q=school", "/explore/?q=killed", '/explore/?q="police station" killed'],
        "explore_deep": [f"/explore/?after={middle}", f"/explore/?sort=code&after={middle}"],
        "explore_time": ["/explore/?since=2015-03-01&until=2015-06-30", "/explore/?month=2015-05"],
        "explore_tag": ["/explore/?tag=to+check&assigned=-"],
        "explore_all_places": ["/explore/?more=place"],
        "map_points": ["/explore/points/", "/explore/points/?kind=air_strike"],
        "map_spot": [f"/explore/here/?code={codes[0]}&code={codes[1]}"],
        "evidence": ["/evidence/", "/evidence/?q=school", "/evidence/?page=20"],
        "log": ["/evidence/log/", "/evidence/log/?kind=capture", "/evidence/log/?by=bench&before=2000"],
        "log_rare": ["/evidence/log/?kind=verify", f"/evidence/log/?target={middle}"],
        "entry": [f"/evidence/log/{newest // 2}/"],
    }


def _fill(folder: Path, claims: int, wanted: int) -> None:
    made = made_up(claims)
    url = os.environ.get("SAYSO_BENCH_DATABASE", "sqlite:///sayso.db")
    with Ledger.create(folder, Project(name="made up", database=url), user="bench", read=made.read) as ledger:
        coming = made.captured()
        while some := list(islice(coming, 500)):
            with ledger.database.writing():
                list(ledger.add(some))
        print("added", file=sys.stderr, flush=True)
        ledger.group()
        print("grouped", file=sys.stderr, flush=True)
        incidents = list(ledger.incidents())
        with ledger.database.writing():
            groups.put_incidents(ledger.database, list(islice(_copied(incidents), wanted)))
            seal_groups(ledger.database)
        ledger.exploration.tag(ledger.exploration.codes(Exploring())[:_TAGGED], "to check")


def _copied(incidents: list[GroupedIncident]) -> Iterator[GroupedIncident]:
    """The incidents, then the same again and again under other codes."""
    yield from incidents
    chance = random.Random(7)  # noqa: S311 - nothing is secret here
    number = 0
    while True:
        for one in incidents:
            number += 1
            days = timedelta(days=chance.randrange(2_000))
            first, last = (
                (date.fromisoformat(day) + days).isoformat() if day else None for day in (one.first, one.last)
            )
            yield msgspec.structs.replace(
                one,
                code=f"XX-{(first or '0000')[:4]}-{number:06}",
                first=first,
                last=last,
                lat=None if one.lat is None else round(one.lat + chance.gauss(0, 0.2), 5),
                lon=None if one.lon is None else round(one.lon + chance.gauss(0, 0.2), 5),
                claims=one.claims[:_CLAIMS],
                parts=(),
                part_of=None,
                previous_codes=(),
            )


@contextmanager
def _project() -> Iterator[Path]:
    if kept := os.environ.get("SAYSO_BENCH_PROJECT"):
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        yield Path(folder) / "project"


def _ms(doing: Callable[[], object]) -> float:
    start = time.perf_counter()
    doing()
    return (time.perf_counter() - start) * 1000
