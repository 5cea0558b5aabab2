"""`sayso init`: a new project folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.terminal import tell


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new project; it is made.")],
    name: Annotated[str | None, typer.Option(help="What the project is called (default: like its folder).")] = None,
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="postgresql://USER@HOST/NAME instead of a file in the folder.")
    ] = None,
    user: Annotated[str | None, typer.Option(help="Who the log names (default: whoever is logged in).")] = None,
) -> None:
    """Make a project: a folder for the kept reports and for what is claimed in them."""
    from sayso.ledger import Ledger
    from sayso.model.ledger import Project

    called = name or folder.absolute().name or "project"
    project = Project(name=called, user=user)
    project = project if database is None else Project(name=called, user=user, database=database)
    with Ledger.create(folder, project) as ledger:
        tell(f"{ledger.project.name}: a new project in {folder}. Next: sayso add REPORT … --project {folder}")
