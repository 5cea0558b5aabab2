"""`sayso desk`: the project in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.project import Folder


def desk(
    project: Folder = None,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port of this machine (127.0.0.1).")] = 8417,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the desk in the browser.")] = True,
) -> None:
    """Open the project in the browser: read, contest, match, decide. Only this machine reaches it."""
    from sayso.cli.terminal import tell
    from sayso.desk.serving import serve
    from sayso.ledger.project import find

    serve(find(Path()) if project is None else project, port, browse=browser, tell=tell)
