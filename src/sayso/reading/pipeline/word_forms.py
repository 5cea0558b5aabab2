"""Lemma and part of speech: what spaCy's rules make of a word, its tag and its relation, asked once and remembered.

The answer depends on these three alone, but for a few patterns of two words ("let's", "there are"). A word that may begin
one is asked about together with the next. All answers are those of spaCy's own components; what is remembered never
changes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from sayso.reading.pipeline.loading import pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Key = tuple[int, int, int]
"""A word, its tag and its relation, as spaCy numbers them."""

_MOST = 30_000  # words remembered, some 15 MB; then it begins anew
_TABLES = ("attribute_ruler", "lemmatizer")


class WordForm(NamedTuple):
    """A word with its tag and relation as strings. `opens`: it and the next one may have a rule of their own together."""

    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    visible: bool
    opens: bool


class WordForms:
    """The forms of words, by what a pipeline's rules say of them."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._rules: list[Any] = [nlp.get_pipe(name) for name in _TABLES]
        self._openers = _openers(nlp)
        self._known: dict[Key, WordForm] = {}
        self._together: dict[tuple[Key, ...], list[WordForm]] = {}

    def of(self, keys: Sequence[Key]) -> list[WordForm]:
        """The forms of the words of a text, in order."""
        if len(self._known) + len(self._together) > _MOST:
            self._known, self._together = {}, {}
        known, together = self._known, self._together  # another thread may begin anew
        self._learn([key for key in dict.fromkeys(keys) if key not in known], known)
        forms = [known[key] for key in keys]
        done = 0
        for i in [i for i, form in enumerate(forms) if form.opens]:
            if i < done:
                continue
            done = _end(forms, i)
            run = tuple(keys[i:done])
            if run not in together:
                together[run] = self._asked(run)
            forms[i:done] = together[run]
        return forms

    def _learn(self, keys: Sequence[Key], known: dict[Key, WordForm]) -> None:
        """Ask about all at once: side by side only words that begin nothing cannot change one another."""
        if not keys:
            return
        opening = {start for _, start, _ in self._openers(self._doc(keys), allow_missing=True)}
        calm = [key for i, key in enumerate(keys) if i not in opening]
        known.update(zip(calm, self._asked(calm), strict=True))
        for i in opening:
            known[keys[i]] = self._asked([keys[i]])[0]._replace(opens=True)

    def _asked(self, keys: Sequence[Key]) -> list[WordForm]:
        """What spaCy's rules say of these words, standing one after another."""
        doc = self._doc(keys)
        for rules in self._rules:
            doc = rules(doc)
        string = self._vocab.strings
        rows = doc.to_array(["ORTH", "LEMMA", "TAG", "POS", "DEP"]).tolist() if keys else []
        words = [[string[number] for number in row] for row in rows]
        return [
            WordForm(text, text.lower(), lemma.lower(), tag, pos, dep, visible=not text.isspace(), opens=False)
            for text, lemma, tag, pos, dep in words
        ]

    def _doc(self, keys: Sequence[Key]) -> Doc:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[self._vocab.strings[word] for word, _, _ in keys])
        if keys:
            attributes: Any = numpy.asarray([key[1:] for key in keys], dtype="uint64")
            doc.from_array(["TAG", "DEP"], attributes)
        return doc


@cache
def word_forms() -> WordForms:
    """The forms of English words."""
    return WordForms(pipeline())


def _end(forms: Sequence[WordForm], first: int) -> int:
    """Where a run of words that may each have a rule together with the next one ends."""
    end = first + 1
    while end < len(forms) and forms[end - 1].opens:
        end += 1
    return end


def _openers(nlp: Language) -> Any:
    """Finds the words that may stand in one of the ruler's longer patterns, but not as its last."""
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab)
    rows: list[Any] = nlp.get_pipe("attribute_ruler").patterns  # type: ignore[attr-defined]
    matcher.add("opens", [[word] for row in rows for pattern in row["patterns"] for word in pattern[:-1]])
    return matcher
