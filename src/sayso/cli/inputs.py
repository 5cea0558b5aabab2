"""From the paths that a person names to the texts in them: files, folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from sayso.errors import (
    FolderEmptyError,
    InputError,
    InputMissingError,
    InputTooLargeError,
    InputUnreadableError,
)
from sayso.model.record import Record
from sayso.model.report import Text

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "standard input"
# What lies beside reports without being one: data about them, and what systems and editors leave.
_COMPANIONS = frozenset(".json .jsonl .ndjson .csv .tsv .yaml .yml .toml .ini .log .sha256 .md5 .py .css .js".split())


class LeftAlone(Record, frozen=True):
    """A file in a folder that is no report by its name; told, not read."""

    path: str

    def __str__(self) -> str:
        return f"{self.path}: left alone, this kind of file is no report."


def find(paths: Iterable[str]) -> Iterator[str | InputError | LeftAlone]:
    """The files to read, folders opened in name order; what cannot be read is yielded as its error."""
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112 - unlike Path's it says no where it may not look
            yield from _in_folder(Path(path))
        else:
            yield path


def load(path: str) -> Text:
    """The text of one file or of standard input; raises the InputError that names it."""
    from sayso.text.documents import extract

    if path == STANDARD_INPUT:
        return extract(_bytes(sys.stdin.buffer, _STANDARD_INPUT_NAME), _STANDARD_INPUT_NAME)
    try:
        with Path(path).open("rb") as file:
            return extract(_bytes(file, path), path)
    except FileNotFoundError as error:
        raise InputMissingError(path) from error
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise InputUnreadableError(path, _reason(error)) from error


def report_id(path: str) -> str:
    """The id of a report: its file name without the suffix."""
    name = "stdin" if path == STANDARD_INPUT else Path(path).stem
    return os.fsencode(name).decode("utf-8", "replace")


def _bytes(file: IO[bytes], name: str) -> bytes:
    """All bytes of a file, refused before they fill the memory."""
    from sayso.text.documents import MAX_BYTES, size_limit

    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputTooLargeError(name, size_limit())
    return data


def _in_folder(folder: Path) -> Iterator[str | InputError | LeftAlone]:
    found = False
    for item in _walk(folder, set()):
        found = found or not isinstance(item, LeftAlone)
        yield item
    if not found:
        yield FolderEmptyError(str(folder))


def _walk(folder: Path, visited: set[tuple[int, int]]) -> Iterator[str | InputError | LeftAlone]:
    """Everything below a folder, each real folder once, so that links in a circle end; hidden files are not looked at."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in visited:
            return
        visited.add((status.st_dev, status.st_ino))
        entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        yield InputUnreadableError(str(folder), _reason(error))
        return
    for path in entries:
        if path.is_dir():
            yield from _walk(path, visited)
        elif path.suffix.lower() in _COMPANIONS or path.stem.lower() == "readme":
            yield LeftAlone(path=str(path))
        elif path.exists() and not path.is_file():
            yield InputUnreadableError(str(path), "it is no regular file")
        else:
            yield str(path)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
