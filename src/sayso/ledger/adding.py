"""Reports come in: vault, then log, then reading. A crash in between leaves a kept report that the next command reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from sayso.errors import InputError
from sayso.evidence.captured import Captured
from sayso.ledger.opened import Input, Opened
from sayso.model.evidence import Capture
from sayso.model.ledger import AddResult
from sayso.store import log, reports
from sayso.store.publications import folded, is_known, publication_of

if TYPE_CHECKING:
    from sayso.ledger.waiting import Waiting

_TOLD = ("name", "url", "requested", "published", "source", "title", "language")


def add(opened: Opened, inputs: Iterable[Input], reason: str) -> Iterator[AddResult]:
    """Keep, log and read what capture yields; what was left unread by a crash comes first. Each is logged before the next is
    captured; many are read side by side, so that their results may come a little later, in the same order.
    """
    from sayso.ledger.waiting import Waiting  # with all that reading needs: commands that only look do without

    yield from read_kept(opened)
    with Waiting(opened) as waiting:
        for item in inputs:
            if isinstance(item, Captured) and item.capture.sha256 in waiting:
                yield from waiting.finished()  # the same bytes again: what is said of them now comes after
            _take_in(opened, item, reason, waiting)
            yield from waiting.settled()
        yield from waiting.finished()


def read_kept(opened: Opened) -> Iterator[AddResult]:
    """Read what is kept and not yet read, many at once."""
    kept = reports.unread(opened.database)
    if not kept:
        return
    from sayso.ledger.waiting import AT_ONCE, Waiting

    with Waiting(opened, expected=len(kept), at_once=AT_ONCE) as waiting:
        for report in kept:
            if (row := reports.report(opened.database, report)) is not None and row.state == "kept":
                waiting.read(report, "resumed")
                yield from waiting.settled()
        yield from waiting.finished()


def cleaned(capture: Capture) -> Capture:
    """The capture without what no JSON can hold: file names need not be text."""
    told = {name: value.encode("utf-8", "replace").decode() for name in _TOLD if (value := getattr(capture, name))}
    return msgspec.structs.replace(capture, **told)


def _take_in(opened: Opened, item: Input, reason: str, waiting: Waiting) -> None:
    """Keep and log one input, and have it read when there is something new in it."""
    from sayso.ledger.waiting import known

    if isinstance(item, InputError):
        waiting.tell(_rejected(item.source, item))
        return
    capture, said = _until_today(cleaned(item.capture), opened.clock()[:10])
    there = reports.publications(opened.database, capture.sha256)
    report = publication_of(capture, there)
    before = next((one.captures for one in there if one.report == report), ())
    kept = None
    if not is_known(capture, before):
        try:
            item.into(opened.vault)
        except InputError as error:
            waiting.tell(_rejected(capture.name, error))
            return
        with opened.database.writing():
            kept = _log(opened, capture, reason)
    if kept is not None and kept.to_read:
        corrected = _corrected(before, capture)
        told = " ".join(filter(None, (said, corrected))) or None
        waiting.read(kept.report, "new" if kept.is_new else "changed", told)
    else:
        also = _also_there(report, before, capture) if kept else None
        waiting.tell(lambda: known(opened, report, capture, also or said))


def _until_today(capture: Capture, today: str) -> tuple[Capture, str | None]:
    """The capture without a day of publication that is yet to come, and word of it. Somewhere it may be tomorrow."""
    day = capture.published
    if day is None or day <= (date.fromisoformat(today) + timedelta(days=1)).isoformat():
        return capture, None
    said = f"{capture.name}: {day} is yet to come, so that it is kept without a day of publication."
    return msgspec.structs.replace(capture, published=None), said


def _corrected(before: tuple[Capture, ...], capture: Capture) -> str | None:
    """That the source of a report is another now."""
    source = folded(before).source if before else None
    if source is None or capture.source in (None, source):
        return None
    return f"{capture.name}: its source was {source} and is {capture.source} now."


def _also_there(report: str, before: tuple[Capture, ...], capture: Capture) -> str | None:
    """That a report is at another address, too."""
    if capture.url is None or capture.url in {one.url for one in before}:
        return None
    return f"{capture.url}: the same bytes as {report}, which has this address now, too."


def _rejected(name: str, error: InputError) -> Callable[[], AddResult]:
    return lambda: AddResult(name=name, outcome="rejected", sentence=str(error))


def _log(opened: Opened, capture: Capture, reason: str) -> reports.Kept | None:
    """The entry and the report that it keeps, in one transaction; None when another process was quicker."""
    there = reports.publications(opened.database, capture.sha256)
    report = publication_of(capture, there)
    if any(one.report == report and is_known(capture, one.captures) for one in there):
        return None
    data = msgspec.to_builtins(capture)
    entry = log.append(
        opened.database, **opened.now_by(), kind="capture", target=capture.sha256, data=data, reason=reason
    )
    return reports.keep(opened.database, entry, capture)
