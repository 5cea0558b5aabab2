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
from sayso.model.record import Record
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
    database, written = opened.database, bytearray()
    with database.reading():
        written += b'{"aggregates":' + _listed(groups.aggregates(database))
        written += b',"agreements":' + _listed(groups.agreements(database))
        written += b',"incidents":' + _listed(groups.incidents(database))
        pairs = sorted(groups.pairs(database), key=lambda pair: (pair.a, pair.b))
        written += b',"pairs":' + _listed(pairs)
    return bytes(written + b"}\n")


def _listed(records: Iterable[Record]) -> bytearray:
    """Records as a list of JSON, one after another: of thousands only one is held as more than its bytes."""
    written = bytearray(b"[")
    for record in records:
        written += (b"," if len(written) > 1 else b"") + msgspec.json.encode(record, order="deterministic")
    written += b"]"
    return written
