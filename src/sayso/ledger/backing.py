"""Backup and restore: what is given goes into one archive, checked after it is written; a project comes out of one, checked
before it gets its name. What is derived is not kept: it is made again.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from sayso import __version__
from sayso.errors import AlteredLogError, BackupError, ProjectExistsError
from sayso.evidence.captured import kept_by
from sayso.evidence.chain import FIRST, broken
from sayso.evidence.incoming import Incoming, clear_leftovers, reason, settle
from sayso.ledger import archive
from sayso.ledger.archive import LOG, PROJECT, Hashed, Manifest, Part, copied, hash_of, kept_name
from sayso.ledger.opened import Opened
from sayso.ledger.project import FILE, VAULT, make_private_database, private, read_project, write_again
from sayso.ledger.rebuilding import put_down
from sayso.model.evidence import Entry
from sayso.model.ledger import Backup, Project
from sayso.model.reader import ReaderSettings
from sayso.model.record import sha256
from sayso.store import log
from sayso.store.address import sqlite_file

_ANOTHER = (
    "its backup names another database, which was left alone; the project has its own now, the file sayso.db in its folder "
    "(for another, restore with --database URL)."
)
_OFF = (
    "its backup names a server to which reports would be sent; it was left out, so that they are read by sayso alone (name "
    "it again in sayso.toml if you trust it)."
)
_ENTRY = msgspec.json.Decoder(Entry)


def backup(opened: Opened, path: Path) -> Backup:
    """Write an archive of the project to a file that does not exist yet, read it back, and put that into the log. Raises
    BackupError, AlteredLogError, DamagedEvidenceError, MissingEvidenceError.
    """
    path = path.absolute()
    with _told(path, "the backup cannot be written"):
        manifest = _written(opened, path)
        done = Backup(
            path=str(path),
            sha256=hash_of(path),
            size=path.stat().st_size,
            entries=manifest.entries,
            files=len(manifest.parts) - 2,
        )
    with opened.database.writing():
        data = {"name": path.name, "size": done.size, "entries": done.entries, "files": done.files}
        log.append(opened.database, **opened.now_by(), kind="backup", target=done.sha256, data=data)
    return done


@contextmanager
def laid_out(path: Path, folder: Path, database: str | None, told: Callable[[str], None]) -> Iterator[Path]:
    """The project of a backup in a folder beside `folder`, which gets that name when the block ends well; its log is still in
    a file, for `take_over`. `told` hears that it gets another database than its backup names. Raises ProjectExistsError,
    BackupError, ProjectError.
    """
    folder = folder.absolute()
    if (folder / FILE).exists():
        raise ProjectExistsError(str(folder))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(str(folder), "there is something here already; restore into a new folder")
    beside = folder.parent / f".{folder.name}.restoring"
    try:
        _within(database, beside)
        _unpack(path, folder, beside)
        if _has_another_database(beside, database):
            told(f"{folder}: {_ANOTHER}")
        if _named_a_server(beside):
            told(f"{folder}: {_OFF}")
        yield beside
        with _told(folder, "the project cannot be restored"):
            (beside / LOG).unlink()
            _settle_all(beside)
            beside.rename(folder)
            settle(folder.parent)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _within(database: str | None, folder: Path) -> None:
    """A restore writes into its own folder alone, or to a server that was named. Raises BackupError, ProjectError."""
    file = sqlite_file(database or Project(name="").database, folder)
    if file is not None and (file.parent != folder or file.name in {FILE, LOG, VAULT, ".."}):
        raise BackupError(str(database), "a file for the database must lie in the new folder; write sqlite:///NAME")


def _has_another_database(folder: Path, database: str | None) -> bool:
    """Write the database into the sayso.toml that was laid out, and say whether its backup named another than the project's
    own file. Whoever made the backup does not choose to where a restore writes: that is said by whoever restores.
    """
    own = Project(name="").database
    named = read_project(folder)
    wanted = msgspec.structs.replace(named, database=database or own)
    if named != wanted:
        write_again(folder, wanted)
    make_private_database(folder, wanted)
    return database is None and named != wanted


def _named_a_server(folder: Path) -> bool:
    """Take a server out of the sayso.toml that was laid out, and say whether there was one: whoever made the backup does not
    choose to where the reports of whoever restores it are sent.
    """
    named = read_project(folder)
    if named.reader.url is None and named.reader.name != "server" and not named.reader.allow_remote:
        return False
    write_again(folder, msgspec.structs.replace(named, reader=ReaderSettings()))
    return True


def _unpack(path: Path, folder: Path, beside: Path) -> None:
    with _told(folder, "the project cannot be restored"):
        if beside.exists():  # of a restore that was broken off
            shutil.rmtree(beside)
        beside.mkdir(mode=0o700, parents=True)
        (beside / VAULT).mkdir(mode=0o700)
    for _, part, data in archive.parts(path):
        with _told(folder, "the project cannot be restored"):
            _lay(beside / part.name, data)


def take_over(opened: Opened, path: Path) -> None:
    """Put the log of a laid out backup into the database and every report down as kept, in one transaction; then the entry
    that says so. Raises BackupError.
    """
    with (opened.folder / LOG).open("rb") as lines:
        entries = [_entry(line, path) for line in lines]
    if faults := broken(entries):
        raise BackupError(str(path), f"the log in it was altered: {faults[0]}")
    for entry in entries:
        for name in kept_by(entry):
            if not opened.vault.path(name).exists():
                raise BackupError(str(path), f"it lacks what the log names: {name}")
    with opened.database.writing():
        if _is_there(opened, entries, path):
            return
        log.put(opened.database, entries)
        put_down(opened, entries)
        data = {"name": path.name, "entries": len(entries)}
        log.append(opened.database, **opened.now_by(), kind="restore", target=hash_of(path), data=data)


def _is_there(opened: Opened, entries: list[Entry], path: Path) -> bool:
    """Whether the database holds this very log already, of a restore that was broken off. Another log is not touched."""
    if not log.count(opened.database):
        return False
    present = list(log.entries(opened.database))
    if present[: len(entries)] == entries and [entry.kind for entry in present[len(entries) :]] == ["restore"]:
        return True
    detail = "the database named with --database holds a log already, which is left as it is; name an empty one"
    raise BackupError(str(path), detail)


def _written(opened: Opened, path: Path) -> Manifest:
    """The archive under its name, or nothing of it."""
    if path.exists():
        raise BackupError(str(path), "there is a file of this name already")
    clear_leftovers(path.parent)  # of a backup that was broken off
    with tempfile.TemporaryFile(dir=path.parent) as entries, Incoming(path.parent) as incoming:
        toml = (opened.folder / FILE).read_bytes()
        manifest = _manifest(opened, toml, entries)
        archive.write(incoming.file, manifest, _source(opened, toml, entries))
        incoming.file.flush()
        if archive.check(incoming.path) != manifest:
            raise BackupError(str(path), "what was read back is not what was written")
        if not incoming.link(path, 0o400):  # it holds everything, and perhaps a password of the database
            raise BackupError(str(path), "there is a file of this name already")
    return manifest


def _manifest(opened: Opened, toml: bytes, entries: IO[bytes]) -> Manifest:
    """What the backup is to hold. The log is written to `entries` as it is at one moment, and its chain is followed."""
    names: set[str] = set()
    newest, count = FIRST, 0

    def each() -> Iterator[Entry]:
        nonlocal newest, count
        for entry in log.entries(opened.database):
            entries.write(msgspec.json.encode(entry, order="deterministic") + b"\n")
            names.update(kept_by(entry))
            newest, count = entry.hash, count + 1
            yield entry

    with opened.database.reading():
        if faults := broken(each()):
            raise AlteredLogError(faults[0])
    vault = [Part(name=kept_name(n), size=_size(opened, n), sha256=n) for n in sorted(names)]
    entries.flush()
    entries.seek(0)
    given = [
        Part(name=PROJECT, size=len(toml), sha256=sha256(toml)),
        Part(name=LOG, size=os.fstat(entries.fileno()).st_size, sha256=archive.digest_of(entries)),
    ]
    return Manifest(
        format=archive.FORMAT,
        sayso=__version__,
        project=opened.project.name,
        entries=count,
        newest=newest,
        parts=(*given, *vault),
    )


def _source(opened: Opened, toml: bytes, entries: IO[bytes]) -> Callable[[Part], IO[bytes]]:
    """What opens each part."""

    def source(part: Part) -> IO[bytes]:
        if part.name == PROJECT:
            return io.BytesIO(toml)
        if part.name == LOG:
            entries.seek(0)
            return os.fdopen(os.dup(entries.fileno()), "rb")
        return opened.vault.open(part.sha256)

    return source


def _size(opened: Opened, name: str) -> int:
    with opened.vault.open(name) as file:
        return os.fstat(file.fileno()).st_size


def _lay(place: Path, data: Hashed) -> None:
    """One part in its place; the vault's are read-only."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with private(place) as file:
        copied(data, file)
    if place.name not in {FILE, LOG}:
        place.chmod(0o444)


def _entry(line: bytes, path: Path) -> Entry:
    try:
        return _ENTRY.decode(line)
    except msgspec.DecodeError as error:
        raise BackupError(str(path), f"the log in it cannot be read ({error})") from error


def _settle_all(folder: Path) -> None:
    """Make everything below a folder durable."""
    for root, _, files in os.walk(folder):
        for name in files:
            descriptor = os.open(Path(root) / name, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        settle(Path(root))


@contextmanager
def _told(path: Path, what: str) -> Iterator[None]:
    """What the system says becomes one sentence."""
    try:
        yield
    except OSError as error:
        raise BackupError(str(path), f"{what}: {reason(error)}") from error
