"""The page of an incident over many reports: what is reported, by whom, how far it is contested, what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.cli.aggregates_view import aggregates_view
from sayso.cli.claims_view import claims_view, decisions_view
from sayso.cli.drawing import heading, line, rows
from sayso.cli.facts_view import facts_view
from sayso.cli.pairs_view import bond_view, pair_view
from sayso.cli.reports_view import reports_view
from sayso.model.grouped import Grade, GroupedIncident
from sayso.model.ledger import IncidentPage
from sayso.wording.ledger_words import HARM_GRADES, STRIKE_STATUSES, counted
from sayso.wording.readings import Readings
from sayso.wording.vocabulary import PRECISIONS
from sayso.wording.words import country, days, distance


def incident_page(page: IncidentPage, readings: Readings) -> RenderableType:
    """The whole page."""
    incident = page.incident
    shapes: list[RenderableType] = [
        line((incident.code, "bold"), "  ", (incident.title, "bold underline")),
        rows(_rows(page)),
    ]
    if any(facet.positions for facet in incident.facets):
        voices: dict[str, list[str]] = {}  # of the same words in two outlets, both
        for row in page.claims:
            voices.setdefault(row.claim.key, []).append(readings.who_says(row))
        shapes += [heading("What is reported, and by whom"), facts_view(incident.facets, voices)]
    if page.parts:
        shapes += [heading("Parts"), *(line((part.code, "bold"), "  ", part.title) for part in page.parts)]
    if page.claims:
        roles = {member.claim: member.role for member in incident.claims}
        shapes += [heading("Who claims what"), claims_view(page.claims, readings, roles)]
    if page.aggregates:
        shapes += [
            heading("Totals over longer periods, never added to it"),
            aggregates_view(page.aggregates, incident.beside),
        ]
    if incident.joined:
        titles = {report.id: report.source or report.title or report.id for report in page.reports}
        shapes += [heading("Joined because"), *(bond_view(bond, titles) for bond in incident.joined)]
    if page.pairs:
        shapes += [heading("May be the same as"), *(pair_view(pair, readings) for pair in page.pairs)]
    decisions = [*page.decisions, *(d for row in page.claims for d in row.decisions)]
    if decisions:
        shapes += [heading("Decisions"), decisions_view(decisions)]
    shapes += [heading("Told by"), reports_view(page.reports)]
    return Group(*shapes, Text())


def _rows(page: IncidentPage) -> Iterator[tuple[str, Text]]:
    incident = page.incident
    when = days(incident.first, incident.last)
    yield "When", line(when if incident.first or incident.last else _day_as_said(incident))
    yield "Where", _place(incident)
    if incident.grade is not None:
        yield from _grade(incident.grade)
    outlets = {report.source for report in page.reports if report.source}
    told = f"{counted(len(page.reports), 'report')} of {counted(len(outlets), 'outlet')}"
    yield "Told by", line(told, (f", in {counted(len(incident.accounts), 'account')}", "dim"))
    if page.whole is not None:
        yield "Part of", line((page.whole.code, "bold"), "  ", page.whole.title)
    if incident.previous_codes:
        yield (
            "Before",
            line(", ".join(incident.previous_codes), ("  codes of incidents that were found to be this one", "dim")),
        )
    if incident.stale:
        numbers = ", ".join(map(str, incident.stale))
        yield "Stale", line(f"{counted(len(incident.stale), 'decision')} no longer applied ({numbers})")


def _day_as_said(incident: GroupedIncident) -> str:
    """The words for a day that cannot be put in the calendar."""
    if not incident.when_said:
        return "not said; on or before publication"
    return ", ".join(f"“{said}”" for said in incident.when_said) + ", which no day is counted from"


def _place(incident: GroupedIncident) -> Text:
    if incident.place is None:
        return line(("not said", "dim"))
    precision = PRECISIONS.get(incident.precision, incident.precision)  # type: ignore[call-overload] # a code of ours
    where = (
        f"{incident.place}, {country(incident.country)}"
        if incident.country and precision != "country"
        else incident.place
    )
    radius = f", {distance(incident.radius_m)}" if incident.radius_m else ""
    return line(where, (f" ({precision}{radius})", "dim"))


def _grade(grade: Grade) -> Iterator[tuple[str, Text]]:
    by = "  proposed by sayso" if grade.decided is None else f"  by decision {grade.decided}"
    yield "Strike", line((STRIKE_STATUSES[grade.strike_status], "bold"), (by, "dim"))
    yield "Harm", line((HARM_GRADES[grade.harm], "bold"), (by, "dim"))
    yield "Why", line(grade.why)
    yield "Rule", line((grade.rule, "dim"))
