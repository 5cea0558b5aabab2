"""`sayso publish`: a release of the project in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.project import AsJson, By, Folder, opened
from sayso.cli.terminal import put, put_json, tell

if TYPE_CHECKING:
    from sayso.model.release import Release


def publish(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
    search: Annotated[
        str | None,
        typer.Option(
            metavar="SEARCH", help='Which incidents, as a search of the desk has it in its address: "country=LY".'
        ),
    ] = None,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Also incidents at which no person has looked, marked as such.")
    ] = False,
    by: By = None,
    project: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Make a release: what was counted, from whom, how sure, what was left out, and what changed since the last one."""
    from sayso.publish.policy import policy_of
    from sayso.publish.release import publish as made

    with opened(project, by) as ledger:
        policy = policy_of(ledger.project, search=search, suggestions=suggestions)
        release = made(ledger, folder, policy, tell)
    if as_json:
        put_json(release, pretty=True)
    else:
        _tell(release, folder)


def _tell(release: Release, folder: Path) -> None:
    from sayso.wording.ledger_words import EXCLUSIONS, counted

    put(f"Release {release.number} of {release.day} in {folder}\n")
    put(f"  {counted(release.incidents, 'incident')} ({release.reviewed:,} looked at by a person), ")
    put(f"{counted(release.claims, 'claim')} in {counted(release.reports, 'report')}, ")
    put(f"{counted(release.agreements, 'agreement')}, {counted(release.totals, 'total')} over a period\n")
    for why, many in release.excluded.items():
        put(f"  left out, {EXCLUSIONS[why]}: {many:,}\n")
    if release.no_events:
        told = ", ".join(f"{many:,} {why}" for why, many in release.no_events.items())
        put(f"  claims that make no incident: {told}\n")
    for change, many in release.changes.items():
        put(f"  {change} since the release before: {many:,}\n")
    put(f"  {counted(len(release.files), 'file')}, listed with their hashes in release.json\n")
