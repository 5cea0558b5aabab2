"""Words that mean an agreement told before: "it was signed", "put his name to the paper", "seven groups signed"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.agreements.names import Naming, words
from sayso.reading.parse import Parse

_ITS = {"it", "this", "that"}
_DEFINITE = {"the", "this", "that", "these", "those", "its", "their"}
_ABOUT = {"of", "on", "to", "under", "at"}
_ELSEWHERE = {"up", "off", "for", "in", "out", "over", "to", "with"}  # "signed up", "signed for the parcel"
_NEAR = 2  # sentences back that "it" may mean an agreement
_PAPER = 6  # sentences back that "the document" may mean one


def later_namings(parse: Parse, namings: Sequence[Naming]) -> list[Naming]:
    """Words that stand for an agreement named before them, where only an agreement fits; in text order."""
    found: list[Naming] = []
    position = 0
    for token in parse.tokens if namings else ():
        while position < len(namings) and namings[position].head < token.i:
            position += 1
        if position == 0:
            continue
        last = namings[position - 1]
        back = token.sentence - parse.tokens[last.head].sentence
        if back <= _PAPER and _means_it(parse, token.i, back):
            found.append(Naming(head=token.i, span=parse.span(token.i, token.i), kind=last.kind, named=last.span))
    return found


def _means_it(parse: Parse, i: int, back: int) -> bool:
    token = parse.tokens[i]
    if token.lower in _ITS and token.pos == "PRON":
        return back <= _NEAR and (_is_signed(parse, i) or _fits(parse, i))
    if token.lemma in words()["signable"] and token.pos in {"NOUN", "PROPN"}:
        return _is_definite(parse, i) and (_is_signed(parse, i) or _bears(parse, i))
    return back <= _NEAR and (is_bare_breach(parse, i) or (token.pos == "VERB" and _signs_alone(parse, i)))


def _is_definite(parse: Parse, i: int) -> bool:
    return any(parse.tokens[c].lower in _DEFINITE for c in parse.dependents(i, "det", "poss"))


def _is_signed(parse: Parse, i: int) -> bool:
    """Whether the word is what is signed: "signed it", "put his name to the paper", "the signatures on it"."""
    token = parse.tokens[i]
    governor = parse.tokens[token.head]
    if token.dep in {"dobj", "nsubjpass"}:
        return governor.lemma in words()["signing"]
    if token.dep != "pobj" or governor.lower not in _ABOUT:
        return False
    above = parse.tokens[governor.head]
    return above.lemma in {"signature", "signatory"} or signs_by_idiom(parse, above.i)


def signs_by_idiom(parse: Parse, verb: int) -> bool:
    """ "put his name (to it)"; the preposition may hang on the name."""
    token = parse.tokens[verb]
    objects = words()["signing_idioms"].get(token.lemma, ())
    return token.pos == "VERB" and any(parse.tokens[c].lemma in objects for c in parse.dependents(verb, "dobj"))


def _fits(parse: Parse, i: int) -> bool:
    """Whether "it" takes effect, begins before a deed, is observed, or bears signatures."""
    token = parse.tokens[i]
    verb = parse.tokens[token.head]
    if token.dep == "dobj":
        return verb.lemma in words()["keeping"]
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    begins = verb.lemma in words()["beginning"] and is_after(parse, verb.i)
    return begins or (takes_effect(parse, verb.i) and verb.lemma != "be") or _bears(parse, i)


def _bears(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.dep == "nsubj" and borne(parse, token.head) is not None


def borne(parse: Parse, verb: int) -> int | None:
    """The signatures of "it bears the signatures of …"."""
    if parse.tokens[verb].lemma not in words()["bearing"]:
        return None
    return next((c for c in parse.dependents(verb, "dobj") if parse.tokens[c].lemma == "signature"), None)


def _signs_alone(parse: Parse, verb: int) -> bool:
    """ "Seven groups signed", "has signed nothing": what is signed is left to the reader."""
    token = parse.tokens[verb]
    if token.lemma not in words()["signing"] or parse.dependents(verb, "auxpass", "nsubjpass", "agent"):
        return False
    objects = parse.dependents(verb, "dobj")
    alone = not objects or all(parse.tokens[i].lower in {"nothing", "anything"} for i in objects)
    other = any(parse.tokens[c].lower in _ELSEWHERE and c > verb for c in parse.dependents(verb, "prep", "prt"))
    return alone and token.dep not in {"amod", "compound"} and not other


def is_bare_breach(parse: Parse, i: int) -> bool:
    """ "(accused them of) breaches": of what is left to the reader."""
    token = parse.tokens[i]
    if token.pos != "NOUN" or words()["nouns"].get(token.lemma) != "violated" or token.lemma == "disregard":
        return False
    of = any(parse.tokens[c].lower in {"of", "in"} for c in parse.dependents(i, "prep"))
    return not of and not parse.dependents(i, "compound", "nmod", "poss")


def takes_effect(parse: Parse, verb: int) -> bool:
    """ "takes effect", "came into force", "was put into action", "is in place"."""
    known, token = words()["into_force"], parse.tokens[verb]
    if token.lemma not in known["verbs"]:
        return False
    direct = {parse.tokens[i].lemma for i in parse.dependents(verb, "dobj")}
    return bool(token.lemma == "take" and direct & {"effect", "hold"}) or any(
        is_force(parse, p) for p in parse.dependents(verb, "prep")
    )


def is_force(parse: Parse, prep: int) -> bool:
    """ "in force", "into effect"."""
    if parse.tokens[prep].lower not in {"in", "into"}:
        return False
    return any(parse.tokens[i].lemma in words()["into_force"]["words"] for i in parse.dependents(prep, "pobj"))


def is_after(parse: Parse, verb: int) -> bool:
    """Whether the verb stands in a clause with "after", "since" …"""
    token = parse.tokens[verb]
    if token.dep == "pcomp":
        return parse.tokens[token.head].lower in words()["afterwards"]
    marks = parse.dependents(verb, "mark", "advmod")
    return token.dep == "advcl" and any(parse.tokens[c].lower in words()["afterwards"] for c in marks)
