"""Speech that a colon announces: "The minister said:" and the paragraphs that follow."""

from __future__ import annotations

from sayso.reading.cues import cue_words
from sayso.reading.drafts import Range
from sayso.reading.parse import Parse
from sayso.reading.sources import trimmed

_OPENING = {'"', "“", "''", '""', "«", "„", "‘", "'", "”"}


def announced(parse: Parse, cue: Range, paragraphs: list[int]) -> list[Range]:
    """What a colon at the end of the cue's clause announces: the rest of the paragraph, or the ones that follow."""
    end = parse.sentences[parse.tokens[cue[1]].sentence][1]
    colon = next((i for i in range(cue[1], end) if parse.tokens[i].text == ":"), None)
    if colon is None or not (colon <= cue[1] + 1 or colon == end - 1):
        return []
    if colon < end - 1:
        return _range(parse, colon + 1, _paragraph_end(paragraphs, colon))
    return _following(parse, end, paragraphs)


def _following(parse: Parse, first: int, paragraphs: list[int]) -> list[Range]:
    """The paragraphs after the colon: a run of quotations while they last, else up to a line that ends a statement."""
    last = first
    quoted = first < len(parse.tokens) and parse.tokens[first].text in _OPENING
    while last < len(parse.tokens):
        start, end = last, _paragraph_end(paragraphs, last)
        if quoted and parse.tokens[start].text not in _OPENING:
            break
        if start > first and _ends_statement(parse, start, end):
            break
        last = end + 1
    return _range(parse, first, last - 1)


def _ends_statement(parse: Parse, start: int, end: int) -> bool:
    """A heading, a line such as "Notes to editors", or the writer's own voice again ("… , she told us")."""
    tokens = parse.tokens[start : end + 1]
    if tokens[0].lower in cue_words("statement_ends"):
        return True
    if any(t.lemma in cue_words("loose") and t.tag in {"VBD", "VBZ"} for t in tokens):
        return True
    return end - start < 9 and parse.tokens[end].text not in {".", "!", "?", ":", '"', "”", "’"}


def _paragraph_end(paragraphs: list[int], token: int) -> int:
    last = token
    while last + 1 < len(paragraphs) and paragraphs[last + 1] == paragraphs[token]:
        last += 1
    return last


def _range(parse: Parse, first: int, last: int) -> list[Range]:
    said = trimmed(parse, first, last) if first <= last else None
    return [said] if said else []
