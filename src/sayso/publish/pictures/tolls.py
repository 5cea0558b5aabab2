"""Reported tolls of one incident over time: a bar from the lowest to the highest for every word on it, never a sum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sayso.model.grouped import Facet, Position
from sayso.model.release import ReleasedIncident
from sayso.publish.pictures.drawing import INK, MUTED, canvas, saved, told

_NARROW = 0.35


class Said(NamedTuple):
    """A figure as somebody gave it on a day."""

    day: date
    by: str
    low: int
    high: int | None
    current: bool


def tolls(one: ReleasedIncident, field: str, path: Path) -> list[Path]:
    """The picture of a field (killed, injured), as SVG and PNG; nothing where fewer than two figures are dated."""
    facet = one.facet(field)
    said = sorted(set(figures(one, facet)), key=_order) if facet else []
    if len(said) < 2:
        return []
    with canvas(7.5, 1.6 + 0.34 * len(said)) as (figure, axes):
        most = max(each.high if each.high is not None else each.low for each in said)
        for row, each in enumerate(said):
            _draw(axes, len(said) - row, each, max(most, 1))
        axes.set_yticks(range(1, len(said) + 1), [_label(each) for each in reversed(said)])
        axes.set_ylim(0.3, len(said) + 0.7)
        axes.set_xlim(left=0, right=max(most, 1) * 1.18)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlabel(f"{field}, as reported; arrows: or more; hollow: said otherwise since. Never added up.")
        axes.set_title(told(f"{one.code}  {one.title}", 90), loc="left", fontsize=9)
        return saved(figure, path)


def figures(one: ReleasedIncident, facet: Facet) -> Iterator[Said]:
    """Every dated figure with who gave it."""
    claims = {claim.key: claim for claim in one.claims}
    for position in facet.positions:
        for key in position.for_:
            claim = claims.get(key)
            if claim is not None and claim.day and len(claim.day) == 10 and position.low is not None:
                yield Said(
                    date.fromisoformat(claim.day), claim.originator_name, position.low, position.high, _stands(position)
                )


def _order(said: Said) -> tuple[date, str, int]:
    return said.day, said.by, said.low


def _stands(position: Position) -> bool:
    return position.current and position.superseded_by is None


def _draw(axes: Any, height: int, said: Said, most: int) -> None:
    high = said.high if said.high is not None else max(most * 1.1, said.low + 0.5)
    face = INK if said.current else "white"
    width = max(high - said.low, most * 0.012)
    left = said.low if high > said.low else said.low - width / 2
    axes.barh(height, width, left=left, height=_NARROW, color=face, edgecolor=INK, linewidth=0.9)
    if said.high is None:
        axes.annotate(
            "", xy=(high + most * 0.05, height), xytext=(high, height), arrowprops={"arrowstyle": "->", "color": INK}
        )
    axes.text(
        high + most * (0.06 if said.high is None else 0.015),
        height,
        _amount(said),
        va="center",
        fontsize=8,
        color=MUTED,
    )


def _amount(said: Said) -> str:
    if said.high is None:
        return f"≥ {said.low:,}"
    return f"{said.low:,}" if said.high == said.low else f"{said.low:,}–{said.high:,}"


def _label(said: Said) -> str:
    return f"{told(said.by, 34)}, {said.day:%d %b %Y}".replace(", 0", ", ")
