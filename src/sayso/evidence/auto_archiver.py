"""What Bellingcat's auto-archiver kept: its result databases and the files beside them.

Read are, as version 1.2.9 writes them:

- `db.csv` of the module `csv_db`: columns `status`, `metadata`, `media`, the last two as Python literals;
- `metadata.json` of the module `json_enricher`: one item as JSON. It is written before the files are stored, so they are
  found by their hash;
- the files of the module `local_storage` in the folder of the database and below, by the names that `urls` and `_key`
  give, or by the first 24 digits of their hash (`filename_generator: static`).

Hashes (`SHA-256:…`, `SHA3-512:…`, of the module `hash_enricher`) are checked against the files: an item with a file that
is not what its hash says is refused. Not read: Google Sheets, the archiver's API, S3 and Google Drive storage, the pages
inside a WACZ (unpack it and add the WARC in it).

The report of an item is the text of the post (`content`) where an extractor found one, else the page or PDF that was
saved. Everything else that is there (pictures, screenshots, certificates, the database itself) is kept with it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import DamagedError, HashMismatchError, InputError, InputUnreadableError, NothingInsideError
from sayso.evidence.archiver_results import Item, Media, items
from sayso.evidence.captured import Captured, Original, original
from sayso.evidence.incoming import reason
from sayso.evidence.options import Options
from sayso.evidence.sniffing import media_type_of
from sayso.evidence.wording import file_name, plain
from sayso.model.evidence import Attachment, Capture
from sayso.text.documents import MAX_BYTES

_ALGORITHMS = {"SHA-256": "sha256", "SHA3-512": "sha3_512"}
_REPORTS = {"text/html", "application/pdf", "text/plain"}
# Made by the archiver about the item, or of it as a picture: evidence, but not what was published.
_ABOUT = {"_final_media", "metadata_json", "ssl_certificate", "timestamped_hashes", "screenshot", "browsertrix"}
_MOST_FILES = 200_000
_STATIC = 24


def results(data: bytes, path: Path, options: Options) -> Iterator[Captured | InputError]:
    """The reports of a result database; an item that was not archived, or not whole, is an error of its own."""
    name, database = file_name(path), original(data)
    files = _files_below(path.parent)
    for number, item in enumerate(items(data, name), start=1):
        where = f"{name}, item {number}" + (f" ({plain(item.url, 200)})" if item.url else "")
        try:
            yield _captured(_Opened(where, item, files, options), _Attached(database, _about(database, data, name)))
        except InputError as error:
            yield error


@dataclass(frozen=True)
class _Attached:
    """Something to keep, and what the log says of it."""

    kept: Original
    told: Attachment


@dataclass(frozen=True)
class _Opened:
    """An item, the files that may be its own, and how it is called in messages."""

    where: str
    item: Item
    files: dict[str, list[Path]]
    options: Options


def _captured(opened: _Opened, database: _Attached) -> Captured:
    item, options = opened.item, opened.options
    if "success" not in item.status and not item.media:
        raise NothingInsideError(opened.where, f"the archiver says: {plain(item.status, 100)}")
    attached = [found for media in item.media if (found := _file(opened, media)) is not None]
    report, media_type = _report(opened, attached)
    others = {found.kept.sha256: found for _, found in (*attached, ("", database))}
    kept = original(report)
    others.pop(kept.sha256, None)
    capture = Capture(
        sha256=kept.sha256,
        media_type=media_type,
        size=len(report),
        method="auto_archiver",
        name=plain(item.url, 2_000) or opened.where,
        url=plain(item.url, 2_000) or None,
        requested=plain(item.original_url or "", 2_000) or None,
        headers=(
            ("auto-archiver-status", plain(item.status, 100)),
            ("auto-archiver-at", plain(item.processed or "", 40)),
        ),
        published=options.published or item.published,
        source=options.source,
        title=options.title or (plain(item.title) if item.title else None),
        language=options.language,
        attachments=tuple(found.told for found in others.values()),
    )
    return Captured(capture, report, (kept, *(found.kept for found in others.values())))


def _report(opened: _Opened, attached: list[tuple[str, _Attached]]) -> tuple[bytes, str]:
    """The words of the post, or the first page or PDF that was saved."""
    if opened.item.content.strip():
        return opened.item.content.encode("utf-8", "replace"), "text/plain"
    for name, found in attached:
        is_about = name in _ABOUT or name.startswith("browsertrix")
        if not is_about and found.told.media_type in _REPORTS and found.told.size <= MAX_BYTES:
            data = _read(found.kept.source)
            return data, media_type_of(data, found.told.name)
    raise NothingInsideError(opened.where, "neither the text of a post nor a page was kept")


def _file(opened: _Opened, media: Media) -> tuple[str, _Attached] | None:
    """A file of an item, checked against its hash; None (and told) when it is not here."""
    digest = media.digest
    path = _placed(opened.files, media)
    if path is None:
        shown = plain(media.key or media.name, 200)
        opened.options.told(f"{opened.where}: the file {shown} is not beside the database; the rest is kept.")
        return None
    try:
        with path.open("rb") as file:
            kept = Original(path, hashlib.file_digest(file, "sha256").hexdigest())
            if digest is not None and digest[0] in _ALGORITHMS:
                file.seek(0)
                if hashlib.file_digest(file, _ALGORITHMS[digest[0]]).hexdigest() != digest[1].lower():
                    raise HashMismatchError(opened.where, f"{file_name(path)} does not have the hash in the database")
        size = path.stat().st_size
    except OSError as error:
        raise InputUnreadableError(file_name(path), reason(error)) from error
    about = Attachment(sha256=kept.sha256, media_type=media.media_type, size=size, name=file_name(path.name))
    return media.id, _Attached(kept, about)


def _placed(files: dict[str, list[Path]], media: Media) -> Path | None:
    """Where a file lies: below the database's folder, whatever path the database gives (it may be hostile)."""
    named = [name.replace("\\", "/").rsplit("/", 1)[-1] for name in (media.key, *media.urls) if name]
    if media.digest is not None:
        suffix = Path(media.name).suffix
        named.append(media.digest[1][:_STATIC].lower() + suffix)
    for name in named:
        found = files.get(name, [])
        if found:
            parts = (media.key or "").replace("\\", "/").split("/")
            return max(found, key=lambda path: (_shared(path.parts, parts), -len(path.parts)))
    return None


def _shared(parts: tuple[str, ...], others: list[str]) -> int:
    """How many of the last parts of two paths are the same."""
    count = 0
    for one, other in zip(reversed(parts), reversed(others), strict=False):
        if one != other:
            break
        count += 1
    return count


def _files_below(folder: Path) -> dict[str, list[Path]]:
    """Plain files below a folder by their name; links are not followed, so nothing outside can be reached."""
    found: dict[str, list[Path]] = {}
    count = 0
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            count += 1
            if count > _MOST_FILES:
                return found
            if path.is_file() and not path.is_symlink():
                found.setdefault(name, []).append(path)
    return found


def _about(kept: Original, data: bytes, name: str) -> Attachment:
    kind = "text/csv" if data[:1] != b"{" else "application/json"
    return Attachment(sha256=kept.sha256, media_type=kind, size=len(data), name=name)


def _read(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as error:
        raise DamagedError(file_name(source), reason(error)) from error
