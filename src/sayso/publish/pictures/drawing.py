"""What all pictures share: shades and hatches that are told apart in grey, and files that are the same every time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INK = "#1d2b36"
MUTED = "#6b7680"
PALE = "#c9d0d6"
SHADES: dict[str, tuple[str, str]] = {
    "confirmed": (INK, ""),
    "fair": ("#53616c", ""),
    "weak": ("#9aa5ad", "..."),
    "contested": ("#ffffff", "////"),
    "discounted": ("#ffffff", "xx"),
    "unassessed": ("#e7ebee", ""),
}
"""Face and hatch of every grade of harm: hatched is contested, white and crossed discounted, pale not assessed."""
_SETTINGS: Any = {
    "svg.hashsalt": "sayso",
    "svg.fonttype": "path",  # looks the same where there is no such font
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "hatch.color": INK,
    "hatch.linewidth": 0.6,
    "figure.facecolor": "white",
}
_DPI = 144
_LONGEST = 60
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@contextmanager
def canvas(width: float, height: float) -> Iterator[tuple[Any, Any]]:
    """A figure and its axes, in inches; nothing of matplotlib's own state is touched."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        yield figure, figure.add_subplot()


def saved(figure: Any, path: Path) -> list[Path]:
    """The figure as PATH.svg and PATH.png, without the moment and the program's version in them."""
    import matplotlib as mpl

    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(_SETTINGS):
        vector, raster = io.BytesIO(), io.BytesIO()
        figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(raster, format="png", dpi=_DPI, metadata={"Software": None})
    files = [path.with_name(f"{path.name}.svg"), path.with_name(f"{path.name}.png")]
    for file, data in zip(files, (vector, raster), strict=True):
        file.write_bytes(data.getvalue())
    return files


def told(words: str, longest: int = _LONGEST) -> str:
    """Words of a report in a picture: on one line, not too long, nothing that turns the writing around."""
    line = " ".join(_CONTROLS.sub(" ", words).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
