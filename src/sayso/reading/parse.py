"""Words, sentences and grammar of a report, as plain records that the rules walk over.

spaCy makes them (reading.pipeline); nothing else in the package knows spaCy. Sentences are ours (text.sentences), so that a
paragraph or a quotation is never glued to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from sayso.model.record import Span
from sayso.reading.misread import read_anew
from sayso.reading.pipeline.analysing import Analysis, analyse
from sayso.reading.pipeline.loading import CHUNK, on_one_thread
from sayso.text.quotations import quotations
from sayso.text.sentences import sentences

if TYPE_CHECKING:
    from sayso.model.report import Quotation


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word. `head` is the index of its governor (its own for a root), `sentence` the number of its sentence."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    sentence: int


class Entity(msgspec.Struct, frozen=True, gc=False):
    """A name that the statistical recogniser sees: tokens `[first, last)` and its label (PERSON, GPE, ORG …)."""

    first: int
    last: int
    label: str


class Parse:
    """A parsed report: `text`, `tokens`, `sentences` as token ranges, `entities`, `quotations`."""

    def __init__(
        self, text: str, tokens: list[Token], ranges: list[Span], entities: list[Entity], quoted: list[Quotation]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = ranges
        self.entities = entities
        self.quotations = quoted

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the indexes of its dependents, in text order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        return below

    @cached_property
    def _edges(self) -> list[tuple[int, int]]:
        """First and last token of every subtree."""
        edges = [(token.i, token.i) for token in self.tokens]
        for first, last in self.sentences:
            for i in self._bottom_up(first, last):
                left, right = edges[i]
                for child in self.children[i]:
                    left, right = min(left, edges[child][0]), max(right, edges[child][1])
                edges[i] = (left, right)
        return edges

    def _bottom_up(self, first: int, last: int) -> list[int]:
        order = [i for i in range(first, last) if self.tokens[i].head == i or not first <= self.tokens[i].head < last]
        for i in order:  # grows while it is walked: roots first, then their dependents
            order.extend(self.children[i])
        return order[::-1]

    def subtree(self, i: int) -> tuple[int, int]:
        """First and last token (inclusive) of everything that hangs on token `i`."""
        return self._edges[i]

    def span(self, first: int, last: int) -> Span:
        """Characters from the first to the last token, inclusive."""
        return (self.tokens[first].start, self.tokens[last].end)

    def words(self, first: int, last: int) -> str:
        """The text from the first to the last token, inclusive."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def dependents(self, i: int, *deps: str) -> list[int]:
        """Dependents of token `i` with one of these relations."""
        return [child for child in self.children[i] if self.tokens[child].dep in deps]

    @cached_property
    def _token_at(self) -> list[int]:
        at = [-1] * (len(self.text) + 1)
        for token in self.tokens:
            at[token.start : token.end] = [token.i] * (token.end - token.start)
        return at

    def token_at(self, offset: int) -> int | None:
        """The token that holds the character at `offset`, None for white space."""
        found = self._token_at[offset] if 0 <= offset < len(self.text) else -1
        return None if found < 0 else found

    def tokens_in(self, start: int, end: int) -> range:
        """Indexes of the tokens that touch the characters `[start, end)`."""
        inside = [i for i in self._token_at[start:end] if i >= 0]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    @cached_property
    def quoted(self) -> list[int]:
        """For each token the number of the quotation that it stands in, or -1."""
        where = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            for i in self.tokens_in(*quotation.inner):
                where[i] = number
        return where


def parse(texts: Iterable[str]) -> Iterator[Parse]:
    """Parse reports in order, each on its own: a batch would be no quicker, and its rounding could change a reading."""
    for text in texts:
        spans = sentences(text)
        with on_one_thread():
            parsed = _plain(text, spans, [analyse(text, chunk) for chunk in _chunks(spans)])
        yield parsed


def _chunks(spans: list[Span]) -> list[list[Span]]:
    chunks: list[list[Span]] = [[]]
    for span in spans:
        if chunks[-1] and span[1] - chunks[-1][0][0] > CHUNK:
            chunks.append([])
        chunks[-1].append(span)
    return chunks


def _plain(text: str, spans: list[Span], pieces: Iterable[Analysis]) -> Parse:
    tokens: list[Token] = []
    entities: list[Entity] = []
    ends = [end for _, end in spans]
    for piece in pieces:
        kept = _append_tokens(tokens, piece, ends)
        for name in piece.names:
            inside = [kept[i] for i in range(name.first, name.last) if i in kept]
            if inside:
                entities.append(Entity(inside[0], inside[-1] + 1, name.label))
    cuts = [i for i in range(1, len(tokens)) if tokens[i].sentence != tokens[i - 1].sentence]
    ranges = list(zip([0, *cuts], [*cuts, len(tokens)], strict=True)) if tokens else []
    return Parse(text, read_anew(_rooted(tokens)), ranges, entities, quotations(text))


def _append_tokens(tokens: list[Token], piece: Analysis, ends: list[int]) -> dict[int, int]:
    """Appends the piece's words; returns where each of its tokens went (white space goes nowhere)."""
    visible = [i for i, form in enumerate(piece.forms) if form.visible]
    kept = {i: len(tokens) + number for number, i in enumerate(visible)}
    sentence = tokens[-1].sentence if tokens else 0
    for i, here in kept.items():
        word, lower, lemma, tag, pos, dep = piece.forms[i][:6]
        start = piece.starts[i]
        while start >= ends[sentence]:
            sentence += 1
        governor = kept.get(piece.heads[i], here)
        tokens.append(Token(here, start, start + len(word), word, lower, lemma, tag, pos, dep, governor, sentence))
    return kept


def _rooted(tokens: list[Token]) -> list[Token]:
    """A head outside its own sentence (the parser's slip over white space) makes a root."""
    return [
        token if tokens[token.head].sentence == token.sentence else msgspec.structs.replace(token, head=token.i)
        for token in tokens
    ]
