"""`sayso plot`: pictures of a release, or of some of its incidents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.terminal import put, tell


def plot(
    release: Annotated[Path, typer.Argument(metavar="RELEASE", help="The folder of a release (sayso publish).")],
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE]...", help="Incidents (default: the months of the release).")
    ] = None,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where the pictures go.")] = Path(),
) -> None:
    """Draw tolls over time with ranges, who claims and who denies, who printed whom; or incidents by month and grade."""
    from sayso.publish.plotting import plotted

    drawn = plotted(release, codes or [], to)
    for path in drawn:
        put(f"{path}\n")
    if not drawn:
        tell("There is nothing to draw: a picture needs two dated figures, an accusation, or two outlets.")
