"""`sayso search`: reports with all the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.project import AsLines, Folder, opened
from sayso.cli.terminal import draw, put_json, tell

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.model.ledger import Hit


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help="English or Arabic; '\"in quotes\"' as they stand, raid* for what begins so."
        ),
    ],
    project: Folder = None,
    as_json: AsLines = False,
) -> None:
    """Find reports in which all the words are, the newest first."""
    count = 0
    with opened(project) as ledger:
        for hit in ledger.search(" ".join(words)):
            count += 1
            if as_json:
                put_json(hit, pretty=False)
            else:
                draw(_view(hit))
    if not count:
        tell("No report has all these words.")


def _view(hit: Hit) -> RenderableType:
    from rich.console import Group

    from sayso.cli.drawing import indented, line
    from sayso.wording.words import day

    published = day(hit.published) if hit.published else "day not given"
    title = line((hit.report, "bold"), "  ", (hit.title or "without a title", "underline"))
    told = line((f"{hit.source or 'source not given'} · {published}", "dim"), f"  {', '.join(hit.incidents)}")
    return Group(title, indented(Group(told, line(*_parts(hit))), 2))


def _parts(hit: Hit) -> list[str | tuple[str, str]]:
    """The snippet, what matches in bold."""
    parts: list[str | tuple[str, str]] = ["… "] if hit.start else []
    at = 0
    for start, end in hit.matches:
        parts += [hit.snippet[at:start], (hit.snippet[start:end], "bold yellow")]
        at = end
    return [*parts, hit.snippet[at:]]
