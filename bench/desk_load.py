"""Many people at one desk: they read pages, decide, note and tag, one adds reports, one has everything grouped; all at once.

python -m bench.desk_load [sqlite|postgresql]    # SAYSO_LOAD_PEOPLE (20), SAYSO_LOAD_SECONDS (300)

The project is the large one of desk_speed.py, the server the real one in a process of its own, every person a thread with a
session of their own who looks at a page for a moment before they go on. What counts: no answer that is a fault of the server,
none that says that the database is locked, none that does not come. Two who decide on one claim at the same moment are told so
(409), which is no fault.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import httpx

from bench.desk_speed import fresh, large_project
from sayso.ledger import Ledger
from sayso.model.exploring import Exploring
from sayso.model.inbox import ReportFilter

if TYPE_CHECKING:
    from tests.desk.served import Desk, Person

_MOMENT = (0.5, 2.5)  # seconds that somebody looks at a page
_GROUPINGS = 8  # that are asked for
_ADDED = 40  # reports
_WRITES = 0.25  # share of what somebody does that changes something
_KNOWN = 400  # reports and incidents that are looked at
_CLAIM = re.compile(
    r'action="(/reports/\w+/claims/\w+/decide/)".*?name="digest" value="(\w+)".*?name="seen" value="(\d+)"'
)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Asked(NamedTuple):
    """An answer: what was asked for, how it ended (0: it did not come), and after how many seconds."""

    what: str
    status: int
    seconds: float
    said: str = ""


class Load(NamedTuple):
    """What a load came to."""

    asked: Sequence[Asked]

    @property
    def faults(self) -> list[Asked]:
        """What must not happen."""
        return [one for one in self.asked if one.status == 0 or one.status >= 500 or one.status in {400, 403, 404}]

    @property
    def figures(self) -> dict[str, float]:
        """How many answers came, how quickly, how many told of a conflict, and how many faults there were."""
        times = [one.seconds * 1000 for one in self.asked if one.status]
        return {
            "answers": len(times),
            "writes": sum(one.what.startswith("write") for one in self.asked),
            "conflicts": sum(one.status == 409 for one in self.asked),
            "faults": len(self.faults),
            "median_ms": round(median(times), 1),
            "p95_ms": round(quantiles(times, n=20)[-1], 1),
            "slowest_ms": round(max(times), 1),
        }


def load(desk: Desk, people: int, seconds: float) -> Load:
    """Let so many people work at a desk for so long: one of them adds, one groups."""
    known = _Known.of(desk.folder)
    signed_in = [_signed_in(desk, f"person{number}") for number in range(people)]
    until = time.monotonic() + seconds
    works: list[Callable[[_Worker], None]] = [_adds, _groups, *[_works] * (people - 2)]
    workers = [_Worker(person, known, until, seconds, number) for number, person in enumerate(signed_in)]
    with ThreadPoolExecutor(people) as pool:
        list(pool.map(lambda pair: pair[0](pair[1]), zip(works, workers, strict=True)))
    return Load([one for worker in workers for one in worker.asked])


class _Known(NamedTuple):
    """What there is to look at."""

    reports: list[str]
    incidents: list[str]

    @classmethod
    def of(cls, folder: Path) -> _Known:
        with Ledger.open(folder) as ledger:
            codes = ledger.exploration.codes(Exploring())
            pages = range(1, 1 + _KNOWN // 50)
            listed = [one for page in pages for one in ledger.report_page(ReportFilter(state="read"), page).reports]
        return cls([one.report.id for one in listed], codes[:: max(1, len(codes) // _KNOWN)])


class _Worker:
    """One person at work."""

    def __init__(self, person: Person, known: _Known, until: float, seconds: float, number: int) -> None:
        self.person, self.known, self.until, self.seconds = person, known, until, seconds
        self.chance = random.Random(number)  # noqa: S311 - nothing is secret here
        self.asked: list[Asked] = []

    def goes_on(self, low: float = _MOMENT[0], high: float = _MOMENT[1]) -> bool:
        """Look at what is there for a moment; whether there is time for more."""
        left = self.until - time.monotonic()
        time.sleep(max(0.0, min(left, self.chance.uniform(low, high))))
        return time.monotonic() < self.until

    def look(self, what: str, path: str) -> str:
        """Open a page."""
        return self._ask(what, lambda: self.person.get(path, follow_redirects=True))

    def send(self, what: str, path: str, fields: dict[str, str], page: str) -> None:
        """Send a form that stands on a page."""
        token = _TOKEN.search(page)
        if token is not None:
            data = {**fields, "csrfmiddlewaretoken": token[1]}
            origin = {"Origin": str(self.person.base_url)}
            self._ask(f"write {what}", lambda: self.person.post(path, data=data, headers=origin))

    def _ask(self, what: str, doing: Callable[[], httpx.Response]) -> str:
        start = time.perf_counter()
        try:
            answer = doing()
        except httpx.HTTPError as error:
            self.asked.append(Asked(what, 0, time.perf_counter() - start, repr(error)))
            return ""
        said = "" if answer.status_code < 400 else " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())[-300:]
        self.asked.append(Asked(what, answer.status_code, time.perf_counter() - start, said))
        return answer.text


def _works(one: _Worker) -> None:
    while one.goes_on():
        if one.chance.random() < _WRITES:
            one.chance.choice((_decides, _notes, _tags))(one)
        else:
            what, path = one.chance.choice(_pages(one))
            one.look(what, path)


def _pages(one: _Worker) -> list[tuple[str, str]]:
    report, code = one.chance.choice(one.known.reports), one.chance.choice(one.known.incidents)
    word = one.chance.choice(("school", "clinic", "market", "bakery", '"hospital official"', "denied bodies"))
    return [
        ("inbox", f"/?{urlencode({'page': one.chance.randrange(1, 20)})}"),
        ("report", f"/reports/{report}/"),
        ("next report", f"/reports/next/?after={report}"),
        ("incident", f"/incidents/{code}/"),
        ("explore", f"/explore/?{urlencode({'q': word})}"),
        ("explore", "/explore/?kind=shelling&country=SY"),
        ("map", "/explore/points/?kind=air_strike"),
        ("match", "/match/"),
        ("agreements", "/agreements/"),
        ("evidence", "/evidence/"),
        ("log", "/evidence/log/"),
    ]


def _decides(one: _Worker) -> None:
    report = one.chance.choice(one.known.reports)
    page = one.look("report", f"/reports/{report}/")
    claims = _CLAIM.findall(page)
    if claims and one.goes_on():
        path, digest, seen = one.chance.choice(claims)
        verb = one.chance.choice(("accept", "accept", "reject"))
        one.send("decision", path, {"verb": verb, "digest": digest, "seen": seen, "reason": "looked at"}, page)


def _notes(one: _Worker) -> None:
    code = one.chance.choice(one.known.incidents)
    page = one.look("incident", f"/incidents/{code}/")
    if one.goes_on():
        one.send("note", f"/incidents/{code}/note/", {"text": f"Looked at it, {one.chance.random()}"}, page)


def _tags(one: _Worker) -> None:
    page = one.look("explore", "/explore/")
    codes = one.chance.sample(one.known.incidents, 3)
    if one.goes_on():
        one.send("tag", "/explore/mark/", {"deed": "tag", "word": "seen", "code": codes[0], "query": ""}, page)


def _adds(one: _Worker) -> None:
    number = 0
    while one.goes_on(one.seconds / _ADDED / 2, one.seconds / _ADDED):
        number += 1
        text = f"Shells hit the market of Sirte on 2 May 2016, witness {one.chance.random()} said. Four people were killed."
        page = one.look("inbox", "/")
        one.send("report", "/inbox/add/", {"text": text, "title": f"Sent in {number}", "source": "Desk"}, page)


def _groups(one: _Worker) -> None:
    while one.goes_on(one.seconds / _GROUPINGS / 2, one.seconds / _GROUPINGS):
        page = one.look("inbox", "/")
        one.send("grouping", "/group-now/", {"next": "/"}, page)


def _signed_in(desk: Desk, name: str) -> Person:
    """Somebody with an account of their own."""
    from tests.desk.served import PASSWORD

    admin = desk.person("admin")
    admin.submit("/accounts/", {"username": name, "password": PASSWORD, "role": "recorder"})
    return desk.person(name)


def main() -> int:
    """Put the load on, and say what came of it."""
    from tests.desk.served import Desk

    people = int(os.environ.get("SAYSO_LOAD_PEOPLE", "20"))
    seconds = float(os.environ.get("SAYSO_LOAD_SECONDS", "300"))
    faults = 0
    for engine in sys.argv[1:] or ("sqlite", "postgresql"):
        with large_project(engine) as folder:
            if folder is None:
                print(f"{engine} is not installed")
                continue
            with Desk(fresh(folder)) as desk:
                found = load(desk.people(), people, seconds)
        print(engine, found.figures)
        for (what, status, said), many in Counter((f.what, f.status, f.said) for f in found.faults).most_common(20):
            print(f"  {many} x {what}: {status} {said}")
        faults += len(found.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
