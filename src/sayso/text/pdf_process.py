"""A process that takes the text out of one PDF: the file in on standard input, its text out on standard output.

A PDF of a few kilobytes can unfold into more than any memory holds, and what reads it is a large library in C++. So it is
read apart from everything else, with a limit of memory and of working time: what goes wrong there costs one report.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Literal

import msgspec

from sayso.text.documents import MAX_CHARACTERS

MEMORY = 3_000_000_000
"""Bytes of address space; a PDF of thousands of pages takes a tenth."""

SECONDS = 60
"""Of the processor's time; a PDF of thousands of pages takes one or two."""

_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LINE_END = re.compile(r"[ \t]*\r\n?|[ \t]+\n")
_HYPHENATED = re.compile("[\x02\ufffe]")


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """The text layer of a PDF, or why there is none."""

    text: str = ""
    title: str = ""
    fault: Literal["locked", "damaged", "large"] | None = None


def layer_of(data: bytes) -> Layer:
    """The text layer, page after page."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            text = "\n".join(_pages(document))
            return Layer(text=_whole(text), title=_whole(document.get_metadata_value("Title")))
    except pypdfium2.PdfiumError as error:
        return Layer(fault="locked" if getattr(error, "err_code", None) == _WRONG_PASSWORD else "damaged")
    except _TooLargeError:
        return Layer(fault="large")


def main() -> None:
    """Read one PDF within the limits."""
    _limit()
    sys.stdout.buffer.write(msgspec.json.encode(layer_of(sys.stdin.buffer.read())))


class _TooLargeError(Exception):
    """More characters than any report has."""


def _pages(document: Any) -> Iterator[str]:
    characters = 0
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as layer:
            text = _HYPHENATED.sub("", _LINE_END.sub("\n", layer.get_text_bounded())).strip()
        characters += len(text)
        if characters > MAX_CHARACTERS:  # a small file can unfold into a huge text
            raise _TooLargeError
        if text:
            yield text


def _whole(text: str) -> str:
    """Without halves of characters, which no JSON can hold."""
    return text.encode("utf-8", "replace").decode()


def _limit() -> None:
    """What the system can hold this process to; where it cannot (Windows), whoever asks waits only so long."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, hard))


if __name__ == "__main__":
    main()
