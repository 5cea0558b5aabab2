"""Small reports in our own words, and projects that hold them, for the tests of the store and the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from sayso.evidence.captured import Captured, original
from sayso.ledger import Ledger
from sayso.model.evidence import Capture
from sayso.model.ledger import AddResult, Project
from sayso.model.record import sha256

DERNA = (
    "Warplanes bombed the port of Derna on Saturday, killing three people, a hospital official said. "
    "A spokesman for the army denied that its aircraft had carried out the raids."
)
BENGHAZI = "Shelling hit a school in Benghazi on Friday and wounded five pupils, residents told the newspaper."
SIRTE = "The mayor of Sirte said a car bomb had killed two guards at the gate of the power station on Thursday."
ARABIC = "قال متحدث إن الغارات الجوية على مدينة درنة يوم السبت قتلت ثلاثة أشخاص وأصابت عددا من المدنيين بجروح."


def captured(text: str, name: str = "", **facts: Any) -> Captured:
    """A text as capture would yield it from a file."""
    data = text.encode()
    capture = Capture(
        sha256=sha256(data),
        media_type="text/plain",
        size=len(data),
        method="file",
        name=name or f"{sha256(data)[:6]}.txt",
        **{"published": "2016-07-09", "source": "Example Wire", **facts},
    )
    return Captured(capture, data, (original(data),))


def project(folder: Path, url: str = "sqlite:///sayso.db", **options: Any) -> Ledger:
    """A new project whose clock ticks by the second from one fixed moment."""
    return Ledger.create(folder, Project(name="Derna", database=url), **{"user": "ada", "now": ticking(), **options})


def ticking() -> Any:
    """A clock."""
    seconds = count()
    return lambda: f"2026-01-01T00:{(n := next(seconds)) // 60 % 60:02}:{n % 60:02}Z"


def added(ledger: Ledger, *texts: str | Captured) -> list[AddResult]:
    """What became of texts that were added."""
    return list(ledger.add(text if isinstance(text, Captured) else captured(text) for text in texts))


def outcomes(results: Iterable[AddResult]) -> list[str]:
    """How each ended."""
    return [result.outcome for result in results]


def lines(dump: Iterator[bytes]) -> list[Any]:
    """Rows of a dump, to be looked at."""
    return [json.loads(line) for line in dump]
