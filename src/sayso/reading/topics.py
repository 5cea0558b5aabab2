"""What a clause without a more specific proposition is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from sayso.lexicon.load import lexicon
from sayso.model.claim import ClaimKind
from sayso.model.record import Record
from sayso.reading.arguments import SUBJECTS
from sayso.reading.parse import Parse

_CUE_STEPS = 2  # words between a clause and the word that brings it in ("demanded", "call for")
_VERBS = {"VERB", "AUX"}


class _Clause(Record, frozen=True, kw_only=True):
    """What the topic rules look at: the clause's lemmas, its top word and main verb, the word that brings it in."""

    first: int
    last: int
    top: int
    verb: int | None
    cues: tuple[str, ...]
    lemmas: frozenset[str]
    auxiliaries: frozenset[str]


def topic_of(parse: Parse, first: int, last: int) -> ClaimKind:
    """The topic of the tokens `[first, last]`: an appeal, an intention, a condemnation, a state of affairs …"""
    clause = _clause(parse, first, last)
    for topic, fits in _rules():
        if fits(parse, clause):
            return topic
    return "status"


def is_about_conflict(parse: Parse, first: int, last: int) -> bool:
    """Whether the tokens `[first, last]` speak of the conflict at all: fighters, weapons, deeds, victims, relief."""
    known = _words()
    lemmas = {token.lemma for token in parse.tokens[first : last + 1]}
    return not known["conflict"].isdisjoint(lemmas) or len(known["conflict_weak"] & lemmas) > 1


@cache
def _words() -> dict[str, Any]:
    """The words of lexicon/en/topics.yaml, lists as sets."""
    return {key: _sets(value) for key, value in lexicon("topics").items()}


def _sets(value: Any) -> Any:
    if isinstance(value, list):
        return frozenset(value)
    return {key: frozenset(words) for key, words in value.items()}


@cache
def _rules() -> tuple[tuple[ClaimKind, Callable[[Parse, _Clause], bool]], ...]:
    return (
        ("threat", _is_threat),
        ("appeal", _is_appeal),
        ("violation_finding", _is_finding),
        ("condemnation", _is_condemnation),
        ("violation_allegation", _is_violation),
        ("intent", _is_intent),
        ("identity", _is_identity),
        ("aggregate_count", _is_total),
        ("casualty", _is_casualty),
        ("background", _is_background),
        ("event", _is_event),
    )


def _clause(parse: Parse, first: int, last: int) -> _Clause:
    tops = [i for i in range(first, last + 1) if not first <= parse.tokens[i].head <= last or parse.tokens[i].head == i]
    top = next((i for i in tops if parse.tokens[i].pos in _VERBS), tops[0] if tops else first)
    verb = top if parse.tokens[top].pos in _VERBS else None
    inside = parse.tokens[first : last + 1]
    return _Clause(
        first=first,
        last=last,
        top=top,
        verb=verb,
        cues=_cues(parse, top),
        lemmas=frozenset(token.lemma for token in inside),
        auxiliaries=frozenset(parse.tokens[c].lower for c in parse.dependents(top, "aux")),
    )


def _cues(parse: Parse, top: int) -> tuple[str, ...]:
    """Lemmas of the words above the clause: "demanded", or "call" over "for"."""
    cues: list[str] = []
    for _ in range(_CUE_STEPS):
        head = parse.tokens[top].head
        if head == top:
            break
        top = head
        cues.append(parse.tokens[top].lemma)
        if parse.tokens[top].pos != "ADP":
            break
    return tuple(cues)


def _cued(parse: Parse, clause: _Clause, topic: str) -> bool:
    """Brought in by a word of the topic, or headed by one ("the need for …", "repeat our call on …")."""
    known: frozenset[str] = _words()["cues"][topic]
    own = {
        parse.tokens[i].lemma
        for i in [clause.top, *parse.dependents(clause.top, "dobj")]
        if parse.tokens[i].pos == "NOUN"
    }
    return any(cue in known for cue in clause.cues) or not known.isdisjoint(own)


def _says(clause: _Clause, topic: str) -> bool:
    return bool(clause.lemmas & _words()["words"][topic])


def _governs(parse: Parse, clause: _Clause, topic: str) -> bool:
    """ "have to", "is going to", "remains committed to": the top word with an infinitive or "to" below."""
    if clause.verb is None:
        return False
    around = [clause.verb, *parse.dependents(clause.verb, "acomp", "xcomp", "attr", "dobj")]
    return any(parse.tokens[i].lemma in _words()["governing"][topic] and _has_infinitive(parse, i) for i in around)


def _has_infinitive(parse: Parse, i: int) -> bool:
    below = parse.dependents(i, "xcomp", "acl", "ccomp", "advcl", "prep")
    return any(
        parse.tokens[c].lower == "to" or any(parse.tokens[x].lower == "to" for x in parse.dependents(c, "aux"))
        for c in below
    )


def _is_threat(parse: Parse, clause: _Clause) -> bool:
    return _cued(parse, clause, "threat") or (
        _says(clause, "threat") and bool(clause.auxiliaries & _words()["auxiliaries"]["intent"])
    )


def _is_appeal(parse: Parse, clause: _Clause) -> bool:
    known = _words()
    if _cued(parse, clause, "appeal") or clause.auxiliaries & known["auxiliaries"]["appeal"] or _says(clause, "appeal"):
        return True
    return _governs(parse, clause, "appeal") or _is_vital(parse, clause) or _is_imperative(parse, clause)


def _is_vital(parse: Parse, clause: _Clause) -> bool:
    """ "it is vital that …", "there can be no peace without …"."""
    if clause.verb is None or parse.tokens[clause.verb].lemma != "be":
        return False
    said = {parse.tokens[c].lemma for c in parse.dependents(clause.verb, "acomp", "attr")}
    return bool(said & _words()["vital"]) and bool(parse.dependents(clause.verb, "ccomp", "xcomp", "advcl", "acl"))


def _is_imperative(parse: Parse, clause: _Clause) -> bool:
    """A bare verb without a subject or "to"."""
    if clause.verb is None or parse.tokens[clause.verb].tag != "VB" or parse.tokens[clause.verb].dep != "ROOT":
        return False
    return not parse.dependents(clause.verb, *SUBJECTS, "aux", "auxpass", "expl")


def _is_finding(parse: Parse, clause: _Clause) -> bool:
    return _cued(parse, clause, "violation_finding")


def _is_condemnation(parse: Parse, clause: _Clause) -> bool:
    if _cued(parse, clause, "condemnation"):
        return True
    if not _says(clause, "condemnation") or (clause.verb is not None and not _judges(parse, clause.verb)):
        return False
    known, top = _words()["words"]["condemnation"], clause.top
    own = [top] if clause.verb is None else [c for c in parse.children[top] if parse.tokens[c].dep not in SUBJECTS]
    below = [parse.subtree(i) for i in own]
    return any(token.lemma in known for first, last in below for token in parse.tokens[first : last + 1])


def _judges(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].lemma in _words()["judging"]


def _is_violation(parse: Parse, clause: _Clause) -> bool:
    return _says(clause, "violation")


def _is_intent(parse: Parse, clause: _Clause) -> bool:
    if _cued(parse, clause, "intent") or _governs(parse, clause, "intent"):
        return True
    return bool(clause.auxiliaries & _words()["auxiliaries"]["intent"])


def _is_identity(parse: Parse, clause: _Clause) -> bool:
    token, known = parse.tokens[clause.top], _words()
    if _cued(parse, clause, "identity") or token.lemma in known["words"]["identity"]:
        return True
    said = {parse.tokens[c].lemma for c in parse.dependents(clause.top, "attr")}
    return token.lemma == "be" and not known["roles"].isdisjoint(said)


def _is_total(parse: Parse, clause: _Clause) -> bool:
    return _says(clause, "aggregate_count") and any(
        t.pos == "NUM" for t in parse.tokens[clause.first : clause.last + 1]
    )


def _is_casualty(parse: Parse, clause: _Clause) -> bool:
    return _says(clause, "casualty")


def _is_background(parse: Parse, clause: _Clause) -> bool:
    return _cued(parse, clause, "background") or _says(clause, "background")


def _is_event(parse: Parse, clause: _Clause) -> bool:
    token = parse.tokens[clause.top]
    known = _words()
    if clause.verb is None:
        done = {parse.tokens[c].lemma for c in parse.dependents(clause.top, "acl")}
        return token.lemma in known["happening_nouns"] or not known["happenings"].isdisjoint(done)
    if clause.auxiliaries & {"was", "were"} and token.lemma in known["happenings"]:
        return True
    past = token.tag in {"VBD", "VBN"} or "had" in clause.auxiliaries or "have" in clause.auxiliaries
    return past and (token.lemma in known["happenings"] or token.lemma not in known["states"])
