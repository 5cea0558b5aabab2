"""A made-up project taken over into a larger one, as often as it takes: the same reports again, told of other days.

Reading and grouping a hundred thousand incidents takes an hour; taking them over row by row takes minutes. What is taken over
is whole: every table has its rows, under ids that follow from the altered text as they would if it had been captured, the
log has its captures and codes in one chain, the vault its files, and every seal holds. Days are later by a few for each world,
and places a little apart, so that no two incidents lie upon each other.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from sayso.evidence.chain import next_entry
from sayso.ledger import Ledger
from sayso.model.claim import Claim, claim_key, with_digest
from sayso.model.evidence import Entry, EntryKind
from sayso.model.grouped import GroupedIncident
from sayso.model.record import sha256
from sayso.store import log
from sayso.store.derived import seal_report
from sayso.store.search import put_words

MARK = "Dispatch 000. "
"""With what the reports of a project begin that is to be taken over; the number becomes the world's."""

_APART = 0.2  # degrees
_LATER = 9  # days
_AT_ONCE = 5_000
_ID = re.compile(
    rb"\br?[0-9a-f]{12}\b|\b[0-9a-f]{20}\b|\b[0-9a-f]{64}\b|\b[A-Z]{2}-\d{4}-(?:A-)?\d{4}\b|\b\d{4}-\d\d-\d\d\b"
)
_CLAIM = msgspec.json.Decoder(Claim)
_INCIDENT = msgspec.json.Decoder(GroupedIncident)
Row = dict[str, Any]


def take_over(ledger: Ledger, base: Path, world: int) -> None:
    """Take the project in the folder `base`, which lies in SQLite, over into another one as the world of a number."""
    with closing(sqlite3.connect(base / "sayso.db")) as source:
        source.row_factory = sqlite3.Row
        _Copy(ledger, source, world).all()


class _Copy:
    def __init__(self, ledger: Ledger, source: sqlite3.Connection, world: int) -> None:
        self.ledger, self.database, self.source, self.world = ledger, ledger.database, source, world
        self.chance = random.Random(world)  # noqa: S311 - nothing is secret here
        self.ids: dict[bytes, bytes] = {}
        self.digests: dict[tuple[str, str], str] = {}
        self.numbers: dict[int, int] = {}

    def all(self) -> None:
        """Every table, the parents before their children."""
        self._name_reports()
        with self.database.writing():
            self._log()
            self._put("report", map(self._report, self._rows("report")))
            self._put("reading", map(self._plain, self._rows("reading")))
            self._put("claim", (self._claim(row) for row in self._rows("claim")))
            self._put("reading_claim", (self._read(row) for row in self._rows("reading_claim")))
            for table in ("account",):
                self._put(table, map(self._plain, self._rows(table)))
            self._put_incidents()
            for table in ("incident_account", "incident_claim", "pair", "agreement", "aggregate"):
                self._put(table, map(self._plain, self._rows(table)))
            for id_, number, text, source in self._texts():
                put_words(self.database, number, (None, source, text))
                seal_report(self.database, id_)

    def _name_reports(self) -> None:
        """What every report, claim and code is called in this world; the files go into the vault."""
        for row in self._rows("report"):
            text = self._told(row["text"])
            new, old = sha256(text.decode()), row["sha256"]
            self.ledger.vault.put(text)
            for length in (12, 64):
                self.ids[old[:length].encode()] = new[:length].encode()
            self.ids[row["id"].encode()] = b"r" + new[:12].encode()
            for claim in self.source.execute("SELECT key, kind, body FROM claim WHERE report_id = ?", (row["id"],)):
                words = msgspec.json.decode(claim["body"])["passage"]
                key = claim_key(new, (words["start"], words["end"]), claim["kind"])
                self.ids[claim["key"].encode()] = key.encode()

    def _told(self, text: bytes) -> bytes:
        """The text of this world."""
        mark = MARK.encode()
        return self._sub(text.replace(mark, mark.replace(b"000", b"%03d" % self.world), 1))

    def _sub(self, data: bytes) -> bytes:
        return _ID.sub(self._renamed, data)

    def _renamed(self, match: re.Match[bytes]) -> bytes:
        word = match[0]
        if len(word) == 10 and word[4:5] == b"-":
            return _later(word, self.world * _LATER)
        if word[2:3] == b"-":
            return word[:-4] + b"%d%s" % (self.world, word[-4:]) if self.world else word
        return self.ids.get(word, word)

    def _rows(self, table: str) -> Iterator[Row]:
        for row in self.source.execute(f"SELECT * FROM {table}"):  # noqa: S608 - the names are ours
            yield dict(row)

    def _plain(self, row: Row) -> Row:
        """A row with everything by its name in this world."""
        return {name: self._value(value) for name, value in row.items()}

    def _value(self, value: Any) -> Any:
        if isinstance(value, bytes):
            return self._sub(value)
        return self._sub(value.encode()).decode() if isinstance(value, str) else value

    def _report(self, row: Row) -> Row:
        number = self.numbers[row["number"]]
        return {**self._plain(row), "text": self._told(row["text"]), "number": number, "entries": f"[{number}]"}

    def _claim(self, row: Row) -> Row:
        told = self._plain(row)
        mark = MARK.encode()
        claim = with_digest(_CLAIM.decode(told["body"].replace(mark, mark.replace(b"000", b"%03d" % self.world))))
        self.digests[row["report_id"], row["key"]] = claim.digest
        return {**told, "digest": claim.digest, "body": msgspec.json.encode(claim, order="deterministic")}

    def _read(self, row: Row) -> Row:
        return {**self._plain(row), "digest": self.digests[row["report_id"], row["key"]]}

    def _put_incidents(self) -> None:
        """Incidents, and their lines: both a little apart from those of other worlds."""
        lines = {row["code"]: row for row in self._rows("incident_line")}
        incidents, beside = [], []
        for row in self._rows("incident"):
            told = self._plain(row)
            incident = _INCIDENT.decode(told["body"])
            where = {name: self._apart(row[name]) for name in ("lat", "lon")}
            body = msgspec.json.encode(msgspec.structs.replace(incident, **where), order="deterministic")
            incidents.append({**told, **where, "body": body})
            beside.append({**self._plain(lines[row["code"]]), **where})
        self._put("incident", incidents)
        self._put("incident_line", beside)

    def _apart(self, degrees: float | None) -> float | None:
        return None if degrees is None else round(degrees + self.chance.gauss(0, _APART), 5)

    def _log(self) -> None:
        """Captures and codes, each after the last entry."""
        before, entries = log.last(self.database), list[Entry]()
        for row in self._rows("log"):
            if row["kind"] not in ("capture", "code"):
                continue
            told = self._plain(row)
            before = _next(before, told)
            self.numbers[row["number"]] = before.number
            entries.append(before)
        log.put(self.database, entries)

    def _texts(self) -> Iterator[tuple[str, int, str, str | None]]:
        for row in self._rows("report"):
            id_ = self.ids[row["id"].encode()].decode()
            yield id_, self.numbers[row["number"]], self._told(row["text"]).decode(), row["source"]

    def _put(self, table: str, rows: Iterable[Row]) -> None:
        """Some rows at a time."""
        for some in _some(rows):
            names = ", ".join(f'"{name}"' for name in some[0])
            places = ", ".join(["%s"] * len(some[0]))
            with self.database.connection.cursor() as cursor:
                cursor.executemany(
                    f'INSERT INTO "{table}" ({names}) VALUES ({places})',  # noqa: S608 - the names are ours
                    [tuple(row.values()) for row in some],
                )


def _next(before: Entry | None, told: Row) -> Entry:
    kind: EntryKind = told["kind"]
    data = msgspec.json.decode(told["data"])
    return next_entry(before, at=told["at"], by=told["by"], kind=kind, target=told["target"], data=data)


def _some(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


@lru_cache(maxsize=65_536)
def _later(day: bytes, days: int) -> bytes:
    try:
        return (date.fromisoformat(day.decode()) + timedelta(days=days)).isoformat().encode()
    except ValueError:  # four digits, two and two that are no day
        return day
