"""Figures of an incident side by side: killed, injured, strikes. Lowest and highest reported, never a sum (R2, R3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from sayso.incidents.facets.arithmetic import flags_of
from sayso.incidents.facets.positions import Entry, positions_of, standing
from sayso.incidents.facets.said import Said, tolls_of
from sayso.lexicon.load import lexicon
from sayso.model.claim import Toll
from sayso.model.grouped import Facet, Position
from sayso.model.quantity import Count

_VAGUE = frozenset(("vague_plural", "dozens", "tens", "scores", "hundreds", "thousands", "family"))


def toll_facet(field: Literal["killed", "injured"], said: Sequence[Said]) -> Facet | None:
    """The figures for the killed or the injured. None where nobody speaks of them."""
    whole: list[Entry] = []
    parts: list[Entry] = []
    of_reports = {(one.report, toll.id): toll for one in said for toll in tolls_of(one)}
    for one in said:
        tolls = {t.id: t for t in tolls_of(one)} if one.counts else {}
        for toll in (t for t in tolls.values() if t.outcome == field):
            larger = tolls.get(toll.subset_of or "")
            if larger is None and not one.denies:  # it may stand in another sentence; a denial is of the whole
                larger = of_reports.get((one.report, toll.subset_of or ""))
            is_part = larger is not None and larger.outcome == field
            (parts if is_part else whole).append(
                _part(one, toll, larger) if larger and is_part else _whole(one, toll, tolls)
            )
    if not whole and not parts:
        return None
    return _facet(field, _denied(whole), parts, flags_of(field, said))


def strikes_facet(said: Sequence[Said]) -> Facet | None:
    """How many strikes, raids or blasts."""
    entries = [
        Entry(
            said=one, value=label(one.occurrence.number), low=one.occurrence.number.low, high=one.occurrence.number.high
        )
        for one in said
        if one.counts and not one.denies and one.occurrence and one.occurrence.number and one.incident.number
    ]
    return _facet("strikes", entries, [], ()) if entries else None


def label(count: Count) -> str:
    """A count as a value: "12", "at least 15", "dozens (12 to 24)"; `unknown`, `none reported` and `0` are three values."""
    low, high = count.low, count.high
    plain = str(low) if low == high else f"{low} to {high}"
    if count.kind in _VAGUE:
        bounds = f"{low} or more" if high is None else plain
        return f"{'some' if count.kind == 'vague_plural' else count.kind} ({bounds})"
    if count.kind == "unknown" or (low is None and high is None):
        return "unknown"
    if count.kind == "none_reported":
        return "none reported"
    if high is None:
        return f"more than {low - 1}" if low and _is_before(count, "more_than") else f"at least {low}"
    if count.kind == "at_most":
        return f"fewer than {high + 1}" if _is_before(count, "below") else f"up to {high}"
    return f"about {plain}" if count.kind == "about" else plain


def _is_before(count: Count, kind: str) -> bool:
    """Whether the number was said with words of a kind before it: "more than 20" is kept as 21 or more."""
    return (count.approximator or "").lower() in lexicon("numbers")["before"][kind]


def bounds(positions: Iterable[Position]) -> tuple[int | None, int | None]:
    """The lowest and the highest figure that somebody stands by; an open end is the number that was said. That none were
    reported is no figure.
    """
    told = [p for p in standing(positions) if p.value not in ("unknown", "none reported")]
    lows = [p.low for p in told if p.low is not None]
    highs = [p.high if p.high is not None else p.low for p in told]
    return min(lows, default=None), max((h for h in highs if h is not None), default=None)


def compatible(positions: Iterable[Position]) -> bool:
    """Whether one number fits all figures that somebody stands by ("at least 15" and 16)."""
    told = [p for p in standing(positions) if p.value not in ("unknown", "none reported")]
    least = max((p.low for p in told if p.low is not None), default=0)
    return all(p.high is None or p.high >= least for p in told)


def _facet(
    field: Literal["killed", "injured", "strikes"], whole: list[Entry], parts: list[Entry], flags: tuple[str, ...]
) -> Facet:
    positions = positions_of(whole, updates=True)
    low, high = bounds(positions)
    return Facet(
        field=field,
        positions=positions,
        low=low,
        high=high,
        contested=not compatible(positions) or any(p.current and p.against for p in positions),
        flags=flags,
        parts=positions_of(parts, updates=False),
    )


def _whole(said: Said, toll: Toll, tolls: Mapping[str, Toll]) -> Entry:
    """A figure of its own. Of the injured, those who died are taken off, as far as it is more than reported (R3)."""
    count, note = toll.count, None if toll.certainty == "certain" else f"{toll.certainty} only"
    if toll.subset_of is not None and toll.outcome == "killed":
        count, note = _death(said, toll), "among the injured"
    entry = Entry(
        said=said,
        value=label(count),
        low=count.low,
        high=count.high,
        against=said.denies,
        update=toll.update,
        note=note,
    )
    died = [_death(said, t) for t in tolls.values() if t.subset_of == toll.id and t.outcome == "killed"]
    if toll.outcome == "killed" or len(died) != 1 or count.low is None:
        return entry
    low, high = (count.low - (died[0].high or 0), None if count.high is None else count.high - (died[0].low or 0))
    return msgspec.structs.replace(
        entry, low=max(low, 0), high=high, note=f"of them killed: {label(died[0])}, so {low} to {high} still injured"
    )


def _death(said: Said, toll: Toll) -> Count:
    """Deaths among the injured: none to all while they are only reported, all once a person accepted the claim."""
    if said.review != "accepted" or toll.count.low != 0 or toll.certainty == "certain":
        return toll.count
    return Count(low=toll.count.high, high=toll.count.high)


def _part(said: Said, toll: Toll, larger: Toll) -> Entry:
    who = (toll.who or label(toll.count)).lower()
    return Entry(
        said=said, value=who, low=toll.count.low, high=toll.count.high, against=said.denies,
        note=f"part of {label(larger.count)}",
    )  # fmt: skip


def _denied(entries: list[Entry]) -> list[Entry]:
    """A denial without a figure ("denied that civilians had been killed") speaks against every figure above none."""
    figures = {e.value: e for e in entries if not e.against and e.low}
    found: list[Entry] = []
    for entry in entries:
        if entry.against and entry.value not in figures and (entry.high is None or entry.low is None):
            found += [
                Entry(said=entry.said, value=value, low=e.low, high=e.high, against=True) for value, e in figures.items()
            ]  # fmt: skip
        else:
            found.append(entry)
    return found
