"""The records of a release as lines of JSON: written first, and read again by whatever makes another format of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish.writer import Made


class _Code(msgspec.Struct):
    """What of an incident is read where only its code is asked for."""

    code: str


T = TypeVar("T")
INCIDENTS = "data/incidents.jsonl"
AGREEMENTS = "data/agreements.jsonl"
TOTALS = "data/totals.jsonl"
CHANGES = "data/changes.jsonl"
TOMBSTONES = "data/tombstones.jsonl"
SCHEMAS: dict[str, type] = {
    "data/incidents.schema.json": ReleasedIncident,
    "data/agreements.schema.json": ReleasedAgreement,
    "data/totals.schema.json": ReleasedTotal,
}
"""What a line of each is, as JSON Schema."""
MADE = (
    Made(INCIDENTS, "every incident with its facts, claims and reports, a line each"),
    Made(AGREEMENTS, "every agreement with its signatures, disputes, claims and reports, a line each"),
    Made(TOTALS, "totals over periods and campaigns, which are never added to incidents, a line each"),
)
"""The files of the records, and what they hold."""


def incidents(folder: Path) -> Iterator[ReleasedIncident]:
    """The incidents of a release, one after another."""
    yield from _records(folder / INCIDENTS, ReleasedIncident)


def codes(folder: Path) -> frozenset[str]:
    """The codes of all incidents of a release."""
    return frozenset(one.code for one in _records(folder / INCIDENTS, _Code))


def agreements(folder: Path) -> Iterator[ReleasedAgreement]:
    """The agreements of a release."""
    yield from _records(folder / AGREEMENTS, ReleasedAgreement)


def totals(folder: Path) -> Iterator[ReleasedTotal]:
    """The totals of a release."""
    yield from _records(folder / TOTALS, ReleasedTotal)


def _records(path: Path, record: type[T]) -> Iterator[T]:
    decoder = msgspec.json.Decoder(record)
    with path.open("rb") as lines:
        yield from map(decoder.decode, lines)
