"""Deeds that somebody owns up to or denies."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.claim import ResponsibilityBasis
from sayso.model.record import Span
from sayso.reading.arguments import SUBJECTS, agents, clause, conjuncts, joined, noun_phrase, objects, subjects, whole
from sayso.reading.found import Found, Status
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.responsibility.deeds import Laid, is_about_deed, is_deed, is_negated, is_own, lay, words

_NOBODY = {"nobody", "none", "no", "neither"}
_FOR = ("for", "in", "of", "to", "with", "over")
_TAKEN_UP = frozenset({"it", "them", "this", "that", "these", "those", "either", "both"})
_UNDECIDED = Status(polarity="not_addressed", modality="possible", certainty="unknown")


def find_owned(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "claimed responsibility for the blast", "denied any role in the raid", "the attack, claimed by …"."""
    known, lemma = words(), parse.tokens[verb].lemma
    basis: ResponsibilityBasis = known.claiming[lemma]
    nouns = known.owned_when_claimed if basis == "claimed" else known.owned
    passive = parse.dependents(verb, "nsubjpass")
    for noun in [*objects(parse, verb), *passive]:
        if parse.tokens[noun].lemma in nouns and parse.tokens[noun].tag in {"NN", "NNP"}:
            yield from _owned(parse, mentions, verb, noun, basis)
            return
    if lemma == "claim":
        yield from _claimed_deed(parse, mentions, verb)


def _owned(parse: Parse, mentions: Mentions, verb: int, noun: int, basis: ResponsibilityBasis) -> Iterator[Found]:
    known, about = words(), _what_for(parse, verb, noun)
    sure = parse.tokens[noun].lemma in {"responsibility", "involvement"}
    if (not sure or parse.tokens[verb].lemma in known.needing_deed) and not (about and _holds_deed(parse, about)):
        return
    passive = parse.tokens[noun].dep == "nsubjpass"
    actors = agents(parse, verb) if passive else subjects(parse, verb)
    nobody = any(_is_nobody(parse, i) for i in actors)
    undecided = _is_undecided(parse, verb)
    span = clause(parse, verb) if passive or parse.tokens[verb].dep == "relcl" else clause(parse, noun)
    yield lay(
        parse,
        mentions,
        f"{basis}_responsibility",
        Laid(
            token=noun,
            span=span,
            basis="possible" if undecided else basis,
            actors=[] if nobody else actors,
            about=about,
            state=Status(polarity="negated")
            if nobody or is_negated(parse, verb)
            else _UNDECIDED
            if undecided
            else None,
        ),
    )


def _what_for(parse: Parse, verb: int, noun: int) -> Span | None:
    """What the responsibility is for; "for which" means the noun before."""
    for at in (noun, verb):
        for target in objects(parse, at, *_FOR):
            if parse.tokens[target].lower in {"which", "that"}:
                relative = parse.tokens[verb]
                return noun_phrase(parse, relative.head) if relative.dep == "relcl" else None
            if at == noun or is_deed(parse, target) or parse.tokens[target].lower in _TAKEN_UP:
                return clause(parse, target)
    return None


def _holds_deed(parse: Parse, span: Span) -> bool:
    known, inside = words(), parse.tokens_in(*span)
    if any(parse.tokens[i].lemma in known.deeds or parse.tokens[i].lemma in known.deed_verbs for i in inside):
        return True
    return parse.text[slice(*span)].lower() in _TAKEN_UP and _after_deed(parse, inside[0])


def _after_deed(parse: Parse, i: int) -> bool:
    """Whether a deed was named before in this sentence or in the one before it, for "it" or "them" to take up."""
    before = max(0, parse.tokens[i].sentence - 1)
    return any(parse.tokens[k].lemma in words().deeds for k in range(parse.sentences[before][0], i))


def _claimed_deed(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "the group claimed the attack", "an attack claimed by the group"."""
    token = parse.tokens[verb]
    deeds = [i for i in objects(parse, verb) if parse.tokens[i].lemma in words().deeds]
    if deeds and not parse.dependents(verb, "ccomp"):
        span = whole(parse, deeds[0])
        yield lay(
            parse,
            mentions,
            "claimed_deed",
            Laid(token=deeds[0], span=span, basis="claimed", actors=subjects(parse, verb), about=span),
        )
        return
    claimants = agents(parse, verb)
    done = parse.dependents(verb, "nsubjpass") or ([token.head] if token.dep in {"acl", "relcl"} else [])
    if claimants and done and is_deed(parse, done[0]):
        yield lay(
            parse,
            mentions,
            "claimed_deed",
            Laid(
                token=verb,
                span=joined(noun_phrase(parse, done[0]), clause(parse, verb)),
                basis="claimed",
                actors=claimants,
                about=noun_phrase(parse, done[0]),
            ),
        )


def find_disowned(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "had no hand in the blast", "had nothing to do with the raid", "was not involved in it"."""
    if parse.tokens[verb].pos not in {"VERB", "AUX", "ADJ"}:
        return
    deed = _disowned(parse, verb)
    main = parse.tokens[verb].head if parse.tokens[verb].dep == "acomp" else verb
    actors = subjects(parse, main)
    if deed is None or not actors:
        return
    yield lay(
        parse,
        mentions,
        "disowned",
        Laid(
            token=verb,
            span=joined(clause(parse, main), noun_phrase(parse, actors[0])),
            basis="denied",
            actors=actors,
            about=whole(parse, deed),
            state=Status(polarity="negated"),
        ),
    )


def _disowned(parse: Parse, verb: int) -> int | None:
    """The deed that the words keep away from somebody."""
    known, token = words(), parse.tokens[verb]
    if token.lemma in known.involved:
        negated = is_negated(parse, verb) or (token.dep == "acomp" and is_negated(parse, token.head))
        return next((i for i in objects(parse, verb, "in") if is_deed(parse, i)), None) if negated else None
    for noun in objects(parse, verb):
        no = any(parse.tokens[c].lower == "no" for c in parse.dependents(noun, "det"))
        if parse.tokens[noun].lower == "nothing":
            doing = [c for c in parse.dependents(noun, "relcl", "acl") if parse.tokens[c].lemma == "do"]
            return next((i for c in doing for i in objects(parse, c, "with") if is_deed(parse, i)), None)
        if no and parse.tokens[noun].lemma in known.owned:
            return next((i for at in (noun, verb) for i in objects(parse, at, *_FOR) if is_deed(parse, i)), None)
    return None


def find_denial(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "denied bombing the school", "denied that it had bombed it", "rejected the accusations"."""
    known = words()
    if parse.tokens[verb].pos not in {"VERB", "AUX"}:
        return
    put = _put(parse, verb)
    for child in parse.dependents(verb, "xcomp", "ccomp"):
        actors = _doers(parse, verb, child)
        if actors and is_about_deed(parse, child):
            yield lay(
                parse,
                mentions,
                "denied_deed",
                Laid(
                    token=child,
                    span=whole(parse, child),
                    basis=put[0],
                    actors=actors,
                    about=whole(parse, child),
                    state=put[1],
                ),
            )
            return
    for noun in objects(parse, verb):
        if parse.tokens[noun].lemma in known.charges or parse.tokens[noun].lemma in known.reports:
            yield from _denied_charge(parse, mentions, verb, noun)
            return


def _denied_charge(parse: Parse, mentions: Mentions, verb: int, noun: int) -> Iterator[Found]:
    """A claim or report is denied only with what it says of the denier; an accusation also alone."""
    what = [*objects(parse, noun, "of"), *parse.dependents(noun, "acl", "ccomp", "relcl")]
    about = next((whole(parse, i) for i in what if is_about_deed(parse, i)), None)
    put = _put(parse, verb)
    own = next(([s] for i in what for s in parse.dependents(i, *SUBJECTS) if is_own(parse, s)), None)
    if own is None and parse.tokens[noun].lemma not in words().charges:
        return
    yield lay(
        parse,
        mentions,
        "denied_charge",
        Laid(
            token=noun,
            span=clause(parse, noun),
            basis=put[0],
            actors=own or subjects(parse, verb),
            about=about,
            state=put[1],
        ),
    )


def find_admission(parse: Parse, mentions: Mentions, verb: int) -> Iterator[Found]:
    """ "admitted that he had kidnapped …", "confessed to bombing …"."""
    if parse.tokens[verb].pos != "VERB" or is_negated(parse, verb):
        return
    said = [*parse.dependents(verb, "xcomp", "ccomp"), *objects(parse, verb, "to")]
    for child in said:
        actors = _doers(parse, verb, child)
        if actors and is_about_deed(parse, child) and parse.tokens[child].lemma != "be":
            yield lay(
                parse,
                mentions,
                "admitted",
                Laid(token=child, span=whole(parse, child), basis="claimed", actors=actors, about=whole(parse, child)),
            )
            return


def _doers(parse: Parse, verb: int, child: int) -> list[int]:
    """Who did it: the speaker (a gerund), or the clause's subject when that means the speaker or the speaker's side."""
    own = parse.dependents(child, *SUBJECTS)
    if own:
        return conjuncts(parse, own[0]) if is_own(parse, own[0]) else []
    return subjects(parse, verb) if parse.tokens[child].tag == "VBG" else []


def _put(parse: Parse, verb: int) -> tuple[ResponsibilityBasis, Status | None]:
    """A denial, or neither that nor an admission."""
    return ("possible", _UNDECIDED) if _is_undecided(parse, verb) else ("denied", None)


def _is_nobody(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.lower in _NOBODY or any(parse.tokens[c].lower in _NOBODY for c in parse.dependents(i, "det"))


def _is_undecided(parse: Parse, verb: int) -> bool:
    """ "neither confirmed nor denied", "refused to confirm or deny"."""
    token = parse.tokens[verb]
    both = [*parse.children[verb], *(parse.children[token.head] if token.dep == "conj" else ())]
    return any(parse.tokens[i].lower in {"nor", "neither"} for i in both) or (
        token.dep == "conj" and parse.tokens[token.head].lemma == "confirm"
    )
