"""`sayso restore`: a project out of a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.project import By
from sayso.cli.terminal import tell


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive that sayso backup wrote.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the project; it must be new or empty.")],
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="A database on a server; otherwise it is a file in DIR.")
    ] = None,
    by: By = None,
) -> None:
    """Make a project out of a backup: check every byte, then read and group everything again."""
    from sayso.cli.group import tell_grouped
    from sayso.cli.progress import counting
    from sayso.ledger import Ledger
    from sayso.model.ledger import AddResult

    with Ledger.restore(file, folder, database=database, told=tell, user=by) as ledger, counting("reading") as advance:

        def told(result: AddResult) -> None:
            advance()
            if result.sentence:
                tell(result.sentence)

        tell_grouped(ledger.rebuild(told), ledger)
    tell(f"{folder}: restored, every byte as it was backed up.")
