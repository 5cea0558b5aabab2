"""The manifest of a batch: what is known of each report beside its text, as JSON Lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from sayso.errors import ManifestError
from sayso.model.record import Record


class Entry(Record, frozen=True, kw_only=True):
    """What is known of the report whose file name, without its suffix, is `id`."""

    id: str
    published: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None


def read_manifest(path: Path) -> Mapping[str, Entry]:
    """The entries by id; raises ManifestError naming the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise ManifestError(str(path), "there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(str(path), f"it cannot be read ({error})") from error
    entries: dict[str, Entry] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            entry = _entry(line, f"line {number}", str(path))
            if entry.id in entries:
                raise ManifestError(str(path), f"line {number} names {entry.id!r} for the second time")
            entries[entry.id] = entry
    return entries


def is_day(value: str) -> bool:
    """Whether it is a calendar day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _entry(line: str, where: str, path: str) -> Entry:
    try:
        entry = msgspec.json.decode(line, type=Entry)
    except msgspec.DecodeError as error:
        raise ManifestError(path, f"{where} is no entry ({error})") from error
    if entry.published is not None and not is_day(entry.published):
        raise ManifestError(path, f"{where}: {entry.published!r} is no date, write it as YYYY-MM-DD")
    return entry
