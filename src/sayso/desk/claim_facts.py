"""What a claim says, field by field in words: figures with their doubt, places and times with their precision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from sayso.desk import claim_words
from sayso.model.claim import (
    Aggregate,
    AgreementStep,
    Authenticity,
    Casualties,
    Claim,
    Meaning,
    Occurrence,
    Perpetrator,
    Responsibility,
    Role,
    Statement,
    Target,
    Toll,
    Weapon,
)
from sayso.model.mention import PlaceMention, TimeMention
from sayso.model.record import Passage, Record
from sayso.wording.coded import value_of
from sayso.wording.quantities import country, day, days, distance, duration, number, own
from sayso.wording.references import References
from sayso.wording.retold import reworded as told
from sayso.wording.vocabulary import AGREEMENT_STATUSES, BASES_ALONE, EVENTS, PRECISIONS, VERDICTS


class Fact(Record, frozen=True, kw_only=True):
    """One field: its `label`, its value in `words`, the `quote` that it was read from and where that stands."""

    label: str
    words: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    kind: str = ""


def facts(claim: Claim, known: References) -> list[Fact]:
    """All that the claim's content holds, in the order in which a person would ask for it."""
    match claim.proposition:
        case Occurrence() as said:
            found: Iterable[Fact] = _occurrence(said, known)
        case Casualties(tolls=tolls, occurrence=cause):
            found = (*_tolls(tolls, known), *(_occurrence(cause, known) if cause else ()))
        case Aggregate(tolls=tolls) as said:
            found = (*_tolls(tolls, known), *_total(said))
        case Responsibility() as said:
            found = _responsibility(said, known)
        case AgreementStep() as said:
            found = _agreement(said, known)
        case Authenticity() as said:
            found = _authenticity(said)
        case Meaning() as said:
            found = _meaning(said, known)
        case Statement(occurrence=cause):
            found = _occurrence(cause, known) if cause else ()
    return list(found)


def _tolls(tolls: Sequence[Toll], known: References) -> Iterator[Fact]:
    for toll in tolls:
        words = [number(toll.count.low, toll.count.high, toll.count.kind)]
        if toll.certainty != "certain":
            words.append(str(claim_words.CERTAINTIES[toll.certainty]))
        words.append(str(claim_words.COMBATANTS[toll.type]))
        whole = known.toll(toll.subset_of)
        if whole is not None:
            words.append(_("part of “%(whole)s”") % {"whole": own(whole.who or whole.count.exact)})
        if toll.update:
            words.append(_("in place of an earlier figure"))
        yield Fact(
            label=str(claim_words.OUTCOMES[toll.outcome]),
            words=_comma(*words),
            quote=toll.who or toll.count.exact or None,
            start=toll.start,
            end=toll.end,
            kind="casualty",
        )


def _occurrence(said: Occurrence, known: References) -> Iterator[Fact]:
    event = _(EVENTS[said.event][0])
    what = event if said.realis == "happened" else f"{event} ({claim_words.REALIS[said.realis]})"
    yield _quoted(_("What"), what, said.trigger)
    if said.number is not None:
        yield Fact(label=_("How many"), words=number(said.number.low, said.number.high, said.number.kind))
    yield from _doers(said.perpetrators, known, alternatives=said.alternatives)
    for target in said.targets:
        label = _("Struck") if target.kind == "physical" else _("People struck")
        yield _role(label, target, own(target.name or target.exact))
    for label, roles in (
        (_("Where"), said.places),
        (_("Lies in"), said.within),
        (_("Launched from"), said.launched_from),
        (_("Said at"), said.spoken_at),
        (_("Dateline"), said.dateline),
    ):
        yield from (_place(label, role, known) for role in roles)
    if said.when is not None:
        yield _when(said.when, known)
    yield from map(_weapon, said.weapons)


def _doers(doers: Sequence[Perpetrator], known: References, *, alternatives: bool) -> Iterator[Fact]:
    label = _("By one of") if alternatives else _("By")
    for doer in doers:
        basis = _(BASES_ALONE[doer.basis])
        yield _role(label, doer, f"{own(known.name(doer.mention, doer.exact))} ({basis})", "speaker")


def _place(label: str, role: Role, known: References) -> Fact:
    found = known.place(role.mention)
    return _role(label, role, own(role.exact) if found is None else place_words(found), "place")


def place_words(place: PlaceMention) -> str:
    """ "Derna, Libya (city, within 4 km)": where a place is and how precisely."""
    name = own(place.name or place.exact)
    where = (
        _("%(place)s, %(country)s") % {"place": name, "country": country(place.country)}
        if place.country and place.precision != "country"
        else name
    )
    if place.place is None and place.within is None:
        several = len(place.candidates)
        others = _("; %(count)s places bear this name") % {"count": several} if several > 1 else ""
        return f"{where} ({_('which place this is, is not known')}{others})"
    inside = _("inside a known place") if place.place is None else ""
    radius = distance(place.radius_m) if place.radius_m else ""
    return f"{where} ({_comma(inside, _(PRECISIONS[place.precision]), radius)})"


def _when(id: str, known: References) -> Fact:
    found = known.time(id)
    if found is None:
        return Fact(label=_("When"), words=id, kind="time")
    return Fact(
        label=_("When"), words=time_words(found), quote=found.exact, start=found.start, end=found.end, kind="time"
    )


def time_words(time: TimeMention) -> str:
    """ "8 July 2016, morning (known to the part of the day, counted from publication …)"."""
    part = str(claim_words.PARTS_OF_DAY[time.part_of_day]) if time.part_of_day else ""
    derived = time.derived_from if time.derived_from and time.derived_from != "text" else ""
    counted = _("counted from %(what)s") % {"what": told(derived)} if derived else ""
    when = _comma(days(time.first, time.last), part)
    return f"{when} ({_comma(str(claim_words.TIMES[time.precision]), counted)})"


def _weapon(weapon: Weapon) -> Fact:
    kind = value_of(weapon.kind)
    words = kind if weapon.exact else f"{kind} ({_('concluded from the verb')})"
    return Fact(label=_("With"), words=words, quote=weapon.exact, start=weapon.start, end=weapon.end, kind="weapon")


def _total(said: Aggregate) -> Iterator[Fact]:
    if said.period:
        yield Fact(label=_("Period"), words=own(said.period), kind="time")
    if said.scope:
        yield _quoted(_("Of what"), own(said.scope.exact), said.scope)


def _responsibility(said: Responsibility, known: References) -> Iterator[Fact]:
    label = _("Who, one of") if said.alternatives else _("Who")
    basis = _(BASES_ALONE[said.basis])
    yield from (
        _role(label, actor, f"{own(known.name(actor.mention, actor.exact))} ({basis})", "speaker")
        for actor in said.actors
    )
    if said.about is not None:
        yield _quoted(_("Of what"), own(said.about.exact), said.about)
    if said.occurrence is not None:
        yield from _occurrence(said.occurrence, known)


def _agreement(said: AgreementStep, known: References) -> Iterator[Fact]:
    yield _quoted(_("Agreement"), f"{own(said.title or said.agreement.exact)} ({value_of(said.kind)})", said.agreement)
    if said.status is not None:
        yield Fact(label=_("State"), words=_(AGREEMENT_STATUSES[said.status]))
    signatures = {"claimed": _("claimed"), "shown": _("shown"), "denied": _("denied"), "unknown": _("not said")}
    for party in said.parties:
        name = own(known.name(party.mention, party.name))
        words = _("%(party)s (signature: %(state)s)") % {"party": name, "state": signatures[party.signature]}
        yield Fact(label=_("Party"), words=words)
    yield from (_place(_("Area"), role, known) for role in said.area)
    if said.start:
        yield Fact(label=_("From"), words=_start(said.start, known))
    if said.duration:
        yield Fact(label=_("For"), words=duration(said.duration))
    if said.conditions is not None:
        yield _quoted(_("Conditions"), own(said.conditions.exact), said.conditions)
    if said.proposed_by is not None:
        yield _role(
            _("Proposed by"), said.proposed_by, own(known.name(said.proposed_by.mention, said.proposed_by.exact))
        )


def _start(value: str, known: References) -> str:
    """A day, given as an ISO date or as a time mention."""
    when = known.time(value)
    if when is None:
        return day(value)
    return days(when.first, when.last) if when.first or when.last else f"“{own(when.exact)}”"


def _authenticity(said: Authenticity) -> Iterator[Fact]:
    yield _quoted(_("Of what"), value_of(said.artefact_kind), said.artefact)
    yield Fact(label=_("Called"), words=_(VERDICTS[said.verdict]))
    if said.grounds is not None:
        yield _quoted(_("Why"), own(said.grounds.exact), said.grounds)


def _meaning(said: Meaning, known: References) -> Iterator[Fact]:
    yield _quoted(_("Of what"), value_of(said.artefact_kind), said.artefact)
    yield _quoted(_("Shows"), own(said.shows.exact), said.shows)
    for label, role in ((_("Obtained from"), said.obtained_from), (_("Obtained by"), said.obtained_by)):
        if role is not None:
            yield _role(label, role, own(known.name(role.mention, role.exact)))


def _quoted(label: str, words: str, passage: Passage) -> Fact:
    quote = passage.exact if own(passage.exact) != words else None
    return Fact(label=label, words=words, quote=quote, start=passage.start, end=passage.end, kind="content")


def _role(label: str, role: Role | Target, words: str, kind: str = "content") -> Fact:
    quote = role.exact if role.exact.strip() and role.exact not in words else None
    return Fact(label=label, words=words, quote=quote, start=role.start, end=role.end, kind=kind)


def _comma(*words: str) -> str:
    """Words one after another, those that are there."""
    return _(", ").join(word for word in words if word)


def by_label(found: Iterable[Fact]) -> dict[str, str]:
    """Every label once, its values joined: for laying two readings side by side."""
    rows: dict[str, list[str]] = {}
    for fact in found:
        quote = f" “{own(fact.quote)}”" if fact.quote else ""
        rows.setdefault(fact.label, []).append(f"{fact.words}{quote}")
    return {label: _("; ").join(values) for label, values in rows.items()}
