"""The files of a folder that may be reports, in name order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.errors import FolderEmptyError, InputError, InputUnreadableError
from sayso.evidence.incoming import reason
from sayso.evidence.wording import file_name

# What lies beside reports without being one: data about them, and what systems and editors leave.
_COMPANIONS = frozenset(".json .jsonl .ndjson .csv .tsv .yaml .yml .toml .ini .log .sha256 .md5 .py .css .js".split())


def files_in(folder: Path, told: Callable[[str], None]) -> Iterator[Path | InputError]:
    """Every file below a folder; what cannot be opened is its error, and `told` hears what is left alone."""
    found = False
    for item in _walk(folder, told, set()):
        found = True
        yield item
    if not found:
        yield FolderEmptyError(file_name(folder))


def _walk(folder: Path, told: Callable[[str], None], visited: set[tuple[int, int]]) -> Iterator[Path | InputError]:
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
            yield from _walk(path, told, visited)
        elif path.suffix.lower() in _COMPANIONS or path.stem.lower() == "readme":
            told(f"{file_name(path)}: left alone, this kind of file is no report.")
        elif os.path.exists(path) and not path.is_file():  # noqa: PTH110 - likewise
            yield InputUnreadableError(file_name(path), "it is no regular file")
        else:
            yield path
