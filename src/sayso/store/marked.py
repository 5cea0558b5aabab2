"""What the log says of incidents beside decisions: to whom each is assigned, its tags, and which entry gave it its code.

It is read from the log alone, so a rebuild changes nothing of it; an entry once read is not read again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

import msgspec
from django.db.models import Max

from sayso.store.connect import Database
from sayso.store.models import StoredEntry


@dataclass
class Marked:
    """What was found up to the entry `until`, by code. `born` is the number of the entry that gave the code."""

    until: int = 0
    assigned: dict[str, str] = field(default_factory=dict)
    tags: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    born: dict[str, int] = field(default_factory=dict)


_COLUMNS = ("number", "kind", "target", "data")
_known: dict[str, Marked] = {}
_reading = Lock()


def marked(database: Database) -> Marked:
    """What the log says up to its newest entry, of codes as they were then."""
    with _reading:
        known = _known.get(database.alias, Marked())
        newest = _newest(database)
        if newest < known.until:  # another log under the same name
            known = Marked()
        if newest > known.until:
            known = _known[database.alias] = _further(database, known, newest)
        return known


def _further(database: Database, known: Marked, newest: int) -> Marked:
    """A new record, since others may be reading the one there is."""
    rows = StoredEntry.objects.using(database.alias).filter(number__gt=known.until, number__lte=newest)
    rows = rows.filter(kind__in=("code", "note")).order_by("number")
    told = ((number, kind, target, _noted(kind, data)) for number, kind, target, data in rows.values_list(*_COLUMNS))
    entries = [entry for entry in told if entry[1] == "code" or entry[3]]
    if not entries:
        return replace(known, until=newest)  # what it holds is the same, and can be told by that
    tags = defaultdict(set, {code: set(words) for code, words in known.tags.items()})
    found = Marked(newest, dict(known.assigned), tags, dict(known.born))
    for number, kind, target, data in entries:
        if kind == "code":
            found.born.setdefault(target, number)
        else:
            _note(found, target, data)
    return found


def _noted(kind: str, data: str) -> dict[str, Any]:
    """What a note assigns or tags; nothing where it is a text."""
    noted = msgspec.json.decode(data) if kind == "note" else {}
    return {name: noted[name] for name in ("assign", "tag", "untag") if name in noted}


def _note(found: Marked, code: str, data: dict[str, Any]) -> None:
    if isinstance(name := data.get("assign"), str):
        found.assigned[code] = name
    if isinstance(word := data.get("tag"), str):
        found.tags[code].add(word)
    if isinstance(word := data.get("untag"), str):
        found.tags[code].discard(word)


def _newest(database: Database) -> int:
    return StoredEntry.objects.using(database.alias).aggregate(newest=Max("number"))["newest"] or 0
