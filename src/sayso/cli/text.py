"""`sayso text`: the text of a document, as every offset counts it."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.terminal import put, put_json


def text(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A text file, web page or PDF; - reads standard input.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="With what the document says of itself: title, date …")
    ] = False,
) -> None:
    """Print the text that sayso reads in a document, to the character."""
    from sayso.cli.inputs import load

    found = load(path)
    if as_json:
        put_json(found, pretty=True)
    else:
        put(found.text)
