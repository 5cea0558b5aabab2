"""Who printed whom: the outlets of one incident, and the originators that their claims go back to. Ten outlets may have one."""

from __future__ import annotations

from pathlib import Path

from sayso.model.release import ReleasedIncident
from sayso.publish.pictures.drawing import INK, MUTED, canvas, saved, told

_MOST = 40


def chains(one: ReleasedIncident, path: Path) -> list[Path]:
    """The picture, as SVG and PNG; nothing where there is nothing to tell apart, or too much for a picture."""
    outlets = {report.id: report.outlet or report.id for report in one.reports}
    lines = sorted({(outlets[c.report], c.originator_name) for c in one.claims if c.report in outlets})
    left = list(dict.fromkeys(outlet for outlet, _ in lines))
    right = list(dict.fromkeys(end for _, end in lines))
    height = max(len(left), len(right))
    if len(lines) < 2 or height > _MOST:
        return []
    with canvas(7.0, 1.2 + 0.36 * height) as (figure, axes):
        at = {name: _spread(n, len(left), height) for n, name in enumerate(left)}
        ends = {name: _spread(n, len(right), height) for n, name in enumerate(right)}
        for outlet, end in lines:
            axes.plot((0, 1), (at[outlet], ends[end]), color=MUTED, linewidth=0.9)
        independent = {name.partition(" (in ")[0] for name in one.tellers}  # of a nameless one also where he is quoted
        for name, y in at.items():
            axes.text(-0.03, y, told(name, 36), ha="right", va="center")
        for name, y in ends.items():
            known = name in independent
            axes.plot(1, y, "o", color=INK if known else "white", markeredgecolor=INK, markersize=7)
            axes.text(1.04, y, told(name, 36), ha="left", va="center", fontweight="bold" if known else "normal")
        axes.set_xlim(-0.9, 1.9)
        axes.set_ylim(height - 0.4, -0.9)
        axes.axis("off")
        axes.text(-0.03, -0.75, f"{len(left)} outlets", ha="right", color=MUTED)
        axes.text(1.04, -0.75, f"{len(one.tellers)} independent originators (●)", ha="left", color=MUTED)
        return saved(figure, path)


def _spread(number: int, many: int, height: int) -> float:
    """Where the nth of so many stands, spread over the height."""
    return (number + 0.5) * height / many - 0.5
