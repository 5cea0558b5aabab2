"""The formats of a release, made from its records; then what the release says of itself, with the hash of every file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from sayso.model.release import Release, ReleasedFile
from sayso.publish import records
from sayso.publish.formats import Contents, Made, Writer, formats

MANIFEST = "release.json"
SUMS = "SHA256SUMS"
_AT_ONCE = 1 << 20


def make(folder: Path, contents: Contents, writing: Sequence[type[Writer]] | None = None) -> list[Made]:
    """Write every format in one pass over the records."""
    made = list(records.MADE)
    known = contents._replace(made=made)  # whoever finishes last finds there what the others made
    writers = [made_by(folder, known) for made_by in (formats() if writing is None else writing)]
    for incident in records.incidents(folder):
        for writer in writers:
            writer.incident(incident)
    for agreement in records.agreements(folder):
        for writer in writers:
            writer.agreement(agreement)
    for total in records.totals(folder):
        for writer in writers:
            writer.total(total)
    for writer in writers:
        made.extend(writer.close())
    return made


def written(folder: Path, made: Iterable[Made], release: Release) -> Release:
    """The release with its files, as it was written to `release.json`; beside it their hashes as `sha256sum -c` takes them."""
    known = {one.path: one for one in made}
    files = tuple(_file(folder, path, known.get(path)) for path in sorted(_paths(folder)))
    complete = msgspec.structs.replace(release, files=files)
    body = msgspec.json.format(msgspec.json.encode(complete, order="deterministic"), indent=2) + b"\n"
    (folder / MANIFEST).write_bytes(body)
    sums = "".join(f"{one.sha256}  {one.path}\n" for one in (*files, _file(folder, MANIFEST, None)))
    (folder / SUMS).write_text(sums, encoding="utf-8")
    return complete


def _paths(folder: Path) -> Iterable[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _file(folder: Path, path: str, made: Made | None) -> ReleasedFile:
    digest = hashlib.sha256()
    with (folder / path).open("rb") as file:
        while chunk := file.read(_AT_ONCE):
            digest.update(chunk)
    return ReleasedFile(
        path=path,
        sha256=digest.hexdigest(),
        size=(folder / path).stat().st_size,
        what=made.what if made else "",
        lost=made.lost if made else (),
    )
