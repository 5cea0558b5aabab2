"""Reports that are being read, in the order in which they came; what is done is stored, many of them in one transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import takewhile
from typing import NamedTuple, Self

from sayso.errors import DamagedEvidenceError, MissingEvidenceError
from sayso.ledger.opened import Opened
from sayso.ledger.readers import KilledError, Readers
from sayso.ledger.reading import Kept
from sayso.model.evidence import Capture
from sayso.model.ledger import AddResult
from sayso.model.reader import ReaderSettings
from sayso.readers import Reader
from sayso.readers.choice import chosen
from sayso.readers.wording import refusals
from sayso.store import readings, reports
from sayso.store.derived import seal_report
from sayso.store.publications import folded
from sayso.store.readings import Outcome

AT_ONCE = 50
"""Reports that one transaction takes, where nobody waits for the single one."""

_MOST = 2 * AT_ONCE  # reports that wait to be read or stored, and ...
_MOST_BYTES = 100_000_000  # ... how large they are together, or little more


class _Asked(NamedTuple):
    """A report that is being read; `done`: what to call it when it has been, `said` what to say of it then."""

    kept: Kept
    done: str
    said: str | None
    outcome: Future[Outcome | None]


_Told = Callable[[], AddResult]
"""What is told in its turn without any reading."""


class Waiting:
    """Use it as a context manager. What was not stored when it ends stays kept and is read by the next command."""

    def __init__(self, opened: Opened, *, expected: int = 0, at_once: int = 1) -> None:
        self._opened = opened
        self._at_once = at_once
        self._items: deque[_Asked | _Told] = deque()
        self._held = 0  # bytes
        self._readers = Readers(opened.read, expected, _reader(opened))

    def tell(self, told: _Told) -> None:
        """Something to be told after what came before it."""
        self._items.append(told)

    def read(self, report: str, done: str, said: str | None = None) -> None:
        """Have a kept report read. Evidence that is damaged or missing is told: it stays kept until it is back."""
        facts = folded(reports.captures_of(self._opened.database, report))
        try:
            data = self._opened.bytes_of(facts)
        except (DamagedEvidenceError, MissingEvidenceError) as error:
            sentence = str(error)
            self.tell(lambda: _refused(report, facts, sentence))
            return
        kept = Kept(report, facts, data)
        self._items.append(_Asked(kept, done, said, self._readers.ask(kept)))
        self._held += len(data)

    def settled(self) -> Iterator[AddResult]:
        """What can be stored by now; when too many are waiting, wait for some."""
        ready = sum(1 for _ in takewhile(_is_ready, self._items))
        if len(self._items) >= _MOST or self._held > _MOST_BYTES:
            ready = max(ready, min(AT_ONCE, len(self._items) // 2 + 1))
        if ready >= self._at_once or self._held > _MOST_BYTES:
            yield from self._stored(ready)

    def finished(self) -> Iterator[AddResult]:
        """All the rest, to the end."""
        while self._items:
            yield from self._stored(min(len(self._items), AT_ONCE))

    def __contains__(self, sha256: str) -> bool:
        return any(isinstance(item, _Asked) and item.kept.facts.sha256 == sha256 for item in self._items)

    def __enter__(self) -> Self:
        self._readers.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._readers.__exit__()

    def _stored(self, many: int) -> list[AddResult]:
        """Take out the first ones, store what came of them, and say so."""
        items = [self._items.popleft() for _ in range(many)]
        self._held -= sum(len(item.kept.data) for item in items if isinstance(item, _Asked))
        outcomes = [self._outcome(item) if isinstance(item, _Asked) else None for item in items]
        database, new = self._opened.database, set[int]()
        with database.writing():
            for place, (item, outcome) in enumerate(zip(items, outcomes, strict=True)):
                if isinstance(item, _Asked) and outcome is not None and not outcome.stays_kept:
                    report = item.kept.report
                    if readings.put(database, report, item.kept.facts, outcome):
                        seal_report(database, report)
                        new.add(place)
        return [self._result(item, outcomes[place], place in new) for place, item in enumerate(items)]

    def _outcome(self, asked: _Asked) -> Outcome | None:
        """What came of it; None when it killed the process that read it."""
        try:
            return asked.outcome.result() or self._readers.here(asked.kept)
        except KilledError:
            return None

    def _result(self, item: _Asked | _Told, outcome: Outcome | None, is_new: bool) -> AddResult:
        if not isinstance(item, _Asked):
            return item()
        report, facts, _ = item.kept
        if outcome is None:
            why = "the process that read it was killed; it stays kept, and the next command tries again"
            return _refused(report, facts, f"{facts.name}: {why}.")
        if outcome.stays_kept:
            return _refused(report, facts, f"{outcome.sentence} It stays kept, and the next command tries again.")
        return _result(item, outcome) if is_new else known(self._opened, report, facts)


def _reader(opened: Opened) -> Reader | ReaderSettings:
    """Who reads: whom the command named, or else the environment or the project. Raises ReaderError."""
    if opened.read is not None:
        return ReaderSettings()
    if opened.reader is None or isinstance(opened.reader, str):
        return chosen(opened.project.reader, opened.reader, allow_remote=opened.allow_remote)
    return opened.reader


def known(opened: Opened, report: str, capture: Capture, said: str | None = None) -> AddResult:
    """It was there already."""
    row = reports.report(opened.database, report)
    title = row.title if row else None
    return AddResult(
        name=capture.name, outcome="known", report=report, sha256=capture.sha256, sentence=said, title=title
    )


def _is_ready(item: _Asked | _Told) -> bool:
    return not isinstance(item, _Asked) or item.outcome.done()


def _refused(report: str, facts: Capture, sentence: str) -> AddResult:
    """It stays kept, and why."""
    return AddResult(name=facts.name, outcome="refused", report=report, sha256=facts.sha256, sentence=sentence)


def _result(asked: _Asked, outcome: Outcome) -> AddResult:
    facts, reading = asked.kept.facts, outcome.reading
    refused = refusals(facts.name, reading.engine) if reading else None
    return AddResult(
        name=facts.name,
        outcome=asked.done if reading else "refused",  # type: ignore[arg-type]
        report=asked.kept.report,
        sha256=facts.sha256,
        sentence=outcome.sentence or " ".join(filter(None, (asked.said, refused))) or None,
        claims=len(reading.claims) if reading else 0,
        incidents=len(reading.incidents) if reading else 0,
        title=reading.report.title if reading else facts.title,
    )
