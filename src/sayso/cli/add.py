"""`sayso add`: reports into the project, one after another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.exits import REJECTED
from sayso.cli.project import AllowRemote, Folder, Reader, a_day, opened_to_read
from sayso.cli.terminal import put, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.ledger import Input
    from sayso.model.ledger import AddResult

_SUMMED = {"refused": "refused (kept, but it cannot be read)", "rejected": "not kept"}


def add(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, web addresses, WARC files, results of the auto-archiver; - reads standard input.",
        ),
    ],
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of publication; 'Saturday' is counted from it.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, when sayso mistakes it (en).")] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(
            help="JSON Lines: id, published, source, title, language of each report (default: manifest.jsonl in a folder)."
        ),
    ] = None,
    feed: Annotated[
        bool, typer.Option("--feed", help="The inputs are RSS or Atom feeds: keep what they name.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why they are added, for the log.")] = "",
    reader: Reader = None,
    allow_remote: AllowRemote = False,
    project: Folder = None,
) -> None:
    """Keep reports and read them. What is known already is left as it is."""
    from dataclasses import replace

    from sayso.cli.progress import counting
    from sayso.evidence.capture import Options, captures
    from sayso.evidence.manifests import Manifests, known

    options = Options(
        published=a_day(published, "--published"), source=source, title=title, language=language, feed=feed, told=tell
    )
    manifests = Manifests(manifest, inputs, tell)
    with opened_to_read(project, reader, allow_remote) as ledger, counting("adding") as advance:
        options = replace(options, contact=ledger.project.contact)
        found = known(_announced(captures(inputs, options)), manifests)
        done = [_tell(result, advance) for result in ledger.add(found, reason)]
        waiting = ledger.status().ungrouped
    _sum_up(done, waiting, manifests.faults)


def _announced(found: Iterable[Input]) -> Iterator[Input]:
    """The inputs as they are; long ones are announced."""
    from sayso.cli.progress import announce
    from sayso.evidence.captured import Captured

    for item in found:
        if isinstance(item, Captured):
            announce(item.capture)
        yield item


def _tell(result: AddResult, advance: object) -> AddResult:
    """One line for what became of an input; a refusal is told in a sentence, too."""
    if callable(advance):
        advance()
    if result.sentence:
        tell(result.sentence)
    if result.report is not None:
        put(f"{result.outcome:<8} {result.report}  {' '.join((result.title or result.name).split())}\n")
    return result


def _sum_up(done: list[AddResult], waiting: int, faults: int) -> None:
    """How many of each, what to do next, and the exit code."""
    from collections import Counter

    from sayso.wording.ledger_words import counted

    counts = Counter(result.outcome for result in done)
    sums = ", ".join(f"{count:,} {_SUMMED.get(outcome, outcome)}" for outcome, count in counts.items())
    tell(f"{sums}." if done else "Nothing was added.")
    if waiting:
        tell(f"{counted(waiting, 'report or decision', 'reports and decisions')} not grouped yet. Next: sayso group")
    if counts["refused"] or counts["rejected"] or faults:
        raise typer.Exit(REJECTED)
