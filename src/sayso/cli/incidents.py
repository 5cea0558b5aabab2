"""`sayso incidents`: the incidents of a project as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.project import AsLines, Folder, a_day, one_of, opened
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from sayso.model.grouped import Facet, GroupedIncident
    from sayso.model.ledger import IncidentFilter


def incidents(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    place: Annotated[str | None, typer.Option(help="Part of the place's name.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="On this day or earlier.")] = None,
    kind: Annotated[str | None, typer.Option(help="air_strike, shelling …")] = None,
    grade: Annotated[str | None, typer.Option(help="Grade of the harm: confirmed, fair, weak, contested …")] = None,
    status: Annotated[str | None, typer.Option(help="Status of the strike: declared, likely, single_source …")] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only those with contested facts.")] = False,
    project: Folder = None,
    as_json: AsLines = False,
) -> None:
    """List the incidents by date: what is said to have happened, how many are said to be harmed, what is contested."""
    wanted = _filter(place, since, until, kind, grade, status)
    with opened(project) as ledger:
        found = (one for one in ledger.incidents(wanted) if not contested or contested_facts(one))
        if as_json:
            for one in found:
                put_json(one, pretty=False)
            return
        listed = list(found)
        if listed:
            draw(_table(listed))
        waiting = ledger.status().ungrouped
    if not listed:
        tell("No incident fits." if any((place, since, until, kind, grade, status, contested)) else "No incident yet.")
    if waiting:
        tell(f"{waiting:,} reports or decisions are not among them yet. Next: sayso group")


def contested_facts(incident: GroupedIncident) -> list[str]:
    """The facts of which values are reported that cannot all be true."""
    from sayso.cli.ledger_words import FACETS

    return [FACETS[facet.field].lower() for facet in incident.facets if facet.contested]


def bounds(facet: Facet) -> str:
    """The lowest and the highest reported figure: "3", "3 to 12", "at least 3"."""
    from sayso.cli.words import number

    return number(facet.low, facet.high, "between")


def _filter(  # noqa: PLR0913, PLR0917 - as many as the command has
    place: str | None, since: str | None, until: str | None, kind: str | None, grade: str | None, status: str | None
) -> IncidentFilter:
    import msgspec

    from sayso.model.claim import EventKind
    from sayso.model.grouped import HarmGrade, StrikeStatus
    from sayso.model.ledger import IncidentFilter

    return msgspec.convert(
        {
            "place": place,
            "since": a_day(since, "--from"),
            "until": a_day(until, "--to"),
            "kind": one_of(kind, EventKind, "--kind"),
            "harm": one_of(grade, HarmGrade, "--grade"),
            "strike_status": one_of(status, StrikeStatus, "--status"),
        },
        IncidentFilter,
    )


def _table(found: Iterable[GroupedIncident]) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from sayso.cli.drawing import line

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("Code", no_wrap=True)
    for name in ("What is said", "Harmed", "Strike, harm"):
        table.add_column(name, overflow="fold")
    table.add_column("Contested", overflow="fold", min_width=9)
    for one in found:
        part = (f"  (part of {one.part_of})", "dim") if one.part_of else ""
        table.add_row(
            line((one.code, "bold")),
            line(one.title, part),
            line(", ".join(_harmed(one))),
            line(_graded(one)),
            line((", ".join(contested_facts(one)), "bold yellow")),
        )
    return table


def _harmed(incident: GroupedIncident) -> Iterator[str]:
    for facet in incident.facets:
        if facet.field in {"killed", "injured"} and facet.positions:
            yield f"{bounds(facet)} {facet.field}"


def _graded(incident: GroupedIncident) -> str:
    from sayso.cli.ledger_words import HARM_GRADES, STRIKE_STATUSES

    if incident.grade is None:
        return ""
    return f"{STRIKE_STATUSES[incident.grade.strike_status]}, {HARM_GRADES[incident.grade.harm]}"
