"""Runs the command line as a person would, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Done(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: bytes
    err: str


def sayso(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Done:
    """`python -m sayso ARGUMENTS`."""
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    done = subprocess.run(
        command, input=stdin, capture_output=True, check=False, env=os.environ | environment, timeout=120
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8"))
