"""What a database says when it fails, told as what a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error

from sayso.errors import DatabaseError, LockedLedgerError

_LOCKED = ("database is locked", "database table is locked", "lock timeout", "could not obtain lock")
_PLAIN = {
    "database or disk is full": "the disk is full",
    "no space left on device": "the disk is full",
    "readonly database": "it may not be written (a read-only file or folder)",
    "read-only transaction": "it may not be written",
    "unable to open database file": "its file cannot be opened or made",
    "file is not a database": "its file is damaged or is no database",
    "disk image is malformed": "its file is damaged",
    "disk i/o error": "the disk is full, or fails to read or write",
    "connection refused": "no server answers",
    "password authentication failed": "the server refuses the user or the password",
    "does not exist": "the server has no such database, user or table",
}


@contextmanager
def told(seconds: float) -> Iterator[None]:
    """Errors of the database become DatabaseError or LockedLedgerError; `seconds` is how long we have waited."""
    try:
        yield
    except Error as error:
        words = " ".join(str(error).split())
        if any(sign in words.lower() for sign in _LOCKED):
            raise LockedLedgerError(seconds) from error
        plain = next((plain for sign, plain in _PLAIN.items() if sign in words.lower()), None)
        raise DatabaseError(f"{plain} ({words})" if plain else words.rstrip(".")) from error
