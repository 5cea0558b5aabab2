"""What a clause without a more specific proposition is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import ClaimKind
from sayso.reading.arguments import SUBJECTS
from sayso.reading.parse import Parse, Token

_CUE_STEPS = 2  # words between a clause and the word that brings it in ("demanded", "call for")
_VERBS = {"VERB", "AUX"}


class _Clause(NamedTuple):
    """What the topic rules look at: the clause's lemmas, its top word and main verb, the word that brings it in."""

    parse: Parse
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
        if fits(clause):
            return topic
    return "status"


def kind_in_words(parse: Parse, first: int, last: int, kind: ClaimKind) -> ClaimKind:
    """The kind of a claim in the tokens `[first, last]` that tells an event or its victims: what the speaker does by
    speaking of it (appeals, condemns, intends, threatens, finds, sums up), else the kind as it is.
    """
    if kind == "agreement":  # "urged them to accept the truce"
        return "appeal" if _cued(_clause(parse, first, last), "appeal") else kind
    if kind not in {"event", "casualty"}:
        return kind
    topic = topic_of(parse, first, last)
    if topic in _words()["standing"]:
        return topic
    return "status" if kind == "event" and topic == "status" and _is_static(_clause(parse, first, last)) else kind


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
def _rules() -> tuple[tuple[ClaimKind, Callable[[_Clause], bool]], ...]:
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
        parse=parse,
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
        while parse.tokens[top].dep == "conj" and parse.tokens[top].head != top:
            top = parse.tokens[top].head  # "urged them to leave and take …"
        head = parse.tokens[top].head
        if head == top:
            break
        top = head
        cues.append(parse.tokens[top].lemma)
        if parse.tokens[top].pos != "ADP":
            break
    return tuple(cues)


def _cued(clause: _Clause, topic: str) -> bool:
    """Brought in by a word of the topic, or headed by one ("the need for …", "repeat our call on …")."""
    known: frozenset[str] = _words()["cues"][topic]
    if topic == "violation_finding":
        return any(cue in known for cue in clause.cues)
    own = {
        clause.parse.tokens[i].lemma
        for i in [clause.top, *clause.parse.dependents(clause.top, "dobj")]
        if clause.parse.tokens[i].pos == "NOUN"
    }
    return any(cue in known for cue in clause.cues) or not known.isdisjoint(own)


def _says(clause: _Clause, topic: str) -> bool:
    return bool(clause.lemmas & _words()["words"][topic])


def _governs(clause: _Clause, topic: str) -> bool:
    """ "have to", "is going to", "remains committed to": the top word with an infinitive or "to" below."""
    if clause.verb is None:
        return False
    parse, known = clause.parse, _words()["governing"][topic]
    around = [clause.verb, *parse.dependents(clause.verb, "acomp", "xcomp", "attr", "dobj")]
    return any(parse.tokens[i].lemma in known and _has_infinitive(parse, i) for i in around)


def _has_infinitive(parse: Parse, i: int) -> bool:
    below = parse.dependents(i, "xcomp", "acl", "ccomp", "advcl", "prep")
    return any(
        parse.tokens[c].lower == "to" or any(parse.tokens[x].lower == "to" for x in parse.dependents(c, "aux"))
        for c in below
    )


def _is_threat(clause: _Clause) -> bool:
    warned = _says(clause, "threat") and bool(clause.auxiliaries & _words()["auxiliaries"]["intent"])
    return warned or (_cued(clause, "threat") and not _is_only_warned(clause))


def _is_only_warned(clause: _Clause) -> bool:
    """ "Warned that the toll could rise": told as a danger, not held out by whoever speaks."""
    if "warn" not in clause.cues or clause.verb is None or _says(clause, "threat"):
        return False
    who = clause.parse.dependents(clause.verb, *SUBJECTS)
    own = any(clause.parse.tokens[i].lower in _words()["threatening"] for i in who)
    return bool(who) and not own


def _is_appeal(clause: _Clause) -> bool:
    known = _words()
    if _cued(clause, "appeal") or clause.auxiliaries & known["auxiliaries"]["appeal"] or _says(clause, "appeal"):
        return True
    return _governs(clause, "appeal") or _is_vital(clause) or _is_imperative(clause)


def _is_vital(clause: _Clause) -> bool:
    """ "it is vital that …", "there can be no peace without …"."""
    if clause.verb is None or clause.parse.tokens[clause.verb].lemma != "be":
        return False
    said = {clause.parse.tokens[c].lemma for c in clause.parse.dependents(clause.verb, "acomp", "attr")}
    return bool(said & _words()["vital"]) and bool(
        clause.parse.dependents(clause.verb, "ccomp", "xcomp", "advcl", "acl")
    )


def _is_imperative(clause: _Clause) -> bool:
    """A bare verb without a subject or "to"."""
    token = clause.parse.tokens[clause.top]
    if clause.verb is None or token.tag != "VB" or token.dep != "ROOT" or not token.text.isalpha():
        return False
    return not clause.parse.dependents(clause.top, *SUBJECTS, "aux", "auxpass", "expl")


def _is_finding(clause: _Clause) -> bool:
    return _cued(clause, "violation_finding")


def _is_condemnation(clause: _Clause) -> bool:
    if _cued(clause, "condemnation"):
        return True
    if not _says(clause, "condemnation") or (clause.verb is not None and not _judges(clause.parse, clause.verb)):
        return False
    known, top = _words()["words"]["condemnation"], clause.top
    parse = clause.parse
    own = [top] if clause.verb is None else [c for c in parse.children[top] if parse.tokens[c].dep not in SUBJECTS]
    below = [parse.subtree(i) for i in own]
    return any(token.lemma in known for first, last in below for token in parse.tokens[first : last + 1])


def _judges(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].lemma in _words()["judging"]


def _is_violation(clause: _Clause) -> bool:
    return _says(clause, "violation")


def _is_intent(clause: _Clause) -> bool:
    if _cued(clause, "intent") or _governs(clause, "intent"):
        return True
    return bool(clause.auxiliaries & _words()["auxiliaries"]["intent"])


def _is_identity(clause: _Clause) -> bool:
    token, known = clause.parse.tokens[clause.top], _words()
    if _cued(clause, "identity") or token.lemma in known["words"]["identity"]:
        return True
    said = {clause.parse.tokens[c].lemma for c in clause.parse.dependents(clause.top, "attr")}
    return token.lemma == "be" and not known["roles"].isdisjoint(said)


def _is_total(clause: _Clause) -> bool:
    inside = clause.parse.tokens[clause.first : clause.last + 1]
    return any(token.pos == "NUM" for token in inside) and (_says(clause, "aggregate_count") or _is_over_period(inside))


def _is_over_period(inside: Sequence[Token]) -> bool:
    """ "over the last year", "in the past three months"."""
    units, last = _words()["periods"], {"last", "past"}
    pairs = zip(inside, inside[1:], [*inside[2:], inside[-1]], strict=False)
    return any(a.lower in last and (b.lemma in units or (b.pos == "NUM" and c.lemma in units)) for a, b, c in pairs)


def _is_static(clause: _Clause) -> bool:
    """A state of affairs in which an event is only spoken of ("were there at the time of the attack")."""
    parse, known = clause.parse, _words()
    if clause.verb is None or parse.tokens[clause.verb].lemma not in known["static"]:
        return False
    said = {parse.tokens[i].lemma for i in parse.dependents(clause.verb, "attr", "dobj")}
    return not parse.dependents(clause.verb, "auxpass") and known["happening_nouns"].isdisjoint(said)


def _is_casualty(clause: _Clause) -> bool:
    return _says(clause, "casualty")


def _is_background(clause: _Clause) -> bool:
    return _cued(clause, "background") or _says(clause, "background")


def _is_event(clause: _Clause) -> bool:
    token = clause.parse.tokens[clause.top]
    known = _words()
    if clause.verb is None:
        done = {clause.parse.tokens[c].lemma for c in clause.parse.dependents(clause.top, "acl")}
        return token.lemma in known["happening_nouns"] or not known["happenings"].isdisjoint(done)
    if clause.auxiliaries & {"was", "were"} and token.lemma in known["happenings"]:
        return True
    if any(clause.parse.tokens[c].lower in {"is", "are"} for c in clause.parse.dependents(clause.top, "auxpass")):
        return False
    past = token.tag in {"VBD", "VBN"} or "had" in clause.auxiliaries or "have" in clause.auxiliaries
    return past and token.lemma in known["happenings"]
