"""Runs the command line: here and now, which is quick, or in a process of its own, as a person would."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from sayso.cli.app import main


class Done(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: bytes
    err: str


class Stream(io.TextIOWrapper):
    """A standard stream that keeps its bytes."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = io.BytesIO(data)
        super().__init__(self.data, encoding="utf-8", write_through=True)


def sayso(*arguments: str | Path, stdin: bytes = b"") -> Done:
    """`sayso ARGUMENTS` in this process, whose models are loaded already."""
    out, err = Stream(), Stream()
    with (
        patch.object(sys, "argv", ["sayso", *map(str, arguments)]),
        patch.multiple(sys, stdin=Stream(stdin), stdout=out, stderr=err),
    ):
        try:
            main()
        except SystemExit as ending:
            code = ending.code or 0
        else:
            code = 0
    assert isinstance(code, int)
    return Done(code, out.data.getvalue(), err.data.getvalue().decode("utf-8"))


def process(*arguments: str | Path) -> Done:
    """`python -m sayso ARGUMENTS` in a process of its own."""
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8"))
