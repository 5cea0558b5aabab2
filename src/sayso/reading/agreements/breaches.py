"""Deeds that a report sets against an agreement: "the raids follow a truce", "despite the truce", "hours later"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model.claim import AgreementStep
from sayso.model.record import passage
from sayso.reading.agreements.anaphors import is_after
from sayso.reading.agreements.names import Naming, words
from sayso.reading.arguments import joined, subjects
from sayso.reading.found import Found
from sayso.reading.parse import Parse
from sayso.reading.responsibility.deeds import is_about_deed, is_deed
from sayso.reading.stance import status

_LONGEST_OPENING = 5  # words before the comma of "Two hours later, …"


def is_set_against(parse: Parse, noun: int) -> bool:
    """ "the raids follow a truce", "were shelled despite the truce": told as what the agreement should have kept away."""
    token = parse.tokens[noun]
    governor = parse.tokens[token.head]
    if token.dep == "dobj":
        return _follows(parse, governor.i)
    if token.dep in {"nsubj", "nsubjpass"}:  # "shelled the town an hour after it began"
        return is_after(parse, governor.i) and _broken_by(parse, governor.i)
    if token.dep != "pobj":
        return False
    if governor.lower in words()["despite"]:
        return is_about_deed(parse, governor.head)
    if governor.lower in words()["afterwards"]:
        return _is_soon(parse, governor.i) and is_about_deed(parse, _over_time(parse, governor.head))
    told = parse.tokens[governor.head]  # "follow the announcement of a truce"
    return told.dep == "dobj" and told.lemma in words()["nouns"] and _follows(parse, told.head)


def _follows(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].lemma in words()["follow"] and any(is_deed(parse, i) for i in subjects(parse, verb))


def _broken_by(parse: Parse, verb: int) -> bool:
    head = parse.tokens[verb].head
    above = parse.tokens[head].head if parse.tokens[head].pos == "ADP" else head
    return above != verb and is_about_deed(parse, above)


def _is_soon(parse: Parse, prep: int) -> bool:
    """ "hours after", "a day after"."""
    before = parse.tokens[max(0, prep - 2) : prep]
    return any(token.lemma in words()["soon"] for token in before)


def _over_time(parse: Parse, i: int) -> int:
    """The verb over "(shelled the town) a day (after …)"."""
    return parse.tokens[i].head if parse.tokens[i].lemma in words()["soon"] else i


def find_followed(parse: Parse, namings: Sequence[Naming]) -> Iterator[Found]:
    """ "A truce began. Hours later, shells hit the town.": the next sentence sets its deed against the agreement."""
    last = {parse.tokens[naming.head].sentence: naming for naming in namings}
    for sentence, naming in sorted(last.items()):
        following = sentence + 1
        if following >= len(parse.sentences) or following in last:
            continue
        first, end = parse.sentences[following]
        comma = next((i for i in range(first, min(end, first + _LONGEST_OPENING)) if parse.tokens[i].text == ","), None)
        if comma is None or not _opens_soon(parse, first, comma):
            continue
        verb = next((i for i in range(comma, end) if parse.tokens[i].pos == "VERB" and is_about_deed(parse, i)), None)
        if verb is not None:
            yield _followed(parse, naming, first, verb)


def _opens_soon(parse: Parse, first: int, comma: int) -> bool:
    opening = parse.tokens[first:comma]
    later = any(token.lower in {"later", "afterwards", "after", "within"} for token in opening)
    return later and any(token.lemma in words()["soon"] for token in opening)


def _followed(parse: Parse, naming: Naming, first: int, verb: int) -> Found:
    return Found(
        token=verb,
        span=joined(parse.span(first, first), parse.span(verb, verb)),
        proposition=AgreementStep(
            agreement=passage(parse.text, naming.words), status=None, title=naming.title, kind=naming.kind
        ),
        status=status(parse, verb),
        rule="agreements.set_against",
    )
