"""Reports come in: vault, then log, then reading. A crash in between leaves a kept report that the next command reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from sayso.errors import InputError
from sayso.evidence.captured import Captured
from sayso.ledger.opened import Input, Opened
from sayso.model.evidence import Capture
from sayso.model.ledger import AddResult
from sayso.store import log, reports

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
                waiting.read(row.sha256, "resumed")
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
    capture = cleaned(item.capture)
    before = reports.captures_of(opened.database, capture.sha256)
    to_read = False
    if not reports.is_known(capture, before):
        try:
            item.into(opened.vault)
        except InputError as error:
            waiting.tell(_rejected(capture.name, error))
            return
        with opened.database.writing():
            to_read = _log(opened, capture, reason)
    if to_read:
        waiting.read(capture.sha256, "changed" if before else "new")
    else:
        waiting.tell(lambda: known(opened, capture))


def _rejected(name: str, error: InputError) -> Callable[[], AddResult]:
    return lambda: AddResult(name=name, outcome="rejected", sentence=str(error))


def _log(opened: Opened, capture: Capture, reason: str) -> bool:
    """The entry and the report that it keeps, in one transaction. True when the report is to be read."""
    if reports.is_known(capture, reports.captures_of(opened.database, capture.sha256)):
        return False  # another process was quicker
    data = msgspec.to_builtins(capture)
    entry = log.append(
        opened.database, **opened.now_by(), kind="capture", target=capture.sha256, data=data, reason=reason
    )
    return reports.keep(opened.database, entry, capture)
