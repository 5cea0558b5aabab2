"""Incidents, agreements, totals and doubtful pairs in the database: what grouping concludes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from django.db.models import F, Value
from django.db.models.functions import Abs, Collate

from sayso.linking.folding import fold
from sayso.model.grouped import Comparison, GroupedAgreement, GroupedIncident, PeriodTotal
from sayso.model.ledger import IncidentFilter
from sayso.store import incident_lines
from sayso.store.connect import Database
from sayso.store.faults import told
from sayso.store.models import (
    FormerCode,
    IncidentAccount,
    IncidentClaim,
    Mark,
    StoredAggregate,
    StoredAgreement,
    StoredIncident,
    StoredLine,
    StoredPair,
)
from sayso.store.replacing import Plan, Rows, carry_out, planned

_INCIDENT = msgspec.json.Decoder(GroupedIncident)
_AGREEMENT = msgspec.json.Decoder(GroupedAgreement)
_TOTAL = msgspec.json.Decoder(PeriodTotal)
_PAIR = msgspec.json.Decoder(Comparison)
_AT_ONCE = 500
_ALL = IncidentFilter()


def planned_groups(
    database: Database,
    incidents: Sequence[GroupedIncident],
    pairs: Sequence[Comparison],
    agreements: Sequence[GroupedAgreement],
    aggregates: Sequence[PeriodTotal],
) -> Plan:
    """What is to be written so that these stand in place of all that there were: thought out without a lock."""
    wanted: dict[Any, Rows] = {
        StoredLine: lambda: map(incident_lines.stored, incidents),
        IncidentAccount: lambda: (
            IncidentAccount(incident_id=i.code, account=account, report=account.split("/")[0])
            for i in incidents
            for account in dict.fromkeys(i.accounts)
        ),
        IncidentClaim: lambda: (
            IncidentClaim(incident_id=i.code, claim=claim)
            for i in incidents
            for claim in dict.fromkeys(m.claim for m in i.claims)
        ),
        FormerCode: lambda: (FormerCode(code=code, incident_id=i.code) for i in incidents for code in i.previous_codes),
        StoredIncident: lambda: map(_stored, incidents),
        StoredPair: lambda: map(_stored_pair, pairs),
        StoredAgreement: lambda: (StoredAgreement(id=a.id, body=_json(a)) for a in agreements),
        StoredAggregate: lambda: (StoredAggregate(id=a.id, body=_json(a)) for a in aggregates),
    }
    with database.reading():
        return planned(database, wanted)


def put_pairs(database: Database, pairs: Sequence[Comparison]) -> None:
    """The queue of doubtful pairs alone, in place of what it was, within a writing transaction."""
    carry_out(database, planned(database, {StoredPair: lambda: map(_stored_pair, pairs)}))


def incidents(database: Database, wanted: IncidentFilter = _ALL) -> Iterator[GroupedIncident]:
    """Incidents that fit, by date and code."""
    rows: Any = StoredIncident.objects.using(database.alias)
    same = {name: getattr(wanted, name) for name in ("kind", "country", "strike_status", "harm")}
    rows = rows.filter(**{name: value for name, value in same.items() if value is not None})
    rows = rows.filter(part_of=None) if not wanted.parts else rows
    rows = rows.filter(place__contains=fold(wanted.place)) if wanted.place else rows
    if wanted.report:
        told_by = IncidentAccount.objects.using(database.alias).filter(report=wanted.report)
        rows = rows.filter(code__in=told_by.values("incident_id"))
    by_text = Collate(F("first"), database.collation), Collate(F("last"), database.collation)
    rows = rows.annotate(since=by_text[0], until=by_text[1], order=Collate(F("code"), database.collation))
    rows = rows.filter(until__gte=wanted.since) if wanted.since else rows
    rows = rows.filter(since__lte=wanted.until) if wanted.until else rows
    rows = rows.order_by(F("since").asc(nulls_last=True), "order")
    with told(database.seconds):
        for (body,) in rows.values_list("body").iterator(_AT_ONCE):
            yield _INCIDENT.decode(bytes(body))


def incident(database: Database, code: str) -> GroupedIncident | None:
    """The incident that has the code, or had it before it was merged."""
    former = FormerCode.objects.using(database.alias).filter(code=code).values_list("incident_id", flat=True).first()
    row = StoredIncident.objects.using(database.alias).filter(code=former or code).first()
    return None if row is None else _INCIDENT.decode(bytes(row.body))


def incidents_by_code(database: Database, codes: Sequence[str]) -> list[GroupedIncident]:
    """The incidents with these codes, in their order."""
    rows = StoredIncident.objects.using(database.alias).filter(code__in=codes)
    by_code = {row.code: _INCIDENT.decode(bytes(row.body)) for row in rows}
    return [by_code[code] for code in codes if code in by_code]


def codes_of(database: Database, *, report: str | None = None, account: str | None = None) -> list[str]:
    """Codes of the incidents that a report or an account tells of."""
    rows: Any = IncidentAccount.objects.using(database.alias)
    rows = rows.filter(report=report) if report is not None else rows.filter(account=account)
    return sorted(set(rows.values_list("incident_id", flat=True)))


def incidents_of(database: Database, accounts: Sequence[str]) -> dict[str, GroupedIncident]:
    """The incident that each of some accounts is in, by account."""
    rows = IncidentAccount.objects.using(database.alias).filter(account__in=list(accounts))
    codes = dict(rows.values_list("account", "incident_id"))
    found = {one.code: one for one in incidents_by_code(database, sorted(set(codes.values())))}
    return {account: found[code] for account, code in codes.items() if code in found}


def codes_by_report(database: Database, reports: Sequence[str]) -> dict[str, list[str]]:
    """Codes of the incidents that each of some reports tells of."""
    rows = IncidentAccount.objects.using(database.alias).filter(report__in=reports)
    found: dict[str, set[str]] = {report: set() for report in reports}
    for report, code in rows.values_list("report", "incident_id"):
        found[report].add(code)
    return {report: sorted(codes) for report, codes in found.items()}


def pairs(database: Database) -> list[Comparison]:
    """The queue of doubtful pairs, those on which most hangs first."""
    rows = StoredPair.objects.using(database.alias).values_list("body")
    found = [_PAIR.decode(bytes(body)) for (body,) in rows]
    return sorted(found, key=lambda pair: (-pair.value, -pair.score, pair.a, pair.b))


def uncertain(database: Database, start: int, count: int) -> list[Comparison]:
    """Some doubtful pairs: those of which least can be said, whether they are one or not, come first."""
    rows = StoredPair.objects.using(database.alias).annotate(
        sure=Abs(F("score") - Value(0.5)),
        one=Collate(F("a"), database.collation),
        two=Collate(F("b"), database.collation),
    )
    found = list(rows.order_by("sure", "one", "two").values_list("a", "b")[start : start + count])
    bodies = StoredPair.objects.using(database.alias).filter(a__in=[a for a, _ in found]).values_list("a", "b", "body")
    by_pair = {(a, b): body for a, b, body in bodies}
    return [_PAIR.decode(bytes(by_pair[pair])) for pair in found]


def waiting(database: Database) -> int:
    """How many doubtful pairs there are."""
    return StoredPair.objects.using(database.alias).count()


def pair(database: Database, a: str, b: str) -> Comparison | None:
    """The doubtful pair of two accounts; None when it is none (any more)."""
    body = StoredPair.objects.using(database.alias).filter(a=a, b=b).values_list("body", flat=True).first()
    return None if body is None else _PAIR.decode(bytes(body))


def pairs_with(database: Database, accounts: Sequence[str]) -> list[Comparison]:
    """Doubtful pairs that one of the accounts is in."""
    rows = StoredPair.objects.using(database.alias)
    ids = list(accounts)
    either = (rows.filter(a__in=ids) | rows.filter(b__in=ids)).values_list("body")
    return sorted((_PAIR.decode(bytes(body)) for (body,) in either), key=lambda pair: (-pair.score, pair.a, pair.b))


def agreements(database: Database) -> list[GroupedAgreement]:
    """Agreements by id."""
    rows = StoredAgreement.objects.using(database.alias).values_list("id", "body")
    return [_AGREEMENT.decode(bytes(body)) for _, body in sorted(rows)]


def agreement(database: Database, id: str) -> GroupedAgreement | None:
    """One agreement; None when there is none of this id."""
    row = StoredAgreement.objects.using(database.alias).filter(id=id).first()
    return None if row is None else _AGREEMENT.decode(bytes(row.body))


def aggregates(database: Database, ids: Sequence[str] | None = None) -> list[PeriodTotal]:
    """Totals by id, all or some."""
    rows: Any = StoredAggregate.objects.using(database.alias)
    rows = rows.all() if ids is None else rows.filter(id__in=ids)
    return [_TOTAL.decode(bytes(body)) for _, body in sorted(rows.values_list("id", "body"))]


def counts(database: Database) -> dict[str, int]:
    """How many there are of each."""
    tables = {
        "incidents": StoredIncident,
        "agreements": StoredAgreement,
        "aggregates": StoredAggregate,
        "pairs": StoredPair,
    }
    return {name: table.objects.using(database.alias).count() for name, table in tables.items()}


def mark(database: Database, name: str) -> str | None:
    """How far something has come."""
    return Mark.objects.using(database.alias).filter(name=name).values_list("value", flat=True).first()


def set_mark(database: Database, name: str, value: str) -> None:
    """Put down how far something has come."""
    Mark.objects.using(database.alias).update_or_create(name=name, defaults={"value": value})


def _stored(incident: GroupedIncident) -> StoredIncident:
    return StoredIncident(
        code=incident.code,
        kind=incident.kind,
        title=incident.title,
        first=incident.first,
        last=incident.last,
        country=incident.country,
        place=fold(incident.place or ""),
        lat=incident.lat,
        lon=incident.lon,
        part_of=incident.part_of,
        strike_status=incident.grade.strike_status if incident.grade else None,
        harm=incident.grade.harm if incident.grade else None,
        body=_json(incident),
    )


def _stored_pair(pair: Comparison) -> StoredPair:
    return StoredPair(a=pair.a, b=pair.b, score=pair.score, body=_json(pair))


def _json(record: Any) -> bytes:
    return msgspec.json.encode(record, order="deterministic")
