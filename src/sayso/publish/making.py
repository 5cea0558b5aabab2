"""The formats of a release, made from its records; then what the release says of itself, with the hash of every file.

Of a large release another process makes the tables and some pages while this one makes the site, and hashes half of the files.
The bytes are the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sayso.model.record import Record
from sayso.model.release import Release, ReleasedFile
from sayso.publish import apart, records
from sayso.publish.apart import Apart
from sayso.publish.errands import Hashed, HashSome, MakeSome, hashed
from sayso.publish.formats import Contents, Made, Writer, formats
from sayso.publish.site import IncidentPages

MANIFEST = "release.json"
SUMS = "SHA256SUMS"
_NO_FILES = b'"files": []'


def make(folder: Path, contents: Contents, writing: Sequence[type[Writer]] | None = None) -> list[Made]:
    """Write every format in one pass over the records; those that are not named in two passes at the same time, where there
    are very many.
    """
    made = list(records.MADE)
    known = contents._replace(made=made)  # whoever finishes last finds there what the others made
    if writing is not None or contents.release.incidents < apart.MANY:
        _make(folder, known, formats() if writing is None else writing, made)
        return made
    *others, last = formats()
    names = tuple(one.__name__ for one in (*others, IncidentPages))
    errand = MakeSome(str(folder), contents.release, contents.changes, contents.tombstones, names)
    with Apart(errand) as other:
        writers = _passed(folder, known._replace(shared=True), [last])
        made.extend(other.answer(list[Made]))
        _close(writers, made)
    return made


def some_made(errand: MakeSome) -> list[Made]:
    """Some of the formats, made in a process of its own."""
    made: list[Made] = []
    contents = Contents(errand.release, errand.changes, errand.tombstones, made)
    _make(
        Path(errand.folder),
        contents,
        [one for one in (*formats(), IncidentPages) if one.__name__ in errand.formats],
        made,
    )
    return made


def _make(folder: Path, contents: Contents, writing: Iterable[type[Writer]], made: list[Made]) -> None:
    _close(_passed(folder, contents, writing), made)


def _passed(folder: Path, contents: Contents, writing: Iterable[type[Writer]]) -> list[Writer]:
    """Writers that were given every record."""
    writers = [made_by(folder, contents) for made_by in writing]
    for incident in records.incidents(folder):
        for writer in writers:
            writer.incident(incident)
    for agreement in records.agreements(folder):
        for writer in writers:
            writer.agreement(agreement)
    for total in records.totals(folder):
        for writer in writers:
            writer.total(total)
    return writers


def _close(writers: Iterable[Writer], made: list[Made]) -> None:
    for writer in writers:
        made.extend(writer.close())


def written(folder: Path, made: Iterable[Made], release: Release) -> Release:
    """The release with its files, as it was written to `release.json`; beside it their hashes as `sha256sum -c` takes them."""
    known = {one.path: one for one in made}
    paths = sorted(_paths(folder))
    files = tuple(_file(path, told, known.get(path)) for path, told in zip(paths, _hashes(folder, paths), strict=True))
    with (folder / MANIFEST).open("wb") as manifest:
        manifest.writelines(_manifest(release, files))
    own = _file(MANIFEST, hashed(folder, [MANIFEST])[0], None)
    with (folder / SUMS).open("w", encoding="utf-8", newline="\n") as sums:
        sums.writelines(f"{one.sha256}  {one.path}\n" for one in (*files, own))
    return msgspec.structs.replace(release, files=files)


def _manifest(release: Release, files: Iterable[ReleasedFile]) -> Iterator[bytes]:
    """What the release says of itself, file after file: of a large one it would fill the memory at once."""
    before, after = _plain(release).split(_NO_FILES)
    yield before
    yield b'"files": ['
    for number, one in enumerate(files):
        yield (b",\n    " if number else b"\n    ") + _plain(one).replace(b"\n", b"\n    ")
    yield b"\n  ]" + after + b"\n"


def _plain(record: Record) -> bytes:
    return msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=2)


def _hashes(folder: Path, paths: Sequence[str]) -> list[Hashed]:
    """The hash and length of each; of very many another process hashes every second."""
    if len(paths) < apart.MANY:
        return hashed(folder, paths)
    found: list[Hashed] = [("", 0)] * len(paths)
    with Apart(HashSome(folder=str(folder), paths=tuple(paths[1::2]))) as other:
        found[::2] = hashed(folder, paths[::2])
        found[1::2] = other.answer(list[Hashed])
    return found


def _paths(folder: Path) -> Iterable[str]:
    above = len(str(folder)) + 1
    for parent, _, names in os.walk(folder):
        inside = Path(parent).as_posix()[above:]
        yield from (f"{inside}/{name}" if inside else name for name in names)


def _file(path: str, told: Hashed, made: Made | None) -> ReleasedFile:
    return ReleasedFile(
        path=path,
        sha256=told[0],
        size=told[1],
        what=made.what if made else "",
        lost=made.lost if made else (),
    )
