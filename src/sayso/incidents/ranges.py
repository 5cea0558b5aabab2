"""The range of the figures that are reported of one fact, for whoever only shows it."""

from __future__ import annotations

from sayso.model.grouped import Facet

_NO_FIGURE = ("unknown", "none reported")


def range_in_words(facet: Facet) -> str:
    """The lowest and the highest reported figure: "3", "3 to 12", "10 to more than 20"."""
    held = [p for p in facet.positions if p.current and p.for_ and p.value not in _NO_FIGURE]
    top = next((p for p in held if p.high is None and p.low is not None and p.low == facet.high), None)
    if facet.low is None or facet.high is None:
        return "unknown number"
    if top is None or any(p.high == facet.high for p in held):
        return f"{facet.low:,}" if facet.low == facet.high else f"{facet.low:,} to {facet.high:,}"
    return top.value if facet.low == facet.high else f"{facet.low:,} to {top.value}"
