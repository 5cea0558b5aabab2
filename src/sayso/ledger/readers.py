"""Reading on all cores: reports are handed to processes of their own when there are enough of them to be worth loading these.

Reading a report is work for the processor alone, and each is read by itself, so that it does not matter where. The readers
`both` and `rules` go along by name; a server or a reader of somebody's own stays in this process, and has one report at a
time. SAYSO_PROCESSES says how many processes read, from the first report on.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Event
from typing import Self

from sayso.ledger.reading import Kept, ReadPiece, outcome_of, read_piece
from sayso.ledger.reading_process import READY
from sayso.model.reader import ReaderSettings
from sayso.readers import Reader
from sayso.readers.choice import reader_of
from sayso.store.readings import Outcome

ENOUGH = 100
"""Reports from which on processes are started: each needs two seconds to load, a report some hundredths to be read."""

_USUAL = ReaderSettings()
_MOST = 8  # processes: each takes some hundred megabytes
_PROCESSES = "SAYSO_PROCESSES"
# -P: whatever lies in the folder where somebody works must not be taken for a library
_COMMAND: tuple[str, ...] = (sys.executable, "-P", "-m", "sayso.ledger.reading_process")


class KilledError(Exception):
    """The process that read a report was killed: by somebody, or by a system short of memory."""


class Readers:
    """Reads here, or in processes of its own; use it as a context manager. `expected`: how many reports there will be.
    `read`, where there is one, stands in for the `reader` and all else. Raises ReaderError.
    """

    def __init__(self, read: ReadPiece | None, expected: int = 0, reader: Reader | ReaderSettings = _USUAL) -> None:
        said = os.environ.get(_PROCESSES, "")
        own = reader_of(reader) if isinstance(reader, ReaderSettings) else reader
        self._read = read or partial(read_piece, reader=own)
        self._name = own.name
        elsewhere = read is None and isinstance(reader, ReaderSettings) and reader.name != "server"
        self._many = (int(said) if said.isdecimal() else min(_MOST, _cores())) if elsewhere else 1
        self._at_once = said.isdecimal() or expected >= ENOUGH
        self._asked = 0
        self._pool: _Pool | None = None

    def ask(self, kept: Kept) -> Future[Outcome | None]:
        """Have a report read: KilledError when that killed a process, None when it has to be read `here`."""
        self._asked += 1
        if self._pool is None and self._many > 1 and (self._at_once or self._asked > ENOUGH):
            self._pool = _Pool(self._many, self._name)
        if self._pool is not None and (self._at_once or self._pool.loaded.is_set()):
            return self._pool.submit(kept)
        done: Future[Outcome | None] = Future()
        done.set_result(self.here(kept))
        return done

    def here(self, kept: Kept) -> Outcome:
        """Read a report in this process."""
        return outcome_of(kept, self._read)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.close()


class _Pool:
    """Processes that read, and a thread for each that waits for its answers. `loaded`: one of them is ready."""

    def __init__(self, many: int, reader: str) -> None:
        self.loaded = Event()
        self._processes = [_Process(reader) for _ in range(many)]
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._threads = ThreadPoolExecutor(many, thread_name_prefix="sayso-reading")
        for process in self._processes:
            self._threads.submit(self._load, process)

    def submit(self, kept: Kept) -> Future[Outcome | None]:
        """Have a report read by the next process that is free."""
        return self._threads.submit(self._read, kept)

    def close(self) -> None:
        """Whatever is still being read is not wanted any more."""
        for process in self._processes:
            process.end()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.close()

    def _load(self, process: _Process) -> None:
        if process.load():
            self.loaded.set()
        self._idle.put(process)

    def _read(self, kept: Kept) -> Outcome | None:
        process = self._idle.get()
        try:
            return process.read(kept)
        finally:
            self._idle.put(process)


class _Process:
    """One process. Killed, it is started anew; when it fails by itself (no model, no memory) it is of no use any more."""

    def __init__(self, reader: str) -> None:
        self._command = (*_COMMAND, reader)
        self._useless = False
        self._ended = False
        self._start()

    def load(self) -> bool:
        """Wait until it has loaded everything."""
        with suppress(EOFError, pickle.UnpicklingError, OSError):
            return bool(pickle.load(self._answers) == READY)  # noqa: S301 - from a process of ours
        self._useless = True
        return False

    def read(self, kept: Kept) -> Outcome | None:
        """What came of a report; None when this process is of no use. Raises KilledError."""
        if self._useless:
            return None
        try:
            pickle.dump(kept, self._questions, pickle.HIGHEST_PROTOCOL)
            self._questions.flush()
            return pickle.load(self._answers)  # type: ignore[no-any-return] # noqa: S301 - from a process of ours
        except (EOFError, OSError) as error:
            killed = self._process.wait() < 0
            if killed and not self._ended:
                self.close()
                self._start()
                self.load()
            self._useless = self._useless or not killed
            if killed:
                raise KilledError from error
            return None

    def end(self) -> None:
        """Let it read no further."""
        self._ended = True
        self._process.kill()

    def close(self) -> None:
        """Let go of it."""
        self._process.kill()  # it may have been started anew while all were told to end
        self._process.wait()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):  # what was still to be sent
                pipe.close()

    def _start(self) -> None:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        assert self._process.stdout is not None  # noqa: S101
        self._questions, self._answers = self._process.stdin, self._process.stdout


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
