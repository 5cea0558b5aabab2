"""The form of a backup: one tar file, a manifest first, then every part that the manifest names with its SHA-256.

It holds what is given and nothing that can be made again: `sayso.toml`, the log as JSON Lines, and the vault's files. The
same project gives the same archive, byte for byte.
"""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from sayso.errors import BackupError, DamagedEvidenceError
from sayso.model.record import Record

FORMAT = 1
MANIFEST, PROJECT, LOG = "manifest.json", "sayso.toml", "log.jsonl"
_KEPT = re.compile(r"vault/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
_AT_ONCE = 1 << 20
_LONGEST_MANIFEST = 1 << 28  # a million files


class Part(Record, frozen=True, kw_only=True):
    """One file of a backup."""

    name: str
    size: int
    sha256: str


class Manifest(Record, frozen=True, kw_only=True):
    """What a backup holds. `newest` is the hash of the log's last entry, which stands for the whole log."""

    format: int
    sayso: str
    project: str
    entries: int
    newest: str
    parts: tuple[Part, ...]


def kept_name(sha256: str) -> str:
    """Where a file of the vault stands in a backup; the same as in the project."""
    return f"vault/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def write(file: IO[bytes], manifest: Manifest, source: Callable[[Part], IO[bytes]]) -> None:
    """Write an archive; `source` opens each part. Raises OSError, DamagedEvidenceError for a part that is not what it was."""
    with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        head = msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"))
        tar.addfile(_member(MANIFEST, len(head)), io.BytesIO(head))
        for part in manifest.parts:
            with Hashed(source(part)) as data:
                tar.addfile(_member(part.name, part.size), data)
                if data.digest.hexdigest() != part.sha256:
                    raise DamagedEvidenceError(part.sha256)


def parts(path: Path) -> Iterator[tuple[Manifest, Part, Hashed]]:
    """Every part of an archive in order, to be read at once; its hash is checked when the next is asked for. Raises
    BackupError when the archive is no backup, is damaged or cut off.
    """
    with _opened(path) as tar:
        manifest = _manifest(tar, path)
        for part in manifest.parts:
            member = tar.next()
            if member is None:
                raise BackupError(str(path), f"it is cut off before {part.name}")
            data = _data(tar, member)
            if data is None or (member.name, member.size) != (part.name, part.size):
                raise BackupError(str(path), f"{member.name} in it is not what its manifest says")
            hashed = _Member(data, path)
            yield manifest, part, hashed
            while hashed.read(_AT_ONCE):
                pass
            if hashed.digest.hexdigest() != part.sha256:
                raise BackupError(str(path), f"{part.name} in it is damaged")
        if tar.next() is not None:
            raise BackupError(str(path), "it holds more than its manifest says")


def check(path: Path) -> Manifest:
    """Read a whole archive and compare every byte with the manifest. Raises BackupError."""
    manifests = [manifest for manifest, _, _ in parts(path)]
    if not manifests:
        raise BackupError(str(path), "it holds nothing")
    return manifests[0]


class Hashed(io.RawIOBase):
    """A stream that is hashed as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self._source = source
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._source.read(size)
        self.digest.update(data)
        return data

    def close(self) -> None:
        """Close what it reads from, too."""
        self._source.close()
        super().close()


class _Member(Hashed):
    """A part of an archive that is read: what is wrong with the archive is told in words."""

    def __init__(self, source: IO[bytes], path: Path) -> None:
        super().__init__(source)
        self._path = path

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises BackupError."""
        with _told(self._path):
            return super().read(size)


def copied(source: Hashed, to: IO[bytes]) -> None:
    """All bytes of a stream into another, a piece at a time."""
    while data := source.read(_AT_ONCE):
        to.write(data)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return digest_of(file)


def digest_of(file: IO[bytes]) -> str:
    """The SHA-256 of a stream from where it stands."""
    digest = hashlib.sha256()
    while data := file.read(_AT_ONCE):
        digest.update(data)
    return digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    with _told(path), tarfile.open(path, mode="r|") as tar:
        yield tar


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, UnicodeDecodeError) as error:
        raise BackupError(str(path), f"it is no backup, or it is damaged ({error})") from error
    except OSError as error:
        raise BackupError(str(path), f"it cannot be read ({(error.strerror or str(error)).lower()})") from error


def _manifest(tar: tarfile.TarFile, path: Path) -> Manifest:
    member = tar.next()
    data = _data(tar, member) if member is not None and member.name == MANIFEST else None
    if member is None or data is None or member.size > min(_LONGEST_MANIFEST, _size(path)):
        raise BackupError(str(path), "it is no backup of a project")
    try:
        manifest = msgspec.json.decode(data.read(), type=Manifest)
    except msgspec.DecodeError as error:
        raise BackupError(str(path), f"its manifest cannot be read ({error})") from error
    if manifest.format != FORMAT:
        raise BackupError(str(path), f"it is of a form ({manifest.format}) that this version of sayso does not know")
    _agreed(manifest.parts, path)
    return manifest


def _data(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes] | None:
    """The bytes of a member that has its own. A sparse one has none where it says that zeros are: it is never written here,
    and a few bytes of it would fill a disk.
    """
    return tar.extractfile(member) if member.isreg() and not member.issparse() else None


def _size(path: Path) -> int:
    with _told(path):
        return path.stat().st_size


def _agreed(held: tuple[Part, ...], path: Path) -> None:
    """Every part has a place in a project folder, no part has the place of another, and the archive is as long as all."""
    names = [part.name for part in held]
    for part in held:
        match = _KEPT.fullmatch(part.name)
        if part.name not in {PROJECT, LOG} and (match is None or match[3] != part.sha256):
            raise BackupError(str(path), f"{part.name} in it has no place in a project")
    if len(names) != len(set(names)) or not {PROJECT, LOG} <= set(names):
        raise BackupError(str(path), "its manifest is not that of a project")
    if any(part.size < 0 for part in held) or sum(part.size for part in held) > _size(path):
        raise BackupError(str(path), "it is shorter than its manifest says: it is cut off, or was altered")


def _member(name: str, size: int) -> tarfile.TarInfo:
    """A member without owner and time, so that the same content gives the same bytes."""
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o444
    return member
