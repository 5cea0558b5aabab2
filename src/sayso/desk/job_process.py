"""A process that does one job for the desk: the job on the first line of standard input, what came of it on standard output, a
line of JSON each. "cancel" on a later line ends it between two reports; the end of the input, which comes when the desk ends
or is killed, ends it at once. That harms nothing: each report is kept whole or not at all, and the next command goes on.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import FileIO
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

import msgspec

from sayso.errors import AddressRefusedError, SaysoError
from sayso.evidence.addresses import is_address
from sayso.evidence.capture import Options, captures
from sayso.evidence.folders import LeftAlone, files_in
from sayso.evidence.manifests import Manifests, known
from sayso.evidence.wording import plain
from sayso.ledger import Input, Ledger
from sayso.model.ledger import AddResult
from sayso.model.record import Record
from sayso.wording.retold_forms import FEED

_BEHIND = 10  # how much whoever waits for a page goes before


class Errand(Record, frozen=True, kw_only=True):
    """What is to be done, in which project, in whose name; `folder` holds the files that came in for it."""

    project: str
    by: str
    kind: str
    folder: str | None = None
    files: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    published: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    feed: bool = False
    reason: str = ""
    report: str | None = None


class Told(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of what came of it. `total`: how many reports there will be; `line` and `outcome`: what became of one; `note`:
    something that was left alone; `end`: it is over, `result` is what came of it all, `sentence` why it failed.
    """

    total: int | None = None
    outcome: str | None = None
    line: dict[str, Any] | None = None
    note: str | None = None
    end: str | None = None
    result: dict[str, Any] | None = None
    sentence: str | None = None


class Job:
    """One errand, and the line to whoever gave it."""

    def __init__(self, errand: Errand, answers: IO[bytes]) -> None:
        self._errand = errand
        self._answers = answers
        self.cancelled = Event()

    def run(self) -> None:
        """Do it, and say how it ended."""
        try:
            with Ledger.open(Path(self._errand.project), user=self._errand.by) as ledger:
                result = getattr(self, f"_{self._errand.kind}")(ledger)
        except SaysoError as error:
            self._say(Told(end="failed", sentence=str(error)))
        else:
            self._say(Told(end="cancelled" if self.cancelled.is_set() else "done", result=result))

    def _add(self, ledger: Ledger) -> dict[str, Any]:
        errand = self._errand
        if errand.folder is not None:
            os.chdir(errand.folder)  # reports are called as their sender calls them, without our folder
        self._say(Told(total=ledger.report_counts().kept + _many(errand.files) + len(errand.addresses)))
        added = 0
        for result in ledger.add(self._inputs(ledger), errand.reason):
            self._line(result)
            added += result.outcome in {"new", "changed", "resumed"}
            if self.cancelled.is_set():  # what is being read beside it is read by the next job
                break
        return {"added": added}

    def _inputs(self, ledger: Ledger) -> Iterator[Input]:
        """What was sent, then what the addresses name; each of them is one, whatever stands in the line."""
        errand = self._errand
        options = Options(
            published=errand.published,
            source=errand.source,
            title=errand.title,
            language=errand.language,
            of_feeds=FEED,
            contact=ledger.project.contact,
            told=lambda sentence: self._say(Told(note=sentence)),
        )
        files = [f"./{name}" for name in errand.files]
        yield from known(captures(files, options), Manifests(None, files, options.told))
        named = replace(options, feed=errand.feed)
        for line in errand.addresses:
            if is_address(line):
                yield from captures([line], named)
            else:  # never the name of a file on this machine
                yield AddressRefusedError(plain(line), "an address begins with https:// or http://")

    def _read(self, ledger: Ledger) -> dict[str, Any]:
        """One that was refused, and all that is kept and not yet read."""
        if self._errand.report is not None and ledger.report(self._errand.report).report.state == "refused":
            ledger.try_again(self._errand.report)
        return self._add(ledger)

    def _group(self, ledger: Ledger) -> dict[str, Any]:
        self._say(Told(total=ledger.report_counts().kept))
        return _builtins(ledger.group(self._line))

    def _rebuild(self, ledger: Ledger) -> dict[str, Any]:
        self._say(Told(total=ledger.report_counts().reports))
        return _builtins(ledger.rebuild(self._line))

    def _verify(self, ledger: Ledger) -> dict[str, Any]:
        faults = 0
        for fault in ledger.verify():
            faults += 1
            self._say(Told(outcome=fault.kind, line=_builtins(fault)))
        ledger.note("verify", "project", {"faults": faults})
        return {
            "faults": faults,
            "files": sum(1 for _ in ledger.vault.all()),
            "entries": ledger.status().entries if not faults else 0,
        }

    def _line(self, result: AddResult) -> None:
        self._say(Told(outcome=result.outcome, line=_builtins(result)))

    def _say(self, told: Told) -> None:
        self._answers.write(msgspec.json.encode(told) + b"\n")
        self._answers.flush()


def main() -> None:
    """Do the job that comes in."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the desk is interrupted too, and decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between two answers
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    questions = FileIO(
        0, closefd=False
    )  # unbuffered: a thread that waits on it must not hold up the end of the process
    job = Job(msgspec.json.decode(questions.readline(), type=Errand), answers)
    Thread(target=_listen, args=(job, questions), daemon=True).start()
    try:
        job.run()
    except BrokenPipeError:
        os._exit(1)  # nobody waits for the answer


def _listen(job: Job, questions: FileIO) -> None:
    while line := questions.readline():
        if line.strip() == b"cancel":
            job.cancelled.set()
    os._exit(1)


def _many(files: Sequence[str]) -> int:
    """How many reports there may be in these files and folders."""
    paths = [Path(name) for name in files]
    return sum(sum(not isinstance(one, LeftAlone) for one in files_in(path)) if path.is_dir() else 1 for path in paths)


def _builtins(record: Record) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(record)
    return told


if __name__ == "__main__":
    main()
