"""Full-text search over reports: FTS5 on SQLite, tsvector on PostgreSQL, the same words and the same hits on both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from sayso.store.connect import Database
from sayso.store.words import Word, key_of, plain, words

_MOST_WORDS = 100_000  # of one report; a tsvector takes one megabyte at most
_MOST_PLACES = 250  # of one word in a report, and ...
_LAST_PLACE = 16_383  # ... the last place that PostgreSQL can tell from the next
_AROUND = 120  # characters of a snippet before and after the first match
_PART = re.compile(r'"([^"]*)"|(\S+)')

_SQLITE = (
    """CREATE VIRTUAL TABLE search USING fts5(words, tokenize = "unicode61 remove_diacritics 0")""",
)  # fmt: skip
_POSTGRESQL = (
    "CREATE TABLE search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words ON search USING gin (words)",
)


class Term(NamedTuple):
    """What a search asks for: words in a row, the last of which may be only begun."""

    keys: tuple[str, ...]
    begun: bool = False


class Snippet(NamedTuple):
    """Words of a text around its first match, where they begin, and where in them the matches are."""

    text: str
    start: int
    matches: tuple[tuple[int, int], ...]


def make_index(connection: BaseDatabaseWrapper) -> None:
    """The table of words; `rowid` is the report's number."""
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def put_words(database: Database, number: int, texts: Iterable[str | None]) -> None:
    """Make the report findable by the words of these texts and of no others."""
    drop_words(database, number)
    keys = [word.key for text in texts if text for word in islice(words(text), _MOST_WORDS)][:_MOST_WORDS]
    if database.engine == "postgresql":
        database.run("INSERT INTO search (rowid, words) VALUES (%s, %s::tsvector)", (number, _tsvector(keys)))
    else:
        database.run("INSERT INTO search (rowid, words) VALUES (%s, %s)", (number, " ".join(keys)))


def drop_words(database: Database, number: int) -> None:
    """Take a report out of the index."""
    database.run("DELETE FROM search WHERE rowid = %s", (number,))


def asked(query: str) -> list[Term]:
    """The terms of a query: words, "words in a row", and begun words*; all of them are wanted."""
    terms = []
    for quoted, bare in _PART.findall(query):
        keys = [word.key for word in words(quoted or bare)]
        if bare.endswith("*") and keys:
            *before, last = (match.group() for match in re.finditer(r"[^\W_]+", bare))
            terms.append(Term((*map(key_of, before), plain(last)), begun=True))
        elif keys:
            terms.append(Term(tuple(keys)))
    return terms


def found(database: Database, terms: Sequence[Term]) -> list[str]:
    """Ids of the reports with all the terms, newest first."""
    if not terms:
        return []
    newest = f'report.published IS NULL, report.published COLLATE "{database.collation}" DESC, report.number DESC'
    match, query = matching(database, terms)
    statement = (
        f"SELECT report.id FROM search JOIN report ON report.number = search.rowid WHERE {match} ORDER BY {newest}"  # noqa: S608
    )
    return [str(report) for (report,) in database.rows(statement, (query,))]


def matching(database: Database, terms: Sequence[Term]) -> tuple[str, str]:
    """The condition on the table of words that all the terms are there, and the value that it takes."""
    if database.engine == "postgresql":
        return "search.words @@ %s::tsquery", _tsquery(terms)
    return "search MATCH %s", _fts5(terms)


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """Words of the text around the first match of any term."""
    whole = {key for term in terms for key in (term.keys[:-1] if term.begun else term.keys)}
    begun = tuple(term.keys[-1] for term in terms if term.begun)
    fitting = [w for w in words(text) if w.key in whole or (begun and w.key.startswith(begun))]
    first = fitting[0] if fitting else Word("", 0, 0)
    start = _border(text, max(0, first.start - _AROUND), -1)
    end = _border(text, min(len(text), first.end + _AROUND), 1)
    return Snippet(
        text=text[start:end],
        start=start,
        matches=tuple((w.start - start, w.end - start) for w in fitting if start <= w.start and w.end <= end),
    )


def _border(text: str, at: int, step: int) -> int:
    """The next border of a word from a place, at most a word's length away."""
    for place in range(at, at + 30 * step, step):
        if not 0 < place < len(text) or text[place - 1 if step < 0 else place].isspace():
            return min(max(place, 0), len(text))
    return at


def _fts5(terms: Sequence[Term]) -> str:
    return " AND ".join(f'"{" ".join(term.keys)}"{"*" if term.begun else ""}' for term in terms)


def _tsquery(terms: Sequence[Term]) -> str:
    def one(term: Term) -> str:
        *before, last = (f"'{key}'" for key in term.keys)
        return "(" + " <-> ".join([*before, f"{last}:*" if term.begun else last]) + ")"

    return " & ".join(map(one, terms))


def _tsvector(keys: Sequence[str]) -> str:
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys, 1):
        if len(places[key]) < _MOST_PLACES:
            places[key].append(min(place, _LAST_PLACE))
    return " ".join(f"'{key}':{','.join(map(str, at))}" for key, at in places.items())
