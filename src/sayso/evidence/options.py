"""What a person says of the inputs of one `add`, and the limits of fetching."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.evidence.clock import now as _now


@dataclass(frozen=True)
class Limits:
    """How much and how long at most; sizes in bytes, times in seconds. `page` is after decompression."""

    size: int = 25_000_000
    page: int = 25_000_000
    connect: float = 15.0
    read: float = 30.0
    total: float = 120.0
    redirects: int = 5


def _silent(sentence: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Options:
    """`published`, `source`, `title`, `language` hold for every input and win over what an input says of itself.

    `feed`: addresses and files are feeds, their entries are fetched; `of_feeds` is what is said of a file that is one, else.
    `contact` stands in the User-Agent. `told` hears what was left alone (a table among the reports). `allow_private` lets
    fetching reach private addresses: for the tests' own server, and nothing else.
    """

    published: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    feed: bool = False
    of_feeds: str = "it is a feed; with --feed, what it names is fetched"
    contact: str | None = None
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], str] = _now
    told: Callable[[str], None] = _silent
    allow_private: bool = False
