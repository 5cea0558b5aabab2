"""What was altered, is missing or was never logged: in the vault, in the log, and in what was made from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from sayso.errors import DamagedEvidenceError, DatabaseError, MissingEvidenceError
from sayso.evidence.captured import kept, kept_by
from sayso.evidence.chain import broken
from sayso.ledger.opened import Opened
from sayso.model.evidence import Capture
from sayso.model.ledger import Fault
from sayso.store import guards, log, reports
from sayso.store.derived import broken_seals, structure_faults
from sayso.store.earlier import broken_claims
from sayso.store.publications import reports_in


class _Captures(NamedTuple):
    """What the log says was captured; not `whole` when an entry cannot be read, so that nothing can be called unlogged."""

    known: list[Capture]
    whole: bool
    released: list[str]


def verify(opened: Opened) -> Iterator[Fault]:
    """All faults, the worst first: the log, the vault, then what can be made again by a rebuild."""
    yield from _log(opened)
    captures = _captures(opened)
    yield from _vault(opened, captures)
    yield from _derived(opened, captures)


def _log(opened: Opened) -> Iterator[Fault]:
    try:
        for sentence in broken(log.entries_as_they_are(opened.database)):
            yield Fault(kind="chain", target="log", sentence=f"The log was altered: {sentence}.")
        for name, sentence in guards.faults(opened.database.connection):
            yield Fault(kind="chain", target=name, sentence=sentence)
    except DatabaseError as error:
        yield Fault(kind="chain", target="log", sentence=f"The log cannot be read: {error}")


def _captures(opened: Opened) -> _Captures:
    known: list[Capture] = []
    released: list[str] = []
    whole = True
    try:
        for entry in log.entries_as_they_are(opened.database):
            whole = whole and bool(entry.hash)
            if entry.kind == "capture":
                known.append(msgspec.convert(entry.data, Capture))
            elif entry.kind == "release":
                released += kept_by(entry)
    except (DatabaseError, msgspec.ValidationError, KeyError):  # `_log` has named it
        whole = False
    return _Captures(known, whole, released)


def _vault(opened: Opened, captures: _Captures) -> Iterator[Fault]:
    """Every file by its hash; every logged capture by what it needs, a page within its WARC too."""
    faults = list(opened.vault.check())
    yield from faults
    there, logged = set(opened.vault.all()), set(captures.released)
    for capture in captures.known:
        logged |= set(kept(capture))
        yield from _capture_faults(opened, capture, there, {fault.target for fault in faults})
    for sha256 in sorted(set(captures.released) - there - {fault.target for fault in faults}):
        sentence = f"What was remembered of a release ({sha256}) is missing from the vault."
        yield Fault(kind="missing", target=sha256, sentence=sentence)
    for sha256 in sorted(there - logged if captures.whole else ()):
        sentence = f"vault/{sha256} is in the vault, but no log entry says how it came there."
        yield Fault(kind="unlogged", target=sha256, sentence=sentence)


def _capture_faults(opened: Opened, capture: Capture, there: set[str], damaged: set[str]) -> Iterator[Fault]:
    for sha256 in kept(capture):
        if sha256 not in there and sha256 not in damaged:
            sentence = f"{capture.name}: its bytes ({sha256}) are missing from the vault."
            yield Fault(kind="missing", target=sha256, sentence=sentence)
    if capture.container is not None and capture.container in there - damaged:
        try:
            opened.bytes_of(capture)
        except (DamagedEvidenceError, MissingEvidenceError) as error:
            yield Fault(kind="altered", target=capture.sha256, sentence=f"{capture.name}: {error}")


def _derived(opened: Opened, captures: _Captures) -> Iterator[Fault]:
    """The database itself, and every row that was sealed when it was written."""
    mend = "Mend it with: sayso rebuild"
    try:
        for words in structure_faults(opened.database):
            yield Fault(kind="derived", target="database", sentence=f"The database is damaged: {words}. {mend}")
        for name in broken_seals(opened.database):
            what = f"What was read out of report {name}" if name.startswith("r") else "What grouping concluded"
            yield Fault(kind="derived", target=name, sentence=f"{what} was altered in the database. {mend}")
        for key in broken_claims(opened.database):
            sentence = f"Claim {key}, as it was read earlier, was altered in the database. {mend}"
            yield Fault(kind="derived", target=key, sentence=sentence)
        logged = reports_in(captures.known)
        for row in reports.reports(opened.database):
            if captures.whole and row.id not in logged:
                yield Fault(kind="unlogged", target=row.id, sentence=f"Report {row.id} was never logged. {mend}")
            logged.discard(row.id)
        for lost in sorted(logged):
            yield Fault(
                kind="derived", target=lost, sentence=f"Report {lost} is logged, but not in the database. {mend}"
            )
    except DatabaseError as error:
        yield Fault(kind="derived", target="database", sentence=f"{error} {mend}")
