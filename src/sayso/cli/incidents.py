"""`sayso incidents`: the incidents of a project as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.project import AsLines, Folder, a_day, one_of, opened
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from sayso.model.grouped import GroupedIncident
    from sayso.model.ledger import IncidentFilter


def incidents(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    place: Annotated[
        str | None, typer.Option(help="At this place or within it, in any spelling (Derna, Darnah, درنة, Libya).")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="On this day or earlier.")] = None,
    kind: Annotated[str | None, typer.Option(help="air_strike, shelling …")] = None,
    actor: Annotated[str | None, typer.Option(help="Laid to this belligerent by anybody.")] = None,
    grade: Annotated[str | None, typer.Option(help="Grade of the harm: confirmed, fair, weak, contested …")] = None,
    status: Annotated[str | None, typer.Option(help="Status of the strike: declared, likely, single_source …")] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only those with contested facts.")] = False,
    project: Folder = None,
    as_json: AsLines = False,
) -> None:
    """List the incidents by date: what is said to have happened, how many are said to be harmed, what is contested."""
    wanted = _filter(place, since, until, kind, actor, grade, status)
    with opened(project) as ledger:
        found = (one for one in ledger.incidents(wanted) if not contested or contested_facts(one))
        if as_json:
            for one in found:
                put_json(one, pretty=False)
            return
        listed = list(found)
        if listed:
            draw(_list(listed))
        waiting = ledger.status().ungrouped
    if not listed:
        tell(
            "No incident fits."
            if any((place, since, until, kind, actor, grade, status, contested))
            else "No incident yet."
        )
    if waiting:
        tell(f"{waiting:,} reports or decisions are not among them yet. Next: sayso group")


def contested_facts(incident: GroupedIncident) -> list[str]:
    """The facts of which values are reported that cannot all be true."""
    from sayso.wording.ledger_words import FACETS

    return [FACETS[facet.field].lower() for facet in incident.facets if facet.contested]


def _filter(  # noqa: PLR0913, PLR0917 - as many as the command has
    place: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
    actor: str | None,
    grade: str | None,
    status: str | None,
) -> IncidentFilter:
    import msgspec

    from sayso.model.claim import EventKind
    from sayso.model.grouped import HarmGrade, StrikeStatus
    from sayso.model.ledger import IncidentFilter

    return msgspec.convert(
        {
            "place": place,
            "actor": actor,
            "since": a_day(since, "--from"),
            "until": a_day(until, "--to"),
            "kind": one_of(kind, EventKind, "--kind"),
            "harm": one_of(grade, HarmGrade, "--grade"),
            "strike_status": one_of(status, StrikeStatus, "--status"),
        },
        IncidentFilter,
    )


def _list(found: Sequence[GroupedIncident]) -> RenderableType:
    """Two or three short lines an incident: code and title, then what is reported, then what is contested."""
    from rich.console import Group
    from rich.table import Table

    from sayso.cli.drawing import line

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in found:
        facts = " · ".join(filter(None, [", ".join(_harmed(one)), _graded(one)]))
        shapes = [line(one.title, (f"  part of {one.part_of}" if one.part_of else "", "dim"))]
        shapes += [line((facts, "dim"))] if facts else []
        shapes += (
            [line(("contested: " + ", ".join(disputed), "bold yellow"))] if (disputed := contested_facts(one)) else []
        )
        grid.add_row(line((one.code, "bold")), Group(*shapes))
    return grid


def _harmed(incident: GroupedIncident) -> Iterator[str]:
    from sayso.incidents.ranges import range_in_words

    for facet in incident.facets:
        if facet.field in {"killed", "injured"} and facet.positions:
            yield f"{range_in_words(facet)} {facet.field}"


def _graded(incident: GroupedIncident) -> str:
    """The grades, where there is anything to grade."""
    from sayso.wording.ledger_words import HARM_GRADES, STRIKE_STATUSES

    grade = incident.grade
    if grade is None or (grade.strike_status, grade.harm) == ("unassessed", "unassessed"):
        return "not assessed"
    strike = f"strike {STRIKE_STATUSES[grade.strike_status]}" if grade.strike_status != "unassessed" else ""
    return ", ".join(filter(None, [strike, f"harm {HARM_GRADES[grade.harm]}" if grade.harm != "unassessed" else ""]))
