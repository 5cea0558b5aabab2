"""Totals over a month or a campaign: kept beside the incidents, never merged into one and never counted with one (R6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

import msgspec

from sayso.incidents.facets.arithmetic import mismatches
from sayso.incidents.facets.said import occurrence_of
from sayso.incidents.originators import Originator, Outlet, originator_of, outlet_of
from sayso.incidents.ranges import range_in_words
from sayso.incidents.whereabouts import fineness, is_described, is_wide, kilometres
from sayso.lexicon.load import lexicon
from sayso.model.account import Figure
from sayso.model.claim import Aggregate, Casualties, Claim, Toll
from sayso.model.grouped import Beside, GroupedIncident, PeriodTotal, Position
from sayso.model.mention import Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading

_LONG = 14  # days from which a period is no date of an event
_SEVERAL = 3  # people from which a toll over a long time without a deed of its own is a sum
_NEAR = 140  # characters between a figure and the words for its period
_NEAR_KM = 15.0
_NOT_SAID = frozenset(("hypothetical", "conditional", "question", "future"))
_Outcome = Literal["killed", "injured"]


class _Counted(NamedTuple):
    """One claim of a total with its period and the area."""

    claim: Claim
    tolls: tuple[Toll, ...]
    when: TimeMention | None
    areas: tuple[PlaceMention, ...]


def totals_in(reading: Reading) -> tuple[PeriodTotal, ...]:
    """The totals that a report gives: one for each originator, period and area."""
    mentions = {m.id: m for m in reading.mentions}
    outlet = outlet_of(reading)
    found: dict[tuple[str, ...], list[tuple[Originator, _Counted]]] = {}
    for one in _counted(reading, mentions):
        originator = originator_of(one.claim, mentions, outlet, reading.report.published)
        found.setdefault(_subject(originator, one), []).append((originator, one))
    return tuple(_total(reading, outlet, rows) for rows in found.values())


def merged(totals: Iterable[PeriodTotal]) -> tuple[PeriodTotal, ...]:
    """Totals of all reports, each once: outlets that print one mission's report for June print one total."""
    found: dict[tuple[object, ...], PeriodTotal] = {}
    for total in sorted(totals, key=lambda t: (t.said or "~", t.id)):
        figures = tuple((f.outcome, f.low, f.high, f.part) for f in total.figures)
        key = (total.originator, total.first, total.last, total.places or total.area, figures)
        known = found.get(key)
        found[key] = total if known is None else _joined(known, total)
    return tuple(sorted(found.values(), key=lambda t: t.id))


def total_incidents(reading: Reading) -> frozenset[str]:
    """The ids of the incidents of a reading that are no incidents but the words of a total ("strikes in June killed six"):
    they take no part in grouping.
    """
    mentions = {m.id: m for m in reading.mentions}
    counted = {one.claim.key: one.claim for one in _counted(reading, mentions)}
    by_key = {claim.key: claim for claim in reading.claims}
    return frozenset(
        incident.id
        for incident in reading.incidents
        if all(_retells(by_key[key], counted) for key in incident.claims if key in by_key)
    )


def beside(incident: GroupedIncident, totals: Iterable[PeriodTotal]) -> tuple[Beside, ...]:
    """How the figures of an incident stand to the totals of the periods that it lies in, in the same country."""
    return tuple(
        found
        for total in totals
        if _in_period(incident, total) and _in_country(incident, total)
        for outcome in get_args(_Outcome)
        if (found := _beside(incident, total, outcome)) is not None
    )


def _beside(incident: GroupedIncident, total: PeriodTotal, outcome: _Outcome) -> Beside | None:
    facet = next((f for f in incident.facets if f.field == outcome), None)
    if facet is None or facet.low is None or facet.low == 0:
        return None
    figures = [f for f in total.figures if f.outcome == outcome and not f.part]
    period = f"{total.name}, {total.first or '…'} to {total.last or '…'}, {' and '.join(total.area) or 'no area named'}"
    if not figures or not _covers(total, incident):
        words = f"{period}: does not mention {outcome} here; that denies nothing"
        return Beside(total=total.id, outcome=outcome, verdict="does_not_mention", words=words)
    high = max((f.high for f in figures if f.high is not None), default=None)
    exceeds = high is not None and facet.low > high
    own = _own_figure(facet.positions, total, high)
    told = f"at most {high}" if len(figures) > 1 else str(high) if high is not None else f"at least {figures[0].low}"
    words = f"{period}: {told} {outcome}; reported for this incident alone: {range_in_words(facet)}"
    return Beside(
        total=total.id, outcome=outcome, verdict="exceeds" if exceeds else "consistent", words=f"{words}{own}"
    )  # fmt: skip


def _own_figure(positions: Iterable[Position], total: PeriodTotal, high: int | None) -> str:
    """That the originator of the total gave more for this incident alone: a correction, or it contradicts itself."""
    own = [p.value for p in positions if total.originator in p.originators and (p.low or 0) > (high or 0)]
    return f"; {total.name} itself gave {', '.join(own)} for it: a correction or a contradiction" if own else ""


def _in_period(incident: GroupedIncident, total: PeriodTotal) -> bool:
    if (incident.first or incident.last) is None or (total.first or total.last) is None:
        return False
    first, last = incident.first or incident.last or "", incident.last or incident.first or ""
    return (total.first or "") <= first and last <= (total.last or total.said or "~")


def _in_country(incident: GroupedIncident, total: PeriodTotal) -> bool:
    return incident.country is not None and incident.country == total.country


def _covers(total: PeriodTotal, incident: GroupedIncident) -> bool:
    """Whether the incident lies in the area of the total: all of a country, or near the place that it names first."""
    if total.wide:
        return True
    if incident.place in total.area or None in (total.lat, total.lon, incident.lat, incident.lon):
        return incident.place in total.area
    far = kilometres(_point(total.lat, total.lon), _point(incident.lat, incident.lon))
    return far is not None and far <= max(_NEAR_KM, (total.radius_m or 0) / 1000)


def _point(lat: float | None, lon: float | None) -> PlaceMention:
    return PlaceMention(id="", start=0, end=0, exact="", lat=lat, lon=lon)


def _counted(reading: Reading, mentions: Mapping[str, Mention]) -> Iterator[_Counted]:
    """The claims of a reading that give a total."""
    times = [m for m in reading.mentions if isinstance(m, TimeMention) and _is_long(m)]
    places = [m for m in reading.mentions if isinstance(m, PlaceMention) and m.locative and not is_described(m)]
    for claim in reading.claims:
        said = claim.proposition
        if not isinstance(said, Aggregate | Casualties) or claim.modality in _NOT_SAID or claim.polarity != "affirmed":
            continue
        when = _period(claim, times, mentions)
        if isinstance(said, Aggregate) or claim.kind == "aggregate_count" or (when is not None and _sums_up(claim)):
            yield _Counted(claim, said.tolls, when, _areas(claim, reading.claims, places))


def _sums_up(claim: Claim) -> bool:
    """Whether figures of a long period are a sum: no single event is named ("an air strike in June killed six")."""
    occurrence = occurrence_of(claim)
    if occurrence is None:
        return True
    if occurrence.event == "attack_on_civilians" and isinstance(claim.proposition, Casualties):
        return any((t.count.low or 0) >= _SEVERAL for t in claim.proposition.tolls)
    words = occurrence.trigger.exact.lower()
    several = words.endswith("s") or (words in lexicon("totals")["several"] and occurrence.reference != "definite")
    return several and occurrence.number is None


def _period(claim: Claim, times: Sequence[TimeMention], mentions: Mapping[str, Mention]) -> TimeMention | None:
    """The period of a figure: of what it is said to sum up, in its words, or shortly before them."""
    occurrence = occurrence_of(claim)
    own = mentions.get(occurrence.when or "") if occurrence is not None else None
    if isinstance(own, TimeMention) and (own.first or own.last):
        return own if _is_long(own) else None
    reach = _NEAR if occurrence is None else 0
    near = [t for t in times if t.end > claim.passage.start - reach and t.start < claim.passage.end]
    return max(near, key=lambda t: t.start, default=None)


def _areas(claim: Claim, claims: Sequence[Claim], places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places named in its words, else in those of a claim that shares words with it; the wide ones only alone."""
    spans = [c.passage for c in claims if _overlap(c, claim)]
    inside = [p for p in places if p.start < claim.passage.end and p.end > claim.passage.start]
    found = inside or [p for p in places if any(p.start < s.end and p.end > s.start for s in spans)]
    narrow = [p for p in found if not is_wide(p)]
    return tuple(sorted(narrow or found, key=lambda p: (fineness(p), p.start)))


def _overlap(one: Claim, other: Claim) -> bool:
    return one.passage.start < other.passage.end and other.passage.start < one.passage.end


def _is_long(time: TimeMention) -> bool:
    if time.first is None or time.last is None:
        return time.precision in ("month", "year", "range") or (time.first is None) != (time.last is None)
    return (date.fromisoformat(time.last[:10]) - date.fromisoformat(time.first[:10])).days >= _LONG


def _retells(claim: Claim, counted: Mapping[str, Claim]) -> bool:
    """Whether a claim is a total, or the words of one."""
    if claim.key in counted:
        return True
    same = any(_overlap(claim, other) for other in counted.values())
    return same and not isinstance(claim.proposition, Casualties)


def _subject(originator: Originator, one: _Counted) -> tuple[str, ...]:
    when, areas = one.when, sorted(p.place or p.exact for p in one.areas)
    return (originator.id, when.first or "" if when else "", when.last or "" if when else "", *areas)


def _total(reading: Reading, outlet: Outlet, rows: Sequence[tuple[Originator, _Counted]]) -> PeriodTotal:
    originator, first = rows[0]
    tolls = [(one.claim.key, toll) for _, one in rows for toll in one.tolls]
    area = first.areas
    spot = area[0] if area else None
    return PeriodTotal(
        id=f"{reading.report.id}/{first.claim.key}",
        originator=originator.id,
        name=originator.name,
        figures=tuple(_figure(key, toll, tolls) for key, toll in tolls),
        first=first.when.first if first.when else None,
        last=first.when.last if first.when else None,
        area=tuple(dict.fromkeys(p.name or p.exact for p in area)),
        places=tuple(dict.fromkeys(p.place for p in area if p.place)),
        country=next((p.country for p in area if p.country), None),
        wide=all(is_wide(p) for p in area),
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius_m=spot.radius_m if spot else None,
        said=reading.report.published,
        outlets=(outlet.name,),
        claims=tuple(dict.fromkeys(one.claim.key for _, one in rows)),
        flags=tuple(f"{originator.name} ({outlet.name}): {m.words}" for m in mismatches([t for _, t in tolls])),
    )


def _figure(key: str, toll: Toll, tolls: Sequence[tuple[str, Toll]]) -> Figure:
    larger = next((t for _, t in tolls if t.id == toll.subset_of), None)
    part = larger is not None and larger.outcome == toll.outcome
    return Figure(outcome=toll.outcome, low=toll.count.low, high=toll.count.high, claim=key, part=part)


def _joined(known: PeriodTotal, other: PeriodTotal) -> PeriodTotal:
    return msgspec.structs.replace(
        known,
        outlets=tuple(sorted({*known.outlets, *other.outlets})),
        claims=tuple(dict.fromkeys((*known.claims, *other.claims))),
        flags=tuple(dict.fromkeys((*known.flags, *other.flags))),
    )
