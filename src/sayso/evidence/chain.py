"""The log's chain: every entry carries the hash of the one before it, so nothing can be changed, dropped or slipped in unseen.

Pure functions over entries; the store keeps them. The hash of an entry can be made again without sayso: SHA-256 over JSON
with sorted keys, no spaces and every character beyond ASCII escaped, of all its fields but `hash` (docs/evidence.md).

The chain shows what happened *inside* it. That the newest entries were cut off shows only against something kept
elsewhere: a timestamp, a backup, a printed hash (`newest` of `broken`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from sayso.model.evidence import Entry, EntryKind

FIRST = "0" * 64
"""What the first entry names as the hash before it."""


def next_entry(  # noqa: PLR0913 - an entry has as many parts
    previous: Entry | None,
    *,
    at: str,
    by: str,
    kind: EntryKind,
    target: str,
    data: Mapping[str, Any],
    reason: str = "",
) -> Entry:
    """The entry that follows `previous` (None: the first). `data` may hold records; it is kept as the JSON that it makes."""
    entry = Entry(
        number=1 if previous is None else previous.number + 1,
        at=at,
        by=by,
        kind=kind,
        target=target,
        data=msgspec.json.decode(msgspec.json.encode(dict(data))),
        reason=reason,
        previous=FIRST if previous is None else previous.hash,
        hash="",
    )
    return msgspec.structs.replace(entry, hash=entry_hash(entry))


def entry_hash(entry: Entry) -> str:
    """The hash that an entry has to carry: over the hash before it and every other field."""
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__ if name != "hash"}
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def broken(entries: Iterable[Entry], *, newest: Entry | None = None) -> list[str]:
    """What is wrong with a log, in words; empty when it is whole. `entries` in the order in which they are stored.

    `newest` is an entry known from elsewhere (a timestamp, a backup): the log must contain it as it was.
    """
    return list(_faults(entries, newest))


def _faults(entries: Iterable[Entry], newest: Entry | None) -> Iterator[str]:
    before: Entry | None = None
    known = newest is None
    for place, entry in enumerate(entries, start=1):
        yield from _numbered(entry, before)
        if entry_hash(entry) != entry.hash:
            yield f"entry {entry.number} was altered (at place {place}): its content does not give its hash"
        elif not _follows(entry, before):
            yield f"entry {entry.number} does not follow the one before it: one of the two was altered or put in"
        known = known or (newest is not None and (entry.number, entry.hash) == (newest.number, newest.hash))
        before = entry
    if newest is not None and not known:
        yield f"entry {newest.number} is not there as it was known before: the log was cut off or written anew"


def _numbered(entry: Entry, before: Entry | None) -> Iterator[str]:
    """Numbers run from 1 without a gap."""
    expected = 1 if before is None else before.number + 1
    if entry.number == expected:
        return
    if entry.number > expected:
        last = entry.number - 1
        yield f"entry {expected} is missing" if last == expected else f"entries {expected} to {last} are missing"
    elif before is not None and entry.number == before.number:
        yield f"entry {entry.number} is there twice"
    else:
        yield f"entry {entry.number} is out of order: it stands after entry {expected - 1}"


def _follows(entry: Entry, before: Entry | None) -> bool:
    """Whether an entry names the hash of the one before it; after a gap it cannot, and the gap is told already."""
    number, hash_before = (0, FIRST) if before is None else (before.number, before.hash)
    return entry.number != number + 1 or entry.previous == hash_before
