"""Who claims and who denies: to whom one incident is laid, by whom, and who speaks against it."""

from __future__ import annotations

from pathlib import Path

from sayso.model.release import ReleasedIncident
from sayso.publish.flat import denied_by, originators, said_by
from sayso.publish.pictures.drawing import INK, PALE, canvas, saved, told


def accusations(one: ReleasedIncident, path: Path) -> list[Path]:
    """The picture, as SVG and PNG; nothing where it is laid to nobody, or nobody is known who says so."""
    who = one.facet("who")
    names = originators(one)
    laid = [(p.value, said_by(p, names), denied_by(p, names)) for p in who.positions] if who else []
    laid = [each for each in laid if each[1] or each[2]]
    speakers = list(dict.fromkeys(name for _, by, against in laid for name in (*by, *against)))
    if not laid:
        return []
    with canvas(max(5.5, 2.8 + 0.9 * len(speakers)), 1.6 + 0.4 * len(laid)) as (figure, axes):
        for row, (_, by, against) in enumerate(laid):
            axes.axhline(row, color=PALE, linewidth=0.6, zorder=0)
            for column, name in enumerate(speakers):
                if name in by:
                    axes.plot(column, row, "o", color=INK, markersize=9)
                if name in against:
                    axes.plot(column, row, "x", color=INK, markersize=10, markeredgewidth=2)
        axes.set_yticks(range(len(laid)), [told(name, 34) for name, *_ in laid])
        axes.set_xticks(range(len(speakers)), [told(name, 26) for name in speakers], rotation=35, ha="right")
        axes.set_xlim(-0.6, len(speakers) - 0.4)
        axes.set_ylim(len(laid) - 0.4, -0.6)
        axes.set_title(
            told(f"{one.code}  laid to (row) by (column): ● says so, × denies it", 90), loc="left", fontsize=9
        )
        return saved(figure, path)
