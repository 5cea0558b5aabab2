"""From the paths that a person names to the texts in them: files, folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from sayso.errors import (
    InputError,
    InputMissingError,
    InputTooLargeError,
    InputUnreadableError,
)
from sayso.evidence.folders import LeftAlone, files_in
from sayso.evidence.incoming import reason
from sayso.evidence.manifests import report_id
from sayso.model.report import Text

__all__ = ["LeftAlone", "find", "load", "report_id"]

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "standard input"


def find(paths: Iterable[str]) -> Iterator[str | InputError | LeftAlone]:
    """The files to read, folders opened in name order; what cannot be read is yielded as its error."""
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112 - unlike Path's it says no where it may not look
            yield from (str(item) if isinstance(item, Path) else item for item in files_in(Path(path)))
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


def _bytes(file: IO[bytes], name: str) -> bytes:
    """All bytes of a file, refused before they fill the memory."""
    from sayso.text.documents import MAX_BYTES, size_limit

    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputTooLargeError(name, size_limit())
    return data


def _reason(error: Exception) -> str:
    return reason(error) if isinstance(error, OSError) else str(error).lower()
