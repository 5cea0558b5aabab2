"""The manifest of a batch: what is known of each report beside its text, as JSON Lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.errors import InputError, ManifestError
from sayso.evidence.folders import MANIFEST
from sayso.model.record import Record

if TYPE_CHECKING:
    from sayso.evidence.captured import Captured


_FACTS = ("published", "source", "title", "language")


class Entry(Record, frozen=True, kw_only=True):
    """What is known of the report whose file name, without its suffix, is `id`."""

    id: str
    published: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None


class Manifests:
    """What is known of the reports of a command: out of the manifest that was named, else out of the `manifest.jsonl` of the
    folder that a report lies in, when that folder (or one above it) was an input.
    """

    def __init__(self, named: Path | None, inputs: Iterable[str], told: Callable[[str], None]) -> None:
        self.faults = 0
        self._told = told
        self._named = self._read(named) if named is not None else None
        self._folders = {Path(one) for one in inputs if os.path.isdir(one)}  # noqa: PTH112 - no where it may not look
        self._found: dict[Path, Mapping[str, Entry]] = {}

    def of(self, path: str) -> Entry | None:
        """What is known of the report at a path."""
        name = report_id(path)
        if self._named is not None:
            return self._named.get(name)
        return next((entry for lying in self._around(Path(path)) if (entry := lying.get(name)) is not None), None)

    def _around(self, path: Path) -> Iterator[Mapping[str, Entry]]:
        """The manifests of the folder of a report and of those above it, up to the one that was an input."""
        above = list(path.parents)
        top = next((n for n, folder in enumerate(above) if folder in self._folders), None)
        for folder in above[: top + 1] if top is not None else ():
            if folder not in self._found:
                self._found[folder] = self._lying_in(folder)
            yield self._found[folder]

    def _lying_in(self, folder: Path) -> Mapping[str, Entry]:
        path = folder / MANIFEST
        if path.is_symlink() or not path.is_file():
            return {}
        entries = self._read(path)
        self._told(f"{path}: taken as what is known of the reports in {folder}.")
        return entries

    def _read(self, path: Path) -> Mapping[str, Entry]:
        read = read_manifest(path)
        for sentence in read.faults:
            self._told(f"{path}: {sentence}.")
        self.faults += len(read.faults)
        return read.entries


def known(found: Iterable[Captured | InputError], manifests: Manifests) -> Iterator[Captured | InputError]:
    """The inputs with what the manifest knows of each; its word goes before the options'."""
    from sayso.evidence.captured import Captured

    for item in found:
        entry = manifests.of(item.capture.name) if isinstance(item, Captured) else None
        if entry is None or not isinstance(item, Captured):
            yield item
            continue
        told = {name: value for name in _FACTS if (value := getattr(entry, name))}
        yield replace(item, capture=msgspec.structs.replace(item.capture, **told))


def report_id(path: str) -> str:
    """The id of a report: its file name without the suffix; "stdin" for standard input."""
    name = "stdin" if path == "-" else Path(path).stem
    return os.fsencode(name).decode("utf-8", "replace")


class ReadManifest(NamedTuple):
    """The entries of a manifest by id, and what is wrong with some of its lines."""

    entries: Mapping[str, Entry]
    faults: Sequence[str]


def read_manifest(path: Path) -> ReadManifest:
    """What a manifest says; a line that is wrong is told and the others go on. Raises ManifestError when none is an entry."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise ManifestError(str(path), "there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(str(path), f"it cannot be read ({error})") from error
    entries: dict[str, Entry] = {}
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            _take(line, f"line {number}", entries, faults)
    if faults and not entries:
        raise ManifestError(str(path), faults[0])
    return ReadManifest(entries, faults)


def _take(line: str, where: str, entries: dict[str, Entry], faults: list[str]) -> None:
    try:
        entry = msgspec.json.decode(line, type=Entry)
    except msgspec.DecodeError as error:
        faults.append(f"{where} is no entry and is left out ({error})")
        return
    if entry.published is not None and not is_day(entry.published):
        faults.append(
            f"{where}: {entry.published!r} is no date (write it as YYYY-MM-DD); {entry.id!r} has no day by it"
        )
        entry = msgspec.structs.replace(entry, published=None)
    if entry.id in entries:
        faults.append(f"{where} names {entry.id!r} for the second time; the first counts")
    entries.setdefault(entry.id, entry)


def is_day(value: str) -> bool:
    """Whether it is a calendar day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
