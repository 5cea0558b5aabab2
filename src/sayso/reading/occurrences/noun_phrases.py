"""Noun phrases by the tags of their words, and lists of them: sturdier than the parse where a list is long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.mention import TimeMention
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse, Token

_INNER = frozenset((
    "DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "$", "FW", "ADD", "AFX", "PRP",
))  # fmt: skip
_HEADS = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "FW", "DT", "JJ", "JJS")
_OPENING = ("DT", "PRP$", "PDT", "PRP")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_JOINTS = ("and", "or", "&", "plus", "nor")
_LONGEST = 120  # tokens that a list may run over


class NounPhrase(NamedTuple):
    """Tokens `[first, last]` with their head; a following `of` phrase is counted in, `core` is where it ends without."""

    first: int
    last: int
    head: int
    core: int


class NounPhrases:
    """The noun phrases of the sentences that are asked for."""

    def __init__(self, parse: Parse, mentions: Mentions) -> None:
        self.parse = parse
        self.mentions = mentions
        self._at: dict[int, NounPhrase] = {}
        self._read: set[int] = set()

    @cached_property
    def _timed(self) -> set[int]:
        spans = [(m.start, m.end) for m in self.mentions.all if isinstance(m, TimeMention)]
        return {i for span in spans for i in self.parse.tokens_in(*span)}

    def at(self, i: int) -> NounPhrase | None:
        """The phrase that holds token `i`, the `of` phrase apart."""
        if i < 0 or i >= len(self.parse.tokens):
            return None
        sentence = self.parse.tokens[i].sentence
        if sentence not in self._read:
            self._read.add(sentence)
            for phrase in self._chunks(*self.parse.sentences[sentence]):
                self._at.update(dict.fromkeys(range(phrase.first, phrase.core + 1), phrase))
        return self._at.get(i)

    def _chunks(self, first: int, last: int) -> Iterator[NounPhrase]:
        tokens = self.parse.tokens
        runs: list[tuple[int, int, int]] = []
        i = first
        while i < last:
            end = self._run(i, last)
            if end > i:
                head = next((k for k in range(end - 1, i - 1, -1) if tokens[k].tag in _HEADS), None)
                if head is not None:
                    runs.append((i, end - 1, head))
            i = max(end, i + 1)
        starts = {run[0]: run for run in runs}
        for run in reversed(runs):
            begin, core, head = run
            end = core
            after = core + 1
            if after + 1 < last and tokens[after].lower == "of":
                after += 1 + (tokens[after + 1].lower in ("either", "both"))
                if after in starts:
                    inner = self._at.get(after)
                    end = inner.last if inner else starts[after][1]
            phrase = NounPhrase(begin, end, head, core)
            self._at.update(dict.fromkeys(range(begin, core + 1), phrase))
            yield phrase

    def _run(self, i: int, last: int) -> int:
        """One past the end of the phrase that starts at `i`; `i` itself when none does."""
        tokens = self.parse.tokens
        start, timed = i, i in self._timed
        while i < last and self._inside(tokens[i], last) and (i in self._timed) == timed:
            tag = tokens[i].tag
            if (
                i > start
                and tag in _OPENING
                and tokens[i - 1].tag != "PDT"
                and tokens[i - 1].lower not in ("all", "both", "half")
            ):
                break
            i += 1
            if tag == "PRP":
                break
        while i > start and tokens[i - 1].tag in ("POS", "HYPH") and i < last and not tokens[i].tag.startswith("N"):
            i -= 1
        return i

    def _inside(self, token: Token, last: int) -> bool:
        if token.tag in _INNER:
            return True
        following = self.parse.tokens[token.i + 1] if token.i + 1 < last else None
        if token.tag in ("VBN", "VBG"):
            return token.dep in ("amod", "compound") and bool(following and following.tag in _INNER)
        if token.tag in ("RB", "RBR", "RBS"):
            return bool(
                following and following.tag in ("JJ", "CD", "VBN") and following.dep in ("amod", "nummod", "advmod")
            )
        return token.text in ("-", "‑") and bool(following and following.tag in _INNER)

    def listed(self, i: int, stop: int, subjects: bool = False) -> list[NounPhrase]:
        """The phrases of the list that starts at token `i`: joined by commas and `and`, up to token `stop`. A phrase with
        a verb of its own ends the list, unless all are `subjects` of the verb at `stop`.
        """
        phrase = self.at(i)
        found: list[NounPhrase] = []
        stop = min(stop, i + _LONGEST)
        if phrase is not None and phrase.first < i <= phrase.head:
            phrase = phrase._replace(first=i)
        while phrase is not None and phrase.first < stop:
            if found and not subjects and (verb := self._clause_opened(phrase, stop)) is not None:
                return self._without_speakers(found, phrase, verb)
            found.append(phrase)
            phrase = self._following(phrase.last + 1, stop)
        return found

    def _clause_opened(self, phrase: NounPhrase, stop: int) -> int | None:
        """The verb of the new clause whose subject the phrase is ("… and two people were killed"), None if it is none."""
        tokens = self.parse.tokens
        after = phrase.last + 1
        while after < stop and tokens[after].tag in ("RB", "WP", "WDT"):
            after += 1
        if after + 1 < len(tokens) and tokens[after].text == "," and _says(tokens[after + 1]):
            after += 1
        if (
            after < len(tokens)
            and tokens[after].tag in _FINITE
            and tokens[after].sentence == tokens[phrase.first].sentence
        ):
            return after
        head = tokens[phrase.head]
        return head.head if head.dep == "nsubj" and head.head > phrase.last and _says(tokens[head.head]) else None

    def _without_speakers(self, found: list[NounPhrase], last: NounPhrase, verb: int) -> list[NounPhrase]:
        """The list before a clause; two who speak together go with the second of them ("…, a medic and a guard said"), a
        description with its name ("…, a medic, Omar Said, said").
        """
        tokens = self.parse.tokens
        if not _says(tokens[verb]):
            return found
        named = tokens[verb - 1].text == ","
        while len(found) > 1 and (named or tokens[last.first - 1].lower in _JOINTS):
            named, last = False, found[-1]
            found = found[:-1]
        return found

    def _following(self, i: int, stop: int) -> NounPhrase | None:
        """The next phrase of a list; what hangs on the one before by prepositions is passed over."""
        tokens = self.parse.tokens
        i = self._past_attached(i, stop)
        joined = False
        while i < stop and (tokens[i].text == "," or tokens[i].lower in _JOINTS):
            joined, i = True, i + 1
        if i + 2 < stop and tokens[i].lower == "as" and tokens[i + 1].lower == "well" and tokens[i + 2].lower == "as":
            joined, i = True, i + 3
        return self.at(i) if joined and i < stop else None

    def _past_attached(self, i: int, stop: int) -> int:
        tokens = self.parse.tokens
        while i < stop:
            inner = self.at(i + 1) if tokens[i].tag in ("IN", "TO") and i + 1 < stop else None
            if tokens[i].lower in ("while", "when", "as") and tokens[i].dep in ("advmod", "mark"):
                comma = next((k for k in range(i, stop) if tokens[k].text == ","), None)
                if comma is None:
                    return i
                i = comma
            elif inner is not None and tokens[i].lower not in ("after", "before", "by", "that"):
                i = inner.last + 1
            else:
                return i
        return i


def _says(token: Token) -> bool:
    return token.tag in _FINITE and token.lemma in _speaking()


@cache
def _speaking() -> frozenset[str]:
    return frozenset(lexicon("speech")["loose"].split())
