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
    source = noun_phrase(parse, noun, i)
    content = _content(parse, i, source)
    if source is None or not content:
        return None
    return Draft(
        token=i, cue=(i, to), source=source, contents=tuple(content), rule=PHRASE, stance="states"
    )


def _content(parse: Parse, i: int, source: Range | None) -> list[Range]:
    """The clause that the phrase hangs on, without the phrase."""
    head = parse.tokens[i].head
    whole = parse.subtree(head) if head != i else parse.subtree(i)
    if source is None:
        return []
    hole = (i, source[1])
    return [r for r in (trimmed(parse, *r) for r in without(whole, [hole])) if r]
