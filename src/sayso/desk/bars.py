"""Ranges drawn as bars on a scale of 0 to 100: what is counted stands beside them in words."""

from __future__ import annotations

from typing import NamedTuple

from sayso.model.grouped import Facet

_THIN = 2.0  # the width of a single figure


class Bar(NamedTuple):
    """A range on the scale; `open`: more may be meant."""

    x: float
    width: float
    open: bool

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


def reach(facet: Facet) -> int:
    """The largest number that is said: the end of the scale."""
    told = [n for p in (*facet.positions, *facet.parts) for n in (p.low, p.high) if n is not None]
    return max([*told, 1])


def bar_of(low: int | None, high: int | None, most: int) -> Bar | None:
    """The bar of a range; None where no number is said."""
    if low is None and high is None:
        return None
    begin = 100 * (low or 0) / most
    end = 100.0 if high is None else 100 * high / most
    begin = min(begin, 100 - _THIN)
    return Bar(round(begin, 2), round(max(end - begin, _THIN), 2), high is None)
