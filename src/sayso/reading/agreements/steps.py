"""Steps in the life of a ceasefire, truce or initiative: proposed, announced, signed, in force, broken, ended, disowned."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.claim import AgreementStatus, AgreementStep, Party
from sayso.model.record import Record, Span, passage
from sayso.reading.agreements.anaphors import (
    borne,
    is_bare_breach,
    is_force,
    later_namings,
    signs_by_idiom,
    takes_effect,
)
from sayso.reading.agreements.breaches import find_followed, is_set_against
from sayso.reading.agreements.names import Naming, find_namings, words
from sayso.reading.agreements.parties import is_unsigned, parties_of, proposer, signers
from sayso.reading.agreements.terms import area, conditions, duration, start
from sayso.reading.arguments import clause, joined, whole
from sayso.reading.found import Found, Status
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.responsibility.deeds import is_negated
from sayso.reading.stance import status

_OF = {"of", "to", "on", "for", "in", "over"}
_TO_COME = {"in_force", "claimed_signed"}  # of what is still to come it is only announced


class _Step(Record, frozen=True, kw_only=True):
    """What a word says of an agreement: `token` is that word, `verb` when it is one."""

    token: int
    status: AgreementStatus | None
    rule: str
    verb: int | None = None
    parties: tuple[Party, ...] = ()


def find_agreements(parse: Parse, mentions: Mentions) -> list[Found]:
    """All found in the report, in text order."""
    namings = find_namings(parse)
    namings += later_namings(parse, namings)
    found: dict[tuple[Span, AgreementStatus | None], Found] = {}
    for naming in sorted(namings, key=lambda n: n.head):
        for step in _steps(parse, mentions, naming):
            one = _found(parse, mentions, naming, step)
            if isinstance(one.proposition, AgreementStep):
                found.setdefault((one.span, one.proposition.status), one)
    for one in find_followed(parse, namings):
        found.setdefault((one.span, None), one)
    return sorted(found.values(), key=lambda one: one.span)


def _found(parse: Parse, mentions: Mentions, naming: Naming, step: _Step) -> Found:
    verb = step.verb
    parties = step.parties or parties_of(parse, mentions, naming.head, verb, signed=step.status == "claimed_signed")
    state = status(parse, step.token if step.status is not None else _governing(parse, naming.head))
    value = step.status
    if value == "claimed_signed" and parties and all(party.signature == "denied" for party in parties):
        value = "denied"
    return Found(
        token=step.token,
        span=_span(parse, naming, step),
        proposition=AgreementStep(
            agreement=passage(parse.text, naming.words),
            status=value,
            title=naming.title,
            kind=naming.kind,
            parties=parties,
            area=area(parse, mentions, naming.head, verb),
            start=start(parse, mentions, naming.head, verb),
            duration=duration(parse, naming.head),
            conditions=conditions(parse, verb) if verb is not None else None,
            proposed_by=proposer(parse, mentions, naming.head, verb),
        ),
        status=state if value != "denied" else Status(polarity="negated", modality=state.modality),
        rule=f"agreements.{step.rule}",
    )


def _span(parse: Parse, naming: Naming, step: _Step) -> Span:
    if step.status is None:
        above = _governing(parse, naming.head)
        above = parse.tokens[above].head if parse.tokens[above].dep == "dobj" else above
        return joined(clause(parse, above), naming.span)
    own = clause(parse, step.verb) if step.verb is not None else whole(parse, step.token)
    if step.verb is not None and parse.tokens[step.verb].dep in {"acl", "relcl", "amod"}:
        return joined(naming.span, own)
    return joined(own, naming.span)


def _steps(parse: Parse, mentions: Mentions, naming: Naming) -> Iterator[_Step]:
    """What the words around a naming say of it; "the agreed truce collapsed" tells of its end alone."""
    told = [step for step in _told(parse, mentions, naming) if step is not None]
    for step in told:
        if len(told) == 1 or parse.tokens[step.token].dep != "amod" or step.status is None:
            yield step


def _told(parse: Parse, mentions: Mentions, naming: Naming) -> Iterator[_Step | None]:
    head = naming.head
    token = parse.tokens[head]
    governor = parse.tokens[token.head]
    if (alone := _alone(parse, head)) is not None:
        yield alone
    elif token.dep in {"nsubj", "nsubjpass"}:
        for verb in _verbs(parse, governor.i):
            yield _borne(parse, mentions, verb) or _as_subject(parse, verb)
    elif token.dep == "dobj" and governor.pos == "VERB":
        yield _as_object(parse, governor.i)
    elif token.dep == "attr" and governor.lemma == "be":
        yield _as_existing(parse, head, governor.i)
    elif token.dep == "pobj":
        yield from _after_preposition(parse, mentions, governor.i)
    elif token.dep in {"compound", "nmod", "amod"} and governor.i - head < 3 and governor.lemma in words()["nouns"]:
        yield _Step(token=governor.i, status=words()["nouns"][governor.lemma], rule="noun")
    yield from _beside(parse, head)


def _alone(parse: Parse, head: int) -> _Step | None:
    """ "Seven groups signed", "(accused them of) breaches"; "shelled it an hour after it began" tells of the shelling."""
    token = parse.tokens[head]
    if token.pos == "VERB" and token.lemma in words()["signing"]:
        return _signing(parse, head)
    if is_bare_breach(parse, head):
        return _Step(token=head, status="violated", rule="noun")
    if token.dep in {"nsubj", "nsubjpass"} and is_set_against(parse, head):
        return _Step(token=head, status=None, rule="set_against")
    return None


def _beside(parse: Parse, head: int) -> Iterator[_Step | None]:
    """What participles and phrases at the noun say of it, and what it is set against."""
    for child in parse.children[head]:
        if parse.tokens[child].dep in {"acl", "relcl", "amod"} and parse.tokens[child].tag in {"VBN", "VBD"}:
            yield _as_object(parse, child)
    if parse.tokens[head].dep not in {"nsubj", "nsubjpass"} and is_set_against(parse, head):
        yield _Step(token=head, status=None, rule="set_against")
    if any(is_force(parse, p) for p in parse.dependents(head, "prep")):
        yield _Step(token=head, status="in_force", rule="in_force")


def _verbs(parse: Parse, verb: int) -> list[int]:
    """The verb and those joined to it that share its subject."""
    shared = [c for c in parse.dependents(verb, "conj") if not parse.dependents(c, "nsubj", "nsubjpass")]
    return [verb, *shared]


def _as_subject(parse: Parse, verb: int) -> _Step | None:
    token, known = parse.tokens[verb], words()
    if parse.dependents(verb, "nsubjpass", "auxpass"):
        return _into_force(parse, verb) or _as_object(parse, verb)
    step = _into_force(parse, verb) or _apart(parse, verb) or _judged(parse, verb)
    if step is None and token.lemma in known["subject"]:
        step = _Step(token=verb, status=known["subject"][token.lemma], rule="subject", verb=verb)
    if step is None:
        inner = parse.dependents(verb, "xcomp")
        return _as_subject(parse, inner[0]) if inner and token.lemma in {"appear", "seem", "continue"} else None
    return _timed(parse, verb, step)


def _as_object(parse: Parse, verb: int) -> _Step | None:
    token = parse.tokens[verb]
    value = words()["object"].get(token.lemma)
    if value is None:
        return None
    if value == "claimed_signed":
        return _signing(parse, verb)
    return _timed(parse, verb, _Step(token=verb, status=value, rule=f"{value}", verb=verb))


def _signing(parse: Parse, verb: int) -> _Step | None:
    step = _Step(token=verb, status="claimed_signed", rule="claimed_signed", verb=verb)
    return step if is_unsigned(parse, verb) else _timed(parse, verb, step)


def _timed(parse: Parse, verb: int, step: _Step) -> _Step | None:
    """None when the step is wished for; "announced" when it is still to come."""
    known, token = words(), parse.tokens[verb]
    told = parse.tokens[token.head].lemma not in known["wishing"] or token.dep not in {"ccomp", "xcomp"}
    tried = token.dep == "pcomp" and step.status in {"announced", "in_force", "proposed"}
    if not told or tried or any(parse.tokens[c].lower in {"if", "whether"} for c in parse.dependents(verb, "mark")):
        return None
    aux = {parse.tokens[c].lower for c in parse.dependents(verb, "aux")}
    if aux & known["modals_of_wish"]:
        bound = step.status == "in_force" and conditions(parse, verb) is not None
        return _Step(token=step.token, status=None, rule="on_condition", verb=verb) if bound else None
    coming = bool(aux & known["modals_of_future"])
    if "to" in aux:
        governor = parse.tokens[token.head]
        if governor.lemma not in known["promising"]:
            return None
        coming = step.status in _TO_COME
    if coming and step.status in _TO_COME:
        return _Step(token=step.token, status="announced", rule=f"{step.rule}_to_come", verb=step.verb)
    return step


def _into_force(parse: Parse, verb: int) -> _Step | None:
    return _Step(token=verb, status="in_force", rule="into_force", verb=verb) if takes_effect(parse, verb) else None


def _borne(parse: Parse, mentions: Mentions, verb: int) -> _Step | None:
    """ "It bears the signatures of …"."""
    signature = borne(parse, verb)
    if signature is None:
        return None
    signed = signers(parse, mentions, signature)
    return _Step(token=verb, status="claimed_signed", rule="bears_signatures", verb=verb, parties=signed)


def _apart(parse: Parse, verb: int) -> _Step | None:
    """ "fell apart", "broke down"."""
    known, token = words()["apart"], parse.tokens[verb]
    beside = {parse.tokens[c].lower for c in parse.dependents(verb, "prt", "advmod")}
    if token.lemma in known["verbs"] and beside & set(known["words"]):
        return _Step(token=verb, status="ended", rule="apart", verb=verb)
    return None


def _judged(parse: Parse, verb: int) -> _Step | None:
    """ "the truce is over", "the initiative is fake"."""
    if parse.tokens[verb].lemma != "be":
        return None
    known = words()
    said = {parse.tokens[c].lemma for c in parse.dependents(verb, "acomp", "attr", "advmod", "prep")}
    if said & known["over"]:
        return _Step(token=verb, status="ended", rule="over", verb=verb)
    if said & set(known["disowned"]["words"]) and not is_negated(parse, verb):
        return _Step(token=verb, status="declared_fake", rule="disowned", verb=verb)
    return None


def _as_existing(parse: Parse, noun: int, verb: int) -> _Step | None:
    """ "there is no ceasefire"."""
    there = parse.dependents(verb, "expl")
    none = any(parse.tokens[c].lower == "no" for c in parse.dependents(noun, "det")) or is_negated(parse, verb)
    return _Step(token=verb, status="denied", rule="none", verb=verb) if there and none else None


def _after_preposition(parse: Parse, mentions: Mentions, prep: int) -> Iterator[_Step | None]:
    token = parse.tokens[prep]
    governor = parse.tokens[token.head]
    known = words()
    by_prep = known["after"].get(governor.lemma, {}) if governor.pos == "VERB" else {}
    if token.lower in by_prep:
        yield _timed(
            parse, governor.i, _Step(token=governor.i, status=by_prep[token.lower], rule="after", verb=governor.i)
        )
    elif signs_by_idiom(parse, _over_name(parse, governor.i)):
        yield _signing(parse, _over_name(parse, governor.i))
    elif governor.lemma in known["texts"] and parse.tokens[governor.head].lemma in known["publishing"]:
        yield _Step(token=governor.head, status="text_published", rule="text_published", verb=governor.head)
    elif governor.pos in {"NOUN", "PROPN", "VERB"} and governor.lemma in known["nouns"] and token.lower in _OF:
        value: AgreementStatus = known["nouns"][governor.lemma]
        signed = signers(parse, mentions, governor.i) if value == "claimed_signed" else ()
        yield _Step(token=governor.i, status=value, rule="noun", parties=signed)


def _over_name(parse: Parse, i: int) -> int:
    """The verb of "put his name to the paper", also where the parser hangs the paper on the name."""
    return parse.tokens[i].head if parse.tokens[i].dep == "dobj" else i


def _governing(parse: Parse, noun: int) -> int:
    """The word that the noun hangs on, over a preposition."""
    head = parse.tokens[noun].head
    return parse.tokens[head].head if parse.tokens[head].pos == "ADP" else head
