"""Incidents by the month in which they began and by grade of harm: how many are known, never how many there were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.publish.pictures.drawing import INK, SHADES, canvas, saved

_MOST = 72  # bars; more months than that are told by year


class Months:
    """Counts incidents as they come."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self.undated = 0

    def put(self, first: str | None, harm: str) -> None:
        """One incident."""
        if first is None:
            self.undated += 1
        else:
            self._counts[first[:7], harm] += 1

    def drawn(self, path: Path) -> list[Path]:
        """The picture; nothing where no incident has a day."""
        if not self._counts:
            return []
        bars, by_year = _bars([month for month, _ in self._counts])
        counts: Counter[tuple[str, str]] = Counter()
        for (month, harm), many in self._counts.items():
            counts[month[:4] if by_year else month, harm] += many
        return _drawn(bars, counts, self.undated, path)


def _bars(months: Sequence[str]) -> tuple[list[str], bool]:
    """All months from the first to the last, or all years where there are too many."""
    first, last = min(months), max(months)
    begun = int(first[:4]) * 12 + int(first[5:7]) - 1
    ended = int(last[:4]) * 12 + int(last[5:7]) - 1
    if ended - begun >= _MOST:
        return [f"{year:04d}" for year in range(int(first[:4]), int(last[:4]) + 1)], True
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(begun, ended + 1)], False


def _drawn(bars: Sequence[str], counts: Mapping[tuple[str, str], int], undated: int, path: Path) -> list[Path]:
    with canvas(max(4.5, min(12.0, 1.6 + 0.2 * len(bars))), 3.4) as (figure, axes):
        below = [0] * len(bars)
        for grade, (face, hatch) in SHADES.items():
            heights = [counts.get((bar, grade), 0) for bar in bars]
            if any(heights):
                axes.bar(
                    range(len(bars)),
                    heights,
                    0.8,
                    below,
                    color=face,
                    edgecolor=INK,
                    linewidth=0.5,
                    hatch=hatch,
                    label=grade,
                )
                below = [low + height for low, height in zip(below, heights, strict=True)]
        step = max(1, len(bars) // 12)
        axes.set_xticks(range(0, len(bars), step), bars[::step], rotation=45, ha="right")
        axes.yaxis.get_major_locator().set_params(integer=True)
        missing = f"; {undated:,} more have no day" if undated else ""
        axes.set_title(f"Documented incidents by grade of harm{missing}", loc="left", fontsize=9)
        axes.legend(frameon=False, fontsize=8, title="harm", title_fontsize=8)
        return saved(figure, path)
