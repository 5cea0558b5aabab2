"""The thread that sees to the jobs of a desk, one after another: it starts a process for each, puts down what that says, and
ends it when somebody asks. Of several desks over one folder one does the work.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import IO, Any

import msgspec
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from sayso.desk import incoming, jobs, warming
from sayso.desk.job_process import Errand, Told
from sayso.desk.models import Job, JobLine
from sayso.evidence.clock import Deadline

_PAUSE = 2.0  # seconds between two looks for work that another desk was asked for
_TICK = 0.4  # seconds between two looks at what a job says and whether it is wanted any more
_PATIENCE = 30.0  # seconds that the report at hand may take when a job is cancelled
_SENDING = timedelta(hours=1)  # after which files that still come in will not come any more
_BETWEEN = {"add", "read"}  # what is cancelled between two reports; anything else is all or nothing by itself
_ANEW = {"group", "rebuild"}  # what makes the incidents anew, whichever way it ended
_COMMAND = (sys.executable, "-P", "-m", "sayso.desk.job_process")
_State = Job.State
_log = logging.getLogger("sayso.desk")
_awake = Event()
_workers: list[Worker] = []


def begin(folder: Path) -> None:
    """See to the jobs of a project's desk from now on, in this process."""
    worker = Worker(folder)
    _workers.append(worker)
    worker.start()


def end() -> None:
    """End what runs: it is called interrupted, and can be taken up again."""
    while _workers:
        _workers.pop().stop()


def wake() -> None:
    """Look for work now."""
    _awake.set()


class Worker(Thread):
    """Sees to the jobs of the desk of a project, from `start()` to `stop()`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(name="sayso-jobs", daemon=True)
        self._folder = folder
        self._ended = Event()

    def stop(self) -> None:
        """End what runs, and itself."""
        self._ended.set()
        wake()
        if self.is_alive():
            self.join(_PATIENCE)

    def run(self) -> None:
        """Wait for the lock, put in order what an earlier desk left, and do what is asked for."""
        with ExitStack() as stack:
            lock = stack.enter_context((incoming.private(self._folder) / incoming.LOCK).open("wb"))
            while not self._ended.is_set() and not _locked(lock):
                self._ended.wait(_PAUSE)
            if not self._ended.is_set():
                self._soundly(self._put_in_order)
            while not self._ended.is_set():
                _awake.clear()
                if not self._soundly(self._work):
                    _awake.wait(_PAUSE)

    def _soundly(self, do: Callable[[], bool]) -> bool:
        """Whether something was done. A database that fails now may answer later: the thread must not end with it."""
        close_old_connections()
        try:
            return do()
        except (DatabaseError, OSError):
            _log.exception("a job could not be seen to")
            return False

    def _put_in_order(self) -> bool:
        """What an earlier desk left running was interrupted; files that nobody waits for any more are removed."""
        own = Job.objects.filter(place=jobs.place())
        own.filter(state=_State.RUNNING).update(state=_State.INTERRUPTED, ended=timezone.now())
        self._give_up_sending()
        wanted = own.filter(state__in=(*jobs.ACTIVE, *jobs.STOPPED)).values_list("asked", flat=True)
        incoming.sweep(self._folder, {asked.get("folder", "") for asked in wanted}, timezone.now() - _SENDING)
        return True

    def _give_up_sending(self) -> None:
        """Whoever sent these files closed the page."""
        late = Job.objects.filter(place=jobs.place(), state=_State.GATHERING, created__lt=timezone.now() - _SENDING)
        for job in late:
            jobs.cancel(job)

    def _work(self) -> bool:
        """Do the next job. False when there is none."""
        job = Job.objects.filter(place=jobs.place(), state=_State.WAITING).order_by("id").first()
        if job is None:
            self._give_up_sending()
            return False
        taken = Job.objects.filter(pk=job.pk, state=_State.WAITING)
        if taken.update(state=_State.RUNNING, started=timezone.now()):
            self._do(job)
        return True

    def _do(self, job: Job) -> None:
        """A fault of ours in one job must not cost the others: it is told in full in the terminal, and the job has failed."""
        try:
            with Run(job, self._folder, self._ended) as run:
                run.follow()
        except Exception as error:
            _log.exception("job %s", job.pk)
            failed = {"state": _State.FAILED, "ended": timezone.now(), "sentence": f"{type(error).__name__}: {error}"}
            Job.objects.filter(pk=job.pk).update(**failed)


class Run:
    """One job while it runs."""

    def __init__(self, job: Job, folder: Path, ended: Event) -> None:
        self._job = job
        self._folder = folder
        self._ended = ended
        self._said: SimpleQueue[bytes] = SimpleQueue()
        self._cancelling: Deadline | None = None
        told = list(JobLine.objects.filter(job=job).values_list("body", flat=True))
        self._done = len(told)
        self._known = {body.get("report") for body in told}
        self._over: Told | None = None
        self._process = subprocess.Popen(  # noqa: S603
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "TMPDIR": str(incoming.private(folder).absolute()),
            },  # no bytes of a report lie elsewhere
        )

    def follow(self) -> None:
        """Put down what it says until it is over, one way or another."""
        Thread(target=self._listen, daemon=True).start()
        self._ask(msgspec.json.encode(self._errand()))
        while self._put_down(self._heard()):
            if self._ended.is_set():
                self._process.kill()
            elif self._cancelling is None and Job.objects.filter(pk=self._job.pk, cancel=True).exists():
                self._cancel()
            elif self._cancelling is not None and _is_over(self._cancelling):
                self._process.kill()
        self._close()

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _let_go(pipe)

    def _errand(self) -> Errand:
        asked = dict(self._job.asked)  # with what only the pages need, which an errand does not have
        if name := asked.pop("folder", None):
            asked["folder"] = str(incoming.folder_of(self._folder.absolute(), name))
        told = {"project": str(self._folder.absolute()), "by": self._job.by, "kind": self._job.kind}
        return msgspec.convert({**asked, **told}, Errand)

    def _ask(self, line: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        try:
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            _log.warning("job %s ended before it was asked", self._job.pk)

    def _cancel(self) -> None:
        self._cancelling = Deadline(_PATIENCE)
        if self._job.kind in _BETWEEN:
            self._ask(b"cancel")
        else:
            self._process.kill()

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        for line in self._process.stdout:
            self._said.put(line)
        self._said.put(b"")

    def _heard(self) -> list[bytes]:
        """What it said since; after a moment nothing."""
        lines: list[bytes] = []
        try:
            lines.append(self._said.get(timeout=_TICK))
            while len(lines) < 500:
                lines.append(self._said.get_nowait())
        except Empty:
            return lines
        return lines

    def _put_down(self, heard: list[bytes]) -> bool:
        """Put down what it said. False when it says nothing more."""
        told = [msgspec.json.decode(line, type=Told) for line in heard if line]
        rows = []
        for one in told:
            self._over = one if one.end else self._over
            self._job.total = one.total if one.total is not None else self._job.total
            if one.line is not None or one.note is not None:
                rows += self._rows(one)
        JobLine.objects.bulk_create(rows)
        if told:
            self._job.done, self._job.total = self._done, max(self._job.total, self._done)
            Job.objects.filter(pk=self._job.pk).update(done=self._job.done, total=self._job.total)
        return b"" not in heard

    def _rows(self, told: Told) -> list[JobLine]:
        """A line of the job; not where it was told before the job was interrupted."""
        body = _fit(told.line or {"name": "", "sentence": told.note})
        report = body.get("report")
        if told.outcome == "known" and report in self._known:
            return []
        self._known.add(report)
        self._done += 1
        return [JobLine(job=self._job, number=self._done, outcome=told.outcome or "note", body=body)]

    def _close(self) -> None:
        """Put down how it ended, remove what it no longer needs, and ask for what comes next."""
        over = self._over or Told(result={"killed": True})
        state = _State(over.end or self._broken_off())
        if (over.result or {}).get("added") and state in {_State.DONE, _State.CANCELLED}:
            self._group()  # before this one is over: whoever waits for all of it must not think that nothing is left
        ended = {"state": state, "ended": timezone.now(), "result": over.result or {}, "sentence": over.sentence or ""}
        Job.objects.filter(pk=self._job.pk).update(**ended, done=self._done)
        if state not in jobs.STOPPED:
            incoming.remove(self._folder, self._job.asked.get("folder", ""))
        if state == _State.DONE:
            self._make_room()
        if self._job.kind in _ANEW:
            warming.begin(self._folder)

    def _broken_off(self) -> str:
        if self._ended.is_set():
            return _State.INTERRUPTED
        return _State.CANCELLED if self._cancelling is not None else _State.FAILED

    def _make_room(self) -> None:
        """What ended well before need not be shown any more."""
        before = Job.objects.filter(kind=self._job.kind, by=self._job.by, state=_State.DONE, pk__lt=self._job.pk)
        troubled = JobLine.objects.filter(outcome__in=("rejected", "refused")).values("job")
        before.exclude(pk__in=troubled).update(away=True)

    def _group(self) -> None:
        """What came in is put together with the rest, once all that waits has come in."""
        if not Job.objects.filter(kind="add", state=_State.WAITING, place=jobs.place()).exists():
            jobs.ask("group", by=self._job.by)


def _fit(body: dict[str, Any]) -> dict[str, Any]:
    """A record without the one character that PostgreSQL cannot hold."""
    return {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in body.items()}


def _is_over(deadline: Deadline) -> bool:
    try:
        return deadline.left(1.0) <= 0
    except TimeoutError:
        return True


def _let_go(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        _log.debug("what was still to be said to a job")


def _locked(file: IO[bytes]) -> bool:
    """Take the lock of whoever does the work; where there are no locks, every desk takes itself for the only one."""
    try:
        import fcntl
    except ImportError:
        return os.name == "nt"
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
