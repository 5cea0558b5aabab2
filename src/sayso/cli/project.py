"""The options that the commands of a ledger share, and the way into the project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Folder = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="DIR",
        envvar="SAYSO_PROJECT",
        help="The project folder (default: the nearest folder up with a sayso.toml).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object, indented.")]
AsLines = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
Reader = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        envvar="SAYSO_READER",
        help="Who finds out who says what: both (rules and trained models), rules, or server (the model SAYSO_SERVER_MODEL at "
        "SAYSO_SERVER_URL). Default: as the project has it, else both.",
    ),
]
AllowRemote = Annotated[
    bool,
    typer.Option(
        "--allow-remote", help="Let the server be on another machine, to which the text of every report is then sent."
    ),
]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who the log names (default: the project's user).")
]


@contextmanager
def opened(
    folder: Path | None, by: str | None = None, *, reader: str | None = None, allow_remote: bool = False
) -> Iterator[Ledger]:
    """The project that was named, or the nearest one up from here. Raises ProjectMissingError."""
    from sayso.ledger import Ledger
    from sayso.ledger.project import find
    from sayso.model.reader import ReaderName

    one_of(reader, ReaderName, "--reader")
    here = find(Path()) if folder is None else folder
    with Ledger.open(here, user=by, reader=reader, allow_remote=allow_remote) as ledger:
        yield ledger


@contextmanager
def opened_to_read(folder: Path | None, reader: str | None, allow_remote: bool) -> Iterator[Ledger]:
    """The project, for a command that reads reports; a person is told when these leave the machine. Raises ReaderError."""
    with opened(folder, reader=reader, allow_remote=allow_remote) as ledger:
        if "server" in {reader, ledger.project.reader.name}:
            from sayso.cli.terminal import tell
            from sayso.readers.choice import chosen, leaves

            if said := leaves(chosen(ledger.project.reader, reader, allow_remote=allow_remote)):
                tell(said)
        yield ledger


def one_of(value: str | None, vocabulary: object, option: str) -> str | None:
    """The value when it is a word of the vocabulary, a Literal; else wrong usage that lists the words."""
    words = get_args(vocabulary)
    if value is not None and value not in words:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(words)}", param_hint=option)
    return value


def a_day(value: str | None, option: str) -> str | None:
    """The value when it is a calendar day; else wrong usage."""
    from sayso.evidence.manifests import is_day

    if value is not None and not is_day(value):
        raise typer.BadParameter(f"{value!r} is no date: write it as YYYY-MM-DD", param_hint=option)
    return value
