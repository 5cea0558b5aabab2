"""`sayso add`: reports into the project, one after another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.exits import REJECTED
from sayso.cli.project import Folder, a_day, opened
from sayso.cli.terminal import put, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.cli.manifest import Entry
    from sayso.ledger import Input
    from sayso.model.ledger import AddResult


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
        Path | None, typer.Option(help="JSON Lines with id, published, source, title, language of each report.")
    ] = None,
    feed: Annotated[
        bool, typer.Option("--feed", help="The inputs are RSS or Atom feeds: keep what they name.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why they are added, for the log.")] = "",
    project: Folder = None,
) -> None:
    """Keep reports and read them. What is known already is left as it is."""
    from dataclasses import replace

    from sayso.cli.manifest import read_manifest
    from sayso.cli.progress import counting
    from sayso.evidence.capture import Options, captures

    options = Options(
        published=a_day(published, "--published"), source=source, title=title, language=language, feed=feed, told=tell
    )
    entries = read_manifest(manifest) if manifest is not None else {}
    with opened(project) as ledger, counting("adding") as advance:
        options = replace(options, contact=ledger.project.contact)
        done = [_tell(result, advance) for result in ledger.add(_known(captures(inputs, options), entries), reason)]
        waiting = ledger.status().ungrouped
    _sum_up(done, waiting)


def _known(found: Iterable[Input], entries: Mapping[str, Entry]) -> Iterator[Input]:
    """The inputs with what the manifest knows of each; its word goes before the options'."""
    from dataclasses import replace

    import msgspec

    from sayso.cli.inputs import report_id
    from sayso.evidence.captured import Captured

    for item in found:
        entry = entries.get(report_id(item.capture.name)) if isinstance(item, Captured) else None
        if entry is None or not isinstance(item, Captured):
            yield item
            continue
        told = {name: value for name in ("published", "source", "title", "language") if (value := getattr(entry, name))}
        yield replace(item, capture=msgspec.structs.replace(item.capture, **told))


def _tell(result: AddResult, advance: object) -> AddResult:
    """One line for what became of an input; a refusal is told in a sentence, too."""
    if callable(advance):
        advance()
    if result.sentence:
        tell(result.sentence)
    if result.report is not None:
        put(f"{result.outcome:<8} {result.report}  {' '.join((result.title or result.name).split())}\n")
    return result


def _sum_up(done: list[AddResult], waiting: int) -> None:
    """How many of each, what to do next, and the exit code."""
    from collections import Counter

    from sayso.cli.ledger_words import counted

    counts = Counter(result.outcome for result in done)
    tell(", ".join(f"{count:,} {outcome}" for outcome, count in counts.items()) + "." if done else "Nothing was added.")
    if waiting:
        tell(f"{counted(waiting, 'report or decision', 'reports and decisions')} not grouped yet. Next: sayso group")
    if counts["refused"] or counts["rejected"]:
        raise typer.Exit(REJECTED)
