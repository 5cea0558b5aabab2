"""The values of one disputed fact side by side: who is for and against each, who still stands by it, who went over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.incidents.facets.independent import independent
from sayso.incidents.facets.said import Said
from sayso.model.grouped import Position
from sayso.model.record import Record


class Entry(Record, frozen=True, kw_only=True):
    """One claim's word on one value of a fact. `update`: the words say that it replaces an earlier figure. `basis`: on
    what basis a deed is laid to somebody. `note` is told with the value.
    """

    said: Said
    value: str
    low: int | None = None
    high: int | None = None
    against: bool = False
    update: bool = False
    basis: str | None = None
    note: str | None = None


def positions_of(entries: Iterable[Entry], *, updates: bool = False) -> tuple[Position, ...]:
    """A position for every value, in the order in which they were first said. With `updates` a later figure of an
    originator takes the place of its earlier ones in the current view (R4); without, it may only take back what it said.
    """
    entries = sorted(entries, key=_order)
    latest = _latest(entries) if updates else {}
    by_value: dict[str, list[Entry]] = {}
    for entry in entries:
        by_value.setdefault(entry.value, []).append(entry)
    return tuple(_position(value, rows, latest) for value, rows in by_value.items())


def standing(positions: Iterable[Position]) -> list[Position]:
    """The positions that somebody still stands by."""
    return [p for p in positions if p.current and p.for_]


def _position(value: str, rows: Sequence[Entry], latest: dict[str, list[Entry]]) -> Position:
    live = [row for row in rows if not row.said.rejected]
    pro = [row for row in live if not row.against]
    back = _taken_back(live)
    held = [row for row in pro if not _given_up(row, back, latest)]
    shown = held or pro or live
    standing_by = {id(row) for row in held}
    gone = {_who(row): row for row in pro if id(row) not in standing_by}
    days = [row.said.day for row in rows if row.said.day]
    return Position(
        value=value,
        low=min((row.low for row in rows if row.low is not None), default=None),
        high=None if any(row.high is None for row in rows) else max(row.high or 0 for row in rows),
        for_=_keys(pro),
        against=_keys(row for row in live if row.against),
        originators=_sorted(s.originator.id for s in independent(r.said for r in shown if held or not r.against)),
        outlets=_sorted(row.said.outlet.name for row in shown if held or not row.against),
        sides=_sorted(row.said.originator.side for row in shown if held or not row.against),
        first_said=min(days, default=None),
        last_said=max(days, default=None),
        superseded_by=_over_to(pro, latest) if pro and not held else None,
        note=_note(rows, gone, latest),
        current=bool(held),
        rejected=_keys(row for row in rows if row.said.rejected),
        bases=_sorted(row.basis for row in pro if row.basis),
    )


def _latest(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """What each originator said last: on its last day, or after the last words that say that a figure has changed.
    Figures of one day without such words stand side by side, for nobody knows which came first.
    """
    last: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.said.rejected or entry.against:
            continue
        known = last.setdefault(_who(entry), [])
        later = bool(known and known[-1].said.day and entry.said.day and known[-1].said.day < entry.said.day)
        if later or entry.update:
            known.clear()
        known.append(entry)
    return last


def _given_up(row: Entry, back: dict[str, str], latest: dict[str, list[Entry]]) -> bool:
    """Whether its originator has said another figure since, or has taken this one back."""
    mine = latest.get(_who(row))
    if mine is not None and all(entry.value != row.value for entry in mine):
        return True
    return row.said.day is not None and row.said.day < back.get(_who(row), "")


def _taken_back(live: Sequence[Entry]) -> dict[str, str]:
    """The last day on which each originator spoke against the value."""
    back: dict[str, str] = {}
    for row in live:
        if row.against and row.said.day is not None:
            back[_who(row)] = max(row.said.day, back.get(_who(row), ""))
    return back


def _over_to(pro: Sequence[Entry], latest: dict[str, list[Entry]]) -> str | None:
    """The value that the last of its originators went over to."""
    return next((mine[0].value for row in reversed(pro) if (mine := latest.get(_who(row)))), None)


def _note(rows: Sequence[Entry], gone: dict[str, Entry], latest: dict[str, list[Entry]]) -> str | None:
    told = [part for row in rows if row.note for part in row.note.split("; ")]
    told += [_went_over(row, latest.get(who, [])) for who, row in gone.items()]
    told += [f"rejected by decision {row.said.decision}" for row in rows if row.said.rejected]
    told += [f"amended by decision {row.said.decision}" for row in rows if row.said.review == "amended"]
    return "; ".join(dict.fromkeys(told)) or None


def _went_over(row: Entry, mine: Sequence[Entry]) -> str:
    """Who updated, corrected or took back the value; a later smaller figure is a correction (R4)."""
    name = row.said.originator.name
    if not mine or mine[0].value == row.value:
        return f"{name} took it back"
    fewer = row.low is not None and mine[0].low is not None and mine[0].low < row.low
    on = f" on {mine[0].said.day}" if mine[0].said.day else ""
    return f"{name} {'corrected it' if fewer else 'updated it'} to {mine[0].value}{on}"


def _who(entry: Entry) -> str:
    return entry.said.originator.id


def _keys(rows: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.said.claim.key for row in rows))


def _sorted(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))


def _order(entry: Entry) -> tuple[str, str, int, str]:
    said = entry.said
    return (said.day or "~", said.report, said.claim.passage.start, said.claim.key)
