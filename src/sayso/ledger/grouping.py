"""Accounts of all reports to incidents: what is read goes in, decisions and codes come from the log, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.incidents.decisions import decision_of, settled, standing
from sayso.ledger.opened import Opened
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.grouped import GroupedIncident
from sayso.model.ledger import EntryFilter, Grouped
from sayso.model.reading import Reading
from sayso.store import groups, log, readings, reports
from sayso.store.derived import seal_groups

if TYPE_CHECKING:
    from sayso.incidents.group import GivenCode, Grouping

MARK = "grouped"
"""The last log entry that the incidents know of."""


def regroup(opened: Opened) -> Grouped:
    """Group everything anew. What is thought out beforehand is stored only if nothing came in meanwhile."""
    seen = _state(opened)
    thought = _group(opened)
    with opened.database.writing():
        return _store(opened, thought if _state(opened) == seen else _group(opened))


def known_until(opened: Opened) -> int:
    """The number of the last log entry that the incidents know of."""
    return int(groups.mark(opened.database, MARK) or 0)


def ungrouped(opened: Opened) -> int:
    """Captures and decisions that came in since the last grouping; of decisions those that grouping asks for."""
    after = known_until(opened)
    return sum(
        e.kind == "capture" or (e.kind == "decision" and e.data.get("verb") != "publish")
        for e in log.entries(opened.database, EntryFilter(after=after))
    )


def decisions(opened: Opened) -> list[Decision]:
    """All decisions, in order."""
    return [decision_of(entry) for entry in log.entries(opened.database, EntryFilter(kind="decision"))]


def _group(opened: Opened) -> Grouping:
    from sayso.incidents.agreements.pages import is_agreement_code
    from sayso.incidents.beside import completed
    from sayso.incidents.group import group

    database = opened.database
    given = [_given(entry) for entry in log.entries(database, EntryFilter(kind="code"))]
    return completed(
        group(
            list(readings.accounts(database)),
            settled(standing(decisions(opened)), opened.project.review),
            [code for code in given if not is_agreement_code(code.code)],
            _Readings(opened),
            same=opened.project.same,
            unsure=opened.project.unsure,
        ),
        readings.totals(database),
        readings.agreement_accounts(database),
        [code for code in given if is_agreement_code(code.code)],
    )


def _store(opened: Opened, grouping: Grouping) -> Grouped:
    database = opened.database
    before = {i.code: i for i in groups.incidents(database)}
    for code in grouping.new_codes:
        log.append(database, **opened.now_by(), kind="code", target=code.code, data=_data(code))
    groups.put_incidents(database, grouping.incidents)
    groups.put_pairs(database, grouping.pairs)
    groups.put_agreements(database, grouping.agreements)
    groups.put_aggregates(database, grouping.aggregates)
    reports.put_stories(database, grouping.stories)
    seal_groups(database)
    groups.set_mark(database, MARK, str(_last_given(opened)))
    return _told(opened, grouping, before)


def _told(opened: Opened, grouping: Grouping, before: Mapping[str, GroupedIncident]) -> Grouped:
    after = {i.code: i for i in grouping.incidents}
    former = {code for i in grouping.incidents for code in i.previous_codes}
    return Grouped(
        reports=sum(1 for _ in reports.reports(opened.database, state="read")),
        accounts=len({account for i in grouping.incidents for account in i.accounts}),
        incidents=len(after),
        new_codes=tuple(code.code for code in grouping.new_codes if code.code in after),
        merged_codes=tuple(sorted(former & before.keys())),
        changed=sum(before[code] != incident for code, incident in after.items() if code in before),
        pairs=len(grouping.pairs),
    )


def _state(opened: Opened) -> tuple[int, int, int]:
    """What grouping depends on, told cheaply: the log, and how many reports are read."""
    newest = log.last(opened.database)
    return (newest.number if newest else 0, reports.count(opened.database, "read"), readings.count(opened.database))


def _last_given(opened: Opened) -> int:
    """The number of the newest entry that grouping depends on: what was captured, decided or given a code."""
    return max((log.newest(opened.database, kind) for kind in ("capture", "decision", "code")), default=0)


def _given(entry: Entry) -> GivenCode:
    from sayso.incidents.group import GivenCode

    return msgspec.convert({**entry.data, "code": entry.target, "number": entry.number}, GivenCode)


def _data(code: GivenCode) -> dict[str, object]:
    data: dict[str, object] = {"accounts": list(code.accounts), "claims": list(code.claims)}
    return data if code.split_from is None else {**data, "split_from": code.split_from}


class _Readings:
    """Readings by report, fetched when asked for; the last few are kept."""

    def __init__(self, opened: Opened, most: int = 2_000) -> None:
        self._database = opened.database
        self._most = most
        self._kept: dict[str, Reading] = {}

    def __call__(self, ids: Sequence[str]) -> dict[str, Reading]:
        lacking = [report for report in dict.fromkeys(ids) if report not in self._kept]
        if len(self._kept) + len(lacking) > self._most:
            self._kept = {report: self._kept[report] for report in ids if report in self._kept}
        self._kept |= readings.readings(self._database, lacking)
        return {report: self._kept[report] for report in ids}
