"""A project as large as any is meant to become, made up, and made again by one command in minutes.

    with Ledger.create(folder, project) as ledger: fill(ledger, 100_000)

Two smaller ones are made the way any is, every report added and every account grouped: one like the next two thousand
incidents, one with what makes pages slow (a deed that two hundred reports tell of, a report of twenty thousand words). The
first is then taken over again and again (worlds.py). In the end people decide, tag and note. Nobody waits for the disk while
it is filled, because what can be made again may be lost.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from bench.bulletins import Bulletin, bulletins, review
from bench.ledger_readings import Reported, told
from bench.ledgers import OUTLETS, Made, as_captured, made_up, somebody, struck, towns_of
from bench.worlds import MARK as MARK_OF_WORLD
from bench.worlds import take_over
from sayso.evidence.captured import Captured
from sayso.ledger import Ledger
from sayso.ledger.grouping import MARK
from sayso.model.decision import Decision
from sayso.model.exploring import Exploring
from sayso.model.inbox import ReportFilter
from sayso.model.ledger import ClaimFilter, Project
from sayso.model.reading import Reading
from sayso.model.record import sha256
from sayso.reader import Piece
from sayso.store import groups, log
from sayso.store.derived import seal_groups
from sayso.store.publications import report_id

_WORLD = 2_000  # incidents of the world that is taken over again and again
_NEWS = 0.6  # claims of newspapers for each incident of a world; its bulletins tell of the rest
_NEWS_INCIDENTS = 0.035  # incidents that these come to, for each incident
_BIG = 200  # reports of one deed
_REVIEWED = 270  # deeds of the one long report
_LONG = 20_000  # words of it
_DECIDED = 5_000
_TAGGED = 500
_AT_ONCE = 500
_DAY = date(2018, 6, 1)  # of the deed that many tell of: when nothing else happens


class Large(NamedTuple):
    """Some reports by their ids, in the order in which they come in."""

    reports: dict[str, Made | Bulletin]

    def captured(self) -> Iterator[Captured]:
        """The reports as capture would yield them."""
        return map(as_captured, self.reports.values())

    def read(self, piece: Piece) -> Reading:
        """The reading that belongs to a text."""
        made = self.reports[piece.id]
        return made.reading(piece) if isinstance(made, Bulletin) else told(made.reported, made.line, piece)


def fill(ledger: Ledger, incidents: int) -> None:
    """Make so many incidents, about four claims each. Says how far it is."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder, _not_waiting(ledger):
        common, rare = Path(folder) / "common", Path(folder) / "rare"
        each = _base(common, common_ones(min(incidents, _WORLD)))
        _say(start, f"a world of {each:,} incidents made")
        _base(rare, rare_ones())
        _say(start, "the rare ones made")
        take_over(ledger, rare, 0)
        worlds = max(1, round(incidents / each))
        for world in range(1, worlds + 1):
            take_over(ledger, common, world)
            _say(start, f"{world} of {worlds} worlds taken over")
        with ledger.database.writing():
            seal_groups(ledger.database)
            groups.set_mark(ledger.database, MARK, str(log.newest(ledger.database, "code")))
        if ledger.database.engine == "postgresql":
            ledger.database.run("ANALYZE")  # as a server does by itself, some minutes later
        _decide(ledger)
        _say(start, "sealed, and people have decided")


def common_ones(incidents: int) -> Large:
    """Newspapers and bulletins as most are."""
    rounds = bulletins(incidents - round(incidents * _NEWS_INCIDENTS))
    return _large(chain(rounds, made_up(round(incidents * _NEWS)).reports.values()))


def rare_ones(reports: int = _BIG, words: int = _LONG) -> Large:
    """One deed that as many reports tell of as any was, one report as long as any is, and the bulletins that it reviews."""
    rounds = list(bulletins(_REVIEWED, seed=8))
    deeds = [item.deed for one in rounds for item in one.items]
    long = review(deeds, "Meridian Monitor", "2018-01-31", words)
    return _large(chain(rounds, _one_deed(reports), [long]))


def _large(each: Iterable[Made | Bulletin]) -> Large:
    marked = [one._replace(line=MARK_OF_WORLD + one.line) for one in each]
    return Large({report_id(sha256(one.text)): one for one in marked})


def _base(folder: Path, made: Large) -> int:
    """A project of these reports, added and grouped; how many incidents they come to."""
    with Ledger.create(folder, Project(name="made up"), user="bench", read=made.read) as ledger:
        coming = made.captured()
        while some := list(islice(coming, _AT_ONCE)):
            with ledger.database.writing():
                for result in ledger.add(some):
                    if result.outcome != "new":
                        raise RuntimeError(result)
        return ledger.group().incidents


def _one_deed(reports: int) -> Iterator[Made]:
    chance = random.Random(11)  # noqa: S311 - nothing is secret here
    deed = struck(chance, 10_000_000, towns_of(5)[0], _DAY, 1)
    for number in range(reports):
        people, outlet = (somebody(chance), somebody(chance)), OUTLETS[number % len(OUTLETS)]
        piece = Reported(deed, deed.killed + number // 40, deed.killed * 2, people, None, chance.randrange(1_000_000))
        yield Made(piece, outlet, f"2018-06-{2 + number % 4:02}", f"{outlet}, report {deed.number}-{number}. ")


def _decide(ledger: Ledger) -> None:
    """Claims of the newest reports are accepted, some rejected; incidents are tagged."""
    wanted: list[Decision] = []
    page = 0
    while len(wanted) < _DECIDED:
        page += 1
        listed = ledger.report_page(ReportFilter(state="read"), page)
        for report in listed.reports:
            claims = ledger.claims(ClaimFilter(report=report.report.id))
            wanted += [_decision(row.claim.key, row.claim.digest) for row in islice(claims, 50)]
        if page == listed.pages:
            break
    for start in range(0, len(wanted), _AT_ONCE):
        ledger.decide_all(wanted[start : start + _AT_ONCE])
    ledger.exploration.tag(ledger.exploration.codes(Exploring())[:_TAGGED], "to check")


def _decision(key: str, digest: str) -> Decision:
    verb = "reject" if key[-1] in "01" else "accept"
    return Decision(number=0, target=key, digest=digest, verb=verb, value={}, by="", at="", reason="looked at")  # type: ignore[arg-type]


@contextmanager
def _not_waiting(ledger: Ledger) -> Iterator[None]:
    """Without waiting for the disk: what is lost when the machine fails is made again."""
    database = ledger.database
    database.run("PRAGMA synchronous=OFF" if database.engine == "sqlite" else "SET synchronous_commit = off")
    with patch.object(os, "fsync", lambda _: None):
        yield
    database.run("PRAGMA synchronous=FULL" if database.engine == "sqlite" else "SET synchronous_commit = on")


def _say(start: float, what: str) -> None:
    print(f"{time.perf_counter() - start:6.0f} s: {what}", file=sys.stderr, flush=True)
