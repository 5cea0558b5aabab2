"""Out of the ledger into the records of a release: what is published of an incident, and why one is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from sayso.incidents.decisions import reviewed
from sayso.incidents.facets.voices import Voice, Voices, voices_of
from sayso.incidents.originators import OTHER, names_of, originator_of, outlet_of
from sayso.incidents.sensitive import Sensitive, sensitive
from sayso.ledger.publishing import Material, Told
from sayso.model.claim import Claim
from sayso.model.decision import Decision
from sayso.model.grouped import Facet, GroupedAgreement, GroupedIncident, PeriodTotal, Position
from sayso.model.ledger import Review
from sayso.model.publishing import Flag, ReleasePolicy
from sayso.model.release import (
    Exclusion,
    ReleasedAgreement,
    ReleasedClaim,
    ReleasedHop,
    ReleasedIncident,
    ReleasedPlace,
    ReleasedReport,
    ReleasedTotal,
)
from sayso.publish.gate import Gate, flags_of, named_flags
from sayso.publish.redaction import as_known, coarsened, everywhere, without
from sayso.wording.readings import with_proposition
from sayso.wording.references import References
from sayso.wording.sentences import sentence

R = TypeVar("R", ReleasedAgreement, ReleasedTotal)
Spoken = Literal["supports", "contradicts", "context"]
_SETTLED = frozenset(("accepted", "amended"))
_WIDE = frozenset(("village", "town", "city", "adm3", "adm2", "adm1"))
_DROPPED = frozenset(("rejected",))
_PLACES: frozenset[Flag] = frozenset(("exact_coordinates", "medical_site", "sensitive_site"))
_KNOWN = 400  # reports whose sensitive names are remembered


class Excluded(NamedTuple):
    """An incident that is counted and not published."""

    code: str
    why: Exclusion


class Gathering:
    """Makes what is published out of what is known. `decisions` are those that stand, by target; `gate` is asked for every
    flag, and hears of those that are open.
    """

    def __init__(
        self, policy: ReleasePolicy, gate: Gate, decisions: Mapping[str, Sequence[Decision]], persons: int
    ) -> None:
        self.policy = policy
        self._gate = gate
        self._decisions = decisions
        self._persons = persons
        self._sensitive: dict[str, Sensitive] = {}
        self._known = _Known(_NOTHING)

    def incident(self, told: Told) -> ReleasedIncident | Excluded:
        """What is published of an incident, or why it is not."""
        found = told.incident
        rows = list(self._members(told))
        why = self._left_out(told, [review for *_, review in rows])
        if why is not None:
            return Excluded(found.code, why)
        released = self._released(told, rows)
        names = self._named(released, told.material, (account.report for account in told.accounts))
        if self._gate.embargo(found.code):
            return Excluded(found.code, "embargo")
        flags = flags_of(found, told.tags, names)
        rulings = self._gate.ruled(found.code, {flag: why for flag, why in flags.items() if flag != "embargo"})
        if any(ruling.verdict == "withhold" for ruling in rulings.values()):
            return Excluded(found.code, "withheld")
        redacted = {flag for flag, ruling in rulings.items() if ruling.verdict == "redact"}
        return self._redacted(told, released, names, redacted)

    def agreement(self, one: GroupedAgreement, material: Material) -> ReleasedAgreement:
        """What is published of an agreement: names are taken out as it was ruled for all."""
        released = ReleasedAgreement(
            agreement=one,
            claims=tuple(self._claims(_spoken_in(one), material)),
            reports=tuple(_report(name, material) for name in one.reports if name in material.rows),
        )
        return self._by_rule(one.id, released, one.reports, material)

    def total(self, one: PeriodTotal, material: Material) -> ReleasedTotal:
        """What is published of a total over a period."""
        reports = sorted(material.rows)
        released = ReleasedTotal(
            total=one,
            claims=tuple(self._claims(one.claims, material)),
            reports=tuple(_report(name, material) for name in reports),
        )
        return self._by_rule(one.id, released, reports, material)

    def _left_out(self, told: Told, reviews: Sequence[Review]) -> Exclusion | None:
        grade = told.incident.grade
        if grade is not None and grade.decided is not None:
            if grade.strike_status == "no_strike_indicated":
                return "no_strike"
            return "discounted" if grade.harm == "discounted" else None
        looked_at = self.policy.suggestions or bool(_SETTLED & set(reviews))
        return None if looked_at else "not_reviewed"

    def _released(self, told: Told, rows: Sequence[tuple[Claim, str, Spoken, Review]]) -> ReleasedIncident:
        """The incident as it is known, before anything is taken out."""
        found, grade = told.incident, told.incident.grade
        own = [d for claim, *_ in rows for d in self._decisions.get(claim.key, ())]
        voices = voices_of(told.accounts, told.material.readings, own)
        kept = {claim.key for claim, *_ in rows}
        graded = grade is not None and grade.decided is not None
        return ReleasedIncident(
            code=found.code,
            kind=found.kind,
            title=found.title,
            place=as_known(found),
            first=found.first,
            last=found.last,
            when_said=found.when_said,
            previous_codes=found.previous_codes,
            part_of=found.part_of,
            parts=found.parts,
            strike_status=grade.strike_status if grade else "unassessed",
            harm=grade.harm if grade else "unassessed",
            grade_rule=grade.rule if grade else "",
            grade_why=grade.why if grade else "",
            graded=graded,
            reviewed=graded or any(review in _SETTLED for *_, review in rows),
            facets=tuple(_facets(found.facets, kept)),
            tellers=tuple(voices.tellers.values()),
            claims=tuple(_with_voices(rows, self._knowing(told.material), voices)),
            reports=tuple(_report(name, told.material) for name in dict.fromkeys(report for _, report, *_ in rows)),
            beside=found.beside,
        )

    def _members(self, told: Told) -> Iterator[tuple[Claim, str, Spoken, Review]]:
        """The claims of an incident that nobody rejected, as people amended them, each with its report."""
        known = self._knowing(told.material)
        for member in told.incident.claims:
            claim = known.claims(member.report).get(member.claim)
            if claim is not None:
                review, claim = self._reviewed(claim)
                if review not in _DROPPED:
                    yield claim, member.report, member.role, review

    def _reviewed(self, claim: Claim) -> tuple[Review, Claim]:
        own = self._decisions.get(claim.key, ())
        review = reviewed(claim, own, self._persons)
        amended = next((d.value["proposition"] for d in reversed(own) if d.verb == "amend"), None)
        return review, with_proposition(claim, amended) if review == "amended" and amended is not None else claim

    def _claims(self, keys: Iterable[str], material: Material) -> Iterator[ReleasedClaim]:
        wanted = dict.fromkeys(keys)
        for report, reading in material.readings.items():
            known, outlet = References(reading), outlet_of(reading)
            mentions = {mention.id: mention for mention in reading.mentions}
            for claim in reading.claims:
                review, told = self._reviewed(claim)
                if claim.key in wanted and review not in _DROPPED:
                    end = originator_of(claim, mentions, outlet, reading.report.published)
                    side = "" if end.side == OTHER else names_of(end.side)
                    bare = _claim(told, report, "supports", review, known)
                    yield msgspec.structs.replace(
                        bare,
                        originator=end.id,
                        originator_name=end.name,
                        side=end.side,
                        side_name=side,
                        day=reading.report.published,
                    )

    def _named(self, one: Any, material: Material, reports: Iterable[str]) -> dict[Flag, set[str]]:
        """The names that a record would give away, by the flag that they raise."""
        delicate: dict[Flag, set[str]] = {}
        for report in {report for report in reports if report in material.readings}:
            for flag, names in _delicate(self._of(report, material)).items():
                delicate.setdefault(flag, set()).update(names)
        if not any(delicate.values()):
            return {}
        words = msgspec.json.encode(one).decode("utf-8")
        found = {flag: {name for name in names if without((name,))(words) != words} for flag, names in delicate.items()}
        return {flag: names for flag, names in found.items() if names}

    def _redacted(
        self, told: Told, one: ReleasedIncident, names: Mapping[Flag, set[str]], redacted: set[Flag]
    ) -> ReleasedIncident:
        if redacted & _PLACES:
            place = coarsened(told.incident, self.policy.metres, _wider(told))
            one = msgspec.structs.replace(one, place=place, title=_title(told.incident, place))
        out = [name for flag in redacted for name in names.get(flag, ())]
        taken = everywhere(one, without(out, spots=one.place.coarsened))
        return msgspec.structs.replace(
            taken,
            claims=tuple(_marked(before, after) for before, after in zip(one.claims, taken.claims, strict=True)),
            reports=tuple(_addressed(before, after) for before, after in zip(one.reports, taken.reports, strict=True)),
            withheld=tuple(sorted(redacted)),
        )

    def _by_rule(self, name: str, one: R, reports: Iterable[str], material: Material) -> R:
        """Names taken out of what is no incident, as it was ruled."""
        names = self._named(one, material, reports)
        rulings = self._gate.ruled(name, named_flags(names))
        out = [each for flag, ruling in rulings.items() if ruling.verdict != "publish" for each in names[flag]]
        taken = everywhere(one, without(out))
        return msgspec.structs.replace(
            taken,
            claims=tuple(_marked(before, after) for before, after in zip(one.claims, taken.claims, strict=True)),
            reports=tuple(_addressed(before, after) for before, after in zip(one.reports, taken.reports, strict=True)),
        )

    def _knowing(self, material: Material) -> _Known:
        """What was looked up in this material: many incidents in a row come with the same."""
        if self._known.material is not material:
            self._known = _Known(material)
        return self._known

    def _of(self, report: str, material: Material) -> Sensitive:
        if report not in self._sensitive:
            if len(self._sensitive) >= _KNOWN:
                self._sensitive.clear()
            self._sensitive[report] = sensitive(material.readings[report], material.texts.get(report, ""))
        return self._sensitive[report]


def _spoken_in(one: GroupedAgreement) -> Iterator[str]:
    """The claims of an agreement, and those of everybody who has a word on it: that it is a forgery, or was broken."""
    yield from one.claims
    said = (*one.status, *one.disputes, *(word for party in one.parties for word in party.words))
    yield from (word.claim for word in said)
    yield from (word.claim for violation in one.violations for word in violation.by)


class _Known:
    """Claims by key and references of the readings of some material, each worked out once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._claims: dict[str, dict[str, Claim]] = {}
        self._references: dict[str, References] = {}

    def claims(self, report: str) -> Mapping[str, Claim]:
        """The claims of a report by key; none of one that is not known. Of two with one key the first."""
        if report not in self._claims:
            reading = self.material.readings.get(report)
            self._claims[report] = {claim.key: claim for claim in reversed(reading.claims)} if reading else {}
        return self._claims[report]

    def references(self, report: str) -> References:
        """The references of a report that is known."""
        if report not in self._references:
            self._references[report] = References(self.material.readings[report])
        return self._references[report]


_NOTHING = Material(readings={}, texts={}, rows={}, captures={})


def _delicate(found: Sensitive) -> dict[Flag, set[str]]:
    """The names in a report by the flag that each raises."""
    minors = set(found.minors)
    return {"names": set(found.names) - minors, "minors": minors, "source_at_risk": set(found.speakers)}


def _marked(before: ReleasedClaim, after: ReleasedClaim) -> ReleasedClaim:
    return after if before.quote == after.quote else msgspec.structs.replace(after, withheld=True)


def _addressed(before: ReleasedReport, after: ReleasedReport) -> ReleasedReport:
    """An address with a name in it is left out: without the name it leads nowhere."""
    return after if before.url == after.url else msgspec.structs.replace(after, url=None)


def _with_voices(
    rows: Iterable[tuple[Claim, str, Spoken, Review]], known: _Known, voices: Voices
) -> Iterator[ReleasedClaim]:
    by_claim = {(voice.report, voice.claim): voice for voice in voices.voices}
    for claim, report, role, review in rows:
        voice = by_claim.get((report, claim.key))
        yield _voiced(_claim(claim, report, role, review, known.references(report)), voice)


def _voiced(claim: ReleasedClaim, voice: Voice | None) -> ReleasedClaim:
    if voice is None:
        return claim
    return msgspec.structs.replace(
        claim,
        originator=voice.originator.id,
        originator_name=voice.originator.name,
        side=voice.originator.side,
        side_name=voice.side_name,
        day=voice.day,
        tells=voice.tells,
        denies=voice.denies,
    )


def _claim(claim: Claim, report: str, role: Spoken, review: Review, known: References) -> ReleasedClaim:
    hops = tuple(
        ReleasedHop(name=" ".join(h.name.split()), cue=h.cue, stance=h.stance, named=h.named, basis=h.basis)
        for h in claim.chain
    )
    end = hops[-1].name if hops else known.outlet
    return ReleasedClaim(
        key=claim.key,
        digest=claim.digest,
        report=report,
        kind=claim.kind,
        role=role,
        sentence=sentence(claim, known),
        quote=claim.passage.exact,
        start=claim.passage.start,
        end=claim.passage.end,
        chain=hops,
        stance=claim.stance,
        polarity=claim.polarity,
        modality=claim.modality,
        certainty=claim.certainty,
        originator=end,
        originator_name=end,
        side=OTHER,
        side_name="",
        day=known.reading.report.published,
        denies=claim.polarity in ("denied", "negated"),
        review=review,
        rule=claim.rule,
        engine=claim.engine,
        models=claim.models,
        score=claim.score,
    )


def _report(id: str, material: Material) -> ReleasedReport:
    row, entry = material.rows[id], material.captures.get(id)
    return ReleasedReport(
        id=id,
        sha256=row.sha256,
        media_type=row.media_type,
        size=row.size,
        outlet=row.source,
        title=row.title,
        published=row.published,
        language=row.language,
        url=row.url,
        text_sha256=row.text_sha256,
        story=row.story,
        captured=entry.at if entry else None,
        entry=entry.number if entry else None,
        entry_hash=entry.hash if entry else None,
    )


def _facets(facets: Iterable[Facet], kept: set[str]) -> Iterator[Facet]:
    """The facts as far as claims of theirs are published."""
    for facet in facets:
        positions = tuple(_positions(facet.positions, kept))
        parts = tuple(_positions(facet.parts, kept))
        if positions or parts:
            yield msgspec.structs.replace(facet, positions=positions, parts=parts)


def _positions(positions: Iterable[Position], kept: set[str]) -> Iterator[Position]:
    for one in positions:
        left = msgspec.structs.replace(
            one,
            for_=tuple(key for key in one.for_ if key in kept),
            against=tuple(key for key in one.against if key in kept),
            rejected=(),
        )
        nobodys = not (one.for_ or one.against or one.rejected)  # a value that holds because nobody says otherwise
        if left.for_ or left.against or nobodys:
            yield left


def _wider(told: Told) -> str | None:
    """The name of a place around the one that is redacted: one that an account gives, no finer than a village."""
    own = told.incident.place
    spots = [spot for account in told.accounts for spot in account.spots]
    return next(
        (s.name for s in spots if s.precision in _WIDE and s.name != own and s.country == told.incident.country), None
    )


def _title(found: GroupedIncident, place: ReleasedPlace) -> str:
    """The title, with the wider place for one that is told more coarsely."""
    if not place.coarsened or not found.place or found.place not in found.title:
        return found.title
    return found.title.replace(f" in {found.place}", f" in {place.name}" if place.name else "").replace(
        found.place, place.name or "[place withheld]"
    )
