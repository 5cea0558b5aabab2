"""Incidents found by any of their facets, by words, by what people noted on them and by what is new, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import get_args

import msgspec
import numpy as np

from sayso.model.exploring import (
    UNKNOWN,
    Explored,
    Exploring,
    FacetCounts,
    Facetted,
    FacetValue,
    IncidentLine,
    News,
    Points,
)
from sayso.store import incident_lines
from sayso.store.columns import Columns, Mask, Numbers, Pairs, columns, day_number, few_pairs
from sayso.store.connect import Database
from sayso.store.log import newest
from sayso.store.marked import Marked, marked
from sayso.store.search import asked, matching

FACETS: tuple[Facetted, ...] = get_args(Facetted)
_SHOWN = 8  # values of a facet
_MOST = 300  # values of one that is asked for in full
_SEARCHES = 16
_AT_ONCE = 500
_OUT_OF_REACH = 2**31 - 1


@dataclass(frozen=True)
class _View:
    """The incidents with what the log says of them."""

    incidents: Columns
    marks: Marked
    facets: Mapping[str, Pairs]
    newest: Numbers
    born: Numbers
    assigned: Mapping[str, str]
    tags: Mapping[str, tuple[str, ...]]


_views: dict[str, _View] = {}
_found: dict[tuple[str, str, int, str], Mask] = {}


def explore(database: Database, wanted: Exploring, *, many: int, after: str = "", in_full: str = "") -> Explored:
    """A page of the incidents that fit, behind the one with the code `after`, and all counts; `in_full` is the facet of which
    every value is listed.
    """
    view = _view(database)
    masks = _masks(database, view, wanted)
    fitting = _all(masks.values())
    order = _ordered(view, fitting, wanted)
    start = _start(view, order, after)
    codes = [view.incidents.codes[row] for row in order[start : start + many]]
    more = start + many < len(order)
    return Explored(
        total=len(order),
        of=view.incidents.size,
        lines=tuple(_lines(database, view, codes)),
        facets=tuple(_facet(view, masks, wanted, name, in_full) for name in FACETS),
        months=_months(view, masks, wanted),
        undated=_count(view.incidents.first == 0, fitting),
        unplaced=_count(np.isnan(view.incidents.lat), fitting),
        at=start,
        after=codes[-1] if more else None,
        before=_before(view, order, start, many),
        entry=view.marks.until,
    )


def codes(database: Database, wanted: Exploring) -> list[str]:
    """The codes of all that fit, in order."""
    view = _view(database)
    order = _ordered(view, _all(_masks(database, view, wanted).values()), wanted)
    return [view.incidents.codes[row] for row in order]


def known(database: Database, codes: Iterable[str]) -> list[str]:
    """Those of some codes that incidents have, each once."""
    there = columns(database)
    return [code for code in dict.fromkeys(there.former.get(code, code) for code in codes) if code in there.row_of]


def lines(database: Database, wanted: Exploring) -> Iterator[IncidentLine]:
    """All that fit, in order, some at a time."""
    found, view = codes(database, wanted), _view(database)
    for start in range(0, len(found), _AT_ONCE):
        yield from _lines(database, view, found[start : start + _AT_ONCE])


def points(database: Database, wanted: Exploring) -> Points:
    """All that fit and have a spot, for a map."""
    view = _view(database)
    incidents, fitting = view.incidents, _all(_masks(database, view, wanted).values())
    placed = ~np.isnan(incidents.lat)
    rows = np.flatnonzero(placed if fitting is None else placed & fitting)
    strike = view.facets["strike_status"]
    return Points(
        codes=tuple(incidents.codes[row] for row in rows),
        lat=np.round(incidents.lat[rows] * 1e6).astype("<i4").tobytes(),
        lon=np.round(incidents.lon[rows] * 1e6).astype("<i4").tobytes(),
        radius=incidents.radius[rows].astype("<u4").tobytes(),
        status=strike.which[rows].astype("u1").tobytes(),
        statuses=strike.values,
    )


def news(database: Database, wanted: Exploring, after: int) -> News:
    """What is new among all that fit, behind an entry of the log."""
    view = _view(database)
    fitting = _all(_masks(database, view, wanted).values())
    new = view.born > after
    return News(incidents=_count(new, fitting), with_reports=_count((view.newest > after) & ~new, fitting))


def _view(database: Database) -> _View:
    incidents, marks = columns(database), marked(database)
    known = _views.get(database.alias)
    if known is not None and known.incidents is incidents and known.marks is not marks and _alike(known.marks, marks):
        known = _views[database.alias] = replace(known, marks=marks)
    if known is None or known.incidents is not incidents or known.marks is not marks:
        known = _views[database.alias] = _made(incidents, marks)
    return known


def _alike(one: Marked, other: Marked) -> bool:
    """Whether nothing was noted between the two."""
    return one.assigned is other.assigned and one.tags is other.tags and one.born is other.born


def _made(incidents: Columns, marks: Marked) -> _View:
    def now(code: str) -> str:
        return incidents.former.get(code, code)

    assigned = {now(code): name for code, name in marks.assigned.items() if name}
    tags: dict[str, set[str]] = {}
    for code, words in marks.tags.items():
        tags.setdefault(now(code), set()).update(words)
    sorted_tags = {code: tuple(sorted(words)) for code, words in tags.items() if words}
    facets = {
        **incidents.facets,
        "assigned": few_pairs(incidents.size, _by_row(incidents, {code: (name,) for code, name in assigned.items()})),
        "tag": few_pairs(incidents.size, _by_row(incidents, sorted_tags)),
    }
    born = np.array([marks.born.get(code, 0) for code in incidents.codes], dtype=np.int64)
    return _View(incidents, marks, facets, np.maximum(born, incidents.newest_report), born, assigned, sorted_tags)


def _by_row(incidents: Columns, given: Mapping[str, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    return {incidents.row_of[code]: values for code, values in given.items() if code in incidents.row_of}


def _masks(database: Database, view: _View, wanted: Exploring) -> dict[str, Mask]:
    """What each part of the filter that is given keeps."""
    incidents = view.incidents
    masks: dict[str, Mask] = {}
    for name in FACETS:
        if chosen := getattr(wanted, name):
            masks[name] = view.facets[name].having(chosen, incidents.size)
    if wanted.words.strip():
        masks["words"] = _with_words(database, view, wanted.words)
    if wanted.since:
        masks["since"] = (incidents.last >= day_number(wanted.since)) & (incidents.last > 0)
    if wanted.until:
        masks["until"] = (incidents.first <= day_number(wanted.until)) & (incidents.first > 0)
    if wanted.codes:
        masks["codes"] = np.isin(np.arange(incidents.size), [incidents.row_of.get(code, -1) for code in wanted.codes])
    if wanted.wholes:
        masks["wholes"] = ~incidents.is_part
    if wanted.new_after is not None:
        masks["new_after"] = view.newest > wanted.new_after
    return masks


def _with_words(database: Database, view: _View, words: str) -> Mask:
    """Incidents of which a report has all the words, and the one whose code they are."""
    incidents = view.incidents
    key = (database.alias, incidents.seal, newest(database, "capture"), words)
    if (known := _found.get(key)) is not None:
        return known
    mask = np.zeros(incidents.size, dtype=bool)
    terms = asked(words)
    if terms and incidents.report_numbers.size:
        condition, query = matching(database, terms)
        rows = database.rows(f"SELECT rowid FROM search WHERE {condition}", (query,))  # noqa: S608 - the condition is ours
        hit = np.zeros(int(incidents.report_numbers.max()) + 1, dtype=bool)
        numbers = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        hit[numbers[numbers < hit.size]] = True
        mask[incidents.report_rows[hit[incidents.report_numbers]]] = True
    code = words.strip().upper()
    if (row := incidents.row_of.get(incidents.former.get(code, code))) is not None:
        mask[row] = True
    if len(_found) >= _SEARCHES:
        _found.clear()
    _found[key] = mask
    return mask


def _all(masks: Iterable[Mask]) -> Mask | None:
    """What every part of a filter keeps; None: there is none, so all is kept."""
    given = list(masks)
    return reduce(np.logical_and, given) if given else None


def _count(one: Mask, fitting: Mask | None) -> int:
    return int(np.count_nonzero(one if fitting is None else one & fitting))


def _ordered(view: _View, fitting: Mask | None, wanted: Exploring) -> Numbers:
    """The rows that fit in the order that is wanted; those without a day are last in both directions."""
    incidents = view.incidents
    if wanted.order.startswith("code"):
        order = incidents.by_code if wanted.order == "code" else incidents.by_code[::-1]
    else:
        dated = int(np.count_nonzero(incidents.first))
        order = np.arange(incidents.size)
        order = order if wanted.order == "oldest" else np.concatenate([order[:dated][::-1], order[dated:]])
    return order if fitting is None else order[fitting[order]]


def _start(view: _View, order: Numbers, after: str) -> int:
    """Where the page begins that comes after an incident."""
    row = view.incidents.row_of.get(view.incidents.former.get(after, after))
    if row is None:
        return 0
    found = np.flatnonzero(order == row)
    return int(found[0]) + 1 if found.size else 0


def _before(view: _View, order: Numbers, start: int, many: int) -> str | None:
    if start == 0:
        return None
    return view.incidents.codes[order[start - many - 1]] if start > many else ""


def _lines(database: Database, view: _View, codes: list[str]) -> Iterator[IncidentLine]:
    for line in incident_lines.lines(database, codes):
        row = view.incidents.row_of[line.code]
        yield msgspec.structs.replace(
            line,
            reports=int(view.incidents.reports[row]),
            assigned=view.assigned.get(line.code),
            tags=view.tags.get(line.code, ()),
            newest=int(view.newest[row]),
        )


def _facet(view: _View, masks: Mapping[str, Mask], wanted: Exploring, name: Facetted, in_full: str) -> FacetCounts:
    """The counts of a facet among what all the other parts of the filter keep; what is chosen is always listed."""
    pairs, chosen = view.facets[name], set(getattr(wanted, name))
    counts = pairs.counts(_all(mask for part, mask in masks.items() if part != name))
    some = np.flatnonzero(counts)
    ordered = some[np.argsort(-counts[some], kind="stable")]
    most = _MOST if name == in_full else _SHOWN
    shown = [int(number) for number in ordered[:most]]
    shown += (
        [number for number, value in enumerate(pairs.values) if value in chosen and number not in shown]
        if chosen
        else []
    )
    values = [
        FacetValue(value=pairs.values[one], count=int(counts[one]), chosen=pairs.values[one] in chosen) for one in shown
    ]
    return FacetCounts(name=name, values=tuple(values), others=max(0, len(ordered) - most))


def _months(view: _View, masks: Mapping[str, Mask], wanted: Exploring) -> tuple[FacetValue, ...]:
    """Every month in which one began, by time, among what all parts of the filter but the month keep."""
    pairs = view.facets["month"]
    counts = pairs.counts(_all(mask for part, mask in masks.items() if part != "month"))
    return tuple(
        FacetValue(value=value, count=int(count), chosen=value in wanted.month)
        for value, count in sorted(zip(pairs.values, counts, strict=True))
        if count and value != UNKNOWN
    )
