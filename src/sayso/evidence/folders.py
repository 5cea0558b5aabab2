"""The files of a folder that may be reports, in name order: for `sayso read` and for what is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import FolderEmptyError, InputError, InputUnreadableError
from sayso.evidence.incoming import reason
from sayso.evidence.wording import file_name
from sayso.model.record import Record

# What lies beside reports without being one: data about them, and what systems and editors leave.
_COMPANIONS = frozenset(".json .jsonl .ndjson .csv .tsv .yaml .yml .toml .ini .log .sha256 .md5 .py .css .js".split())
_PROJECT = "sayso.toml"
MANIFEST = "manifest.jsonl"
"""What is known of the reports of a folder, itself no report."""


class LeftAlone(Record, frozen=True):
    """Something in a folder that is no report by its name, or does not belong to the folder; told, not read."""

    path: str
    why: str = "this kind of file is no report"

    def __str__(self) -> str:
        return f"{self.path}: left alone, {self.why}."


def files_in(folder: Path) -> Iterator[Path | InputError | LeftAlone]:
    """Every file below a folder; what cannot be opened is its error, and the others go on."""
    found = False
    for item in _walk(folder, os.path.realpath(folder), set()):
        found = found or not isinstance(item, LeftAlone)
        yield item
    if not found:
        yield FolderEmptyError(file_name(folder))


def _walk(folder: Path, top: str, visited: set[tuple[int, int]]) -> Iterator[Path | InputError | LeftAlone]:
    """Each real folder once, so that links in a circle end; hidden files are not looked at. Links that lead out of `top` are
    not followed: a folder that somebody sent may name any file of ours. A project is not taken into itself or another.
    """
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in visited:
            return
        visited.add((status.st_dev, status.st_ino))
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        yield InputUnreadableError(file_name(folder), reason(error))
        return
    if any(path.name == _PROJECT for path in paths):
        yield LeftAlone(path=file_name(folder), why="it is a project of sayso")
        return
    for path in paths:
        if os.path.islink(path) and os.path.exists(path) and not _is_below(path, top):  # noqa: PTH110, PTH114 - likewise
            yield LeftAlone(path=file_name(path), why="it is a link that leads out of the folder")
        elif os.path.isdir(path):  # noqa: PTH112 - unlike Path's it says no where it may not look
            yield from _walk(path, top, visited)
        elif path.name == MANIFEST:
            continue
        elif path.suffix.lower() in _COMPANIONS or path.stem.lower() == "readme":
            yield LeftAlone(path=file_name(path))
        elif os.path.exists(path) and not path.is_file():  # noqa: PTH110 - likewise
            yield InputUnreadableError(file_name(path), "it is no regular file")
        else:
            yield path


def _is_below(path: Path, top: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(top)
