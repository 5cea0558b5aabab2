"""Accounts of all reports to incidents: what is read goes in, decisions and codes come from the log, all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.incidents.decisions import decision_of, settled, standing
from sayso.ledger.opened import Opened
from sayso.model.decision import Decision
from sayso.model.evidence import Entry
from sayso.model.ledger import EntryFilter, Grouped
from sayso.model.reading import Reading
from sayso.store import groups, log, readings, reports
from sayso.store.derived import seal_groups
from sayso.store.replacing import Plan, carry_out

if TYPE_CHECKING:
    from sayso.incidents.group import GivenCode, Grouping

MARK = "grouped"
"""The last log entry that the incidents know of."""

_SEAL = "groups"


def regroup(opened: Opened) -> Grouped:
    """Group everything anew. It is thought out without a lock, so that others decide and add meanwhile. What came in by then
    is heard once; what comes in after that waits for the next grouping, which its count of what is ungrouped tells.
    """
    for is_last in (False, True):
        until, seen, by = _last_given(opened), _state(opened), groups.mark(opened.database, _SEAL)
        thought = _thought(opened)
        with opened.database.writing():
            is_same = _state(opened) == seen
            is_ours = groups.mark(opened.database, _SEAL) == by and log.newest(opened.database, "code") <= until
            if is_same or (is_last and is_ours):
                return _store(opened, thought, None if is_same else until)
    with opened.database.writing():  # others group at the same time
        return _store(opened, _thought(opened), None)


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


class _Thought(NamedTuple):
    """What grouping concludes, what is to be written for it, and how it differs from what was there."""

    grouping: Grouping
    plan: Plan
    before: frozenset[str]
    changed: int


def _thought(opened: Opened) -> _Thought:
    grouping = _group(opened)
    plan = groups.planned_groups(
        opened.database, grouping.incidents, grouping.pairs, grouping.agreements, grouping.aggregates
    )
    after = {i.code: i for i in grouping.incidents}
    before, changed = set[str](), 0
    for incident in groups.incidents(opened.database):
        before.add(incident.code)
        changed += incident.code in after and after[incident.code] != incident
    return _Thought(grouping, plan, frozenset(before), changed)


def _store(opened: Opened, thought: _Thought, until: int | None) -> Grouped:
    """Write it down; `until` is the last entry that it knows of, where others came in since."""
    database = opened.database
    for code in thought.grouping.new_codes:
        log.append(database, **opened.now_by(), kind="code", target=code.code, data=_data(code))
    carry_out(database, thought.plan)
    reports.put_stories(database, thought.grouping.stories)
    seal_groups(database, thought.plan.seal)
    groups.set_mark(database, MARK, str(until or _last_given(opened)))
    return _told(opened, thought)


def _told(opened: Opened, thought: _Thought) -> Grouped:
    grouping = thought.grouping
    after = {i.code for i in grouping.incidents}
    former = {code for i in grouping.incidents for code in i.previous_codes}
    return Grouped(
        reports=reports.count(opened.database, state="read"),
        accounts=len({account for i in grouping.incidents for account in i.accounts}),
        incidents=len(after),
        new_codes=tuple(code.code for code in grouping.new_codes if code.code in after),
        merged_codes=tuple(sorted(former & thought.before)),
        changed=thought.changed,
        pairs=len(grouping.pairs),
    )


def _state(opened: Opened) -> tuple[int, int, int]:
    """What grouping depends on, told cheaply: what was given, and how many reports are read."""
    return (_last_given(opened), reports.count(opened.database, "read"), readings.count(opened.database))


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
