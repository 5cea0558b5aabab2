"""All incidents of a project as columns in memory, so that any filter over 100,000 of them is counted in milliseconds, and
alike on both databases. They are loaded again when grouping has concluded anew: the seal of what it wrote says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.model.exploring import UNKNOWN
from sayso.store.connect import Database
from sayso.store.groups import mark
from sayso.store.models import FormerCode

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_NAMES = msgspec.json.Decoder(tuple[str, ...])
_SEAL = "groups"


@dataclass(frozen=True)
class Pairs:
    """Values of which an incident may have several: incident `rows[i]` has the value of number `which[i]`."""

    values: tuple[str, ...]
    rows: Numbers
    which: Numbers

    def having(self, wanted: Iterable[str], size: int) -> Mask:
        """Which incidents have one of some values."""
        asked = set(wanted)
        numbers = [number for number, value in enumerate(self.values) if value in asked]
        mask = np.zeros(size, dtype=bool)
        mask[self.rows[np.isin(self.which, numbers)]] = True
        return mask

    def counts(self, mask: Mask | None) -> Numbers:
        """How many incidents of some (None: of all) have each value."""
        which = self.which if mask is None else self.which[mask[self.rows]]
        return np.bincount(which, minlength=len(self.values))


@dataclass(frozen=True)
class Columns:
    """The incidents by date and code, those without a day last. `first` and `last` are days as 20160709, 0 where there is none;
    `report_rows` and
    `report_numbers` pair incidents with numbers of reports; `former` are codes that were merged.
    """

    seal: str
    codes: tuple[str, ...]
    row_of: dict[str, int]
    former: dict[str, str]
    facets: dict[str, Pairs]
    first: Numbers
    last: Numbers
    by_code: Numbers
    is_part: Mask
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    radius: Numbers
    report_rows: Numbers
    report_numbers: Numbers
    reports: Numbers
    newest_report: Numbers

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.codes)


_known: dict[str, Columns] = {}
_loading = Lock()


def columns(database: Database) -> Columns:
    """The incidents as they are now; while somebody else loads them anew, as they were before."""
    seal = mark(database, _SEAL) or ""
    known = _known.get(database.alias)
    if known is not None and known.seal == seal:
        return known
    if known is not None and not _loading.acquire(blocking=False):
        return known
    if known is None:
        _loading.acquire()
    try:  # of several that ask at once one loads
        known = _known.get(database.alias)
        if known is None or known.seal != seal:
            with database.reading():
                known = _known[database.alias] = _load(database)
    finally:
        _loading.release()
    return known


def pairs(size: int, values: Sequence[Sequence[str]]) -> Pairs:
    """Every incident with its values, UNKNOWN for one that has none."""
    numbers: dict[str, int] = {}
    given = [tuple(dict.fromkeys(some)) if some else (UNKNOWN,) for some in values]
    which = [numbers.setdefault(value, len(numbers)) for some in given for value in some]
    rows = np.repeat(np.arange(size), [len(some) for some in given])
    return Pairs(tuple(numbers), rows, np.array(which, dtype=np.int64))


def few_pairs(size: int, given: Mapping[int, Sequence[str]]) -> Pairs:
    """The same where only a few rows have any value: `given` are theirs, by row."""
    numbers: dict[str, int] = {}
    rows, which = list[int](), list[int]()
    some = sorted(row for row, values in given.items() if values)
    plain = np.setdiff1d(np.arange(size), np.array(some, dtype=np.int64))
    for row in some:
        if plain.size and row > plain[0]:
            numbers.setdefault(UNKNOWN, len(numbers))
        for value in dict.fromkeys(given[row]):
            rows.append(row)
            which.append(numbers.setdefault(value, len(numbers)))
    unknown = numbers.setdefault(UNKNOWN, len(numbers)) if plain.size else 0
    return Pairs(
        tuple(numbers),
        np.concatenate([np.array(rows, dtype=np.int64), plain]),
        np.concatenate([np.array(which, dtype=np.int64), np.full(plain.size, unknown, dtype=np.int64)]),
    )


def _load(database: Database) -> Columns:
    seal = mark(database, _SEAL) or ""
    found = database.rows(_LINES)
    found.sort(key=lambda row: (row[1] is None, row[1] or "", row[0]))
    (codes, first, last, kind, country, place, strike, harm, contested, laid_to, part_of, lat, lon, radius) = (
        zip(*found, strict=True) if found else ((),) * 14
    )
    row_of = {code: row for row, code in enumerate(codes)}
    told = _told(database, row_of)
    size = len(codes)
    return Columns(
        seal=seal,
        codes=codes,
        row_of=row_of,
        former=dict(FormerCode.objects.using(database.alias).values_list("code", "incident_id")),
        facets={
            "kind": _single(kind),
            "year": _single([day and day[:4] for day in first]),
            "month": _single([day and day[:7] for day in first]),
            "country": _single(country),
            "place": _single(place),
            "strike_status": _single(strike),
            "harm": _single(harm),
            "contested": pairs(size, [_names(names) for names in contested]),
            "laid_to": pairs(size, [_names(names) for names in laid_to]),
            "source": told.sources,
        },
        first=_days(first),
        last=_days([one or other for one, other in zip(last, first, strict=True)]),
        by_code=np.array(sorted(range(size), key=codes.__getitem__), dtype=np.int64),
        is_part=np.array([one is not None for one in part_of], dtype=bool),
        lat=np.array([np.nan if one is None else one for one in lat]),
        lon=np.array([np.nan if one is None else one for one in lon]),
        radius=np.array([one or 0 for one in radius], dtype=np.int64),
        report_rows=told.rows,
        report_numbers=told.numbers,
        reports=np.bincount(told.rows, minlength=size),
        newest_report=told.newest,
    )


_LINES = """
    SELECT code, first, last, kind, country, place, strike_status, harm, contested, laid_to, part_of, lat, lon, radius_m
    FROM incident_line"""
_REPORTS = "SELECT id, number, source FROM report"
_TOLD = "SELECT incident_id, report FROM incident_account"


@dataclass(frozen=True)
class _Told:
    """Which reports tell of which incidents."""

    rows: Numbers
    numbers: Numbers
    newest: Numbers
    sources: Pairs


def _told(database: Database, row_of: dict[str, int]) -> _Told:
    known = {key: (place, number, source) for place, (key, number, source) in enumerate(database.rows(_REPORTS))}
    size, many = len(row_of), len(known) + 1
    found = [
        row_of[code] * many + known[key][0] for code, key in database.rows(_TOLD) if code in row_of and key in known
    ]
    rows, places = np.divmod(np.unique(np.array(found, dtype=np.int64)), many)
    numbers = np.array([number for _, number, _ in known.values()], dtype=np.int64)[places]
    newest = np.zeros(size, dtype=np.int64)
    np.maximum.at(newest, rows, numbers)
    return _Told(rows, numbers, newest, _sources(rows, places, [source for _, _, source in known.values()], size))


def _sources(rows: Numbers, places: Numbers, names: Sequence[str | None], size: int) -> Pairs:
    """The outlets of each incident, each once; `places` are those of its reports, `names` the outlets of all reports."""
    outlets: dict[str, int] = {UNKNOWN: 0}
    outlet_of = np.array([outlets.setdefault(name or UNKNOWN, len(outlets)) for name in names], dtype=np.int64)
    pairs = np.unique(rows * len(outlets) + outlet_of[places])
    silent = np.setdiff1d(np.arange(size), rows)
    row, which = np.divmod(np.concatenate([pairs, silent * len(outlets)]), len(outlets))
    return Pairs(tuple(outlets), row, which)


def _single(values: Sequence[str | None]) -> Pairs:
    numbers: dict[str, int] = {}
    which = [numbers.setdefault(value or UNKNOWN, len(numbers)) for value in values]
    return Pairs(tuple(numbers), np.arange(len(which)), np.array(which, dtype=np.int64))


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    return _NAMES.decode(text)


def _days(values: Sequence[str | None]) -> Numbers:
    return np.array([day_number(value) for value in values], dtype=np.int64)


def day_number(value: str | None) -> int:
    """A day as a number that can be compared; 0 for none."""
    digits = (value or "")[:10].replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdigit() else 0
