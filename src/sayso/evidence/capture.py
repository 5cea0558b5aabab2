"""How reports come in: a file, a folder, standard input, an address, a feed, a WARC, what the auto-archiver kept.

    for found in captures(["reports/", "https://example.org/news/1"]):
        if isinstance(found, Captured):
            print(found.capture.name, len(found.report))
        else:
            print(found)  # one sentence: why there is nothing

One bad input is one error among the others; they go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.errors import InputError
from sayso.evidence.captured import Captured
from sayso.evidence.options import Options

__all__ = ["Captured", "Options", "captures"]

_DEFAULT = Options()


def captures(inputs: Sequence[str], options: Options = _DEFAULT) -> Iterator[Captured | InputError]:
    """Everything that these inputs hold, in their order, folders in name order."""
    raise NotImplementedError
