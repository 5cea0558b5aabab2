"""Files on their way into the vault: written at its top, made durable, then linked to their name in one step."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Self

from sayso.errors import VaultError

_MARK = ".incoming-"
_NAME = re.compile(r"\.incoming-\d+-\d+")
_NUMBERS = count(1)
# Somebody else may have put a link or a pipe there, which is neither followed nor waited for.
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINKS = {errno.EPERM, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "no more space is allowed on this disk",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "the system does not allow it",
    errno.EPERM: "the system does not allow it",
    errno.EIO: "the disk fails to read or write",
    errno.EMFILE: "too many files are open",
}


class Incoming:
    """A file being written in `folder`, held by a lock for as long as its writer lives; gone when the block ends."""

    def __init__(self, folder: Path) -> None:
        self.path, descriptor = _made(folder)
        self.file = os.fdopen(descriptor, "wb")

    def link(self, place: Path, mode: int = 0o444) -> bool:
        """Make what was written durable and read-only, and give it its name. False when the name is taken.

        Who may list the folder may read it, nobody else: a vault may be kept from other users of the machine.
        """
        self.file.flush()
        self.path.chmod(mode & (place.parent.stat().st_mode | 0o400))
        os.fsync(self.file.fileno())
        try:
            os.link(self.path, place)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if place.exists():  # a file system without links: a name that is free is taken by renaming
                return False
            self.path.rename(place)
        settle(place.parent)
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(FileNotFoundError):
            self.path.unlink()
        with suppress(OSError):  # what a full disk left in the buffer; that it is full was told when it was written
            self.file.close()


def clear_leftovers(folder: Path) -> None:
    """Remove what crashed writers left: unfinished files that nobody holds a lock on any more."""
    try:
        paths = [path for path in folder.iterdir() if is_incoming(path.name)]
    except FileNotFoundError:
        return
    for path in paths:
        with suppress(OSError):  # its writer was done just now, or the vault is read-only and it harms nothing
            descriptor = os.open(path, os.O_RDONLY | _CAREFULLY)
            try:
                if stat.S_ISREG(os.fstat(descriptor).st_mode) and _locked(descriptor):
                    path.unlink()
            finally:
                os.close(descriptor)


def is_incoming(name: str) -> bool:
    """Whether a file of this name is on its way in."""
    return _NAME.fullmatch(name) is not None


def with_folders(folder: Path, top: Path) -> None:
    """Make a folder and those above it up to `top`, durably."""
    if folder.is_dir():
        return
    if folder != top:
        with_folders(folder.parent, top)
    folder.mkdir(exist_ok=True, parents=folder == top)
    settle(folder.parent)


def settle(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """What the system says becomes one sentence."""
    try:
        yield
    except OSError as error:
        raise VaultError(str(folder), reason(error)) from error


def reason(error: OSError) -> str:
    """Why the system refuses, in plain words."""
    return _PLAIN.get(error.errno or 0, (error.strerror or str(error)).lower())


def _made(folder: Path) -> tuple[Path, int]:
    """A new, empty, locked file. One that is swept away between being made and being locked is made again."""
    while True:
        path = folder / f"{_MARK}{os.getpid()}-{next(_NUMBERS)}"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue  # left by an earlier process of this number
        if _locked(descriptor) is not False and os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)


def _locked(descriptor: int) -> bool | None:
    """Take the lock that shows that a file's writer lives. False when somebody has it, None where there are no locks."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
