"""Sources brought in by a phrase: "according to X", "in X's view"."""

from __future__ import annotations

from sayso.reading.drafts import Draft, Range, without
from sayso.reading.parse import Parse
from sayso.reading.sources import noun_phrase, trimmed

PHRASE = "speech.according_to"


def phrases(parse: Parse) -> list[Draft]:
    """The drafts of a report that phrases make, in text order."""
    drafts = []
    for token in parse.tokens:
        if token.lower == "according" and (draft := _according(parse, token.i)) is not None:
            drafts.append(draft)
    return drafts


def _according(parse: Parse, i: int) -> Draft | None:
    to = i + 1
    if to >= len(parse.tokens) or parse.tokens[to].lower != "to":
        return None
    noun = next(iter(parse.dependents(to, "pobj", "pcomp")), None) or next(iter(parse.dependents(i, "pobj")), None)
    if noun is None:
        return None
    source = _before_comma(parse, i, noun_phrase(parse, noun, i))
    content = _content(parse, i, source)
    if source is None or not content:
        return None
    return Draft(
        token=i, cue=(i, to), source=source, contents=tuple(content), rule=PHRASE, stance="states"
    )


def _before_comma(parse: Parse, i: int, source: Range | None) -> Range | None:
    """ "According to Mr Aziz, staff were told …": at the head of a sentence a single comma ends the source."""
    if source is None or parse.sentences[parse.tokens[i].sentence][0] != i:
        return source
    commas = [k for k in range(source[0], source[1] + 1) if parse.tokens[k].text == ","]
    after = source[1] + 1
    paired = after < len(parse.tokens) and parse.tokens[after].text == ","
    return (source[0], commas[-1] - 1) if commas and not paired else source


def _content(parse: Parse, i: int, source: Range | None) -> list[Range]:
    """The clause that the phrase hangs on, without the phrase."""
    head = parse.tokens[i].head
    if source is not None and source[0] <= head <= source[1] + 1:
        head = i
    whole = parse.subtree(head) if head != i else parse.subtree(i)
    if source is None:
        return []
    hole = (i, source[1])
    return [r for r in (trimmed(parse, *r) for r in without(whole, [hole])) if r]
