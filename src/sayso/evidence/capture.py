"""How reports come in: a file, a folder, standard input, an address, a feed, a WARC, what the auto-archiver kept.

    for found in captures(["reports/", "https://example.org/news/1"]):
        if isinstance(found, Captured):
            print(found.capture.name, len(found.report))
        else:
            print(found)  # one sentence: why there is nothing

One bad input is one error among the others; they go on. What an input is shows in its content, not in its name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.errors import (
    InputEmptyError,
    InputError,
    InputMissingError,
    InputTooLargeError,
    InputUnreadableError,
    NothingInsideError,
)
from sayso.evidence.addresses import is_address
from sayso.evidence.archiver_results import is_result
from sayso.evidence.auto_archiver import results
from sayso.evidence.captured import Captured, original
from sayso.evidence.feeds import is_feed
from sayso.evidence.folders import LeftAlone, files_in
from sayso.evidence.incoming import reason
from sayso.evidence.options import Options
from sayso.evidence.sniffing import is_warc, media_type_of
from sayso.evidence.web import from_address, from_feed_file
from sayso.evidence.wording import file_name
from sayso.model.evidence import Capture
from sayso.text.documents import MAX_BYTES, size_limit

__all__ = ["Captured", "Options", "captures"]

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "standard input"
_DEFAULT = Options()


def captures(inputs: Sequence[str], options: Options = _DEFAULT) -> Iterator[Captured | InputError]:
    """Everything that these inputs hold, in their order, folders in name order."""
    for name in inputs:
        try:
            yield from _from(name, options)
        except InputError as error:
            yield error


def _from(name: str, options: Options) -> Iterator[Captured | InputError]:
    """One input as a person named it."""
    if name == STANDARD_INPUT:
        yield _from_standard_input(options)
    elif not name:
        raise InputMissingError("''")  # the system would take it for the current folder
    elif is_address(name):
        yield from from_address(name, options)
    elif os.path.isdir(name):  # noqa: PTH112 - unlike Path's it says no where it may not look
        yield from _from_folder(Path(name), options)
    else:
        yield from _from_file(Path(name), options)


def _from_folder(folder: Path, options: Options) -> Iterator[Captured | InputError]:
    for item in files_in(folder):
        match item:
            case LeftAlone():
                options.told(str(item))
            case InputError():
                yield item
            case path:
                try:
                    yield from _from_file(path, options)
                except InputError as error:
                    yield error


def _from_file(path: Path, options: Options) -> Iterator[Captured | InputError]:
    """A file: a WARC of any size, a feed, a result of the auto-archiver, or a report."""
    if is_warc(_beginning(path)):
        from sayso.evidence.warc_files import from_warc

        yield from from_warc(path, options)
        return
    data = _bytes_of(path)
    name = file_name(path)
    if options.feed:
        yield from from_feed_file(data, name, options)
    elif is_feed(data):
        raise NothingInsideError(name, options.of_feeds)
    elif is_result(data, path.name):
        yield from results(data, path, options)
    else:
        yield _report(data, name, "file", options)


def _from_standard_input(options: Options) -> Captured:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    return _report(_checked(data, _STANDARD_INPUT_NAME), _STANDARD_INPUT_NAME, "stdin", options)


def _report(data: bytes, name: str, method: str, options: Options) -> Captured:
    """Bytes that are a report by themselves."""
    kept = original(data)
    capture = Capture(
        sha256=kept.sha256,
        media_type=media_type_of(data, name),
        size=len(data),
        method="stdin" if method == "stdin" else "file",
        name=name,
        published=options.published,
        source=options.source,
        title=options.title,
        language=options.language,
    )
    return Captured(capture, data, (kept,))


def _beginning(path: Path) -> bytes:
    """The first bytes of a file, which show whether it is a WARC."""
    return _read(path, 4096)


def _bytes_of(path: Path) -> bytes:
    return _checked(_read(path, MAX_BYTES + 1), file_name(path))


def _read(path: Path, most: int) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise InputUnreadableError(file_name(path), "it is no regular file")
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise InputMissingError(file_name(path)) from error
    except OSError as error:
        raise InputUnreadableError(file_name(path), reason(error)) from error
    except ValueError as error:  # a name with a zero byte
        raise InputUnreadableError(file_name(path), str(error)) from error


def _checked(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise InputTooLargeError(name, size_limit())
    if not data.strip():
        raise InputEmptyError(name)
    return data
