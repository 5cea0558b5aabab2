"""Part of the work on a large release, done by another process at the same time.

    with Apart(errand) as other: ...; answer = other.answer(Answer)

Whoever runs this module does one errand that comes in by standard input, and says by standard output what became of it. It
ends when the process that sent it ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from sayso.errors import ReleaseError, SaysoError
from sayso.publish.errands import Errand

MANY = 2_000
"""From so many incidents on another process is worth its start."""

T = TypeVar("T")
_COMMAND = [sys.executable, "-P", "-m", "sayso.publish.apart"]
_ERRAND: msgspec.msgpack.Decoder[Errand] = msgspec.msgpack.Decoder(Errand)
_LENGTH = 8  # bytes that say how long an errand is
_FAULT = 3  # the exit code that comes with a sentence


class Apart:
    """Another process and its errand; it does not outlive the block."""

    def __init__(self, errand: Errand) -> None:
        self._process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        body = msgspec.msgpack.encode(errand)
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        with suppress(BrokenPipeError):  # why it ended is seen where its answer is asked for
            self._process.stdin.write(len(body).to_bytes(_LENGTH) + body)
            self._process.stdin.flush()

    def answer(self, kind: type[T]) -> T:
        """Wait for what it answers. Raises ReleaseError when it cannot do its errand."""
        assert self._process.stdout is not None  # noqa: S101
        body = self._process.stdout.read()
        code = self._process.wait()
        if code == _FAULT:
            name, _, detail = body.decode("utf-8").partition("\n")
            raise ReleaseError(name, detail)
        if code != 0:
            raise ReleaseError("release", f"a process that made a part of it ended unexpectedly (exit code {code})")
        return msgspec.msgpack.decode(body, type=kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was still to be sent
                    pipe.close()


def main() -> int:
    """Do one errand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever sent it ends it
    length = int.from_bytes(sys.stdin.buffer.read(_LENGTH))
    errand = _ERRAND.decode(sys.stdin.buffer.read(length))
    Thread(target=_end_with_sender, daemon=True).start()
    try:
        answer = _done(errand)
    except SaysoError as error:
        name, _, detail = str(error).rstrip(".").partition(": ")
        return _fault(name, detail)
    except OSError as error:
        return _fault(errand.folder, f"the release cannot be written ({error.strerror or error})")
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    return 0


def _done(errand: Errand) -> Any:
    from sayso.publish import errands

    return errands.done(errand)


def _fault(name: str, detail: str) -> int:
    sys.stdout.buffer.write(f"{name}\n{detail}".encode("utf-8", "replace"))
    return _FAULT


def _end_with_sender() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing more is ever sent
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
