"""The vault: captured bytes as write-once files, each called by the SHA-256 of what is in it.

    vault = Vault(project / "vault")
    name = vault.put(b"the page as it came")
    assert vault.get(name) == b"the page as it came"  # hashed again on the way out

A file lies at `ab/cd/abcd…`. It is written at the top of the vault, made durable, then linked to its name in one step that
never replaces anything; so at every moment, also when the power fails, a name stands for all of its bytes or does not exist.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sayso.errors import DamagedEvidenceError, HashMismatchError, InputUnreadableError, MissingEvidenceError
from sayso.evidence.incoming import Incoming, clear_leftovers, is_incoming, reason, settle, told, with_folders
from sayso.model.ledger import Fault

_NAME = re.compile(r"[0-9a-f]{64}")
_AT_ONCE = 1 << 20
_CHANGED = "it was changed while it was read"


class Vault:
    """Write-once files under a folder, which is made when it is first written to. Opening it removes what crashed writers
    left; files of writers that are still at work are left alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with told(folder):
            clear_leftovers(folder)

    def put(self, data: bytes) -> str:
        """Keep these bytes and say their SHA-256. The same bytes again change nothing. Raises DamagedEvidenceError when
        the file of that name holds something else, VaultError when it cannot be written (a full disk, a read-only folder).
        """
        name = hashlib.sha256(data).hexdigest()
        if not self._is_there(name):
            self._write(BytesIO(data), name)
        return name

    def put_file(self, path: Path, expected: str | None = None) -> str:
        """Keep a file of any size, a piece at a time, and say its SHA-256. Raises InputUnreadableError for the file, and
        HashMismatchError, with nothing kept, when it is not `expected` or is written to meanwhile.
        """
        try:
            file = path.open("rb")
        except OSError as error:
            raise InputUnreadableError(str(path), reason(error)) from error
        with file:
            name = _hash_of(file)
            if expected not in {None, name}:
                raise HashMismatchError(str(path), _CHANGED)
            if not self._is_there(name):
                file.seek(0)
                self._write(file, name, str(path))
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes of this hash, hashed again. Raises MissingEvidenceError, DamagedEvidenceError, VaultError."""
        with self.open(sha256) as file, told(self.folder):
            data = file.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedEvidenceError(sha256)
        return data

    def open(self, sha256: str) -> BinaryIO:
        """The file of this hash, for what is too large to hold at once. It is NOT hashed: check what you take out of it."""
        with told(self.folder):
            try:
                return self.path(sha256).open("rb")
            except (FileNotFoundError, NotADirectoryError) as error:
                raise MissingEvidenceError(sha256) from error

    def path(self, sha256: str) -> Path:
        """Where the file of this hash lies. Raises MissingEvidenceError for what is no hash."""
        if not _NAME.fullmatch(sha256):
            raise MissingEvidenceError(sha256)
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def all(self) -> Iterator[str]:
        """The hashes of all files, in order; they are not read."""
        with told(self.folder):
            yield from (path.name for path in self._files() if self._in_place(path))

    def check(self) -> Iterator[Fault]:
        """Hash every file again, and name what was altered and what does not belong here."""
        with told(self.folder):
            for path in self._files():
                fault = self._fault(path)
                if fault is not None:
                    yield fault

    def _write(self, source: BinaryIO, name: str, shown: str = "") -> None:
        """Take `source` in under its name, if that is still what it holds."""
        with told(self.folder):
            place = self.path(name)
            with_folders(place.parent, self.folder)
            with Incoming(self.folder) as incoming:
                if _hash_of(source, incoming.file) != name:
                    raise HashMismatchError(shown, _CHANGED)
                if not incoming.link(place):
                    self._is_there(name)  # somebody else was quicker: it must be the same

    def _is_there(self, name: str) -> bool:
        """Whether the bytes of this name are kept and sound; raises DamagedEvidenceError when something else is there."""
        with told(self.folder):
            try:
                with self.path(name).open("rb") as file:
                    if _hash_of(file) != name:
                        raise DamagedEvidenceError(name)
            except FileNotFoundError:
                return False
            settle(self.path(name).parent)  # whoever wrote it may have crashed before it was durable
            return True

    def _files(self) -> Iterator[Path]:
        """Everything in the vault in order of its path, without what is being written now."""
        for folder, folders, files in os.walk(self.folder, onerror=_raise):
            folders.sort()
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            paths = [Path(folder) / name for name in sorted([*files, *links])]
            yield from (path for path in paths if not self._is_being_written(path))

    def _is_being_written(self, path: Path) -> bool:
        """Whether a file is one of a writer's (or just was), at the top of the vault; links and pipes are nobody's."""
        if path.parent != self.folder or not is_incoming(path.name) or path.is_symlink():
            return False
        return path.is_file() or not path.exists()

    def _in_place(self, path: Path) -> bool:
        return bool(_NAME.fullmatch(path.name)) and path == self.path(path.name)

    def _fault(self, path: Path) -> Fault | None:
        shown = os.fsencode(path.relative_to(self.folder)).decode("utf-8", "backslashreplace")
        if not self._in_place(path):
            return Fault(kind="unlogged", target=shown, sentence=f"vault/{shown} does not belong in the vault.")
        if path.is_symlink() or not path.is_file():
            return Fault(kind="altered", target=path.name, sentence=f"vault/{shown} is no plain file any more.")
        try:
            with path.open("rb") as file:
                sound = _hash_of(file) == path.name
        except OSError as error:
            sentence = f"vault/{shown} cannot be read: {reason(error)}."
            return Fault(kind="altered", target=path.name, sentence=sentence)
        sentence = f"vault/{shown} was altered: its bytes are no longer those that were kept."
        return None if sound else Fault(kind="altered", target=path.name, sentence=sentence)


def _hash_of(source: BinaryIO, copy: BinaryIO | None = None) -> str:
    """The SHA-256 of a stream from where it stands, written to `copy` on the way."""
    digest = hashlib.sha256()
    while piece := source.read(_AT_ONCE):
        digest.update(piece)
        if copy is not None:
            copy.write(piece)
    return digest.hexdigest()


def _raise(error: OSError) -> None:
    """A folder that cannot be listed is told, not skipped; one that is not there yet is empty."""
    if not isinstance(error, FileNotFoundError):
        raise error
