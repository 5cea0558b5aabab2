"""`sayso read`: reports in, readings out, one after another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.exits import REJECTED
from sayso.cli.project import AllowRemote, Reader, one_of

if TYPE_CHECKING:
    from sayso.model.reading import Reading


def read(  # noqa: PLR0913, PLR0917 - typer reads the options from the signature
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Text files, web pages, PDFs, folders of them; - reads standard input."),
    ],
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of publication; 'Saturday' is counted from it.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Who published the report.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the report, when sayso mistakes it (en).")] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(
            help="JSON Lines: id, published, source, title, language of each report (default: manifest.jsonl in a folder)."
        ),
    ] = None,
    reader: Reader = None,
    allow_remote: AllowRemote = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per report, indented.")] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="One JSON object per report and line.")] = False,
) -> None:
    """Read reports and say who claims what. Nothing is stored."""
    from sayso.evidence.manifests import Entry, Manifests, is_day

    if as_json and as_lines:
        raise typer.BadParameter("choose --json or --jsonl, not both")
    if published is not None and not is_day(published):
        raise typer.BadParameter(f"{published!r} is no date: write it as YYYY-MM-DD", param_hint="--published")
    from sayso.model.reader import ReaderName

    one_of(reader, ReaderName, "--reader")
    options = Entry(id="", published=published, source=source, language=language)
    from sayso.cli.terminal import put_json, tell

    manifests = Manifests(manifest, paths, tell)
    from sayso.cli.batch import Batch
    from sayso.readers.choice import chosen, leaves, reader_of

    settings = chosen(name=reader, allow_remote=allow_remote)
    if said := leaves(settings):
        tell(said)
    batch = Batch(options, manifests, reader_of(settings))
    batch.run(paths, _show if not (as_json or as_lines) else lambda reading, _text: put_json(reading, pretty=as_json))
    if batch.rejected or manifests.faults:
        raise typer.Exit(REJECTED)


def _show(reading: Reading, text: str) -> None:
    from sayso.cli.terminal import draw
    from sayso.cli.view import view

    draw(view(reading, text))
