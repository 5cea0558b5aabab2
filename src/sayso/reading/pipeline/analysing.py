"""From a piece of text with its sentences to words, their governors and the names seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from sayso.model.record import Span
from sayso.reading.pipeline.loading import pipeline
from sayso.reading.pipeline.names import NameSeen, recogniser
from sayso.reading.pipeline.word_forms import WordForm, word_forms

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NETWORKS = ("tok2vec", "tagger", "parser")


class Analysis(NamedTuple):
    """The words of a piece, white space among them: where each begins in the report, its form, the index of its governor."""

    starts: list[int]
    forms: list[WordForm]
    heads: list[int]
    names: list[NameSeen]


def analyse(text: str, spans: Sequence[Span]) -> Analysis:
    """The piece of a report that these sentences make up."""
    nlp = pipeline()
    begin, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    doc = nlp.make_doc(text[begin:end])
    starts = doc.to_array(["IDX"]).astype("int64") + begin
    _begin_sentences(doc, starts, spans)
    networks: list[Any] = [nlp.get_pipe(name) for name in _NETWORKS]
    for network in networks:
        doc = network(doc)
    keys: Any = map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist())
    heads = doc.to_array(["HEAD"]).astype("int64") + numpy.arange(len(doc))
    return Analysis(starts.tolist(), word_forms().of(list(keys)), heads.tolist(), recogniser().names(doc))


def _begin_sentences(doc: Doc, starts: Any, spans: Sequence[Span]) -> None:
    """Set where sentences begin; the parser keeps to it. As an array: spaCy's setter looks at all the text for every word."""
    begins = numpy.isin(starts, [start for start, _ in spans])
    flags: Any = numpy.where(begins, 1, -1).astype("uint64")
    doc.from_array(["SENT_START"], flags)
