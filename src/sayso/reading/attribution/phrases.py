"""Sources brought in by a phrase: "according to X", "in X's view"."""

from __future__ import annotations

from sayso.reading.attribution.cues import cue_words
from sayso.reading.attribution.drafts import Draft, Range, without
from sayso.reading.attribution.sources import noun_phrase, trimmed
from sayso.reading.parse import Parse

PHRASE = "speech.according_to"


def phrases(parse: Parse) -> list[Draft]:
    """The drafts of a report that phrases make, in text order."""
    drafts = []
    for token in parse.tokens:
        draft = None
        if token.lower == "according":
            draft = _according(parse, token.i)
        elif token.lower == "in" and token.dep == "prep":
            draft = _in_view(parse, token.i)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _in_view(parse: Parse, i: int) -> Draft | None:
    """ "In the general's view", "in the words of the general"."""
    for noun in parse.dependents(i, "pobj"):
        if parse.tokens[noun].lemma not in cue_words("views"):
            continue
        owner = next(iter(parse.dependents(noun, "poss")), None)
        if owner is None:
            of = [c for c in parse.dependents(noun, "prep") if parse.tokens[c].lower == "of"]
            owner = next((k for c in of for k in parse.dependents(c, "pobj")), None)
        source = noun_phrase(parse, owner) if owner is not None else None
        if owner is None or source is None:
            continue
        if parse.tokens[source[1]].tag == "POS":
            source = (source[0], source[1] - 1)
        content = _clause_around(parse, i, (i, parse.subtree(i)[1]))
        if content:
            return _draft(i, (i, noun) if owner > noun else (noun, noun), source, content)
    return None


def _draft(i: int, cue: Range, source: Range, content: list[Range]) -> Draft:
    return Draft(token=i, cue=cue, source=source, contents=tuple(content), rule=PHRASE, stance="states")


def _according(parse: Parse, i: int) -> Draft | None:
    to = i + 1
    if to >= len(parse.tokens) or parse.tokens[to].lower != "to":
        return None
    noun = next(iter(parse.dependents(to, "pobj", "pcomp")), None) or next(iter(parse.dependents(i, "pobj")), None)
    if noun is None:
        return None
    source = _before_comma(parse, i, noun_phrase(parse, noun, i))
    content = _clause_around(parse, i, (i, source[1])) if source is not None else []
    return _draft(i, (i, to), source, content) if source is not None and content else None


def _before_comma(parse: Parse, i: int, source: Range | None) -> Range | None:
    """ "According to Mr Aziz, staff were told …": at the head of a sentence a single comma ends the source."""
    if source is None:
        return None
    for k in range(source[0] + 1, source[1]):
        if parse.tokens[k].text == "," and parse.tokens[k + 1].tag in {"WDT", "WP", "WRB", "WP$"}:
            return (source[0], k - 1)
    if parse.sentences[parse.tokens[i].sentence][0] != i:
        return source
    commas = [k for k in range(source[0], source[1] + 1) if parse.tokens[k].text == ","]
    after = source[1] + 1
    paired = after < len(parse.tokens) and parse.tokens[after].text == ","
    return (source[0], commas[-1] - 1) if commas and not paired else source


def _clause_around(parse: Parse, i: int, phrase: Range) -> list[Range]:
    """The clause that the phrase hangs on, without the phrase."""
    head = parse.tokens[i].head
    if phrase[0] <= head <= phrase[1] + 1:
        head = i
    whole = parse.subtree(head)
    if _is_last(parse, phrase):  # ", according to Y" at the end: all of the sentence is Y's word
        whole = (parse.sentences[parse.tokens[i].sentence][0], phrase[1])
    return [r for r in (trimmed(parse, *r) for r in without(whole, [phrase])) if r]


def _is_last(parse: Parse, phrase: Range) -> bool:
    """Whether the phrase stands after a comma at the end of its sentence."""
    end = parse.sentences[parse.tokens[phrase[0]].sentence][1]
    after = [t for t in parse.tokens[phrase[1] + 1 : end] if t.pos != "PUNCT"]
    return not after and phrase[0] > 0 and parse.tokens[phrase[0] - 1].text == ","
