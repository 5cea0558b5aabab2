"""The terms of an agreement as a clause tells them: where, from when, for how long, on what condition."""

from __future__ import annotations

import re
from functools import cache

from sayso.model.claim import Role
from sayso.model.mention import PlaceMention, TimeMention
from sayso.model.record import Passage, passage
from sayso.reading.agreements.names import words
from sayso.reading.arguments import clause, whole
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse

_WHERE = {"in", "across", "throughout", "for", "on", "around", "over", "inside", "covering", "of"}


def area(parse: Parse, mentions: Mentions, noun: int, verb: int | None) -> tuple[Role, ...]:
    """Places after "in", "across" … at the noun or its verb, or before the noun ("the Aleppo truce")."""
    heads = [c for c in parse.dependents(noun, "compound", "nmod", "amod") if not _is_name(parse, c)]
    for at in (noun, verb):
        if at is not None:
            preps = [p for p in parse.dependents(at, "prep") if parse.tokens[p].lower in _WHERE]
            heads += [j for p in preps for j in parse.dependents(p, "pobj")]
    spans = [parse.span(min([j, *parse.dependents(j, "compound", "amod")]), j) for j in heads]
    found = {m.id: m for span in spans for m in mentions.touching(*span, PlaceMention)}
    return tuple(Role(exact=m.exact, start=m.start, end=m.end, mention=m.id) for m in found.values())


def _is_name(parse: Parse, i: int) -> bool:
    """ "the Minsk agreements": the place where it was made, not where it holds."""
    return parse.tokens[i].lower in words()["named_papers"]


def start(parse: Parse, mentions: Mentions, noun: int, verb: int | None) -> str | None:
    """The time that a clause sets for it to begin: "took effect on Monday", "a truce starting on Monday"."""
    verbs = [*([verb] if verb is not None else []), *parse.dependents(noun, "acl")]
    begins = [i for i in verbs if parse.tokens[i].lemma in words()["beginning"]]
    times = [m for i in begins for m in mentions.within(*clause(parse, i), TimeMention)]
    return times[0].id if times else None


def duration(parse: Parse, noun: int) -> str | None:
    """How long, in the words of its sentence, ISO 8601: "a 72-hour truce", "should last for two weeks"."""
    first, last = parse.sentences[parse.tokens[noun].sentence]
    begin, end = parse.span(first, last - 1)
    noun_end = parse.tokens[noun].end
    found = [
        m for m in _durations().finditer(parse.text, begin, end) if not m["ago"] and (m["lasting"] or not m["before"])
    ]
    near = [m for m in found if m.end() <= noun_end and noun_end - m.end() < 30 and m["dash"]]
    lasting = [m for m in found if m["lasting"]]
    best = (near or lasting)[:1]
    return _iso(best[0]) if best else None


@cache
def _durations() -> re.Pattern[str]:
    known = words()
    units = "|".join(known["duration_units"])
    numbers = "|".join(sorted(known["numbers"], key=len, reverse=True))
    lasting = (
        r"\b(?:for|lasts?|lasting|lasted|extended by|another|of)\s+(?:a further |at least |up to |the next |about )?"
    )
    before = r"\b(?:(?:in|over|during|for|of)\s+)?(?:(?:the|these)\s+)?(?:after|last|past|since|within|every|than)\s+"
    number = rf"\b(?P<number>\d+|{numbers})(?P<dash>[-\s]+)(?P<unit>{units})s?\b"
    return re.compile(
        rf"(?:(?P<lasting>{lasting})|(?P<before>{before}))?{number}(?P<ago>\s+(?:ago|later|earlier|before|after|old))?",
        re.IGNORECASE,
    )


def _iso(match: re.Match[str]) -> str:
    known = words()
    number, unit = match["number"].lower(), known["duration_units"][match["unit"].lower()]
    amount = int(number) if number.isdigit() else known["numbers"][number]
    return f"PT{amount}H" if unit == "H" else f"P{amount}{unit}"


def conditions(parse: Parse, verb: int) -> Passage | None:
    """The clause after "if", "provided", "unless"."""
    for child in parse.dependents(verb, "advcl"):
        if any(parse.tokens[m].lower in words()["conditions"] for m in parse.dependents(child, "mark")):
            return passage(parse.text, whole(parse, child))
    return None
