"""Deeds and what the words around them say of who did them; shared by the rules for responsibility."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sayso.lexicon.load import lexicon
from sayso.model.claim import Responsibility, ResponsibilityBasis
from sayso.model.record import Record, Span, passage
from sayso.reading.arguments import SUBJECTS, alternatives, conjuncts, role, subjects, voice
from sayso.reading.found import Found, Status
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.stance import status

_NEAR = 14  # words after which a deed is no longer what a noun is about
_PRONOUNS = {"it", "they", "he", "she", "we", "i"}
_RELATIVE = {"who", "which", "that"}
_OWNERS = {"its", "their", "our", "his", "her", "my"}


class Laying(Record, frozen=True, kw_only=True):
    """How a verb lays a deed to somebody: the prepositions of the deed (or the doer) and the basis that it gives."""

    preps: tuple[str, ...]
    basis: ResponsibilityBasis
    deed: bool = False


class Words(Record, frozen=True, kw_only=True):
    """The lexicon of responsibility in the shape that the rules ask for."""

    laying: dict[str, Laying]
    attributing: dict[str, Laying]
    idioms: dict[str, dict[str, list[str]]]
    disowning: frozenset[str]
    involved: frozenset[str]
    claiming: dict[str, ResponsibilityBasis]
    owned: frozenset[str]
    owned_when_claimed: frozenset[str]
    authorities: frozenset[str]
    responsible: frozenset[str]
    hedging: frozenset[str]
    speaking: frozenset[str]
    doing: frozenset[str]
    steering: frozenset[str]
    steering_nouns: frozenset[str]
    denying: frozenset[str]
    confessing: frozenset[str]
    charges: frozenset[str]
    reports: frozenset[str]
    needing_deed: frozenset[str]
    deeds: frozenset[str]
    harming: frozenset[str]
    deed_verbs: frozenset[str]
    craft: frozenset[str]


@cache
def words() -> Words:
    """The words of lexicon/en/responsibility.yaml."""
    data = lexicon("responsibility")
    owned = data["responsibility_objects"]
    claiming: dict[str, ResponsibilityBasis] = dict.fromkeys(owned["claimed"], "claimed")
    claiming |= dict.fromkeys(owned["denied"], "denied")
    return Words(
        laying={lemma: _laying(entry) for lemma, entry in data["laying_verbs"].items()},
        attributing={lemma: _laying(entry) for lemma, entry in data["attributing_verbs"].items()},
        idioms=data["accusing_idioms"],
        disowning=frozenset(data["disowning_verbs"]),
        involved=frozenset(data["involved"]),
        claiming=claiming,
        owned=frozenset(owned["nouns"]),
        owned_when_claimed=frozenset(data["claimed_nouns"]),
        authorities=frozenset(data["authorities"]),
        responsible=frozenset(data["responsible"]),
        hedging=frozenset(data["hedging_verbs"]),
        speaking=frozenset(data["speaking_verbs"]),
        doing=frozenset(data["doing_verbs"]),
        steering=frozenset(data["steering_verbs"]),
        steering_nouns=frozenset(data["steering_nouns"]),
        denying=frozenset(data["denying_verbs"]),
        confessing=frozenset(data["confessing_verbs"]),
        charges=frozenset(data["charges"]),
        reports=frozenset(data["reports"]),
        needing_deed=frozenset(data["needing_deed"]),
        deeds=frozenset(data["deeds"]),
        harming=frozenset(data["harming_verbs"]),
        deed_verbs=frozenset([*data["harming_verbs"], *data["deed_verbs"]]),
        craft=frozenset(data["craft"]),
    )


def _laying(entry: dict[str, Any]) -> Laying:
    return Laying(preps=tuple(entry["preps"]), basis=entry["basis"], deed=entry.get("deed", False))


def is_deed(parse: Parse, i: int) -> bool:
    """Whether the word names a deed, or stands close before one ("the use of gas")."""
    known = words()
    first, last = parse.subtree(i)
    near = parse.tokens[max(first, i - 4) : min(last, i + _NEAR) + 1]
    return parse.tokens[i].lemma in known.deed_verbs or any(token.lemma in known.deeds for token in near)


def is_shown(parse: Parse, i: int) -> bool:
    """Whether a document or recording of the same sentence is what shows it ("leaked tapes show …")."""
    shows = lexicon("artefacts")
    first, last = parse.sentences[parse.tokens[i].sentence]
    return any(
        parse.tokens[j].lemma in shows["showing_verbs"]
        and any(parse.tokens[s].lemma in shows["artefacts"] for s in parse.dependents(j, "nsubj"))
        for j in range(first, last)
    )


def is_own(parse: Parse, i: int) -> bool:
    """Whether the noun phrase means the speaker or the speaker's side: "it", "they", "its forces"."""
    token = parse.tokens[i]
    return token.lower in _PRONOUNS or any(parse.tokens[c].lower in _OWNERS for c in parse.dependents(i, "poss"))


def is_about_deed(parse: Parse, i: int) -> bool:
    """Whether a verb with its arguments says that somebody did a deed."""
    known = words()
    token = parse.tokens[i]
    if token.pos not in {"VERB", "AUX"}:
        return is_deed(parse, i)
    return token.lemma in known.deed_verbs or is_deed(parse, i)


def said_by_subject(parse: Parse, verb: int) -> bool:
    """Whether the clause is what a speaker says of itself: "(the group) said it was behind the blast"."""
    head = parse.tokens[parse.tokens[verb].head]
    own = [s for s in parse.dependents(verb, *SUBJECTS) if is_own(parse, s)]
    return bool(own) and parse.tokens[verb].dep == "ccomp" and head.lemma in words().speaking


def is_negated(parse: Parse, i: int) -> bool:
    """Whether "not" or "never" stands at the verb."""
    return bool(parse.dependents(i, "neg"))


class Laid(Record, frozen=True, kw_only=True):
    """A deed laid to somebody, as tokens: the actors' words end before the token `before`; `state` None: the token's."""

    token: int
    span: Span
    basis: ResponsibilityBasis
    actors: Sequence[int]
    about: Span | None = None
    state: Status | None = None
    before: int | None = None


def lay(parse: Parse, mentions: Mentions, rule: str, laid: Laid) -> Found:
    """The responsibility, its actors as roles."""
    return Found(
        token=laid.token,
        span=laid.span,
        proposition=Responsibility(
            basis=laid.basis,
            actors=tuple(role(parse, mentions, i, before=laid.before) for i in laid.actors),
            alternatives=any(alternatives(parse, i) for i in laid.actors),
            about=passage(parse.text, laid.about) if laid.about else None,
        ),
        status=laid.state or status(parse, laid.token),
        rule=f"responsibility.{rule}",
    )


def by_authorities(parse: Parse, accusers: Sequence[int], basis: ResponsibilityBasis) -> ResponsibilityBasis:
    """An accusation by police or a court is one by authorities."""
    if basis == "accused" and any(parse.tokens[i].lemma in words().authorities for i in accusers):
        return "accused_by_authorities"
    return basis


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb is passive."""
    return voice(parse, verb) == "passive"


def passive_subjects(parse: Parse, verb: int) -> list[int]:
    """Of a passive: its subject, the noun that a participle stands at, or the subject of the verb it is joined to."""
    token = parse.tokens[verb]
    own = parse.dependents(verb, "nsubjpass", "nsubj")
    if own and parse.tokens[own[0]].lower in _RELATIVE and token.dep == "relcl":
        return [token.head]
    if token.dep == "conj" and parse.tokens[token.head].lemma in words().deeds:
        return [token.head]  # the parser's slip: "the raids in X and Y are led by …" with Y for a subject
    return conjuncts(parse, own[0]) if own else subjects(parse, verb)
