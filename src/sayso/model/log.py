"""Which entries of the log somebody asks for."""

from __future__ import annotations

from sayso.model.evidence import EntryKind
from sayso.model.record import Record


class LogFilter(Record, frozen=True, kw_only=True):
    """Every field that is given must fit; `since` and `until` are days on which an entry was made."""

    kind: EntryKind | None = None
    by: str | None = None
    target: str | None = None
    since: str | None = None
    until: str | None = None
