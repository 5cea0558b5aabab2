"""What people send, on its way into the project: in a folder of the project that nobody else may look into, and gone as soon
as its job is over.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.utils.crypto import get_random_string

FOLDER = "desk.incoming"
LOCK = "lock"
"""In the folder: held by the desk that sees to its jobs."""
_OWN = 0o700
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\]")
_LONGEST = 160  # bytes of a name; a file system takes 255, and a copy's number has to fit
_DEEPEST = 16  # folders within one another


def private(project: Path) -> Path:
    """The folder of all that is on its way in."""
    folder = project / FOLDER
    folder.mkdir(mode=_OWN, exist_ok=True)
    folder.chmod(_OWN)
    return folder


def new_folder(project: Path) -> str:
    """A new folder for one job, by its name."""
    name = get_random_string(20).lower()
    (private(project) / name).mkdir(mode=_OWN)
    return name


def folder_of(project: Path, name: str) -> Path:
    """The folder of a job."""
    return project / FOLDER / name


def put(folder: Path, told: str, pieces: Iterable[bytes]) -> str:
    """Write a file under the name that its sender has for it (with folders, when a folder was sent), as far as a file can
    be called so. What it is called now, below the folder.
    """
    *above, last = parts_of(told)
    if any(folder.joinpath(*above[: n + 1]).is_file() for n in range(len(above))):
        above = []  # a file was sent that is called like the folder
    place = folder.joinpath(*above)
    place.mkdir(mode=_OWN, parents=True, exist_ok=True)
    for name in _names(last):
        try:  # a link or folder of that name is a name that is taken
            handle = os.open(place / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        return str(PurePosixPath(*above, name))
    raise AssertionError("names do not end")


def remove(project: Path, name: str) -> None:
    """Remove the folder of a job; nothing is said when it is gone already."""
    if name and folder_of(project, name).is_dir():
        shutil.rmtree(folder_of(project, name))


def sweep(project: Path, wanted: Collection[str], since: datetime) -> None:
    """Remove what was sent for jobs that nobody knows of any more, and what was half received before."""
    for path in private(project).iterdir():
        if path.name in wanted or path.name == LOCK or path.stat().st_mtime > since.timestamp():
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def parts_of(told: str) -> list[str]:
    """The folders and the name of a file, none of which leads anywhere else."""
    parts = [part for part in told.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return [fit(part) for part in parts[-_DEEPEST:]] or ["unnamed"]


def fit(name: str) -> str:
    """A name that a file can have: without control characters and slashes, not too long, its suffix kept."""
    plain = _UNFIT.sub("_", name).encode("utf-8", "replace").decode().strip() or "unnamed"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 12:
        return _cut(plain, _LONGEST)
    return f"{_cut(stem, _LONGEST - 4 * len(suffix) - 1)}.{suffix}"


def _names(name: str) -> Iterator[str]:
    """The name, then what browsers make of it when there is one like it."""
    yield name
    stem, dot, suffix = name.rpartition(".")
    for number in range(2, 1_000_000):
        yield f"{stem} ({number}).{suffix}" if dot and stem else f"{name} ({number})"


def _cut(words: str, most: int) -> str:
    return words.encode()[:most].decode("utf-8", "ignore")
