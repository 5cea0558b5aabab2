"""Who is said to have done it: claimed, accused, suspected, denied; an accusation never becomes a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from sayso.model.claim import ResponsibilityBasis
from sayso.model.record import Span
from sayso.reading.arguments import (
    SUBJECTS,
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
from sayso.reading.deeds import (
    Laid,
    by_authorities,
    is_deed,
    is_negated,
    is_passive,
    is_shown,
    lay,
    said_by_subject,
    words,
)
from sayso.reading.denials import find_admission, find_denial, find_owned
from sayso.reading.found import Found
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.stance import status

_ANYBODY = {"those", "anyone", "anybody", "all", "them", "whoever", "someone"}
_WHO = {"who", "which", "that", "whoever", "what"}

_Rule = Callable[[Parse, Mentions, int], Iterator[Found]]


def find_responsibility(parse: Parse, mentions: Mentions) -> list[Found]:
    """All found in the report, in text order."""
    rules = _rules()
    found: dict[Span, Found] = {}
    for token in parse.tokens:
        for rule in rules.get(token.lemma, ()):
            for one in rule(parse, mentions, token.i):
                found.setdefault(one.span, one)
    return sorted(found.values(), key=lambda one: one.span)


@cache
def _rules() -> dict[str, list[_Rule]]:
    """The rules by the lemma that sets them off."""
    known = words()
    by_rule: list[tuple[_Rule, Iterable[str]]] = [
        (find_owned, known.claiming),
        (find_denial, known.denying),
        (find_admission, known.confessing),
        (_laid, known.laying),
        (_attributed, known.attributing),
        (_held, ("hold",)),
        (_responsible, known.responsible),
        (_behind, ("behind",)),
        (_done, known.doing | known.deed_verbs),
        (_coordinated, known.steering_nouns),
    ]
    rules: dict[str, list[_Rule]] = {}
    for rule, lemmas in by_rule:
        for lemma in sorted(lemmas):
            rules.setdefault(lemma, []).append(rule)
    return rules


def _laid(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "accused the army of shelling the market", "the militia was blamed for the blast"."""
    token, laying = parse.tokens[verb], words().laying[parse.tokens[verb].lemma]
    if token.pos != "VERB" or token.dep in {"amod", "compound"} or is_negated(parse, verb):
        return
    passive = is_passive(parse, verb)
    accused = _passive_subjects(parse, verb) if passive else objects(parse, verb)
    deed = next((i for at in [verb, *accused] for i in objects(parse, at, *laying.preps)), None)
    if not accused or (deed is None and (laying.deed or passive or is_deed(parse, accused[0]))):
        return
    if deed is not None and laying.deed and not is_deed(parse, deed):
        return
    accusers = agents(parse, verb) if passive else subjects(parse, verb)
    if not passive and parse.tokens[accused[0]].lower == "other":
        accused = accusers
    about = whole(parse, deed) if deed is not None else None
    said = noun_phrase(parse, (accused if passive else objects(parse, verb))[0], before=_stop(parse, deed, verb))
    yield lay(
        parse,
        mentions,
        token.lemma,
        Laid(
            token=verb if passive else deed if deed is not None else objects(parse, verb)[0],
            span=joined(
                said, clause(parse, verb) if passive else about or noun_phrase(parse, objects(parse, verb)[-1])
            ),
            basis=by_authorities(parse, accusers, laying.basis),
            actors=accused,
            about=about,
            before=_stop(parse, deed, verb),
            state=status(parse, verb),
        ),
    )


def _stop(parse: Parse, deed: int | None, verb: int) -> int | None:
    """Where the accused's words end: at the preposition of the deed, wherever the parser hangs it."""
    if deed is None or deed < verb:
        return None
    prep = deed
    while prep > verb and parse.tokens[prep].dep != "prep":
        prep = parse.tokens[prep].head if parse.tokens[prep].head != prep else verb
    return prep if prep > verb else None


def _attributed(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "blamed the blast on the militia", "the raid was attributed to …"."""
    token, laying = parse.tokens[verb], words().attributing[parse.tokens[verb].lemma]
    if token.pos != "VERB" or is_negated(parse, verb):
        return
    passive = is_passive(parse, verb)
    deeds = _passive_subjects(parse, verb) if passive else objects(parse, verb)
    deeds = [i for i in deeds if is_deed(parse, i)]
    doers = [i for at in [verb, *deeds] for i in objects(parse, at, *laying.preps)]
    if not deeds or not doers:
        return
    accusers = agents(parse, verb) if passive else subjects(parse, verb)
    about = noun_phrase(parse, deeds[0])
    yield lay(
        parse,
        mentions,
        f"{token.lemma}_on",
        Laid(
            token=verb if passive else deeds[0],
            span=joined(about, noun_phrase(parse, doers[-1])),
            basis=by_authorities(parse, accusers, laying.basis),
            actors=doers,
            about=about,
        ),
    )


def _held(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "held the coalition responsible for …"."""
    after = [c for i in objects(parse, verb) for c in parse.dependents(i, "amod") if c > i]
    for quality in [*parse.dependents(verb, "oprd", "acomp", "ccomp", "xcomp", "advmod"), *after]:
        if parse.tokens[quality].lemma not in words().responsible:
            continue
        accused = [*parse.dependents(quality, *SUBJECTS), *objects(parse, verb), *parse.dependents(verb, "nsubjpass")]
        deed = next((i for at in (quality, verb) for i in objects(parse, at, "for")), None)
        if (
            accused
            and parse.tokens[accused[0]].lower not in _ANYBODY
            and (deed is None or is_deed(parse, deed))
            and not is_negated(parse, verb)
        ):
            actors = conjuncts(parse, accused[0])
            span = joined(noun_phrase(parse, actors[0], before=quality), whole(parse, quality))
            about = whole(parse, deed) if deed is not None else None
            yield lay(
                parse,
                mentions,
                "held_responsible",
                Laid(
                    token=quality,
                    span=joined(span, about or span),
                    basis="accused",
                    actors=actors,
                    about=about,
                    before=quality if quality > actors[0] else None,
                ),
            )
        return


def _responsible(parse: Parse, mentions: Mentions, quality: int) -> Iterator[Found]:
    """ "the rebels were responsible for the blast", "it was not responsible"."""
    token = parse.tokens[quality]
    if token.dep not in {"acomp", "oprd"} or parse.tokens[token.head].lemma not in {"be", "remain", "seem", "appear"}:
        return
    deed = next((i for i in objects(parse, quality, "for")), None)
    alone = deed is None and not any(parse.tokens[c].dep == "prep" for c in parse.children[quality])
    if (deed is not None and is_deed(parse, deed)) or (alone and token.lemma == "responsible"):
        yield from _copular(parse, mentions, "responsible", token.head, deed)


def _behind(parse: Parse, mentions: Mentions, prep: int) -> Iterator[Found]:
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
            basis=_basis_of_clause(parse, verb),
            actors=actors,
            about=whole(parse, deed) if deed is not None else None,
        ),
    )


def _basis_of_clause(parse: Parse, verb: int) -> ResponsibilityBasis:
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


def _done(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "carried out by either the army or its ally", "coordinated by …", "is believed to have bombed …"."""
    token = parse.tokens[verb]
    if token.pos not in {"VERB", "AUX"}:
        return
    doers = _doers(parse, verb)
    if doers and (any(alternatives(parse, i) for i in doers) or (_is_main(parse, verb) and _steers(parse, verb))):
        done = _passive_subjects(parse, verb)
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
                basis=_basis_of_clause(parse, verb),
                actors=doers,
                about=noun_phrase(parse, done[0]) if done else None,
            ),
        )
        return
    hedge = token.head
    if token.dep == "xcomp" and parse.tokens[hedge].lemma in words().hedging and is_passive(parse, hedge):
        yield from _believed(parse, mentions, verb, hedge)


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
    actors = _passive_subjects(parse, hedge)
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
    done = _passive_subjects(parse, verb)
    definite = done and any(
        parse.tokens[c].lower in {"the", "this", "that", "these"} for c in parse.dependents(done[0], "det")
    )
    return token.lemma in words().doing and bool(definite)


def _is_main(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].dep not in {"acl", "relcl", "amod"}


def _coordinated(parse: Parse, mentions: Mentions, noun: int) -> Iterator[Found]:
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


def _passive_subjects(parse: Parse, verb: int) -> list[int]:
    """Of a passive: its subject, the noun that a participle stands at, or the subject of the verb it is joined to."""
    token = parse.tokens[verb]
    own = parse.dependents(verb, "nsubjpass", "nsubj")
    if own and parse.tokens[own[0]].lower in _WHO and token.dep == "relcl":
        return [token.head]
    if token.dep == "conj" and parse.tokens[token.head].lemma in words().deeds:
        return [token.head]  # the parser's slip: "the raids in X and Y are led by …" with Y for a subject
    return conjuncts(parse, own[0]) if own else subjects(parse, verb)
