"""What another process may be sent to do for a release: gather the second half, write some formats, hash some files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from sayso.model.publishing import ReleasePolicy
from sayso.model.release import Changed, Release

_AT_ONCE = 1 << 20


class GatherRest(msgspec.Struct, tag="gather"):
    """Gather the incidents from the one with the code `start` on into the file `path`; `folder` is the project's."""

    folder: str
    policy: ReleasePolicy
    day: str
    start: str
    path: str


class MakeSome(msgspec.Struct, tag="make"):
    """Write the formats of these names into the folder of a release whose records are there."""

    folder: str
    release: Release
    changes: tuple[Changed, ...]
    tombstones: tuple[Changed, ...]
    formats: tuple[str, ...]


class HashSome(msgspec.Struct, tag="hash"):
    """Hash these files of a folder."""

    folder: str
    paths: tuple[str, ...]


Errand = GatherRest | MakeSome | HashSome
Hashed = tuple[str, int]
"""The SHA-256 of a file, and how long it is."""


def done(errand: Errand) -> Any:
    """Do it; the answer is what whoever sent it takes."""
    match errand:
        case GatherRest():
            from sayso.publish.gathered import rest_gathered

            return rest_gathered(errand)
        case MakeSome():
            from sayso.publish.making import some_made

            return some_made(errand)
        case HashSome():
            return hashed(Path(errand.folder), errand.paths)


def hashed(folder: Path, paths: Sequence[str]) -> list[Hashed]:
    """The hash and length of each of some files."""
    return [_hashed(f"{folder}/{path}") for path in paths]


def _hashed(path: str) -> Hashed:
    digest, size = hashlib.sha256(), 0
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a hundred thousand times
        while chunk := file.read(_AT_ONCE):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
