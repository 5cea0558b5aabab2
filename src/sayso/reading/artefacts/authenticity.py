"""What is called genuine, fake or altered, and what nobody could verify."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.model.claim import Authenticity, Verdict
from sayso.model.record import Record, Span, passage
from sayso.reading.arguments import clause, joined, noun_phrase, objects, subjects, voice, whole
from sayso.reading.artefacts.words import is_artefact, kind_of, naming_words, words
from sayso.reading.found import Found, Status
from sayso.reading.parse import Parse, Token
from sayso.reading.responsibility.deeds import is_negated
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
    checks = token.pos == "VERB" and token.lemma in known.checking
    if not checks and (_strong(token) or _weak(token)):
        yield from _called(parse, i, last)
    if token.lower in known.misdescribing:
        yield from _misdescribed(parse, i, last)
    if token.lemma in known.tampering and token.pos == "VERB":
        yield from _tampered(parse, i)
    if token.lemma in known.checking | known.questioning and token.pos == "VERB":
        yield from _checked(parse, i)


def _strong(token: Token) -> Verdict | None:
    """What the word makes of anything."""
    return words().verdicts.get(token.lemma) or words().verdicts.get(token.lower)


def _weak(token: Token) -> Verdict | None:
    """What it makes of a document or recording."""
    return words().weak.get(token.lemma) or words().weak.get(token.lower)


def _called(parse: Parse, word: int, last: int | None) -> Iterator[Found]:
    """ "the signature is fake", "dismissed the video as a fabrication"."""
    token = parse.tokens[word]
    if _is_bare_as(parse, word):  # "dismissed as fake a document that …"
        yield from _verdict(parse, word, parse.tokens[parse.tokens[token.head].head].head, [token.head], last)
        return
    carrier = parse.tokens[token.head]
    if token.dep in {"amod", "compound"} and carrier.lemma in words().carriers and not is_definite(parse, carrier.i):
        token = carrier  # "is fake news"
    head = parse.tokens[token.head]
    if token.dep in {"acomp", "attr"}:
        yield from _verdict(parse, word, head.i, subjects(parse, head.i), last)
    elif token.dep == "oprd":
        yield from _verdict(parse, word, head.i, [*objects(parse, head.i), *subjects(parse, head.i)], last)
    elif head.lower == "as" and parse.tokens[head.head].lemma in words().calling:
        things = parse.dependents(head.head, "nsubjpass") or objects(parse, head.head)
        things = things or _before(parse, head.head)
        yield from _verdict(parse, word, head.head, things, last)
    elif token.pos == "VERB" and parse.dependents(word, "nsubjpass"):
        yield from _verdict(parse, word, word, subjects(parse, word), last)


def _verdict(parse: Parse, word: int, verb: int, things: list[int], last: int | None) -> Iterator[Found]:
    token = parse.tokens[word]
    thing = _meant(parse, things[0], last) if things else None
    if thing is None:
        return
    artefact = is_artefact(parse, thing) or parse.tokens[thing].lemma in words().talk
    verdict = _strong(token) or (_weak(token) if artefact else None)
    if verdict is None or (verdict == "authentic" and not artefact):
        return
    own = clause(parse, verb) if things[0] < verb else whole(parse, word)
    span = own if parse.tokens[things[0]].lower in _PRONOUNS else joined(noun_phrase(parse, things[0]), own)
    yield _found(parse, _Judged(word=word, verb=verb, thing=thing, span=span, verdict=verdict))


def _is_bare_as(parse: Parse, word: int) -> bool:
    """Whether the adjective follows "as" at once and the thing comes after it, which the parser takes for one phrase."""
    token = parse.tokens[word]
    as_ = parse.tokens[word - 1] if word else token
    if token.dep != "amod" or as_.lower != "as" or parse.tokens[token.head].head != as_.i:
        return False
    between = parse.tokens[word + 1 : token.head]
    return any(t.pos == "DET" for t in between) and parse.tokens[as_.head].lemma in words().calling


def is_definite(parse: Parse, i: int) -> bool:
    """Whether the noun is "the …" or "that …"."""
    return any(parse.tokens[c].lower in {"the", "this", "that"} for c in parse.dependents(i, "det"))


def _before(parse: Parse, verb: int) -> list[int]:
    """The noun that a participle describes ("a letter dismissed as fake")."""
    token = parse.tokens[verb]
    return [token.head] if token.dep == "acl" else []


def _misdescribed(parse: Parse, word: int, last: int | None) -> Iterator[Found]:
    """ "The clip was old footage from elsewhere"."""
    noun = parse.tokens[parse.tokens[word].head]
    verb = parse.tokens[noun.head]
    if noun.dep != "attr" or not is_artefact(parse, noun.i) or verb.lemma != "be":
        return
    things = subjects(parse, verb.i) or [
        i for i in range(*parse.sentences[verb.sentence]) if i < verb.i and is_artefact(parse, i)
    ]
    thing = _meant(parse, things[0], last) if things else None
    if thing is not None and is_artefact(parse, thing):
        yield _found(
            parse,
            _Judged(
                word=word,
                verb=verb.i,
                thing=thing,
                span=joined(noun_phrase(parse, thing), whole(parse, noun.i)),
                verdict="authentic_but_misdescribed",
            ),
        )


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
    questioned = parse.tokens[verb].lemma in words().questioning
    doubt = is_negated(parse, verb) or _is_unable(parse, verb)
    for i in parse.dependents(verb, "nsubjpass") if passive else objects(parse, verb):
        quality = parse.tokens[i].lemma in words().authenticity
        owned = [*objects(parse, i, "of"), *parse.dependents(i, "poss")] if quality else [i]
        thing = next((j for j in owned if is_artefact(parse, j)), None)
        if questioned and not quality:
            return
        if thing is not None and (doubt or quality or passive):
            span = joined(noun_phrase(parse, i), clause(parse, verb))
            verdict: Verdict = "undetermined" if questioned else "unverifiable" if doubt else "authentic"
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
            artefact=passage(parse.text, _words(parse, judged)),
            artefact_kind=kind_of(parse, judged.thing),
            verdict=judged.verdict,
            grounds=passage(parse.text, whole(parse, because[0])) if because else None,
        ),
        status=_status(parse, judged),
        rule=f"artefacts.{judged.verdict}",
    )


def _words(parse: Parse, judged: _Judged) -> Span:
    """What names the artefact, without a verdict that the parser puts before its article ("as fake a letter")."""
    start, end = naming_words(parse, judged.thing)
    first = parse.tokens[judged.word]
    return (parse.tokens[first.i + 1].start if first.start == start else start, end)


def _status(parse: Parse, judged: _Judged) -> Status:
    """Of "called the paper a forgery" the caller's own: a denial that it is joined to ("denied it and called …") is not
    its governor.
    """
    if parse.tokens[judged.verb].lemma not in words().calling or parse.tokens[judged.verb].dep != "conj":
        return status(parse, judged.verb)
    return Status(polarity="negated") if is_negated(parse, judged.verb) else Status()


def _gives_reason(parse: Parse, i: int) -> bool:
    return any(parse.tokens[c].lower in {"because", "since", "as"} for c in parse.dependents(i, "mark"))
