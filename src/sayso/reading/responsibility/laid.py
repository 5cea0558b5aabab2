"""Who is said to have done it: claimed, accused, suspected, denied; an accusation never becomes a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sayso.model.record import Span
from sayso.reading.arguments import (
    SUBJECTS,
    agents,
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
from sayso.reading.responsibility.craft import find_craft
from sayso.reading.responsibility.deeds import (
    Laid,
    by_authorities,
    is_deed,
    is_negated,
    is_passive,
    lay,
    passive_subjects,
    words,
)
from sayso.reading.responsibility.denials import find_admission, find_denial, find_disowned, find_owned
from sayso.reading.responsibility.doers import find_behind, find_coordinated, find_done, find_responsible
from sayso.reading.stance import status

_ANYBODY = {"those", "anyone", "anybody", "all", "them", "whoever", "someone"}

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


def _rules() -> dict[str, list[_Rule]]:
    """The rules by the lemma that sets them off."""
    known = words()
    by_rule: list[tuple[_Rule, Iterable[str]]] = [
        (find_owned, known.claiming),
        (find_denial, known.denying),
        (find_disowned, known.disowning | known.involved),
        (_by_idiom, known.idioms),
        (find_admission, known.confessing),
        (_laid, known.laying),
        (_attributed, known.attributing),
        (_held, ("hold",)),
        (find_responsible, known.responsible),
        (find_behind, ("behind",)),
        (find_done, known.doing | known.deed_verbs),
        (find_coordinated, known.steering_nouns),
        (find_craft, known.craft),
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
    accused = passive_subjects(parse, verb) if passive else objects(parse, verb)
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
    deeds = passive_subjects(parse, verb) if passive else objects(parse, verb)
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


def _by_idiom(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "pointed the finger at the militia", "laid the blame for the blast on the militia"."""
    idiom = words().idioms[parse.tokens[verb].lemma]
    said = next((i for i in objects(parse, verb) if parse.tokens[i].lemma in idiom["objects"]), None)
    if said is None or parse.tokens[verb].pos != "VERB" or is_negated(parse, verb):
        return
    accused = [i for at in (verb, said) for i in objects(parse, at, *idiom["preps"])]
    if not accused:
        return
    deed = next((i for at in (verb, said) for i in objects(parse, at, "for")), None)
    about = whole(parse, deed) if deed is not None else None
    span = noun_phrase(parse, accused[0])
    yield lay(
        parse,
        mentions,
        "idiom",
        Laid(
            token=accused[0],
            span=joined(span, about or span),
            basis=by_authorities(parse, subjects(parse, verb), "accused"),
            actors=accused,
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
