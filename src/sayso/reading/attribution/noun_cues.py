"""Nouns and adjectives that give words to a speaker: "the claim that", "raised questions about", "critical of"."""

from __future__ import annotations

from typing import NamedTuple

from sayso.reading.attribution.cues import WordCue, adjective_cues, cue_words, noun_cues, verb_cues
from sayso.reading.attribution.drafts import Draft, Range
from sayso.reading.attribution.sources import agent, is_passive, noun_phrase, subject, trimmed
from sayso.reading.parse import Parse

_BY = {"by", "from", "among"}
_COPULAS = {"be", "remain", "seem", "feel", "become", "grow", "appear", "sound"}


class Complement(NamedTuple):
    """What follows a cue noun or adjective, and the word that links it."""

    content: Range
    link: int | None = None


class Speaker(NamedTuple):
    """Whose the noun is, and the verb that brings it up ("raised questions")."""

    source: Range | None
    verb: int | None = None


def words(parse: Parse) -> list[Draft]:
    """The drafts of a report that cue nouns and adjectives make, in text order."""
    nouns, adjectives = noun_cues(), adjective_cues()
    drafts = []
    for token in parse.tokens:
        draft = None
        if token.pos == "NOUN" and token.lemma in nouns:
            draft = _noun(parse, token.i, nouns[token.lemma])
        elif token.pos in {"ADJ", "VERB"} and token.lower in adjectives:
            draft = _adjective(parse, token.i, adjectives[token.lower])
        if draft is not None:
            drafts.append(draft)
    return drafts


def _noun(parse: Parse, noun: int, cue: WordCue) -> Draft | None:
    if _tells_how(parse, noun):
        return None
    found = _complement(parse, noun, cue) or _predicate(parse, noun, cue) or _beside(parse, noun, cue)
    if found is None:
        return None
    speaker = _noun_source(parse, noun)
    if speaker.source is None and cue.sourced:
        return None
    return _draft(parse, noun, cue, found, speaker)


def _tells_how(parse: Parse, noun: int) -> bool:
    """ "Said in a statement that …": the verb is the cue."""
    token = parse.tokens[noun]
    head = parse.tokens[token.head]
    if token.dep != "pobj" or head.dep != "prep" or head.lower not in {"in", "on", "at", "via", "through", "during"}:
        return False
    return parse.tokens[head.head].lemma in verb_cues() and not parse.dependents(noun, "prep")


def _adjective(parse: Parse, i: int, cue: WordCue) -> Draft | None:
    token = parse.tokens[i]
    if token.dep not in {"acomp", "oprd", "ccomp", "ROOT", "conj", "amod", "advcl"}:
        return None
    found = _complement(parse, i, cue) or _made(parse, i, cue)
    if found is None:
        return None
    verb = token.head if token.head != i and parse.tokens[token.head].pos in {"VERB", "AUX"} else i
    who = subject(parse, verb)
    source = noun_phrase(parse, who, verb) if who is not None else None
    if (source is None and cue.sourced) or (source and parse.tokens[source[0]].lower in {"it", "there", "that"}):
        return None
    return _draft(parse, i, cue, found, Speaker(source, verb if verb != i else None))


def _draft(parse: Parse, i: int, cue: WordCue, found: Complement, speaker: Speaker) -> Draft | None:
    said = trimmed(parse, *found.content)
    if said is None:
        return None
    return Draft(
        token=i,
        cue=_cue_range(parse, i, found.link, speaker.verb),
        source=speaker.source,
        contents=(said,),
        rule=cue.rule,
        stance=cue.stance,
        modality=cue.modality,
    )


def _complement(parse: Parse, i: int, cue: WordCue) -> Complement | None:
    """What follows the word: a clause, an infinitive, a participle, a phrase with one of its prepositions."""
    for child in parse.children[i]:
        token = parse.tokens[child]
        if child < i:
            continue
        if token.dep == "prep" and token.lower in cue.prepositions and parse.dependents(child, "pobj", "pcomp"):
            return Complement((child + 1, _with_siblings(parse, i, child)), child)
        if token.dep in {"acl", "ccomp", "relcl", "xcomp", "advcl", "csubj"} and _fits(parse, child, cue):
            return Complement(parse.subtree(child))
    return None


def _with_siblings(parse: Parse, noun: int, first: int) -> int:
    """The last token of a phrase and of those beside it that may as well be part of it ("gunfire near the port")."""
    last = parse.subtree(first)[1]
    for child in parse.children[noun]:
        token = parse.tokens[child]
        if child > first and parse.subtree(child)[0] == last + 1 and token.dep == "prep" and token.lower not in _BY:
            last = parse.subtree(child)[1]
    return last


def _fits(parse: Parse, clause: int, cue: WordCue) -> bool:
    first = parse.tokens[parse.subtree(clause)[0]]
    marks = {
        parse.tokens[c].lower
        for c in parse.children[clause]
        if parse.tokens[c].dep in {"mark", "nsubj", "dobj", "advmod"}
    }
    if any(parse.tokens[c].tag == "TO" for c in parse.children[clause]):
        return cue.infinitives
    if parse.tokens[clause].dep == "relcl":
        return cue.clauses and first.lower == "that" and first.dep == "mark"
    if parse.tokens[clause].dep in {"advcl", "csubj"}:
        return cue.clauses and bool(marks & {"that", "whether"})
    return cue.clauses and (
        bool(marks & {"that", "whether", "if", "how", "why", "what"}) or parse.tokens[clause].dep == "ccomp"
    )


def _predicate(parse: Parse, noun: int, cue: WordCue) -> Complement | None:
    """ "The fear is that …": the clause after the copula."""
    head = parse.tokens[noun].head
    if not cue.clauses or parse.tokens[noun].dep != "nsubj" or parse.tokens[head].lemma != "be":
        return None
    for child in parse.dependents(head, "ccomp"):
        if child > head and any(parse.tokens[c].lower in {"that", "whether"} for c in parse.children[child]):
            return Complement(parse.subtree(child), head)
    return None


def _beside(parse: Parse, noun: int, cue: WordCue) -> Complement | None:
    """ "Took credit for the raid", where the phrase after the noun hangs on the verb."""
    verb = parse.tokens[noun].head
    if not cue.sourced or parse.tokens[noun].dep != "dobj" or parse.tokens[verb].lemma not in cue_words("voicing"):
        return None
    for child in parse.dependents(verb, "prep"):
        if child == noun + 1 and parse.tokens[child].lower in cue.prepositions and parse.dependents(child, "pobj"):
            return Complement((child + 1, parse.subtree(child)[1]), child)
    return None


def _made(parse: Parse, i: int, cue: WordCue) -> Complement | None:
    """ "Made (it) clear that …": the clause may hang on the verb."""
    head = parse.tokens[i].head
    if not cue.clauses or head == i or parse.tokens[head].lemma not in {"make", *_COPULAS}:
        return None
    for child in parse.dependents(head, "ccomp", "advcl"):
        if child > i and any(parse.tokens[c].lower in {"that", "whether", "how", "why"} for c in parse.children[child]):
            return Complement(parse.subtree(child))
    return None


def _noun_source(parse: Parse, noun: int) -> Speaker:
    """The owner of the noun, whom "by" names, or the subject of the verb that brings it up; with that verb."""
    for owner in parse.children[noun]:
        first, last = parse.subtree(owner)
        owns = parse.tokens[last].tag == "POS"
        if owner < noun and (owns or parse.tokens[owner].dep == "poss"):
            return Speaker((first, last - 1 if owns else last))
    for by in parse.dependents(noun, "prep", "agent"):
        if parse.tokens[by].lower in _BY and (named := parse.dependents(by, "pobj")):
            return Speaker(noun_phrase(parse, named[0]))
    verb = parse.tokens[noun].head
    if (
        parse.tokens[noun].dep != "dobj"
        or parse.tokens[verb].pos != "VERB"
        or parse.tokens[verb].lemma not in cue_words("voicing")
    ):
        return Speaker(None)
    who = agent(parse, verb) if is_passive(parse, verb) else subject(parse, verb)
    return Speaker(noun_phrase(parse, who, verb) if who is not None else None, verb)


def _cue_range(parse: Parse, i: int, link: int | None, verb: int | None) -> Range:
    first, last = i, i
    for child in parse.children[i]:
        if child < i and parse.tokens[child].dep in {"amod", "advmod", "compound"}:
            first = min(first, child)
    if link is not None and (link == i + 1 or verb is not None or parse.tokens[link].lemma == "be"):
        last = link
    if verb is not None and verb < i:
        first = min(first, verb)
        for child in parse.dependents(verb, "aux", "neg", "advmod"):
            if child < verb and verb - child <= 2:
                first = min(first, child)
    return (first, last)
