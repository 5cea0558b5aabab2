"""What the page of an incident or an agreement shows, worked out once for all languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sayso.incidents.facets.voices import Voice
from sayso.incidents.originators import Originator
from sayso.model.grouped import Facet, PeriodTotal
from sayso.model.release import Changed, ReleasedClaim, ReleasedIncident, ReleasedReport
from sayso.publish.site.addresses import archived, host_of, linked, page_of
from sayso.publish.site.maps import Pin
from sayso.tables.belligerents import Stand, stands_of
from sayso.tables.contested import Table, table_of
from sayso.tables.sources import Source, sources_of

_ANONYMOUS = "anonymous:"
_SHORT = 10  # characters of a claim's key that tell it apart on one page


class ShownReport(NamedTuple):
    """A report. `link` is an address that may be followed, `host` where it leads."""

    report: ReleasedReport
    anchor: str
    name: str
    link: str | None
    host: str
    archive: str | None


class ShownClaim(NamedTuple):
    """A claim with the report that its words stand in; `out_of` is how often in a hundred such a reading is right."""

    claim: ReleasedClaim
    anchor: str
    report: ShownReport | None
    quote: str
    chain: tuple[str, ...]
    language: str
    out_of: int | None


class Evidence(NamedTuple):
    """The claims and reports of a page, and where on it a claim stands."""

    claims: Sequence[ShownClaim]
    reports: Sequence[ShownReport]
    at: dict[str, str]


class Shown(NamedTuple):
    """The page of an incident. `days`: how many the window of its dates has."""

    one: ReleasedIncident
    page: str
    evidence: Evidence
    table: Table
    stands: Sequence[Stand]
    sources: Sequence[Source]
    outlets: Sequence[str]
    pin: Pin | None
    days: int | None
    contested: bool
    changes: Sequence[Changed]
    address: Callable[[str], str]


def shown(one: ReleasedIncident, pin: Pin | None, changes: Sequence[Changed]) -> Shown:
    """The page of an incident."""
    told = evidence(one.claims, one.reports)
    voices = voices_of(told)
    return Shown(
        one=one,
        page=page_of(one.code),
        evidence=told,
        table=table_of(one.facets, voices),
        stands=stands_of(one.facets, voices),
        sources=sources_of(voices, _tellers(one, voices)),
        outlets=list(dict.fromkeys(report.name for report in told.reports)),
        pin=pin,
        days=_window(one),
        contested=any(facet.contested for facet in one.facets),
        changes=changes,
        address=page_of,
    )


def evidence(claims: Iterable[ReleasedClaim], reports: Iterable[ReleasedReport]) -> Evidence:
    """Claims and reports, each with where it stands on its page."""
    by_id = {report.id: _report(report) for report in reports}
    at: dict[str, str] = {}
    taken: set[str] = set()
    found = []
    for claim in claims:
        anchor = f"c-{claim.key[:_SHORT]}"
        while anchor in taken:
            anchor += "x"
        taken.add(anchor)
        at.setdefault(claim.key, anchor)
        at[f"{claim.report}/{claim.key}"] = anchor
        found.append(_claim(claim, anchor, by_id.get(claim.report)))
    return Evidence(found, list(by_id.values()), at)


def voices_of(told: Evidence) -> list[Voice]:
    """The claims as voices, in time order."""
    said = [_voice(one) for one in told.claims]
    return sorted(said, key=lambda voice: (voice.day or "~", voice.report))


def figures(total: PeriodTotal) -> list[tuple[int | None, int | None, str]]:
    """The figures of a total, those of only some people left out."""
    return [(figure.low, figure.high, figure.outcome) for figure in total.figures if not figure.part]


def facet_of(one: ReleasedIncident, field: str) -> Facet | None:
    """A fact, where somebody says anything of it."""
    found = one.facet(field)
    return found if found is not None and found.positions else None


def _claim(claim: ReleasedClaim, anchor: str, report: ShownReport | None) -> ShownClaim:
    return ShownClaim(
        claim=claim,
        anchor=anchor,
        report=report,
        quote=" ".join(claim.quote.split()),
        chain=tuple(dict.fromkeys(hop.name for hop in claim.chain)),
        language=(report.report.language if report else None) or "",
        out_of=None if claim.score is None else round(100 * claim.score),
    )


def _report(report: ReleasedReport) -> ShownReport:
    link = linked(report.url)
    return ShownReport(
        report=report,
        anchor=f"r-{report.id}",
        name=report.outlet or report.title or report.id,
        link=link,
        host=host_of(link) if link else "",
        archive=archived(link) if link else None,
    )


def _voice(one: ShownClaim) -> Voice:
    claim = one.claim
    end = Originator(
        id=claim.originator,
        name=claim.originator_name,
        side=claim.side,
        named=not claim.originator.startswith(_ANONYMOUS),
    )
    return Voice(
        claim=claim.key,
        report=claim.report,
        outlet=one.report.name if one.report else claim.report,
        piece=claim.report,
        originator=end,
        side_name=claim.side_name,
        chain=one.chain,
        words=one.quote,
        day=claim.day,
        review=claim.review,
        tells=claim.tells,
        denies=claim.denies,
    )


def _tellers(one: ReleasedIncident, voices: Iterable[Voice]) -> set[str]:
    names = set(one.tellers)
    return {voice.originator.id for voice in voices if voice.originator.name in names}


def _window(one: ReleasedIncident) -> int | None:
    try:
        return (date.fromisoformat(one.last or "") - date.fromisoformat(one.first or "")).days + 1
    except ValueError:
        return None
