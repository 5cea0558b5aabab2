"""Every passage that the text gives to a speaker: source, cue, content."""

from __future__ import annotations

from sayso.model.claim import Attribution
from sayso.reading.attribution.contents import Content, content
from sayso.reading.attribution.cues import VerbCues, cue_words, lemma_repairs, verb_cues
from sayso.reading.attribution.drafts import Draft, Range, without
from sayso.reading.attribution.labels import labels
from sayso.reading.attribution.lifted import lifted
from sayso.reading.attribution.loose_contents import rest_of_sentence, without_aside
from sayso.reading.attribution.nesting import nested
from sayso.reading.attribution.noun_cues import words
from sayso.reading.attribution.phrases import phrases
from sayso.reading.attribution.quoted_speech import with_quotations
from sayso.reading.attribution.sources import (
    agent,
    inverted,
    is_passive,
    just_before,
    noun_phrase,
    record_kind,
    subject,
    trimmed,
)
from sayso.reading.attribution.speech_acts import spoken
from sayso.reading.attribution.things import is_deed_for
from sayso.reading.parse import Parse

_LONG_CUE = 9


def read_attributions(parse: Parse) -> list[Attribution]:
    """All attributions in text order, ids a1, a2 …; `inside` set, `speaker` not yet."""
    return nested(parse, rules_drafts(parse))


def rules_drafts(parse: Parse) -> list[Draft]:
    """The attributions that the rules see, finished but for how they nest."""
    cued = [*_verbs(parse), *words(parse), *phrases(parse), *labels(parse)]
    drafts = lifted(parse, with_quotations(parse, cued))
    return spoken(parse, drafts)


def _verbs(parse: Parse) -> list[Draft]:
    cues, repairs = verb_cues(), lemma_repairs()
    drafts = []
    for token in parse.tokens:
        if token.pos != "VERB":
            continue
        verb = cues.get(repairs.get(token.lemma, token.lemma))
        if verb is not None and (draft := _verb(parse, token.i, verb)) is not None:
            drafts.append(draft)
    return drafts


def _verb(parse: Parse, i: int, cues: VerbCues) -> Draft | None:
    found = content(parse, i, cues)
    if found is not None and found.cue.finite and _is_dangling(parse, i):
        found = None
    if found is not None and found.cue.positions and is_deed_for(parse, i):
        found = None
    quotes = "clause" in cues.frames
    if found is None and not quotes:
        return None
    issued = _issued(parse, i)
    source = None if found and found.cue.sourceless else _source(parse, i if issued is None else issued)
    ranges = [without_aside(parse, r, i) for r in (found.ranges if found else [])]
    if source is not None:
        ranges = [left for r in ranges for left in without(r, [source])]
    contents = [r for r in (trimmed(parse, *r) for r in ranges) if r]
    if found and not (contents and _may_speak(parse, found, source)):
        return None
    cue = found.cue if found else cues.frames["clause"]
    return Draft(
        token=i,
        cue=(issued, i) if issued is not None and i - issued < _LONG_CUE else _cue_range(parse, i, found),
        source=source,
        contents=tuple(contents),
        rule=cue.rule,
        stance=cue.stance,
        modality=cue.modality,
        takes_quotations=quotes,
        fallback=None if contents else rest_of_sentence(parse, i, parse.tokens[i].lemma in cue_words("loose")),
    )


def _is_dangling(parse: Parse, verb: int) -> bool:
    """ "Firms supporting the militia", "a bid to support it": a deed that describes a noun, no stance that is voiced."""
    token = parse.tokens[verb]
    infinitive = any(parse.tokens[c].tag == "TO" for c in parse.children[verb])
    return (token.dep == "acl" and parse.tokens[token.head].lemma not in cue_words("artefacts")) or (
        infinitive and token.dep in {"relcl", "xcomp", "advcl"}
    )


def _may_speak(parse: Parse, found: Content, source: Range | None) -> bool:
    """Some cues are speech only when a document or recording is their subject ("the footage shows a crater")."""
    if not found.cue.records or source is None:
        return not found.cue.records
    return record_kind(parse, source) is not None or parse.tokens[source[0]].lower in {"it", "this"}


def _issued(parse: Parse, verb: int) -> int | None:
    """The verb of "issued a statement saying", whose subject speaks through the statement."""
    tokens = parse.tokens
    noun = tokens[verb].head
    if (
        tokens[verb].dep not in {"acl", "relcl"}
        or tokens[noun].lemma not in cue_words("artefacts")
        or tokens[noun].dep != "dobj"
    ):
        return None
    above = tokens[noun].head
    if tokens[above].lemma not in cue_words("issuing") or above > noun or subject(parse, above) is None:
        return None
    return above


def _source(parse: Parse, verb: int) -> Range | None:
    passive = is_passive(parse, verb) or bool(parse.dependents(verb, "agent")) or _is_reduced(parse, verb)
    who = agent(parse, verb) if passive else subject(parse, verb)
    if who is None and not passive:
        who = inverted(parse, verb)
    if who is None and not passive:
        return just_before(parse, verb)
    return noun_phrase(parse, who, verb) if who is not None else None


def _is_reduced(parse: Parse, verb: int) -> bool:
    """ "Asked whether …, the minister left": a passive without its auxiliary, at the head of a sentence."""
    token = parse.tokens[verb]
    opens = parse.sentences[token.sentence][0] == verb
    return opens and token.tag in {"VBN", "VBD"} and token.dep in {"advcl", "prep", "csubj", "ccomp"}


def _cue_range(parse: Parse, verb: int, found: Content | None) -> Range:
    """The verb with its auxiliaries, negation, adverbs and particle; the preposition that ties the content to it."""
    first = last = verb
    for child in reversed(parse.children[verb]):
        token = parse.tokens[child]
        if child == first - 1 and token.dep in {"aux", "auxpass", "neg", "advmod"} and token.pos != "PROPN":
            first = child
    for child in parse.children[verb]:
        if parse.tokens[child].dep in {"prt", "advmod", "npadvmod"} and parse.subtree(child)[0] == last + 1:
            last = parse.subtree(child)[1]
    if found and found.link == last + 1:
        last = found.link
    elif found is None or found.cue.frames <= {"clause", "told_to"}:
        last = _with_occasion(parse, verb, last)
    return (first, last)


def _with_occasion(parse: Parse, verb: int, last: int) -> int:
    """ "Said at a briefing Monday": the occasion and the day belong to the cue where they follow it at once."""
    for child in parse.children[verb]:
        begin, end = parse.subtree(child)
        if child > verb and begin == last + 1 and _is_occasion(parse, child):
            last = end
    return last


def _is_occasion(parse: Parse, child: int) -> bool:
    if parse.tokens[child].dep == "npadvmod":
        return True
    if parse.tokens[child].lower not in {"in", "at", "on", "during", "via", "by"}:
        return False
    return any(parse.tokens[c].lemma in cue_words("occasions") for c in parse.dependents(child, "pobj"))
