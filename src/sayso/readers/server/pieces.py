"""A long report in pieces that a model can take in, cut between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.record import Span
from sayso.reading.parse import Parse

_MOST = 4_000  # characters: about a thousand tokens, so that question and answer fit into the smallest usual context
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def pieces(parse: Parse, most: int = _MOST) -> list[Span]:
    """Spans in text order, each of whole paragraphs and at most so long; a paragraph that is longer is cut between
    sentences.
    """
    found: list[Span] = []
    for unit in _units(parse, most):
        if found and unit[1] - found[-1][0] <= most:
            found[-1] = (found[-1][0], unit[1])
        else:
            found.append(unit)
    return found


def _units(parse: Parse, most: int) -> Iterator[Span]:
    """Paragraphs, or the sentences of one that is too long."""
    for sentences in _paragraphs(parse):
        whole = (sentences[0][0], sentences[-1][1])
        yield from [whole] if whole[1] - whole[0] <= most else sentences


def _paragraphs(parse: Parse) -> Iterator[list[Span]]:
    """The sentences of each paragraph; where no line is blank, every line that a sentence begins is one."""
    border = _BLANK_LINE if _BLANK_LINE.search(parse.text) else re.compile(r"\n")
    paragraph: list[Span] = []
    for first, last in parse.sentences:
        sentence = parse.span(first, last - 1)
        if paragraph and border.search(parse.text, paragraph[-1][1], sentence[0]):
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph
