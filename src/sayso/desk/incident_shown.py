"""What the page of an incident shows, worked out of what the ledger has of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import msgspec

from sayso.desk.deciders import REVIEWERS
from sayso.desk.middleware import DeskRequest
from sayso.desk.views.grouping import bar
from sayso.incidents.facets.grade import RULES
from sayso.ledger.telling import Telling
from sayso.model.account import Spot
from sayso.model.evidence import Entry
from sayso.model.grouped import GroupedIncident, HarmGrade, StrikeStatus
from sayso.model.ledger import ClaimRow, IncidentPage, ReportRow
from sayso.tables.belligerents import stands_of
from sayso.tables.contested import table_of
from sayso.tables.sources import drawing_of, sources_of
from sayso.wording.readings import Readings

_CLAIMS = 60  # sentences on one page; the reader has the rest


@dataclass(frozen=True)
class Disc:
    """A place on the map and who says it: `whole` is the incident's own, as most accounts have it."""

    spot: Spot
    outlets: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True)
class Kept:
    """A report and the log entry that kept it first."""

    report: ReportRow
    entry: Entry | None


@dataclass(frozen=True)
class ToldClaim:
    """A claim as a sentence, and what it is to the incident."""

    row: ClaimRow
    sentence: str
    words: str
    amended: str | None
    role: str


def seen(page: IncidentPage) -> str:
    """What somebody saw who grades or selects: the grade, the choices, and the decisions on them."""
    decided = sorted(d.number for d in page.decisions if d.verb in REVIEWERS)
    chosen = [(facet.field, facet.selected, facet.low, facet.high) for facet in page.incident.facets]
    return hashlib.sha256(msgspec.json.encode((page.incident.grade, chosen, decided))).hexdigest()[:20]


def shown(request: DeskRequest, page: IncidentPage, telling: Telling) -> dict[str, Any]:
    """All that its template needs."""
    ledger, found = request.ledger(), page.incident
    voices = telling.voices
    sources = sources_of(voices.voices, voices.tellers)
    others = [account for pair in page.pairs for account in (pair.a, pair.b) if account not in found.accounts]
    return {
        "page": page,
        "incident": found,
        "telling": telling,
        "table": table_of(found.facets, voices.voices),
        "stands": stands_of(found.facets, voices.voices),
        "sources": sources,
        "drawing": drawing_of(sources),
        "outlets": sorted({report.source for report in page.reports if report.source}),
        "discs": list(_discs(page, telling)),
        "days": _window(found),
        "claims": list(_claims(request, page, telling)),
        "claims_left": max(0, len(page.claims) - _CLAIMS),
        "kept": _kept(page, telling),
        "notes": ledger.notes([found.code, *found.previous_codes]),
        "history": [(decision, decision.number in telling.stands) for decision in telling.history],
        "outlet_of": {report.id: report.source or report.title or report.id for report in page.reports},
        "neighbours": ledger.matching.incidents(others),
        "strikes": [(name, RULES[name]) for name in get_args(StrikeStatus)],
        "harms": [(name, RULES[f"harm.{name}"]) for name in get_args(HarmGrade)],
        "seen": seen(page),
        **bar(request),
        **pending(page),
    }


def pending(page: IncidentPage) -> dict[str, Any]:
    """Decisions on the incident that the page's own record does not know of yet."""
    grade = page.incident.grade
    graded = next((d for d in reversed(page.decisions) if d.verb == "grade"), None)
    known = {facet.decision for facet in page.incident.facets}
    chosen = {str(d.value.get("field")): d for d in page.decisions if d.verb == "select" and d.number not in known}
    waits = graded is not None and (grade is None or grade.decided != graded.number)
    return {"graded": graded if waits else None, "chosen": chosen, "decided_by": graded}


def _window(found: GroupedIncident) -> int | None:
    """How many days the window has; None where it is open."""
    if not found.first or not found.last:
        return None
    return (date.fromisoformat(found.last) - date.fromisoformat(found.first)).days + 1


def _discs(page: IncidentPage, telling: Telling) -> Iterator[Disc]:
    """The incident's place, the places of its parts, and other places that its accounts name."""
    told: dict[tuple[str, float | None, float | None], tuple[Spot, list[str]]] = {}
    for account in telling.accounts:
        for spot in account.spots:
            key = (spot.name, spot.lat, spot.lon)
            told.setdefault(key, (spot, []))[1].append(account.outlet or account.report)
    own = page.incident
    for spot, outlets in told.values():
        whole = (spot.name, spot.lat, spot.lon) == (own.place, own.lat, own.lon)
        yield Disc(spot=spot, outlets=tuple(dict.fromkeys(outlets)), whole=whole)


def _claims(request: DeskRequest, page: IncidentPage, telling: Telling) -> Iterator[ToldClaim]:
    readings = Readings(request.ledger())
    readings.put(telling.readings)
    roles = {(member.claim, member.report): member.role for member in page.incident.claims}
    for row in page.claims[:_CLAIMS]:
        yield ToldClaim(
            row=row,
            sentence=readings.sentence(row),
            words=" ".join(row.claim.passage.exact.split()),
            amended=readings.amended(row),
            role=roles.get((row.claim.key, row.report), ""),
        )


def _kept(page: IncidentPage, telling: Telling) -> list[Kept]:
    """The reports, each with when and by whom its bytes were first kept."""
    first: dict[str, Entry] = {}
    for entry in telling.captures:
        first.setdefault(entry.target, entry)
    return [Kept(report=report, entry=first.get(report.sha256)) for report in page.reports]
