"""All that is made from the vault and the log: wiped for a rebuild, dumped to be compared, sealed so that changes show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from sayso.store import guards
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.groups import mark, set_mark
from sayso.store.replacing import sealed_line
from sayso.store.sorting import in_order, line_of

# Children before parents. The words of `search` are compared as they were given, not as the index lays them out.
TABLES = (
    "incident_line", "incident_account", "incident_claim", "former_code", "incident", "pair", "agreement", "aggregate",
    "account", "reading_claim", "reading", "claim", "search", "mark", "report",
)  # fmt: skip
GROUPS = TABLES[:8]
"""What grouping writes."""

_REPORT = "report:"
_OF_REPORT = (
    ("report", "id"), ("reading", "report_id"), ("reading_claim", "report_id"), ("account", "report_id"),
)  # fmt: skip
_GROUPS = "groups"


def wipe(database: Database) -> None:
    """Empty every derived table, within a writing transaction; the claims' guard is away only while it lasts."""
    guards.take_down(database.connection, "claim")
    if database.engine == "postgresql":
        database.run(f"TRUNCATE {', '.join(TABLES)}")
    else:
        for table in TABLES:
            database.run(f"DELETE FROM {table}")  # noqa: S608
    guards.put_up(database.connection, "claim")


def dump(database: Database, tables: Sequence[str] = TABLES) -> Iterator[bytes]:
    """Every row of derived tables as a line of JSON, table by table, in the order of the rows themselves."""
    with told(database.seconds):
        for table in tables:
            columns = "rowid, words" if table == "search" and database.engine == "sqlite" else "*"
            rows = database.stream(f"SELECT {columns} FROM {table}")  # noqa: S608
            for line in in_order(map(line_of, rows)):
                yield sealed_line(table, line)


def seal_report(database: Database, id: str) -> None:
    """Put down the hash of a report's rows, within the transaction that wrote them."""
    set_mark(database, _REPORT + id, _report_hash(database, id))


def seal_groups(database: Database, seal: str | None = None) -> None:
    """Put down the hash of what grouping wrote: as it is known beforehand, or as it is read."""
    set_mark(database, _GROUPS, seal or _hash(dump(database, GROUPS)))


def broken_seals(database: Database) -> list[str]:
    """What is not as it was written: ids of reports, and "groups" for incidents, agreements, totals and pairs."""
    with told(database.seconds):
        read = [str(row[0]) for row in database.rows("SELECT id FROM report WHERE state <> 'kept' ORDER BY number")]
        broken = [report for report in read if mark(database, _REPORT + report) != _report_hash(database, report)]
        seal = mark(database, _GROUPS)
        return broken if seal is None or seal == _hash(dump(database, GROUPS)) else [*broken, _GROUPS]


def structure_faults(database: Database) -> list[str]:
    """What SQLite itself finds wrong with its file and the index of words; PostgreSQL keeps watch over its own."""
    if database.engine == "postgresql":
        return []
    with told(database.seconds):
        found = [str(row[0]) for row in database.rows("PRAGMA integrity_check")]
        return [words for words in found if words != "ok"]


def _report_hash(database: Database, id: str) -> str:
    """Over the report's rows, the claims of its reading and its words; `story` is for grouping to say."""
    lines: list[bytes] = []
    for table, column in _OF_REPORT:
        columns = _REPORT_COLUMNS if table == "report" else "*"
        lines += sorted(map(line_of, database.rows(f"SELECT {columns} FROM {table} WHERE {column} = %s", (id,))))  # noqa: S608
    lines += sorted(map(line_of, database.rows(_CLAIMS, (id,))))
    lines += map(line_of, database.rows(_WORDS, (id,)))
    return _hash(lines)


_REPORT_COLUMNS = (
    "id, number, sha256, state, name, media_type, size, url, source, title, published, language, text_sha256, text, "
    "engine, sentence, claims, incidents, entries, body"
)
_CLAIMS = (
    "SELECT c.* FROM claim c JOIN reading_claim rc ON c.report_id = rc.report_id AND c.key = rc.key AND c.digest = rc.digest "
    "WHERE rc.report_id = %s"
)
_WORDS = (
    "SELECT search.rowid, search.words FROM search JOIN report ON report.number = search.rowid WHERE report.id = %s"
)


def _hash(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        digest.update(b"\n")
    return digest.hexdigest()
