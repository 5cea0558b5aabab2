"""The formats of a release, made from its records; then what the release says of itself, with the hash of every file.

Of a large release another process makes the tables while this one makes the site, and hashes half of the files. The bytes are
the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from sayso.model.release import Release, ReleasedFile
from sayso.publish import apart, records
from sayso.publish.apart import Apart
from sayso.publish.errands import Hashed, HashSome, MakeSome, hashed
from sayso.publish.formats import Contents, Made, Writer, formats

MANIFEST = "release.json"
SUMS = "SHA256SUMS"


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
    release, changes, tombstones, _ = contents
    names = tuple(one.__name__ for one in others)
    errand = MakeSome(folder=str(folder), release=release, changes=changes, tombstones=tombstones, formats=names)
    with Apart(errand) as other:
        writers = _passed(folder, known, [last])
        made.extend(other.answer(list[Made]))
        _close(writers, made)
    return made


def some_made(errand: MakeSome) -> list[Made]:
    """Some of the formats, made in a process of its own."""
    made: list[Made] = []
    contents = Contents(errand.release, errand.changes, errand.tombstones, made)
    _make(Path(errand.folder), contents, [one for one in formats() if one.__name__ in errand.formats], made)
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
    complete = msgspec.structs.replace(release, files=files)
    body = msgspec.json.format(msgspec.json.encode(complete, order="deterministic"), indent=2) + b"\n"
    (folder / MANIFEST).write_bytes(body)
    del body  # as large as the release has files
    own = _file(MANIFEST, hashed(folder, [MANIFEST])[0], None)
    with (folder / SUMS).open("w", encoding="utf-8", newline="\n") as sums:
        sums.writelines(f"{one.sha256}  {one.path}\n" for one in (*files, own))
    return complete


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
