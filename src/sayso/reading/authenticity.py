"""What is called genuine, fake or altered, and what nobody could verify."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.model.claim import Authenticity, Verdict
from sayso.model.record import Record, Span, passage
from sayso.reading.arguments import clause, joined, noun_phrase, objects, subjects, voice, whole
from sayso.reading.artefact_words import is_artefact, kind_of, naming_words, words
from sayso.reading.deeds import is_negated
from sayso.reading.found import Found, Status
from sayso.reading.parse import Parse
from sayso.reading.stance import status

_PRONOUNS = {"it", "they", "this", "these"}
_NEAR = 1  # sentences back that "it" may mean an artefact


class _Judged(Record, frozen=True, kw_only=True):
    """A verdict as tokens: the `word` that gives it, the `verb` that carries it, the `thing` judged."""

    word: int
    verb: int
    thing: int
    span: Span
    verdict: Verdict


def find_verdicts(parse: Parse, i: int, last: int | None) -> Iterator[Found]:
    """The verdict that the word at a token gives; `last` is the artefact named last before it."""
    known, token = words(), parse.tokens[i]
    if token.lemma in known.verdicts or token.lemma in known.weak or token.lower in known.verdicts:
        yield from _called(parse, i, last)
    if token.lemma in known.tampering and token.pos == "VERB":
        yield from _tampered(parse, i)
    if token.lemma in known.checking and token.pos == "VERB":
        yield from _checked(parse, i)


def _called(parse: Parse, word: int, last: int | None) -> Iterator[Found]:
    """ "the signature is fake", "dismissed the video as a fabrication"."""
    token = parse.tokens[word]
    head = parse.tokens[token.head]
    if token.dep in {"acomp", "attr"}:
        yield from _verdict(parse, word, head.i, subjects(parse, head.i), last)
    elif token.dep == "oprd":
        yield from _verdict(parse, word, head.i, [*objects(parse, head.i), *subjects(parse, head.i)], last)
    elif head.lower == "as" and parse.tokens[head.head].lemma in words().calling:
        things = parse.dependents(head.head, "nsubjpass") or objects(parse, head.head)
        yield from _verdict(parse, word, head.head, things, last)
    elif token.pos == "VERB" and parse.dependents(word, "nsubjpass"):
        yield from _verdict(parse, word, word, subjects(parse, word), last)


def _verdict(parse: Parse, word: int, verb: int, things: list[int], last: int | None) -> Iterator[Found]:
    known, token = words(), parse.tokens[word]
    thing = _meant(parse, things[0], last) if things else None
    if thing is None:
        return
    strong = known.verdicts.get(token.lemma) or known.verdicts.get(token.lower)
    verdict = strong or (known.weak.get(token.lemma) if is_artefact(parse, thing) else None)
    if verdict is None or (verdict == "authentic" and not is_artefact(parse, thing)):
        return
    own = clause(parse, verb) if things[0] < verb else whole(parse, word)
    span = own if parse.tokens[things[0]].lower in _PRONOUNS else joined(noun_phrase(parse, things[0]), own)
    yield _found(parse, _Judged(word=word, verb=verb, thing=thing, span=span, verdict=verdict))


def _meant(parse: Parse, i: int, last: int | None) -> int | None:
    """The artefact that the words mean: itself, or for "it" the one named last, close before."""
    if parse.tokens[i].lower in _PRONOUNS:
        near = last is not None and parse.tokens[i].sentence - parse.tokens[last].sentence <= _NEAR
        return last if near else None
    return i if parse.tokens[i].lemma not in words().never and parse.tokens[i].pos in {"NOUN", "PROPN"} else None


def _tampered(parse: Parse, verb: int) -> Iterator[Found]:
    """ "forged the letter", "the video was doctored"."""
    token = parse.tokens[verb]
    if token.dep in {"amod", "compound"}:
        return
    things = subjects(parse, verb) if voice(parse, verb) == "passive" else objects(parse, verb)
    thing = next((i for i in things if is_artefact(parse, i)), None)
    if thing is not None:
        span = joined(noun_phrase(parse, thing), clause(parse, verb))
        verdict = words().tampering[token.lemma]
        yield _found(parse, _Judged(word=verb, verb=verb, thing=thing, span=span, verdict=verdict))


def _checked(parse: Parse, verb: int) -> Iterator[Found]:
    """ "could not verify the footage", "the tape's authenticity was confirmed"."""
    passive = voice(parse, verb) == "passive"
    doubt = is_negated(parse, verb) or _is_unable(parse, verb)
    for i in parse.dependents(verb, "nsubjpass") if passive else objects(parse, verb):
        quality = parse.tokens[i].lemma in words().authenticity
        owned = [*objects(parse, i, "of"), *parse.dependents(i, "poss")] if quality else [i]
        thing = next((j for j in owned if is_artefact(parse, j)), None)
        if thing is not None and (doubt or quality or passive):
            span = joined(noun_phrase(parse, i), clause(parse, verb))
            verdict: Verdict = "unverifiable" if doubt else "authentic"
            found = _found(parse, _Judged(word=verb, verb=verb, thing=thing, span=span, verdict=verdict))
            # "could not be verified" affirms that nobody could.
            yield msgspec.structs.replace(found, status=Status()) if doubt else found
            return


def _is_unable(parse: Parse, verb: int) -> bool:
    """ "was unable to verify", "no way to verify", "impossible to verify"."""
    head = parse.tokens[parse.tokens[verb].head]
    if head.lemma == "way":
        return any(parse.tokens[c].lower == "no" for c in parse.children[head.i])
    return head.lemma in {"unable", "impossible", "fail", "difficult"}


def _found(parse: Parse, judged: _Judged) -> Found:
    because = [c for c in parse.dependents(judged.verb, "advcl") if _gives_reason(parse, c)]
    return Found(
        token=judged.word,
        span=judged.span,
        proposition=Authenticity(
            artefact=passage(parse.text, naming_words(parse, judged.thing)),
            artefact_kind=kind_of(parse, judged.thing),
            verdict=judged.verdict,
            grounds=passage(parse.text, whole(parse, because[0])) if because else None,
        ),
        status=status(parse, judged.verb),
        rule=f"artefacts.{judged.verdict}",
    )


def _gives_reason(parse: Parse, i: int) -> bool:
    return any(parse.tokens[c].lower in {"because", "since", "as"} for c in parse.dependents(i, "mark"))
