"""The page of anything that has an id: an incident, report, claim, account or agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sayso.errors import UnknownIdError
from sayso.incidents.decisions import decision_of, reviewed, standing
from sayso.ledger.deciding import ON_CLAIMS
from sayso.ledger.grouping import decisions
from sayso.ledger.opened import Opened
from sayso.model.decision import Decision
from sayso.model.evidence import Capture
from sayso.model.grouped import GroupedIncident
from sayso.model.ledger import (
    AgreementPage,
    ClaimFilter,
    ClaimPage,
    ClaimRow,
    IncidentFilter,
    IncidentPage,
    Page,
    ReportPage,
)
from sayso.model.record import Span
from sayso.store import groups, log, readings, reports
from sayso.store.readings import Found

_AROUND = 300  # characters before and after a claim's words


def incidents(opened: Opened, wanted: IncidentFilter) -> Iterator[GroupedIncident]:
    """Incidents that fit, by date and code. Where a place lies in another is for the gazetteer, not for the database."""
    found = groups.incidents(opened.database, msgspec.structs.replace(wanted, place=None, actor=None))
    if wanted.place is not None or wanted.actor is not None:
        from sayso.incidents.asked import at_place, laid_to

        found = found if wanted.place is None else at_place(found, wanted.place)
        found = found if wanted.actor is None else laid_to(found, wanted.actor)
    return found


def show(opened: Opened, id: str) -> Page:
    """The page of what has this id, or alone begins so. Raises UnknownIdError."""
    with opened.database.reading():
        for page_of in _PAGES:
            if (page := page_of(opened, id)) is not None:
                return page
    raise UnknownIdError(id)


def report(opened: Opened, id: str) -> ReportPage:
    """The page of the report that has this id. Raises UnknownIdError."""
    with opened.database.reading():
        page = _report(opened, id)
    if page is None or page.report.id != id:
        raise UnknownIdError(id, "no report has this id")
    return page


def claim_rows(opened: Opened, found: Iterable[Found]) -> Iterator[ClaimRow]:
    """Claims with what people made of them."""
    rows = list(found)
    decided = _decided(opened, sorted({claim.key for _, claim in rows}))
    for report, claim in rows:
        own = decided.get(claim.key, ())
        yield ClaimRow(
            report=report, claim=claim, review=reviewed(claim, own, opened.project.review), decisions=tuple(own)
        )


def claims(opened: Opened, wanted: ClaimFilter) -> Iterator[ClaimRow]:
    """Claims that fit."""
    rows = claim_rows(opened, readings.claims(opened.database, wanted))
    yield from (row for row in rows if wanted.review is None or row.review == wanted.review)


def _decided(opened: Opened, targets: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions that stand on each of these."""
    decided: dict[str, list[Decision]] = {}
    for decision in standing(map(decision_of, log.aimed_at(opened.database, "decision", list(targets)))):
        decided.setdefault(decision.target, []).append(decision)
    return decided


def _incident(opened: Opened, id: str) -> IncidentPage | None:
    incident = groups.incident(opened.database, id)
    return None if incident is None else _incident_page(opened, incident)


def _account(opened: Opened, id: str) -> IncidentPage | None:
    codes = groups.codes_of(opened.database, account=id)
    return _incident(opened, codes[0]) if codes else None


def _incident_page(opened: Opened, incident: GroupedIncident) -> IncidentPage:
    database = opened.database
    ids = sorted({account.split("/")[0] for account in incident.accounts})
    keys = list(dict.fromkeys(member.claim for member in incident.claims))
    targets = [incident.code, *incident.previous_codes, *incident.accounts]
    return IncidentPage(
        incident=incident,
        whole=groups.incident(database, incident.part_of) if incident.part_of else None,
        parts=tuple(groups.incidents_by_code(database, incident.parts)),
        reports=tuple(reports.reports(database, ids=ids)),
        claims=tuple(claim_rows(opened, readings.claims_by_key(database, keys))),
        aggregates=tuple(groups.aggregates(database, incident.aggregates)) if incident.aggregates else (),
        pairs=tuple(groups.pairs_with(database, incident.accounts)),
        decisions=tuple(d for own in _decided(opened, targets).values() for d in own),
    )


def _report(opened: Opened, id: str) -> ReportPage | None:
    found = _only(id, reports.ids_like(opened.database, id.lower()) if id else [])
    row = reports.report(opened.database, found) if found else None
    if row is None:
        return None
    reading = readings.reading_of(opened.database, row.id)
    entries = tuple(e for e in log.aimed_at(opened.database, "capture", [row.sha256]) if e.number in row.entries)
    return ReportPage(
        report=row,
        text=reports.text_of(opened.database, row.id),
        reading=reading,
        captures=tuple(msgspec.convert(entry.data, Capture) for entry in entries),
        entries=entries,
        incidents=tuple(groups.codes_of(opened.database, report=row.id)),
        decisions=tuple(
            d for own in _decided(opened, [c.key for c in reading.claims] if reading else []).values() for d in own
        ),
    )


def claim(opened: Opened, id: str) -> ClaimPage | None:
    """The page of the claim with this key, or whose key alone begins so; None when there is none."""
    key = _only(id, readings.keys_like(opened.database, id.lower()) if id else [])
    row = _earlier(opened, id.lower()) if key is None else _row(opened, key)
    if row is None:
        return None
    report = reports.report(opened.database, row.report)
    reading = readings.reading_of(opened.database, row.report)
    if report is None:
        return None
    mentions = reading.mentions if reading else ()
    span = (row.claim.passage.start, row.claim.passage.end)
    before, after = _around(reports.text_of(opened.database, row.report) or "", span)
    return ClaimPage(
        claim=row,
        report=report,
        before=before,
        after=after,
        mentions=tuple(m for m in mentions if span[0] <= m.start and m.end <= span[1]),
        incidents=tuple(readings.incidents_of_claim(opened.database, row.claim.key)),
    )


def _row(opened: Opened, key: str) -> ClaimRow:
    """A claim that is read now."""
    return next(claim_rows(opened, readings.claims_by_key(opened.database, [key])))


def _earlier(opened: Opened, id: str) -> ClaimRow | None:
    """A claim that is not read any more, as it was when somebody decided on it."""
    made = [d for d in decisions(opened) if d.verb in ON_CLAIMS and d.target.startswith(id)] if id else []
    key = _only(id, sorted({decision.target for decision in made}))
    found = readings.earlier(opened.database, key, made[-1].digest) if key else None
    if found is None:
        return None
    own = _decided(opened, [found.claim.key]).get(found.claim.key, ())
    return ClaimRow(report=found.report, claim=found.claim, review="stale", decisions=tuple(own))


def _agreement(opened: Opened, id: str) -> AgreementPage | None:
    agreement = groups.agreement(opened.database, id)
    if agreement is None:
        agreement = next((a for a in groups.agreements(opened.database) if id in a.previous_ids), None)
    if agreement is None:
        return None
    found = readings.claims_by_key(opened.database, list(agreement.claims))
    ids = sorted({report for report, _ in found})
    return AgreementPage(
        agreement=agreement,
        claims=tuple(claim_rows(opened, found)),
        reports=tuple(reports.reports(opened.database, ids=ids)),
    )


def _only(id: str, found: Sequence[str]) -> str | None:
    if id in found or len(found) == 1:
        return id if id in found else found[0]
    if found:
        raise UnknownIdError(id, f"more than one begins so ({', '.join(found)} …)")
    return None


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span[0] - _AROUND) : span[0]], text[span[1] : span[1] + _AROUND]


_PAGES: tuple[Callable[[Opened, str], Page | None], ...] = (_incident, _account, _agreement, _report, claim)
