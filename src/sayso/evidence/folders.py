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


class LeftAlone(Record, frozen=True):
    """A file in a folder that is no report by its name; told, not read."""

    path: str

    def __str__(self) -> str:
        return f"{self.path}: left alone, this kind of file is no report."


def files_in(folder: Path) -> Iterator[Path | InputError | LeftAlone]:
    """Every file below a folder; what cannot be opened is its error, and the others go on."""
    found = False
    for item in _walk(folder, set()):
        found = found or not isinstance(item, LeftAlone)
        yield item
    if not found:
        yield FolderEmptyError(file_name(folder))


def _walk(folder: Path, visited: set[tuple[int, int]]) -> Iterator[Path | InputError | LeftAlone]:
    """Each real folder once, so that links in a circle end; hidden files are not looked at."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in visited:
            return
        visited.add((status.st_dev, status.st_ino))
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        yield InputUnreadableError(file_name(folder), reason(error))
        return
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - unlike Path's it says no where it may not look
            yield from _walk(path, visited)
        elif path.suffix.lower() in _COMPANIONS or path.stem.lower() == "readme":
            yield LeftAlone(path=file_name(path))
        elif os.path.exists(path) and not path.is_file():  # noqa: PTH110 - likewise
            yield InputUnreadableError(file_name(path), "it is no regular file")
        else:
            yield path
