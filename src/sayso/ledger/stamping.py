"""Timestamps over the log: an authority outside says that its newest entry, and so everything before it, was there."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.errors import DatabaseError, ProjectError
from sayso.evidence import timestamps
from sayso.ledger.opened import Opened
from sayso.ledger.project import FILE
from sayso.model.evidence import Entry, Timestamp
from sayso.model.ledger import EntryFilter, Fault
from sayso.store import log


def stamp(opened: Opened, *, allow_private: bool = False) -> Timestamp | None:
    """Ask the project's authority about the newest entry, unless that is covered already (None: it is, or the log is empty).
    What is answered goes into the log: `confirmed`, `failed`, or `pending` when nobody answers. Raises ProjectError.
    """
    authority = opened.project.authority
    if authority is None:
        raise ProjectError(
            str(opened.folder / FILE), "it names no timestamp authority; write its address under [timestamps]"
        )
    roots = certificates(opened)
    newest = _newest(opened)
    known = known_timestamps(opened)
    if newest is None or any(t.state == "confirmed" and t.entry >= newest.number for t in known.values()):
        return None
    before = known.get(newest.number)
    held = before is not None and before.state == "pending" and before.token is not None
    waiting = before if held and before is not None else timestamps.pending(newest, authority)
    answer = (
        timestamps.verify(waiting, roots) if held else timestamps.stamp(waiting, roots, allow_private=allow_private)
    )
    if answer != before:
        with opened.database.writing():
            data = msgspec.to_builtins(answer)
            log.append(opened.database, **opened.now_by(), kind="timestamp", target=answer.digest, data=data)
    return answer


def known_timestamps(opened: Opened) -> dict[int, Timestamp]:
    """The last word on every entry that was to be stamped, by its number."""
    entries = log.entries(opened.database, EntryFilter(kind="timestamp"))
    return {one.entry: one for one in (msgspec.convert(entry.data, Timestamp) for entry in entries)}


def faults(opened: Opened) -> Iterator[Fault]:
    """Timestamps that the log calls confirmed and that it no longer fits, whose token no longer holds, or that nothing here
    can check: every one, also where a later entry says something else of the same.
    """
    try:
        said = [msgspec.convert(e.data, Timestamp) for e in log.entries(opened.database, EntryFilter(kind="timestamp"))]
        confirmed = [one for one in said if one.state == "confirmed"]
        roots = certificates(opened) if confirmed else []
        if roots:
            timestamps.certificates(roots, str(opened.folder / FILE))
        hashes = {e.number: e.hash for e in log.entries(opened.database)} if confirmed else {}
    except (DatabaseError, ProjectError, msgspec.DecodeError) as error:
        yield Fault(kind="timestamp", target="log", sentence=f"The timestamps cannot be checked: {error}")
        return
    for one in confirmed:
        if (sentence := _wrong(one, hashes, roots)) is not None:
            yield Fault(kind="timestamp", target=str(one.entry), sentence=sentence)


def _wrong(one: Timestamp, hashes: dict[int, str], roots: list[bytes]) -> str | None:
    """What is wrong with a timestamp that is said to be confirmed. Its own word for it is none: the token is asked."""
    if hashes.get(one.entry) != one.digest:
        return f"The log was altered after {one.time}: entry {one.entry} is not what was stamped then."
    if not one.token:
        return f"The timestamp of entry {one.entry} cannot be checked: it has no token."
    if not roots:
        return f"The timestamp of entry {one.entry} cannot be checked: sayso.toml names no certificates under [timestamps]."
    again = timestamps.verify(one, roots)
    if again.state != "confirmed":
        return f"The timestamp of entry {one.entry} does not hold any more: {again.detail}."
    if again.time != one.time:
        return f"The timestamp of entry {one.entry} says {one.time}, and its token says {again.time}."
    return None


def certificates(opened: Opened) -> list[bytes]:
    """The certificates that sayso.toml names: the text of one, or a file in the project. Raises ProjectError."""
    return [_certificate(opened, named) for named in opened.project.certificates]


def _certificate(opened: Opened, named: str) -> bytes:
    if "-----BEGIN" in named:
        return named.encode("utf-8")
    try:
        return (opened.folder / named).read_bytes()
    except (OSError, ValueError) as error:
        raise ProjectError(
            str(opened.folder / FILE), f"the certificate {named} that it names cannot be read"
        ) from error


def _newest(opened: Opened) -> Entry | None:
    """The newest entry that is no timestamp itself."""
    newest = None
    after = max(known_timestamps(opened), default=0)
    for entry in log.entries(opened.database, EntryFilter(after=max(0, after - 1))):
        newest = newest if entry.kind == "timestamp" else entry
    return newest
