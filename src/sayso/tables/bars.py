"""Ranges drawn as bars on a scale of 0 to 100: what is counted stands beside them in words."""

from __future__ import annotations

from typing import NamedTuple

from sayso.model.grouped import Facet

_THIN = 2.0  # the width of a single figure
_ROOM = 4  # a quarter more


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
    """The end of the scale: the largest number that is said, and some room where somebody says that there may be more."""
    told = [n for p in (*facet.positions, *facet.parts) for n in (p.low, p.high) if n is not None]
    most = max([*told, 1])
    return most + -(-most // _ROOM) if any(p.high is None and p.low for p in facet.positions) else most


def bar_of(low: int | None, high: int | None, most: int) -> Bar | None:
    """The bar of a range; None where no number is said."""
    if low is None and high is None:
        return None
    begin = 100 * (low or 0) / most
    end = 100.0 if high is None else 100 * high / most
    begin = min(begin, 100 - _THIN)
    return Bar(round(begin, 2), round(max(end - begin, _THIN), 2), high is None)
