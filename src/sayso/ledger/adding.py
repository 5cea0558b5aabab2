"""Reports come in: vault, then log, then reading. A crash in between leaves a kept report that the next command reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sayso.errors import DamagedEvidenceError, InputError, MissingEvidenceError
from sayso.evidence.captured import Captured
from sayso.ledger.opened import Input, Opened
from sayso.ledger.reading import outcome_of
from sayso.model.evidence import Capture
from sayso.model.ledger import AddResult
from sayso.store import log, readings, reports
from sayso.store.derived import seal_report
from sayso.store.readings import Outcome

_TOLD = ("name", "url", "requested", "published", "source", "title", "language")


def add(opened: Opened, inputs: Iterable[Input], reason: str) -> Iterator[AddResult]:
    """Keep, log and read what capture yields; what was left unread by a crash comes first."""
    yield from read_kept(opened)
    for item in inputs:
        if isinstance(item, InputError):
            yield AddResult(name=item.source, outcome="rejected", sentence=str(item))
        else:
            yield _add(opened, item, reason)


def read_kept(opened: Opened) -> Iterator[AddResult]:
    """Read what is kept and not yet read."""
    for report in reports.unread(opened.database):
        row = reports.report(opened.database, report)
        if row is not None and (result := _read(opened, row.sha256, "resumed")) is not None:
            yield result


def _add(opened: Opened, captured: Captured, reason: str) -> AddResult:
    capture = cleaned(captured.capture)
    before = reports.captures_of(opened.database, capture.sha256)
    if reports.is_known(capture, before):
        return _known(opened, capture)
    try:
        captured.into(opened.vault)
    except InputError as error:
        return AddResult(name=capture.name, outcome="rejected", sentence=str(error))
    with opened.database.writing():
        to_read = _log(opened, capture, reason)
    result = _read(opened, capture.sha256, "changed" if before else "new") if to_read else None
    return result or _known(opened, capture)


def _known(opened: Opened, capture: Capture) -> AddResult:
    """It was there already."""
    known = reports.report_id(capture.sha256)
    row = reports.report(opened.database, known)
    title = row.title if row else None
    return AddResult(name=capture.name, outcome="known", report=known, sha256=capture.sha256, title=title)


def cleaned(capture: Capture) -> Capture:
    """The capture without what no JSON can hold: file names need not be text."""
    told = {name: value.encode("utf-8", "replace").decode() for name in _TOLD if (value := getattr(capture, name))}
    return msgspec.structs.replace(capture, **told)


def _log(opened: Opened, capture: Capture, reason: str) -> bool:
    """The entry and the report that it keeps, in one transaction. True when the report is to be read."""
    if reports.is_known(capture, reports.captures_of(opened.database, capture.sha256)):
        return False  # another process was quicker
    data = msgspec.to_builtins(capture)
    entry = log.append(
        opened.database, **opened.now_by(), kind="capture", target=capture.sha256, data=data, reason=reason
    )
    return reports.keep(opened.database, entry, capture)


def _read(opened: Opened, sha256: str, done: str) -> AddResult | None:
    """Read a kept report and store what came of it; None when another process has done so."""
    facts = reports.folded(reports.captures_of(opened.database, sha256))
    report = reports.report_id(sha256)
    try:
        data = opened.bytes_of(facts)
    except (DamagedEvidenceError, MissingEvidenceError) as error:
        # it stays kept: `status` and `verify` tell of it until the evidence is back
        return AddResult(name=facts.name, outcome="refused", report=report, sha256=sha256, sentence=str(error))
    outcome = outcome_of(facts, data, opened.read)
    with opened.database.writing():
        if not readings.put(opened.database, report, facts, outcome):
            return None
        seal_report(opened.database, report)
    return _result(facts, outcome, done)


def _result(facts: Capture, outcome: Outcome, done: str) -> AddResult:
    reading = outcome.reading
    return AddResult(
        name=facts.name,
        outcome=done if reading else "refused",  # type: ignore[arg-type]
        report=reports.report_id(facts.sha256),
        sha256=facts.sha256,
        sentence=outcome.sentence,
        claims=len(reading.claims) if reading else 0,
        incidents=len(reading.incidents) if reading else 0,
        title=reading.report.title if reading else facts.title,
    )
