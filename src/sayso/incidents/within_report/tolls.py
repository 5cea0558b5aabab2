"""The casualty rows of an incident: every figure that somebody gives, side by side, none added to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.incidents.within_report.tellings import Figures
from sayso.model.claim import Target, Toll
from sayso.model.incident import CasualtyRow


def casualty_rows(figures: Iterable[Figures]) -> tuple[CasualtyRow, ...]:
    """A row for each figure. One told again in the same words adds no row, nor does a bare plural beside a number."""
    rows: list[CasualtyRow] = []
    row_of: dict[str, str] = {}
    seen: dict[tuple[object, ...], str] = {}
    for claim, tolls in figures:
        for toll in tolls:
            same = _again(toll, seen)
            if same is not None:
                row_of[toll.id] = same
                continue
            row = _row(toll, claim, row_of)
            row_of[toll.id] = row.id
            seen[_identity(toll)] = row.id
            rows.append(row)
    counted = {row.outcome for row in rows if row.low is not None and row.count_kind != "vague_plural"}
    return tuple(row for row in rows if row.count_kind != "vague_plural" or row.outcome not in counted or row.subset_of)


def as_counted(targets: Iterable[Target], figures: Sequence[Figures]) -> tuple[Target, ...]:
    """The targets, those that a figure counts as fighters no civilians ("four soldiers and three others")."""
    fighters = [toll for figure in figures for toll in figure.tolls if toll.type == "combatant"]
    return tuple(
        msgspec.structs.replace(target, type="combatant")
        if target.kind == "human" and target.type == "civilian" and any(_counts(toll, target) for toll in fighters)
        else target
        for target in targets
    )


def _counts(toll: Toll, target: Target) -> bool:
    """Whether the words of a figure are those of the target, and count nobody beside it."""
    same = toll.start <= target.start and target.end <= toll.end
    return same and (target.number is None or toll.count.low in (None, target.number[0]))


def _row(toll: Toll, claim: str, row_of: dict[str, str]) -> CasualtyRow:
    return CasualtyRow(
        id=toll.id, outcome=toll.outcome, low=toll.count.low, high=toll.count.high, who=toll.who, type=toll.type,
        subset_of=row_of.get(toll.subset_of or "", toll.subset_of), certainty=toll.certainty, count_kind=toll.count.kind,
        claim=claim,
    )  # fmt: skip


def _identity(toll: Toll) -> tuple[object, ...]:
    return (toll.outcome, toll.count.low, toll.count.high, _head(toll))


def _again(toll: Toll, seen: dict[tuple[object, ...], str]) -> str | None:
    """The row of a figure that says the same of the same people."""
    found = seen.get(_identity(toll))
    if found is None:
        bare = (toll.outcome, toll.count.low, toll.count.high, "")
        found = seen.get(bare)
    return found


def _head(toll: Toll) -> str:
    words = (toll.who or "").lower().split()
    return words[-1] if words and toll.count.low is not None else ""
