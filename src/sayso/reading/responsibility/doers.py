"""Plain words for who did it: "was behind the blast", "was carried out by either X or Y", "is believed to have …"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.claim import ResponsibilityBasis
from sayso.reading.arguments import (
    agents,
    alternatives,
    clause,
    conjuncts,
    joined,
    noun_phrase,
    objects,
    subjects,
    whole,
)
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.responsibility.deeds import (
    Laid,
    is_deed,
    is_negated,
    is_passive,
    is_shown,
    lay,
    passive_subjects,
    said_by_subject,
    words,
)

_WHO = {"who", "which", "that", "whoever", "what"}


def find_responsible(parse: Parse, mentions: Mentions, quality: int) -> Iterator[Found]:
    """ "the rebels were responsible for the blast", "it was not responsible"."""
    token = parse.tokens[quality]
    if token.dep not in {"acomp", "oprd"} or parse.tokens[token.head].lemma not in {"be", "remain", "seem", "appear"}:
        return
    deed = next((i for i in objects(parse, quality, "for")), None)
    alone = deed is None and not any(parse.tokens[c].dep == "prep" for c in parse.children[quality])
    if (deed is not None and is_deed(parse, deed)) or (alone and token.lemma == "responsible"):
        yield from _copular(parse, mentions, "responsible", token.head, deed)


def find_behind(parse: Parse, mentions: Mentions, prep: int) -> Iterator[Found]:
    """ "the group was behind the attack"."""
    token = parse.tokens[prep]
    deeds = [i for i in parse.dependents(prep, "pobj") if parse.tokens[i].lemma in words().deeds]
    if deeds and token.head != prep and parse.tokens[token.head].lemma in {"be", "stand"}:
        yield from _copular(parse, mentions, "behind", token.head, deeds[0])


def _copular(parse: Parse, mentions: Mentions, rule: str, verb: int, deed: int | None) -> Iterator[Found]:
    actors = subjects(parse, verb)
    asked = any(parse.tokens[i].lower in _WHO for actor in actors[:1] for i in [actor, *parse.children[actor]])
    if not actors or asked or parse.tokens[verb].dep == "pcomp":
        return
    yield lay(
        parse,
        mentions,
        rule,
        Laid(
            token=verb,
            span=joined(clause(parse, verb), noun_phrase(parse, actors[0])),
            basis=basis_of_clause(parse, verb),
            actors=actors,
            about=whole(parse, deed) if deed is not None else None,
        ),
    )


def basis_of_clause(parse: Parse, verb: int) -> ResponsibilityBasis:
    """What the words around a plain clause make of it; the speaker's own "it was us" is a claim."""
    head = parse.tokens[parse.tokens[verb].head]
    if is_negated(parse, verb):
        return "denied"
    if any(parse.tokens[c].lower in {"if", "whether"} for c in parse.dependents(verb, "mark")):
        return "possible"
    if head.i != verb and head.lemma in words().hedging:
        return "suspected"
    if said_by_subject(parse, verb):
        return "claimed"
    return "inferred" if is_shown(parse, verb) else "reported_as_fact"


def find_done(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "carried out by either the army or its ally", "coordinated by …", "is believed to have bombed …"."""
    token = parse.tokens[verb]
    if token.pos not in {"VERB", "AUX"}:
        return
    if _owns_up(parse, verb):
        yield _claimed(parse, mentions, verb)
        return
    doers = _doers(parse, verb)
    if doers and (any(alternatives(parse, i) for i in doers) or (_is_main(parse, verb) and _steers(parse, verb))):
        done = passive_subjects(parse, verb)
        if token.lemma in words().doing and not (done and is_deed(parse, done[0])) and not is_shown(parse, verb):
            return
        span = joined(clause(parse, verb), noun_phrase(parse, done[0])) if done else clause(parse, verb)
        yield lay(
            parse,
            mentions,
            "done_by",
            Laid(
                token=verb,
                span=span,
                basis=basis_of_clause(parse, verb),
                actors=doers,
                about=noun_phrase(parse, done[0]) if done else None,
            ),
        )
        return
    hedge = token.head
    if token.dep == "xcomp" and parse.tokens[hedge].lemma in words().hedging and is_passive(parse, hedge):
        yield from _believed(parse, mentions, verb, hedge)


def _owns_up(parse: Parse, verb: int) -> bool:
    """ "(The group) said that it had carried out the attack": a deed told before, taken upon oneself."""
    deeds = [i for i in parse.dependents(verb, "dobj") if parse.tokens[i].lemma in words().deeds]
    told = any(parse.tokens[c].lower in {"the", "this", "these", "that"} for i in deeds for c in parse.children[i])
    return (
        told
        and parse.tokens[verb].lemma in words().doing
        and said_by_subject(parse, verb)
        and not is_negated(parse, verb)
    )


def _claimed(parse: Parse, mentions: Mentions, verb: int) -> Found:
    deed = parse.dependents(verb, "dobj")[0]
    laid = Laid(
        token=verb,
        span=clause(parse, verb),
        basis="claimed",
        actors=subjects(parse, verb),
        about=whole(parse, deed),
    )
    return lay(parse, mentions, "owns_up", laid)


def _doers(parse: Parse, verb: int) -> list[int]:
    """After "by"; of "forces of either X or Y", "X or Y planes" and "planes belonging to X or Y" the two."""
    doers = [i for i in agents(parse, verb) if parse.tokens[i].tag != "VBG"]
    if len(doers) == 1:
        belonging = [i for acl in parse.dependents(doers[0], "acl") for i in objects(parse, acl, "to")]
        kinds = [conjuncts(parse, i) for i in parse.dependents(doers[0], "amod", "nmod", "compound")]
        for owners in (objects(parse, doers[0], "of", "from"), belonging, *kinds):
            if len(owners) > 1 and any(alternatives(parse, i) for i in owners):
                return owners
    return doers


def _believed(parse: Parse, mentions: Mentions, verb: int, hedge: int) -> Iterator[Found]:
    actors = passive_subjects(parse, hedge)
    what = objects(parse, verb)
    harmful = parse.tokens[verb].lemma in words().harming or any(is_deed(parse, i) for i in what)
    if not actors or not harmful or is_passive(parse, verb) or is_deed(parse, actors[0]):
        return
    yield lay(
        parse,
        mentions,
        "believed",
        Laid(
            token=verb,
            span=joined(noun_phrase(parse, actors[0]), clause(parse, hedge)),
            basis="suspected",
            actors=actors,
            about=clause(parse, verb),
        ),
    )


def _steers(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    if token.lemma in words().steering:
        return True
    done = passive_subjects(parse, verb)
    definite = done and any(
        parse.tokens[c].lower in {"the", "this", "that", "these"} for c in parse.dependents(done[0], "det")
    )
    return token.lemma in words().doing and bool(definite)


def _is_main(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].dep not in {"acl", "relcl", "amod"}


def find_coordinated(parse: Parse, mentions: Mentions, noun: int) -> Iterator[Found]:
    """ "(recordings) show coordination between the navy and the militia to carry out raids"."""
    parties = objects(parse, noun, "between", "with", "among", "of")
    verb = parse.tokens[noun].head
    if not parties or not is_shown(parse, noun) or parse.tokens[noun].dep not in {"dobj", "pobj", "nsubj", "ccomp"}:
        return
    aims = [
        *parse.dependents(noun, "acl"),
        *objects(parse, noun, "in", "on"),
        *parse.dependents(verb, "advcl", "xcomp"),
    ]
    aims += [i for party in parties for i in parse.dependents(party, "acl", "relcl")]
    aim = next((i for i in aims if is_deed(parse, i)), None)
    if aim is not None:
        yield lay(
            parse,
            mentions,
            "coordination",
            Laid(
                token=noun,
                span=joined(whole(parse, noun), whole(parse, aim)),
                basis="inferred",
                actors=parties,
                about=whole(parse, aim),
            ),
        )
