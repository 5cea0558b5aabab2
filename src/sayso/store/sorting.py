"""Rows as lines, and lines in the order of their bytes, however many there are: what does not fit in memory goes through a
file that has no name.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Any

import msgspec

AT_ONCE = 32 << 20
"""Bytes that are held in memory, or little more."""


def in_order(lines: Iterable[bytes], at_once: int = AT_ONCE) -> Iterator[bytes]:
    """The same lines, sorted; none of them may hold a line break."""
    with ExitStack() as files:
        runs: list[IO[bytes]] = []
        held: list[bytes] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= at_once:
                runs.append(files.enter_context(_laid_down(sorted(held))))
                held, size = [], 0
        held.sort()
        yield from heapq.merge(*map(_lines, runs), held) if runs else held


def line_of(row: tuple[Any, ...]) -> bytes:
    """A row as JSON."""
    return msgspec.json.encode([bytes(v).decode("utf-8", "backslashreplace") if _is_bytes(v) else v for v in row])


def _is_bytes(value: object) -> bool:
    return isinstance(value, bytes | memoryview)


def _laid_down(lines: Iterable[bytes]) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever merges closes it
    file.writelines(line + b"\n" for line in lines)
    file.seek(0)
    return file


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    for line in file:
        yield line[:-1]
