"""Speech that a colon announces: "The minister said:" and the paragraphs that follow."""

from __future__ import annotations

from sayso.reading.attribution.cues import cue_words
from sayso.reading.attribution.drafts import Draft, Range
from sayso.reading.attribution.sources import trimmed
from sayso.reading.parse import Parse

_FIRST_PERSON = {"i", "we", "our", "us", "my"}
_OPENING = {'"', "“", "''", '""', "«", "„", "‘", "'", "”"}


def announced(parse: Parse, draft: Draft, paragraphs: list[int]) -> list[Range]:
    """What a colon at the end of the cue's clause announces: the rest of the paragraph, or the ones that follow."""
    tokens, cue = parse.tokens, draft.cue
    end = parse.sentences[tokens[cue[1]].sentence][1]
    colon = next((i for i in range(cue[1], end) if tokens[i].text == ":"), None)
    if colon is None or not (colon <= cue[1] + 1 or colon == end - 1):
        return []
    if colon == end - 1:
        return [] if draft.contents else _following(parse, end, paragraphs)
    last = _paragraph_end(paragraphs, colon)
    if not draft.contents:
        return _range(parse, colon + 1, last)
    return _in_first_person(parse, colon + 1, last, paragraphs)


def _in_first_person(parse: Parse, first: int, last: int, paragraphs: list[int]) -> list[Range]:
    """A statement without marks, "X said: The crossing … We will …", while its paragraphs speak in the first person."""
    if parse.tokens[first].text in _OPENING or not _speaks(parse, first, last):
        return []
    while last + 1 < len(parse.tokens):
        end = _paragraph_end(paragraphs, last + 1)
        if _ends_statement(parse, last + 1, end) or not _speaks(parse, last + 1, end):
            break
        last = end
    return _range(parse, first, last)


def _speaks(parse: Parse, first: int, last: int) -> bool:
    return any(parse.tokens[i].lower in _FIRST_PERSON and parse.quoted[i] < 0 for i in range(first, last + 1))


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
    if tokens[-1].text == ":":
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
