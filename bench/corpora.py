"""The corpora beside the repository: where they are, whether they are the same as before, and their texts as pieces."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.reader import Piece

Figures = dict[str, float | None]
"""What a measure gives: its figures by name, None where there is nothing to measure on."""
HERE = Path(__file__).resolve().parent
OUT = HERE / "out"


def shared() -> Path:
    """The folder of corpora and scorers: SAYSO_SHARED, or `shared` beside the repository."""
    named = os.environ.get("SAYSO_SHARED")
    return Path(named) if named else HERE.parent.parent / "shared"


def digest(paths: Sequence[str]) -> str:
    """One SHA-256 over the names and digests, in name order, of all files at or below these paths of the shared folder."""
    root = shared()
    files = sorted({file for path in paths for file in _files(root / path)})
    lines = (f"{file.relative_to(root).as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts]


def texts(folder: Path, manifest: Path | None = None) -> list[Piece]:
    """Every .txt of a folder, unchanged, in name order, with what the manifest knows of it."""
    known = {row["id"]: row for row in json_lines(manifest)} if manifest else {}
    return [_piece(path, known.get(path.stem, {})) for path in sorted(folder.glob("*.txt"))]


def _piece(path: Path, facts: dict[str, Any]) -> Piece:
    return Piece(
        text=path.read_bytes().decode("utf-8"),
        id=path.stem,
        source=facts.get("source"),
        title=facts.get("title"),
        published=facts.get("published"),
        language=facts.get("language"),
    )


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def script(path: str, *arguments: str | Path) -> str:
    """What a program of the shared folder prints on standard output; its own complaint goes on to standard error."""
    command = [sys.executable, str(shared() / path), *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def scored(path: str, *arguments: str | Path) -> dict[str, Any]:
    """The figures that a scorer prints with --json."""
    figures: dict[str, Any] = json.loads(script(path, *arguments, "--json"))
    return figures
