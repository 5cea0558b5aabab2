"""Everything derived, deleted and made again from the vault and the log; and the state as one file, to be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from sayso.ledger.adding import read_kept
from sayso.ledger.deciding import put_back
from sayso.ledger.grouping import regroup
from sayso.ledger.opened import Opened
from sayso.model.evidence import Capture, Entry
from sayso.model.ledger import AddResult, Grouped
from sayso.store import groups, log, reports
from sayso.store.derived import wipe


def rebuild(opened: Opened, told: Callable[[AddResult], None]) -> Grouped:
    """Wipe and put down again what was captured, in one transaction; then read, many reports at once; then group. Broken off
    at any moment, the next command that reads or groups goes on.
    """
    with opened.database.writing():
        wipe(opened.database)
        put_down(opened, log.entries(opened.database))
    for result in read_kept(opened):
        told(result)
    return regroup(opened)


def put_down(opened: Opened, entries: Iterable[Entry]) -> None:
    """What the log holds of reports and claims, within a writing transaction: the captures, and the claims decided on."""
    for entry in entries:
        if entry.kind == "capture":
            reports.keep(opened.database, entry, msgspec.convert(entry.data, Capture))
        elif entry.kind == "decision":
            put_back(opened, entry)


def export(opened: Opened) -> bytes:
    """Incidents, agreements and totals as canonical JSON."""
    with opened.database.reading():
        state = {
            "incidents": list(groups.incidents(opened.database)),
            "agreements": groups.agreements(opened.database),
            "aggregates": groups.aggregates(opened.database),
            "pairs": sorted(groups.pairs(opened.database), key=lambda pair: (pair.a, pair.b)),
        }
    return msgspec.json.encode(state, order="deterministic") + b"\n"
