"""Contents that are things: "denied the charge", "accused the army of looting", "called the raid a crime"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.reading.attribution.cues import cue_words
from sayso.reading.attribution.drafts import Range, without
from sayso.reading.attribution.sources import agent, is_passive
from sayso.reading.parse import Parse

Find = Callable[[Parse, int], list[Range]]
"""Finds what a verb says, in one frame: token ranges, none where the frame does not fit."""

_OF_THE_OBJECT = frozenset(
    "of by between about against toward towards as for to into over with from in on at near".split()
)
_PARTS = {"including", "among"}
_NEAR = 6  # tokens between a verb of counting and its number, and between the number and the harm
_STOPS = frozenset({",", ";", ":", "who", "which", "that"})


def thing(parse: Parse, verb: int) -> list[Range]:
    """The object, with the phrases that may as well be its own."""
    what = object_of(parse, verb)
    if what is None or parse.tokens[what].lemma in cue_words("unsaid") or parse.dependents(verb, "dative"):
        return []
    if (about := _about(parse, verb, what)) is not None:
        return [about]
    if is_passive(parse, verb) and parse.tokens[what].tag in {"WDT", "WP"} and agent(parse, verb) is None:
        return []
    first, last = parse.subtree(what)
    ranges = without((first, last), [parse.subtree(verb)]) if first <= verb <= last else [(first, last)]
    for child in parse.children[verb]:
        first, last = parse.subtree(child)
        if what > verb and first == ranges[-1][1] + 1 and _goes_with_object(parse, child):
            ranges.append((first, last))
    return ranges


def _goes_with_object(parse: Parse, child: int) -> bool:
    """Whether a phrase that the parser hangs on the verb may as well be the object's: not the channel of the speech."""
    token = parse.tokens[child]
    if token.dep == "npadvmod" or (token.dep in {"advcl", "xcomp"} and has_to(parse, child)):
        return True
    if token.dep not in {"prep", "agent"} or token.lower not in _OF_THE_OBJECT:
        return False
    return not any(parse.tokens[c].lemma in cue_words("artefacts") for c in parse.dependents(child, "pobj"))


def _about(parse: Parse, verb: int, what: int) -> Range | None:
    """ "What he said about the signature": the words are not given, only what they were about."""
    if parse.tokens[what].lower != "what":
        return None
    for child in parse.dependents(verb, "prep"):
        if parse.tokens[child].lower in {"about", "of", "on"} and parse.dependents(child, "pobj", "pcomp"):
            return (child + 1, parse.subtree(child)[1])
    return None


def naming(parse: Parse, verb: int) -> list[Range]:
    """ "Called the raid a crime": the thing and its name."""
    for child in parse.dependents(verb, "oprd"):
        what = object_of(parse, verb)
        return [*([parse.subtree(what)] if what is not None else []), parse.subtree(child)]
    for child in parse.dependents(verb, "ccomp"):  # "called the raid a crime" as a small clause
        if child > verb and not any(parse.tokens[c].dep in {"mark", "aux"} for c in parse.children[child]):
            return [parse.subtree(child)]
    return []


def with_preposition(*wanted: str) -> Find:
    """ "Accused the army of looting": the object and a phrase with one of these prepositions."""

    def find(parse: Parse, verb: int) -> list[Range]:
        what = object_of(parse, verb)
        if what is None:
            return _as_before_object(parse, verb) if "as" in wanted else []
        for child in parse.dependents(verb, "prep"):
            if child > verb and parse.tokens[child].lower in wanted:
                return [parse.subtree(what), parse.subtree(child)]
        first, last = parse.subtree(what)
        for child in parse.dependents(what, "prep"):
            if parse.tokens[child].lower in wanted:
                return [(first, last)]
        return []

    return find


def _as_before_object(parse: Parse, verb: int) -> list[Range]:
    """ "Dismissed as fake a document that …": the parser takes adjective and object for one phrase."""
    for child in parse.dependents(verb, "prep"):
        noun = next(iter(parse.dependents(child, "pobj")), None)
        if parse.tokens[child].lower != "as" or noun is None or is_passive(parse, verb):
            continue
        inside = parse.tokens[child + 1 : noun]
        if inside and inside[0].pos == "ADJ" and any(t.pos == "DET" for t in inside):
            return [(child, parse.subtree(noun)[1])]
    return []


def holding(parse: Parse, verb: int) -> list[Range]:
    """ "Held the army responsible for the deaths": from whom to what for."""
    what = object_of(parse, verb)
    if what is None:
        return []
    beside = [*parse.dependents(verb, "oprd", "acomp", "ccomp", "xcomp", "advmod"), *parse.dependents(what, "amod")]
    for child in beside:
        whoever = parse.tokens[child].dep == "amod" and parse.tokens[what].pos in {"PRON", "DET"}
        if child > what and parse.tokens[child].lemma in cue_words("holding") and not whoever:
            return [(parse.subtree(what)[0], max(parse.subtree(child)[1], parse.subtree(what)[1]))]
    return []


def put_at(parse: Parse, verb: int) -> list[Range]:
    """ "Put the toll at nine"."""
    what = object_of(parse, verb)
    if what is None or parse.tokens[what].lemma not in cue_words("tolls") or what < verb:
        return []
    for child in [*parse.dependents(verb, "prep"), *parse.dependents(what, "prep")]:
        if parse.tokens[child].lower == "at":
            parts = [c for c in parse.children[verb] if c > child and parse.tokens[c].lower in _PARTS]
            return [(parse.subtree(what)[0], max(parse.subtree(c)[1] for c in [child, *parts]))]
    return []


def counted(parse: Parse, verb: int) -> list[Range]:
    """ "Counted nine dead and 12 wounded", "spoke of nine deaths": a number of people and the harm done to them."""
    if is_passive(parse, verb):
        return []
    tokens, (_, end) = parse.tokens, parse.sentences[parse.tokens[verb].sentence]
    at = verb + 2 if verb + 1 < end and tokens[verb + 1].lower == "of" else verb + 1
    near = range(at, min(end, at + _NEAR))
    number = next((i for i in near if tokens[i].tag == "CD" or tokens[i].lower in cue_words("uncounted")), None)
    if number is None or any(tokens[i].pos in {"VERB", "AUX"} and tokens[i].tag != "VBN" for i in range(at, number)):
        return []
    harm = next((i for i in range(number + 1, min(end, number + _NEAR)) if _is_harm(parse, i)), None)
    if harm is None or any(tokens[i].text in _STOPS for i in range(number, harm)):
        return []
    last = max(parse.subtree(c)[1] for c in (*parse.children[verb], harm) if parse.subtree(c)[1] >= harm)
    return [(at, last)]


def _is_harm(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.lower in cue_words("harmed") and token.tag not in {"VBD", "VBP", "VBZ"}


def gerund(parse: Parse, verb: int) -> list[Range]:
    """ "Denied shelling the camp"."""
    for child in parse.dependents(verb, "xcomp", "ccomp"):
        if child > verb and parse.tokens[child].tag == "VBG":
            return [parse.subtree(child)]
    return []


def object_of(parse: Parse, verb: int) -> int | None:
    """The object of an active verb, the subject of a passive one."""
    wanted = "nsubjpass" if is_passive(parse, verb) else "dobj"
    found = parse.dependents(verb, wanted)
    if not found and agent(parse, verb) is not None:  # "an attack claimed by the group"
        found = parse.dependents(verb, "nsubj")
        if not found and parse.tokens[verb].dep == "acl":
            return parse.tokens[verb].head
    return found[0] if found else None


def has_to(parse: Parse, verb: int) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(parse.tokens[c].tag == "TO" for c in parse.children[verb])


def is_deed_for(parse: Parse, verb: int) -> bool:
    """Whether the object is helped rather than spoken for: people, bodies, things, deeds of war ("supported the rebels"), or
    a name where the clause only describes somebody ("those who back Haftar").
    """
    what = object_of(parse, verb)
    if what is None:
        return False
    token = parse.tokens[what]
    named = token.tag in {"NNP", "NNPS", "PRP"} and parse.tokens[verb].dep == "relcl"
    return named or token.lemma in _helped()


@cache
def _helped() -> frozenset[str]:
    targets = lexicon("targets")
    rows = [targets["physical"], targets["human"], targets["actors"]]
    words = {word for table in rows for row in (table.values() if isinstance(table, dict) else [table]) for word in row}
    deeds = {
        word.split()[-1] for row in lexicon("occurrences")["triggers"] if row["pos"] == "noun" for word in row["words"]
    }
    return frozenset(map(str, words | deeds)) | cue_words("helped")
