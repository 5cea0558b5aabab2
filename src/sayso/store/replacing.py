"""Rows in place of others, thought out beforehand: what stays the same is not written again, so that whoever else wants to
write waits for no longer than what is new takes.

    plan = planned(database, {StoredIncident: lambda: map(stored, incidents), …})
    with database.writing():
        carry_out(database, plan)

Every row that is there is looked at, not only what should have changed: what somebody altered with other tools is put right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sayso.store.connect import Database
from sayso.store.sorting import in_order, line_of

Rows = Callable[[], Iterable[Any]]
"""Model instances, made again each time."""

_AT_ONCE = 500


class Replaced(NamedTuple):
    """What is to be done to one table: keys of the rows that go, and which of `rows` are new, by what they hold."""

    table: Any
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    gone: list[tuple[Any, ...]]
    new: set[bytes]
    rows: Rows


class Plan(NamedTuple):
    """What makes some tables hold given rows and no others. `seal`: the hash of all their lines, once that is done."""

    tables: tuple[Replaced, ...]
    seal: str


def planned(database: Database, wanted: Mapping[Any, Rows]) -> Plan:
    """What is to be done to tables, children before their parents."""
    sealed = hashlib.sha256()
    tables = tuple(_replaced(database, table, rows, sealed) for table, rows in wanted.items())
    return Plan(tables, sealed.hexdigest())


def carry_out(database: Database, plan: Plan) -> None:
    """Do it, within a writing transaction."""
    for one in plan.tables:
        if one.gone:
            where = " AND ".join(f'"{key}" = %s' for key in one.keys)
            with database.connection.cursor() as cursor:
                cursor.executemany(f'DELETE FROM "{_name(one.table)}" WHERE {where}', one.gone)  # noqa: S608 - names are ours
    for one in reversed(plan.tables):
        if one.new:
            fresh = (row for row in one.rows() if _digest(_line(row, one.columns)) in one.new)
            one.table.objects.using(database.alias).bulk_create(fresh, batch_size=_AT_ONCE)


def sealed_line(table: str, line: bytes) -> bytes:
    """A row as a dump has it."""
    return b'{"' + table.encode() + b'":' + line + b"}"


def _replaced(database: Database, table: Any, rows: Rows, sealed: Any) -> Replaced:
    columns, keys = _columns(database, table), _keys(table)
    new: set[bytes] = set()

    def lines() -> Iterator[bytes]:
        for row in rows():
            line = _line(row, columns)
            new.add(_digest(line))
            yield line

    for line in in_order(lines()):
        sealed.update(sealed_line(_name(table), line) + b"\n")
    places = [columns.index(key) for key in keys]
    gone = []
    for there in database.stream(f'SELECT * FROM "{_name(table)}"'):  # noqa: S608 - the name is ours
        digest = _digest(line_of(there))
        if digest in new:
            new.remove(digest)
        else:
            gone.append(tuple(there[place] for place in places))
    return Replaced(table, keys, columns, gone, new, rows)


def _columns(database: Database, table: Any) -> tuple[str, ...]:
    """In the order that the table has them, which a dump follows."""
    with database.connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{_name(table)}" LIMIT 0')  # noqa: S608 - the name is ours
        return tuple(column[0] for column in cursor.description)


def _keys(table: Any) -> tuple[str, ...]:
    return tuple(field.column for field in table._meta.pk_fields)


def _name(table: Any) -> str:
    return str(table._meta.db_table)


def _line(row: Any, columns: Iterable[str]) -> bytes:
    """The row as it reads once it is stored; a column is called like its attribute."""
    return line_of(tuple(getattr(row, column) for column in columns))


def _digest(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=16).digest()
