"""What goes to standard output and standard error, and how.

Reports are other people's words: on a terminal nothing in them may move the cursor, change the title, reverse the writing or
pass for our own markup. Into a pipe or a file data goes out unchanged.
"""

from __future__ import annotations

import io
import os
import re
import sys
from typing import TYPE_CHECKING

from sayso.errors import OutputError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.model.record import Record

# Escape sequences as a whole, then every control character but tab and line feed, then what reverses or hides writing.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_JSON_CONTROLS = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]")
_WIDTH = 80
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")


class UnwantedError(Exception):
    """Whoever read our output has seen enough and closed it; no fault of anybody's."""


def harmless(words: str) -> str:
    """The words without anything that a terminal would obey instead of show."""
    return _CONTROLS.sub("", _ESCAPES.sub("", _LINE_BREAKS.sub("\n", words)))


def put(data: str) -> None:
    """Data to standard output: unchanged into a pipe or file, harmless on a terminal."""
    _write(harmless(data) if _on_terminal() else data)


def put_json(record: Record, *, pretty: bool) -> None:
    """A record as JSON to standard output; on a terminal harmful characters are written as JSON escapes."""
    import msgspec

    encoded = msgspec.json.encode(record)
    data = (msgspec.json.format(encoded, indent=2) if pretty else encoded).decode("utf-8") + "\n"
    _write(_JSON_CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", data) if _on_terminal() else data)


def tell(sentence: str) -> None:
    """A sentence for the person at the desk, on standard error."""
    line = harmless(sentence).replace("\n", " ")
    sys.stderr.write(_encodable(line, sys.stderr.encoding) + "\n")


def draw(view: RenderableType) -> None:
    """A view for people: in the terminal's width and colours; in a pipe 80 columns (or $COLUMNS) without colour."""
    from rich.console import Console

    terminal = _on_terminal()
    columns = os.environ.get("COLUMNS", "")
    width = None if terminal else int(columns) if columns.isdigit() else _WIDTH
    drawn = io.StringIO()
    Console(file=drawn, force_terminal=terminal, width=width, markup=False, emoji=False, highlight=False).print(view)
    # The padding that rich fills lines up with is for a terminal's colours; in a file it would only be in the way.
    _write(drawn.getvalue() if terminal else _TRAILING.sub("", drawn.getvalue()))


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _write(data: str) -> None:
    """UTF-8 whatever the locale says, so that data is the same everywhere."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise UnwantedError from error
    except OSError as error:
        raise OutputError((error.strerror or str(error)).lower()) from error


def _encodable(line: str, encoding: str | None) -> str:
    return line.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8", "replace")
