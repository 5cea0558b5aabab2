"""sayso's commands in processes of their own, which can be killed at any of their effects, or let run in a world with little
room, without rights, or beside others.

A server holds sayso with its language model loaded and forks for each command, so that hundreds of real commands take
seconds. An *effect* is a call that changes something outside of Python: of the file system (open, write, link, fsync …) or of
SQLite (execute, commit …). Killed at effect n, the process dies (SIGKILL) just before it, or just after it, by turns.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

ROOT = Path(__file__).parent.parent
KILLED = -signal.SIGKILL
_SYSTEM = frozenset("open link rename replace unlink remove mkdir rmdir chmod fsync ftruncate write".split())
_STREAM = frozenset("write flush truncate".split())
_DATABASE = frozenset("execute executemany executescript commit rollback close".split())


class Command(NamedTuple):
    """A command line without `sayso`, and what is to happen to it. Effects are only counted when asked for: it takes time."""

    words: list[str]
    counted: bool = False
    die_at: int | None = None
    die_after: float | None = None
    largest_file: int | None = None
    user: int | None = None


class Done(NamedTuple):
    """How a command ended: its exit code (negative: the signal that ended it), its effects, how long it took, its output."""

    code: int
    effects: int
    seconds: float
    out: str
    err: str


class Server:
    """Runs commands; use it as a context manager."""

    def __init__(self) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "COLUMNS": "200"}
        environment.pop("SAYSO_PROJECT", None)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.commands_that_die"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: object, **fate: Any) -> Done:
        """One command to its end."""
        return self.run_together(Command([str(word) for word in words], **fate))[0]

    def run_together(self, *commands: Command) -> list[Done]:
        """Some commands at once."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(commands) + "\n")
        self._process.stdin.flush()
        return [Done(*done) for done in json.loads(self._process.stdout.readline())]

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)


class _Running(NamedTuple):
    command: Command
    process: int
    begun: float
    files: list[IO[str]]


def _serve() -> None:
    """Load everything once, then a list of commands per line in, what became of them per line out."""
    _load()
    for line in sys.stdin:
        running = [_started(Command(*given)) for given in json.loads(line)]
        sys.stdout.write(json.dumps([_ended(each) for each in running]) + "\n")
        sys.stdout.flush()


def _load() -> None:
    """Everything that a command loads when it first needs it: another user may not be allowed to."""
    from sayso.cli.app import app
    from sayso.evidence.capture import Options, captures
    from sayso.ledger import Ledger
    from sayso.model.ledger import Project

    assert app.registered_commands
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder), Project(name="first")) as ledger:
        report = Path(folder) / "report.txt"
        report.write_text("Shells hit Derna on Saturday and killed two people, a doctor said.", encoding="utf-8")
        list(ledger.add(captures([str(report)], Options(published="2016-07-09"))))
        ledger.group()


def _started(command: Command) -> _Running:
    files: list[IO[str]] = [tempfile.TemporaryFile("w+") for _ in range(3)]  # noqa: SIM115 - closed when it has ended
    begun = time.monotonic()
    process = os.fork()
    if not process:
        _run(command, files)
    return _Running(command, process, begun, files)


def _ended(running: _Running) -> Done:
    if running.command.die_after is not None:
        time.sleep(max(0.0, running.begun + running.command.die_after - time.monotonic()))
        os.kill(running.process, signal.SIGKILL)
    _, status = os.waitpid(running.process, 0)
    seconds = time.monotonic() - running.begun
    told = []
    for file in running.files:
        file.seek(0)
        told.append(file.read())
        file.close()
    out, err, effects = told
    return Done(os.waitstatus_to_exitcode(status), int(effects or 0), seconds, out, err)


def _run(command: Command, files: list[IO[str]]) -> NoReturn:
    """The command itself, in its own process."""
    code, effects = 99, [0]
    try:
        os.dup2(files[0].fileno(), 1)
        os.dup2(files[1].fileno(), 2)
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.FileIO(n, "w", closefd=False), write_through=True) for n in (1, 2)
        )
        sys.argv = ["sayso", *command.words]
        _limit(command)
        from sayso.cli.app import main

        if command.counted or command.die_at is not None:
            effects = _counted(command.die_at)
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        finally:
            sys.setprofile(None)
    except BaseException:
        traceback.print_exc(file=sys.stderr)
    os.write(files[2].fileno(), str(effects[0]).encode())
    os._exit(code)


def _limit(command: Command) -> None:
    if command.largest_file is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (command.largest_file, command.largest_file))
    if command.user is not None:
        os.setgroups([])
        os.setgid(command.user)
        os.setuid(command.user)


def _counted(die_at: int | None) -> list[int]:
    """Count effects from here on, and die at one of them."""
    effects = [0]
    after = die_at is not None and die_at % 2 == 1

    def watch(_: object, event: str, function: Any) -> None:
        if not event.startswith("c_") or not _is_effect(function):
            return
        effects[0] += event == "c_call"
        # an effect may itself lead to others before it returns, or fail: then at the next that is seen
        if die_at is not None and effects[0] >= die_at + (after and event == "c_call"):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)
    return effects


def _is_effect(function: Any) -> bool:
    name, owner = function.__name__, getattr(function, "__self__", None)
    if isinstance(owner, sqlite3.Cursor | sqlite3.Connection):
        return name in _DATABASE
    if isinstance(owner, io.IOBase):
        return name in _STREAM
    return owner is fcntl or (getattr(function, "__module__", "") in ("posix", "io", "_io") and name in _SYSTEM)


if __name__ == "__main__":
    _serve()
