"""What is claimed, as the clause that follows "says that": rebuilt from what sayso understood, else the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.incidents.originators import names_nobody
from sayso.model.claim import (
    Aggregate,
    AgreementStep,
    Authenticity,
    Casualties,
    Claim,
    Meaning,
    Occurrence,
    Responsibility,
    ResponsibilityBasis,
    Role,
    Stance,
    Toll,
)
from sayso.wording.references import References
from sayso.wording.vocabulary import AGREEMENT_STATUSES, BASES_ALONE, EVENTS, HEDGES, VERDICTS
from sayso.wording.words import (
    QUOTES,
    duration,
    inside,
    is_several,
    listed,
    number,
    quoted,
    several,
    shortened,
    starts_as_phrase,
)

# The stances by which a speaker of the chain expresses the basis of responsibility, so that the sentence need not.
_SAY_BASIS: dict[ResponsibilityBasis, set[Stance]] = {
    "reported_as_fact": set(),
    "claimed": {"claims", "confirms"},
    "accused": {"accuses"},
    "accused_by_authorities": {"accuses"},
    "suspected": {"suggests"},
    "possible": {"suggests"},
    "denied": {"denies"},
    "acquitted": set(),
    "inferred": {"shows", "suggests"},
}
_OF_WHOLE = re.compile(r"\bof (?:them|whom|these|those)\b", re.IGNORECASE)
_LAST_COMMA = re.compile(r"(among them .*), (?=[^,]*$)")
_ARTICLE = re.compile(r"^(?:an?|the) ")
_DEEDS = {"happened": "there was", "attempted": "there was an attempt at", "threatened": "there was a threat of"}


def content(claim: Claim, known: References) -> str:
    """What is claimed, rebuilt from what sayso understood; where that is too little, the words themselves."""
    stances: set[Stance] = {hop.stance for hop in claim.chain}
    expressed: set[Stance] = stances | ({"denies"} if claim.polarity == "denied" else set())
    match claim.proposition:
        case Occurrence() as said:
            words = _occurrence(said, known, claim.passage.exact, alone=len(claim.chain) < 2)
        case Casualties(tolls=tolls, occurrence=cause):
            words = _tolls(tolls, known) + (
                f" in {_event(cause, known, claim.passage.exact, people=False)}" if cause else ""
            )
        case Aggregate(tolls=tolls, period=period):
            words = f"{_tolls(tolls, known)} in all{f' {period}' if period else ''}"
        case Responsibility(basis="claimed") as said if _by_nobody(said) or (
            not said.actors and claim.polarity == "negated"
        ):
            return f"nobody claims responsibility for {_deed(said, known)}"
        case Responsibility() as said:
            words = _responsibility(said, known, expressed)
        case AgreementStep() as said:
            words = _agreement(said, known, denied="denies" in expressed) or quoted(claim.passage.exact)
        case Authenticity(artefact=artefact, verdict=verdict):
            be = "are" if is_several(artefact.exact) else "is"
            words = f"{inside(shortened(artefact.exact))} {be} {VERDICTS[verdict]}"
        case Meaning(shows=shows):
            words = quoted(shows.exact)
        case _:
            words = quoted(claim.passage.exact)
    return _turned(words, claim, stances)


def _turned(words: str, claim: Claim, stances: set[Stance]) -> str:
    """The words under the negation or denial that nobody in the chain has expressed yet."""
    if claim.polarity == "denied" and not stances & {"denies", "declines_comment"}:
        return f"it is denied that {words}"
    # Quoted words hold their own negation.
    return f"it is not so that {words}" if claim.polarity == "negated" and not words.startswith("“") else words


def _occurrence(said: Occurrence, known: References, report: str, *, alone: bool) -> str:
    """The event and who is said to have done it; with no speaker but the outlet its basis is said as well."""
    doers = [
        known.name(doer.mention, doer.exact)
        + (f" ({BASES_ALONE[doer.basis]})" if alone and doer.basis != "reported_as_fact" else "")
        for doer in said.perpetrators
    ]
    event = _event(said, known, report)
    if said.realis == "planned":
        return f"{listed(doers)} planned {event}" if doers else f"{event} was planned"
    deed = _DEEDS[said.realis]
    if said.realis == "happened" and said.number is not None and (said.number.low or 0) > 1:
        deed = "there were"
    return f"{deed} {event}{f' by {listed(doers)}' if doers else ''}"


def _event(said: Occurrence, known: References, report: str = "", *, people: bool = True) -> str:
    """ "an air strike on the port in Derna"; without `people` those harmed are left to the toll that names them. What was
    struck has the article that it has in the words of the `report`.
    """
    noun, tie = EVENTS[said.event]
    if said.number is not None and (said.number.low or 0) > 1:
        noun = f"{number(said.number.low, said.number.high, said.number.kind)} {several(noun)}"
    struck = [
        _slot(_with_article(target.exact, report)) for target in said.targets if people or target.kind == "physical"
    ]
    places = list(dict.fromkeys(known.name(place.mention, place.exact) for place in said.places))
    places = [place for place in places if not any(_same_thing(place, target) for target in struck)]
    places = [place for place in places if not any(other.endswith(f" in {place}") for other in places)]
    when = known.time(said.when)
    words = [noun]
    words += [f"{tie} {listed(struck)}"] if struck else []
    words += [f"in {listed(places)}"] if places else []
    words += [f"({shortened(when.exact)})"] if when else []
    return " ".join(words)


def _tolls(tolls: Sequence[Toll], known: References) -> str:
    """ "12 civilians were injured, of whom 1 was killed", "ten people were killed, among them five children and two women"."""
    ids = {toll.id: toll for toll in tolls}
    words, among = "", False
    for toll in tolls:
        whole = ids.get(toll.subset_of or "")
        if whole is not None and whole.outcome == toll.outcome and toll.who is not None:
            words += f"{', ' if among else ', among them '}{_people(toll)}"
            among = True
        else:
            words += (", of whom " if whole else "; " if words else "") + _toll(toll, known, named=whole is None)
            among = False
    return _LAST_COMMA.sub(r"\1 and ", words.removeprefix(", ")) if among else words.removeprefix(", ")


def _people(toll: Toll) -> str:
    """ "five of them children" as "five children": whose part they are is said before."""
    who = inside(shortened(" ".join(_OF_WHOLE.sub("", toll.who or "").split())))
    # The words mostly hold the number already; at the head of a sentence it has a capital.
    held = " ".join(toll.count.exact.split()).lower() in who.lower()
    return who if held else f"{number(toll.count.low, toll.count.high, toll.count.kind)} {who}"


def _toll(toll: Toll, known: References, *, named: bool) -> str:
    """ "12 civilians were injured", "1 of “12 civilians” was killed"; the whole is not `named` right after itself."""
    low, high = toll.count.low, toll.count.high
    hedge = HEDGES[toll.certainty]
    if hedge and low == 0 and toll.count.kind == "exact":  # the doubt is told by the hedge, not by the bounds
        low = high
    count = number(low, high, toll.count.kind)
    count = f"an {count} of" if count == "unknown number" else count
    whole = known.toll(toll.subset_of)
    said = bool(toll.count.exact)  # not where a person amended the number
    if toll.who is not None and said and not _OF_WHOLE.search(toll.who) and (toll.subset_of is None or not named):
        people = _people(toll)
    elif toll.subset_of is not None:
        people = f"{count} of {quoted(whole.who) if whole and whole.who else 'them'}" if named else count
    else:
        people = f"{count} {'person' if low == high == 1 else 'people'}"
    return f"{people} {'was' if high == 1 else 'were'} {hedge}{toll.outcome}"


def _responsibility(said: Responsibility, known: References, stances: set[Stance]) -> str:
    """Who is behind it. An accusation stays one: unless a speaker in the chain makes it, the sentence says so itself."""
    actors = _names(said.actors, known)
    be = "are" if (len(actors) > 1 and not said.alternatives) or is_several("".join(actors)) else "is"
    about = _deed(said, known)
    who = f"either {listed(actors, 'or')}" if said.alternatives else listed(actors)
    basis = "" if said.basis == "reported_as_fact" or stances & _SAY_BASIS[said.basis] else BASES_ALONE[said.basis]
    return f"{who or 'somebody'} {be} behind {about}{f' ({basis})' if basis else ''}"


def _by_nobody(said: Responsibility) -> bool:
    return bool(said.actors) and all(names_nobody(actor.exact) for actor in said.actors)


def _deed(said: Responsibility, known: References) -> str:
    """What somebody is or is not behind."""
    return _event(said.occurrence, known) if said.occurrence else quoted(said.about.exact) if said.about else "it"


def _agreement(said: AgreementStep, known: References, *, denied: bool) -> str | None:
    named = inside(shortened(said.agreement.exact)) + (
        f" “{said.title}”" if said.title and said.title not in said.agreement.exact else ""
    )
    signed = [
        known.name(party.mention, party.name)
        for party in said.parties
        if party.signature in {"claimed", "shown", "denied"}
    ]
    if said.status in {"claimed_signed", "denied", None} and signed:
        step = f"{listed(signed)} signed {named}"
    elif said.status is None:
        return None
    elif said.status == "denied":
        step = f"{named} {'exists' if denied else 'does not exist'}"
    else:
        step = f"{named} {AGREEMENT_STATUSES[said.status]}"
    area = _names(said.area, known)
    step += f" in {listed(area)}" if area else ""
    step += f" from {known.day(said.start)}" if said.start else ""
    return step + (f" for {duration(said.duration)}" if said.duration else "")


def _names(roles: Sequence[Role], known: References) -> list[str]:
    return list(dict.fromkeys(known.name(role.mention, role.exact) for role in roles))


def _same_thing(place: str, target: str) -> bool:
    """Whether the place is the target under another article, or with the place that it is in: "a building" and "building",
    "a hospital in Aleppo" and "a hospital".
    """
    one, other = (_ARTICLE.sub("", words.lower().strip(QUOTES)) for words in (place, target))
    return one.endswith(other) or other.endswith(one) or one.startswith(f"{other} in ")


def _with_article(words: str, report: str) -> str:
    """ "hospital" as "a hospital", where the report has it so."""
    found = re.search(rf"\b(?:an?|the|its|his|her|their) {re.escape(words)}\b", report, re.IGNORECASE)
    return found[0] if found else words


def _slot(words: str) -> str:
    """Words that fill a slot of our sentence: as they are after an article or as a name, else in quotation marks."""
    line = inside(shortened(words))
    is_phrase = line[:1].isupper() or line[:1].isdigit() or starts_as_phrase(line)
    return line if is_phrase else quoted(line)
