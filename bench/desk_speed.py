"""How long the desk takes to answer: every kind of page over HTTP, on SQLite and on PostgreSQL, in a project as large as any.

The project is made up (large_project.py: SAYSO_BENCH_INCIDENTS of them, 100,000 where nothing is said, with four claims each)
and the desk is the real one, in a process of its own. Times are of whole answers, as a browser on this machine waits for
them: the server's time, the way and the reading. Every page is to take 100 ms at most in the median and 300 ms in nineteen of
twenty cases; so the page that takes longest is what is held.

SAYSO_BENCH_PROJECT keeps the projects in a folder, one for each database, and uses them again; SAYSO_BENCH_DATABASE is the url
of an empty database on a PostgreSQL server of one's own (else one is started, where it is installed).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.corpora import Figures
from bench.large_project import fill
from sayso.ledger import Ledger
from sayso.model.exploring import Exploring
from sayso.model.inbox import ReportFilter
from sayso.model.ledger import Project
from sayso.model.log import LogFilter

ASKED = 12  # times that each address is asked for


def desk_figures() -> Figures:
    """Milliseconds of each kind of page, the median and the slowest of twenty, and of the page that takes longest."""
    figures: Figures = {}
    for engine in ("sqlite", "postgresql"):
        with large_project(engine) as folder:
            if folder is not None:
                figures |= {f"{engine}_{name}": value for name, value in _timed(folder).items()}
    return figures


@contextmanager
def large_project(engine: str) -> Iterator[Path | None]:
    """The folder of a large project on a database; None where the database is not installed."""
    from tests.store.databases import new_database, server

    kept = os.environ.get("SAYSO_BENCH_PROJECT")
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as scratch:
        folder = Path(kept or scratch) / engine
        if engine == "sqlite" or (folder / "sayso.toml").exists() or "SAYSO_BENCH_DATABASE" in os.environ:
            yield _filled(folder, os.environ.get("SAYSO_BENCH_DATABASE", "") if engine != "sqlite" else "")
            return
        with server() as url:
            yield None if url is None else _filled(folder, new_database(url))


def _filled(folder: Path, url: str) -> Path:
    if not (folder / "sayso.toml").exists():
        project = Project(name="made up", database=url or "sqlite:///sayso.db")
        with Ledger.create(folder, project, user="bench") as ledger:
            fill(ledger, int(os.environ.get("SAYSO_BENCH_INCIDENTS", "100000")))
    return folder


def _timed(folder: Path) -> Figures:
    from tests.desk.api_programs import key_of
    from tests.desk.served import Desk

    pages = pages_of(folder)
    figures: Figures = {}
    medians, slow = [], []
    with Desk(fresh(folder)) as desk:
        person = desk.people().person("recorder")
        person.headers["Authorization"] = f"Bearer {key_of(desk, 'recorder')}"  # for the API; pages do not ask for it
        for name, addresses in pages.items():
            person.page(addresses[0])  # what is loaded once is loaded
            times = [_ms(lambda path=path: person.page(path)) for path in addresses * ASKED]  # type: ignore[misc]
            medians.append(median(times))
            slow.append(quantiles(times, n=20)[-1])
            figures[f"{name}_ms"] = round(medians[-1], 1)
            print(f"{name}: {medians[-1]:.0f} ms, 19 of 20 within {slow[-1]:.0f}", file=sys.stderr, flush=True)
    return {**figures, "longest_median_ms": round(max(medians), 1), "longest_p95_ms": round(max(slow), 1)}


def fresh(folder: Path) -> Path:
    """The project without the accounts of an earlier desk."""
    for left in ("desk.db", "desk.db-wal", "desk.db-shm", "desk.secret"):
        (folder / left).unlink(missing_ok=True)
    with Ledger.open(folder) as ledger:
        if ledger.database.engine == "postgresql":
            tables = ledger.database.rows(
                "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND (tablename LIKE 'auth%%' "
                "OR tablename LIKE 'desk%%' OR tablename LIKE 'django%%' OR tablename LIKE 'axes%%') "
                "AND tablename <> 'django_migrations'"
            )
            for (name,) in tables:
                ledger.database.run(f"DROP TABLE {name} CASCADE")
            ledger.database.run("DELETE FROM django_migrations WHERE app <> 'store'")
    return folder


def pages_of(folder: Path) -> dict[str, list[str]]:
    """What is asked for, by what it shows."""
    with Ledger.open(folder) as ledger:
        codes = ledger.exploration.codes(Exploring())
        found = _Found(ledger)
    middle, some = codes[len(codes) // 2], codes[:: len(codes) // 20]
    far = found.report_pages * 9 // 10
    return {
        "inbox": ["/", "/?state=read", "/?source=Harbour+Post", "/?since=2010-01-01&until=2010-06-30"],
        "inbox_far": [f"/?page={far}", "/?words=school&page=40", "/?words=killed"],
        "report": [f"/reports/{report}/" for report in found.reports],
        "report_long": [f"/reports/{found.long}/", f"/reports/{found.long}/?from=400"],
        "report_cards": [f"/reports/{found.long}/claims/?from={start}" for start in (31, 501)],
        "next_report": ["/reports/next/", f"/reports/next/?after={found.reports[0]}"],
        "incident": [*(f"/incidents/{code}/" for code in some), f"/incidents/{found.big}/"],
        "agreements": ["/agreements/", "/agreements/?page=30"],
        "agreement": [f"/agreements/{agreement}/" for agreement in found.agreements],
        "match": ["/match/", "/match/?page=12"],
        "split": [f"/match/split/{code}/" for code in found.told_often],
        "explore": ["/explore/"],
        "explore_facets": ["/explore/?kind=shelling&country=SY", "/explore/?laid_to=Libya&contested=killed"],
        "explore_words": ["/explore/?q=school", "/explore/?q=killed", '/explore/?q="police station" killed'],
        "explore_new_words": [f"/explore/?q=ward{number}+or+{number}" for number in range(100, 112)],
        "explore_deep": [f"/explore/?after={middle}", f"/explore/?sort=code&after={middle}"],
        "explore_time": ["/explore/?since=2010-03-01&until=2010-06-30", "/explore/?month=2010-05"],
        "explore_tag": ["/explore/?tag=to+check&assigned=-"],
        "explore_all_places": ["/explore/?more=place"],
        "map_points": ["/explore/points/", "/explore/points/?kind=air_strike"],
        "map_spot": [f"/explore/here/?code={codes[0]}&code={codes[1]}"],
        "evidence": ["/evidence/", "/evidence/?q=school", f"/evidence/?page={far}"],
        "log": ["/evidence/log/", "/evidence/log/?kind=capture", "/evidence/log/?by=bench&before=2000"],
        "log_rare": ["/evidence/log/?kind=verify", f"/evidence/log/?target={middle}", "/evidence/log/?by=nobody"],
        "log_days": ["/evidence/log/?until=2019-12-31", "/evidence/log/?since=2014-01-01&until=2014-02-01&kind=code"],
        "entry": [f"/evidence/log/{found.newest // 2}/"],
        "password": ["/password/"],
        "api_lists": [
            f"/api/v1/{what}" for what in ("reports?words=school", "incidents", "claims?stance=denies", "log")
        ],
        "api_agreements": ["/api/v1/agreements"],
        "api_one": [f"/api/v1/reports/{found.long}/claims", f"/api/v1/incidents/{found.told_often[3]}"],
        "api_search": ["/api/v1/search?words=clinic"],
    }


class _Found:
    """What of a project its pages are asked for."""

    def __init__(self, ledger: Ledger) -> None:
        rows: Callable[[str], list[Any]] = lambda statement: [row[0] for row in ledger.database.rows(statement)]  # noqa: E731
        self.long = rows("SELECT id FROM report ORDER BY claims DESC LIMIT 1")[0]
        often = "SELECT incident_id FROM incident_account GROUP BY incident_id ORDER BY count(*) DESC LIMIT 12"
        self.big, *self.told_often = rows(often)
        self.agreements = rows("SELECT id FROM agreement ORDER BY id LIMIT 12")
        last = ledger.report_page(ReportFilter(state="read"))
        self.report_pages = last.pages
        self.reports = [listed.report.id for listed in last.reports[:10]]
        self.newest = ledger.log_page(LogFilter(), many=1)[0].number


def _ms(doing: Callable[[], object]) -> float:
    start = time.perf_counter()
    doing()
    return (time.perf_counter() - start) * 1000
