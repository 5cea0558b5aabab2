"""Draws the picture of the README anew: `python docs/pictures/draw.py`."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

import sayso
from sayso.cli.view import view

ROOT = Path(__file__).parent.parent.parent
# The picture must not fetch a font from anywhere when it is looked at.
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Read the example and write the picture."""
    text = (ROOT / "src/sayso/examples/derna-raids.txt").read_text(encoding="utf-8")
    title = "Raids on Derna as truce paper is called a forgery"
    reading = sayso.read(text, published="2016-07-09", source="Example Wire", title=title, id="derna-raids")
    console = Console(record=True, width=92, file=io.StringIO(), force_terminal=True, markup=False, highlight=False)
    console.print(view(reading, text))
    picture = console.export_svg(title="sayso read derna-raids.txt", theme=SVG_EXPORT_THEME, unique_id="sayso")
    (Path(__file__).parent / "view.svg").write_text(_FONTS.sub("", picture), encoding="utf-8")


if __name__ == "__main__":
    main()
