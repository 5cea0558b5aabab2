"""Which reports may hold claims that nobody, or too few, decided on: a quick look in the database, told precisely elsewhere."""

from __future__ import annotations

from sayso.store.connect import Database
from sayso.store.faults import told


def reports(database: Database, after: int, persons: int, most: int) -> list[tuple[str, int]]:
    """The next reports behind a number with a claim on whose present reading fewer than `persons` decisions were made, or
    one that was undone: id and number. Some of them may have been decided on all the same.
    """
    statement = """
        SELECT r.id, r.number FROM report r
        WHERE r.number > %s AND r.state = 'read' AND r.claims > 0 AND EXISTS (
            SELECT 1 FROM reading_claim rc WHERE rc.report_id = r.id AND (
                (SELECT count(*) FROM log l WHERE l.kind = 'decision' AND l.target = rc.key
                    AND l.data LIKE '%%"digest":"' || rc.digest || '"%%') < %s
                OR EXISTS (SELECT 1 FROM log l WHERE l.kind = 'decision' AND l.target = rc.key
                    AND l.data LIKE '%%"verb":"undo"%%')))
        ORDER BY r.number LIMIT %s"""
    with told(database.seconds):
        return [(str(report), int(number)) for report, number in database.each(statement, (after, persons, most))]
