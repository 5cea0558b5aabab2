"""Claims a page at a time: behind a place in the order in which reports came and claims stand in them."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from django.db.models import Max

from sayso.model.claim import Claim
from sayso.model.ledger import ClaimFilter
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.models import StoredReport
from sayso.store.readings import Found, conditions_of

_CLAIM = msgspec.json.Decoder(Claim)


class Spot(NamedTuple):
    """Where a claim stands: the number of its report, and its place in that."""

    report: int
    place: int


class Placed(NamedTuple):
    """A claim of a current reading, and where it stands."""

    spot: Spot
    found: Found


def page(database: Database, wanted: ClaimFilter, after: Spot, many: int, before: int | None = None) -> list[Placed]:
    """Some of the claims that fit, behind a spot and in reports below the number `before`; no others are decoded."""
    given = conditions_of(database, wanted) | ({} if before is None else {"r.number < %s": before})
    conditions = ["r.number >= %s", "(r.number > %s OR rc.place > %s)", *given]
    statement = f"""
        SELECT r.number, rc.place, rc.report_id, c.body FROM report r
        JOIN reading_claim rc ON rc.report_id = r.id
        JOIN claim c ON c.report_id = rc.report_id AND c.key = rc.key AND c.digest = rc.digest
        WHERE {" AND ".join(conditions)} ORDER BY r.number, rc.place LIMIT %s"""  # noqa: S608 - conditions are ours, values are bound
    values = (after.report, after.report, after.place, *given.values(), many)
    with told(database.seconds):
        return [
            Placed(Spot(number, place), Found(report, _CLAIM.decode(bytes(body))))
            for number, place, report, body in database.each(statement, values)
        ]


def newest(database: Database) -> int:
    """The number of the newest report; 0 when there is none."""
    return StoredReport.objects.using(database.alias).aggregate(newest=Max("number"))["newest"] or 0
