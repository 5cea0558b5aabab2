"""`sayso status`: how the project stands and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.project import AsJson, Folder, opened
from sayso.cli.terminal import draw, put_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.text import Text

    from sayso.ledger import Ledger
    from sayso.model.ledger import Status


def status(project: Folder = None, as_json: AsJson = False) -> None:
    """Say how the project stands: counts, what was refused and why, what to do next."""
    with opened(project) as ledger:
        found = ledger.status()
        if as_json:
            put_json(found, pretty=True)
        else:
            draw(_view(found, ledger))


def _view(found: Status, ledger: Ledger) -> RenderableType:
    from rich.console import Group

    from sayso.cli.drawing import heading, line, rows

    shapes: list[RenderableType] = [line((found.name, "bold underline")), rows(_counts(found, ledger))]
    if found.refusals:
        shapes += [heading("Kept, but not read"), *(line(f"{r.id}  {r.sentence or r.name}") for r in found.refusals)]
    if found.stale_decisions:
        shapes.append(heading("Decided on what is read otherwise now"))
        shapes += [line(f"{d.number}  {d.target}  {d.verb} by {d.by}: {d.reason}") for d in found.stale_decisions]
    if steps := list(_next(found)):
        shapes += [heading("What to do next"), rows(steps)]
    return Group(*shapes)


def _counts(found: Status, ledger: Ledger) -> Iterator[tuple[str, Text]]:
    from sayso.cli.drawing import line
    from sayso.wording.ledger_words import counted

    yield "Reports", line(f"{found.reports:,}", (f"  {_states(found)}", "dim"))
    yield "Claims", line(f"{found.claims:,}")
    yield "Incidents", line(f"{found.incidents:,}")
    yield "Agreements", line(f"{found.agreements:,}")
    yield "Totals", line(f"{found.aggregates:,}", ("  over a month, a campaign; never part of an incident", "dim"))
    yield "Queue", line(counted(found.pairs, "pair"), ("  that may be one incident or two", "dim"))
    yield "Decisions", line(f"{found.decisions:,}", (f"  of which {found.stale:,} stale" if found.stale else "", "dim"))
    yield "Log", line(counted(found.entries, "entry", "entries"), (f"  {_stamped(ledger)}", "dim"))


def _states(found: Status) -> str:
    states = {"read": found.read, "not yet read": found.kept, "refused": found.refused}
    return ", ".join(f"{count:,} {state}" for state, count in states.items() if count or state == "read")


def _stamped(ledger: Ledger) -> str:
    """How many entries no confirmed timestamp covers yet."""
    from sayso.model.ledger import EntryFilter

    if ledger.project.authority is None:
        return "no timestamp authority is named in sayso.toml"
    covered = max((number for number, one in ledger.timestamps().items() if one.state == "confirmed"), default=0)
    unstamped = sum(entry.kind != "timestamp" for entry in ledger.log(EntryFilter(after=covered)))
    return (
        f"{unstamped:,} without a confirmed timestamp; sayso stamp asks for one"
        if unstamped
        else "all under a confirmed timestamp"
    )


def _next(found: Status) -> Iterator[tuple[str, Text]]:
    from sayso.cli.drawing import line

    if not found.reports:
        yield "sayso add", line("INPUT … keeps reports and reads them")
    if found.kept or found.ungrouped:
        waiting = max(found.kept, found.ungrouped)
        yield "sayso group", line(f"puts {waiting:,} new reports and decisions into the incidents")
    if found.outdated:
        yield "sayso rebuild", line(f"reads {found.outdated:,} reports anew that another version of sayso read")
    if found.pairs:
        yield (
            "sayso group",
            line("--queue shows the pairs that wait for you; sayso decide same or different settles one"),
        )
    if found.stale_decisions:
        yield "sayso show", line("KEY shows such a claim as it is read now; then decide again")
