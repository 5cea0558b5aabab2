"""Accounts: each incident of a report as grouping sees it, taken out of the reading so that thousands can be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.incidents.aggregates import total_incidents
from sayso.incidents.main_incident import main_incident
from sayso.incidents.matching.stories import short_sketch_of, sketch_of
from sayso.incidents.matching.telling_words import Around, names_of, terms_of
from sayso.incidents.originators import ends_of
from sayso.incidents.whereabouts import fineness
from sayso.lexicon.load import lexicon
from sayso.linking.folding import fold
from sayso.model.account import Account, Figure, Spot
from sayso.model.claim import Target
from sayso.model.incident import CasualtyRow, Incident
from sayso.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from sayso.model.reading import Reading

_TOLD = frozenset(("happened", "attempted"))
_COUNTED = frozenset(("killed", "injured", "abducted", "detained", "missing", "harmed"))


def accounts_of(reading: Reading, text: str = "") -> tuple[Account, ...]:
    """The accounts of a report: one for each incident that is said to have happened or been tried, parts with their whole.

    `text` is the report's; without it accounts are known by their facts alone. Ids come from the raw words: the report and
    the first claim of the incident, numbered where one claim founds several ("four raids").
    """
    totals = total_incidents(reading)
    told = [i for i in reading.incidents if i.realis in _TOLD and i.claims and i.id not in totals]
    ids = dict(zip((i.id for i in told), _ids(reading.report.id, told), strict=True))
    teller = _Teller(reading, text, ids)
    main = main_incident(reading, told)
    accounts = [_account(teller, incident, incident is main) for incident in told]
    return tuple(accounts)


class _Teller:
    """A report with what all its accounts need."""

    def __init__(self, reading: Reading, text: str, ids: Mapping[str, str]) -> None:
        self.reading = reading
        self.text = text
        self.ids = ids
        self.mentions = {m.id: m for m in reading.mentions}
        self.sketch = _sketch(reading, text)


def _sketch(reading: Reading, text: str) -> str:
    return sketch_of(text) or short_sketch_of(text, reading.report.published)


def report_account(reading: Reading, text: str) -> Account:
    """A stand-in for a report that tells of no incident, known by its names and words alone."""
    around = Around(reading, text, None)
    return Account(
        id=f"{reading.report.id}/report",
        report=reading.report.id,
        kind="other",
        realis="happened",
        title=reading.report.title or "",
        published=reading.report.published,
        names=names_of(around),
        terms=terms_of(around),
        outlet=reading.report.source,
        prominent=True,
        sketch=_sketch(reading, text),
    )


def _ids(report: str, told: Sequence[Incident]) -> Iterator[str]:
    before = Counter[str]()
    for incident in told:
        key = incident.claims[0]
        before[key] += 1
        yield f"{report}/{key}" if before[key] == 1 else f"{report}/{key}.{before[key]}"


def _account(teller: _Teller, incident: Incident, prominent: bool) -> Account:
    report = teller.reading.report
    when = teller.mentions.get(incident.when or "")
    time = when if isinstance(when, TimeMention) else None
    around = Around(teller.reading, teller.text, None if prominent else incident.claims)
    return Account(
        id=teller.ids[incident.id],
        report=report.id,
        kind=incident.kind,
        realis=incident.realis,
        title=incident.title,
        first=time.first if time else None,
        last=time.last if time else None,
        published=report.published,
        spots=tuple(_spots(incident, teller.mentions)),
        actors=tuple(_actors(incident, teller.mentions)),
        targets=tuple(sorted({_target(t) for t in incident.targets})),
        figures=tuple(_figure(row) for row in incident.casualties if row.outcome in _COUNTED),
        names=names_of(around),
        terms=terms_of(around),
        outlet=report.source,
        originators=ends_of(teller.reading, incident.claims),
        claims=incident.claims,
        part_of=teller.ids.get(incident.part_of or ""),
        prominent=prominent,
        sketch=teller.sketch,
        days_said=tuple(days_said(time)) if time else (),
        when_said=time.exact if time and time.first is None and time.last is None else None,
        part_of_day=time.part_of_day if time else None,
    )


def days_said(time: TimeMention) -> Iterator[str]:
    """The day of the week and of the year that an expression names without a year that puts it in the calendar."""
    if time.first is not None or time.last is not None:
        return
    if match := _NO_YEAR.fullmatch(time.edtf or ""):
        yield match[1]
    words = fold(time.exact).split()
    yield from (word for word in words if word in lexicon("times")["classes"]["weekday"])


_NO_YEAR = re.compile(r"XXXX-(\d\d(?:-\d\d)?)")


def _spots(incident: Incident, mentions: Mapping[str, Mention]) -> Iterator[Spot]:
    """Where it struck, the most specific first."""
    struck = (mentions.get(role.mention) for role in incident.places if role.role == "struck")
    for place in sorted((p for p in struck if isinstance(p, PlaceMention)), key=lambda p: (fineness(p), p.start)):
        yield Spot(
            name=place.name or place.exact,
            place=place.place,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            precision=place.precision,
            radius_m=place.radius_m,
        )


def _actors(incident: Incident, mentions: Mapping[str, Mention]) -> Iterable[str]:
    """Who is said to have done it: ids where they are known, else folded names."""
    found = set()
    for accused in incident.perpetrators:
        mention = mentions.get(accused.actor or "")
        if isinstance(mention, ActorMention) and mention.actor is None and mention.same_as:
            mention = mentions.get(mention.same_as, mention)
        if isinstance(mention, ActorMention) and (mention.actor or mention.names):
            found.add(mention.actor or fold(mention.names[0]))
    return sorted(found)


def _target(target: Target) -> str:
    return fold(target.name or target.description or target.exact)


def _figure(row: CasualtyRow) -> Figure:
    return Figure(outcome=row.outcome, low=row.low, high=row.high, claim=row.claim, part=row.subset_of is not None)
