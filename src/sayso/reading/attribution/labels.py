"""Speakers set beside their words by a mark alone: "SMITH: …", "Smith: ‘…’", "“…” — Smith"."""

from __future__ import annotations

from sayso.reading.attribution.cues import cue_words
from sayso.reading.attribution.drafts import Draft, Range
from sayso.reading.attribution.sources import trimmed
from sayso.reading.parse import Parse

_DASHES = {"—", "–", "―", "--", "---", "~", "-"}
_MARKS = {'"', "“", "”", "''", '""', "‘", "’"}
_LONGEST = 6
_TRANSCRIPT = 3  # so many lines that begin with a name in capitals make a transcript


def labels(parse: Parse) -> list[Draft]:
    """The drafts of a report that such marks make, in text order."""
    people = _people(parse)
    found = []
    for first, last in parse.sentences:
        if (colon := _colon(parse, first, last)) is not None and _is_label(parse, first, colon, people):
            found.append((first, colon, last - 1))
    transcript = sum(_is_capital(parse, first) for first, _, _ in found) >= _TRANSCRIPT
    drafts = [_labelled(parse, *place, transcript) for place in found]
    return [d for d in drafts if d is not None] + [d for d in _dashed(parse) if d is not None]


def _people(parse: Parse) -> set[int]:
    """Tokens that belong to a name of a person or a body."""
    return {i for e in parse.entities if e.label in {"PERSON", "ORG"} for i in range(e.first, e.last)}


def _colon(parse: Parse, first: int, last: int) -> int | None:
    for i in range(first + 1, min(first + _LONGEST + 1, last)):
        if parse.tokens[i].text == ":":
            return i
    return None


def _is_label(parse: Parse, first: int, colon: int, people: set[int]) -> bool:
    """A name in capitals, or a person's or body's, or a poll or report."""
    if parse.tokens[first].text in _MARKS:
        first += 1
    words = [t for t in parse.tokens[first:colon] if t.pos != "PUNCT"]
    if not words or words[0].lower in cue_words("not_speakers"):
        return False
    if all(t.text.isupper() for t in words):
        return len(words) <= 3 and (any(len(t.text) > 2 for t in words) or words[-1].i in people)
    if any(t.pos in {"VERB", "AUX", "ADP", "DET", "SCONJ"} for t in words):
        return False
    last = words[-1]
    return last.i in people and all(t.text[0].isupper() for t in words)


def _labelled(parse: Parse, first: int, colon: int, last: int, transcript: bool) -> Draft | None:
    source = trimmed(parse, first, colon - 1)
    if source is not None and parse.tokens[source[0]].text in _MARKS:
        source = (source[0] + 1, source[1])
    content = trimmed(parse, colon + 1, last)
    if source is None or source[0] > source[1] or content is None or not _says(parse, content):
        return None
    if transcript and _is_capital(parse, first):
        content = (content[0], _transcript_end(parse, last))
    return _draft(colon, source, content, "speech.colon")


def _is_capital(parse: Parse, first: int) -> bool:
    """Whether a line begins, marks aside, with a word in capitals."""
    if parse.tokens[first].text in _MARKS and first + 1 < len(parse.tokens):
        first += 1
    return parse.tokens[first].text.isupper() and len(parse.tokens[first].text) > 2


def _says(parse: Parse, content: Range) -> bool:
    """Whether the words after the colon are speech, not a figure or a name."""
    return content[1] - content[0] > 1 and any(
        parse.tokens[i].pos in {"VERB", "AUX"} for i in range(content[0], content[1] + 1)
    )


def _transcript_end(parse: Parse, last: int) -> int:
    """The speech of a transcript goes on until the next line that begins with a label."""
    sentence = parse.tokens[last].sentence + 1
    end = last
    while sentence < len(parse.sentences):
        first, after = parse.sentences[sentence]
        if _is_capital(parse, first) or parse.tokens[first].text in {"(", "[", "Q", "A", "___", "___."}:
            break
        end = after - 1
        sentence += 1
    return end


def _draft(mark: int, source: Range, content: Range, rule: str) -> Draft:
    return Draft(
        token=mark,
        cue=(mark, mark),
        source=source,
        contents=(content,),
        rule=rule,
        stance="states",
        basis="direct_quote",
    )


def _dashed(parse: Parse) -> list[Draft | None]:
    """A quotation signed after a dash."""
    drafts: list[Draft | None] = []
    for quotation in parse.quotations:
        inside = parse.tokens_in(*quotation.outer)
        dash = inside[-1] + 1 if inside else 0
        if not inside or dash + 1 >= len(parse.tokens) or parse.tokens[dash].text not in _DASHES:
            continue
        last = dash
        while last + 1 < len(parse.tokens) and parse.tokens[last + 1].text[0].isupper() and last - dash < _LONGEST:
            if "\n" in parse.text[parse.tokens[last].end : parse.tokens[last + 1].start]:
                break
            last += 1
        between = parse.text[parse.tokens[last].end : parse.tokens[last].end + 2]
        if last > dash and (not between.strip() or between[0] in "\n,.;"):
            drafts.append(_draft(dash, (dash + 1, last), (inside[0], inside[-1]), "speech.dash"))
    return drafts
