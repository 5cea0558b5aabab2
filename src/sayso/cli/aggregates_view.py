"""Totals over a month or a campaign beside an incident: never part of it, never added to it (R6)."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType

from sayso.cli.drawing import indented, line
from sayso.model.grouped import Beside, PeriodTotal
from sayso.wording.words import days, listed, number


def aggregates_view(totals: Iterable[PeriodTotal], beside: Iterable[Beside]) -> RenderableType:
    """Each total with its period and area, and how the incident's figures stand to it."""
    words: dict[str, list[str]] = {}
    for one in beside:
        words.setdefault(one.total, []).append(
            one.words.partition(": ")[2] or one.words
        )  # the title tells of what total
    return Group(*(_total(total, words) for total in totals))


def _total(total: PeriodTotal, words: dict[str, list[str]]) -> RenderableType:
    figures = [f"{number(f.low, f.high, 'between')} {f.outcome}" for f in total.figures if not f.part]
    where = f" in {listed(list(total.area))}" if total.area else ""
    period = f" {days(total.first, total.last)}" if total.first or total.last else ""
    title = line((", ".join(figures), "bold"), f"{where}{period}", (f" — {total.name}", "italic"))
    return Group(title, *(indented(line((said, "dim")), 2) for said in (*words.get(total.id, ()), *total.flags)))
