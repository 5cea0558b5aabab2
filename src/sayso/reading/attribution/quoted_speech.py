"""Quotations and whose they are: within the sentence of a cue, after it, and in the paragraphs that run on."""

from __future__ import annotations

import msgspec

from sayso.model.record import Record
from sayso.reading.attribution.announced import announced
from sayso.reading.attribution.drafts import Draft, Range
from sayso.reading.parse import Parse


class Quoted(Record, frozen=True, kw_only=True):
    """A quotation as tokens, with its marks; `spoken` when it is long enough to be speech, no title or scare quote."""

    first: int
    last: int
    spoken: bool


def with_quotations(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts, their contents widened by the quotations that belong to them; a cue without content is dropped."""
    owners = _Owners(parse, drafts)
    owners.take_announced()
    owners.take_touched()
    owners.take_unclaimed()
    return owners.drafts()


def _quoted(parse: Parse) -> list[Quoted]:
    found = []
    for quotation in parse.quotations:
        inside = parse.tokens_in(*quotation.outer)
        if not inside:
            continue
        words = [i for i in inside if parse.tokens[i].pos not in {"PUNCT", "SPACE"}]
        ends = parse.text[quotation.inner[1] - 1] in ".,!?…"
        found.append(Quoted(first=inside[0], last=inside[-1], spoken=len(words) >= 6 or (ends and len(words) >= 2)))
    return found


class _Owners:
    """Which draft has which quotation; built in two passes over the text."""

    def __init__(self, parse: Parse, drafts: list[Draft]) -> None:
        self.parse = parse
        self.all = drafts
        self.quotes = _quoted(parse)
        self.at = self._where()
        self.extra: dict[int, list[Range]] = {}
        self.owner: dict[int, int] = {}
        self.in_sentence: dict[int, list[int]] = {}
        for number, draft in enumerate(drafts):
            if self.at[draft.token] < 0:
                self.in_sentence.setdefault(parse.tokens[draft.token].sentence, []).append(number)
        self.paragraphs = _paragraphs(parse)

    def _where(self) -> list[int]:
        where = [-1] * len(self.parse.tokens)
        for number, quote in enumerate(self.quotes):
            where[quote.first : quote.last + 1] = [number] * (quote.last + 1 - quote.first)
        return where

    def take_announced(self) -> None:
        """A cue before a colon has what the colon announces."""
        for number, draft in enumerate(self.all):
            if draft.takes_quotations and self.at[draft.token] < 0:
                found = announced(self.parse, draft, self.paragraphs)
                if found:
                    self.extra.setdefault(number, []).extend(found)

    def take_touched(self) -> None:
        """A content that touches a quotation from outside takes all of it."""
        for number, draft in enumerate(self.all):
            own = self.at[draft.token]
            for first, last in (*draft.contents, *self.extra.get(number, ())):
                for i in {self.at[first], self.at[last]} | set(self.at[first : last + 1]):
                    if i >= 0 and i != own:
                        self._give(i, number)

    def _give(self, quote: int, number: int) -> None:
        q = self.quotes[quote]
        if self.all[number].cue[0] >= q.first and self.all[number].cue[1] <= q.last:
            return
        self.extra.setdefault(number, []).append((q.first, q.last))
        held = self.owner.get(quote)
        if held is None or self._depth(number) < self._depth(held):
            self.owner[quote] = number

    def _depth(self, number: int) -> int:
        at, depth = self.all[number].token, 0
        while self.parse.tokens[at].head != at and depth < 50:
            at, depth = self.parse.tokens[at].head, depth + 1
        return depth

    def take_unclaimed(self) -> None:
        """A quotation of some length that no content touches goes to the cue beside it, before it, or of the run."""
        for quote, q in enumerate(self.quotes):
            if quote in self.owner or not q.spoken:
                continue
            number = self._beside(q)
            if number is None and self._opens(q):
                number = self._after(q) if self._after(q) is not None else self._before(quote, q)
            if number is not None:
                self._give(quote, number)

    def _opens(self, q: Quoted) -> bool:
        """Whether the quotation begins a sentence."""
        return self.parse.sentences[self.parse.tokens[q.first].sentence][0] == q.first

    def _beside(self, q: Quoted) -> int | None:
        """A cue that still lacks a content, or says more, in the sentences that the quotation begins or ends in."""
        tokens = self.parse.tokens
        for sentence in dict.fromkeys((tokens[q.last].sentence, tokens[q.first].sentence)):
            near = [n for n in self.in_sentence.get(sentence, []) if self.all[n].takes_quotations]
            if not self._introduced(q):
                near = [n for n in near if self._adjoins(self.all[n], q)]
            near.sort(
                key=lambda n: (
                    bool(self.all[n].contents),
                    min(abs(self.all[n].token - q.first), abs(self.all[n].token - q.last)),
                )
            )
            if near:
                return near[0]
        return None

    def _adjoins(self, draft: Draft, q: Quoted) -> bool:
        """Whether the cue, or its source, stands right beside the quotation."""
        first, last = draft.cue
        if draft.source is not None:
            first, last = min(first, draft.source[0]), max(last, draft.source[1])
        return draft.cue[1] + 1 == q.first or last + 1 == q.first or q.last + 1 in (first, first - 1)

    def _introduced(self, q: Quoted) -> bool:
        """Whether the quotation opens its sentence, or follows a comma or colon: no title or scare quote."""
        return self._opens(q) or self.parse.tokens[q.first - 1].text in {",", ":", "that"}

    def _after(self, q: Quoted) -> int | None:
        """ "Really?" he asked: a cue without content that opens the next sentence of the paragraph."""
        tokens = self.parse.tokens
        following = tokens[q.last].sentence + 1
        for n in self.in_sentence.get(following, []):
            start = self.parse.sentences[following][0]
            if (
                self.all[n].takes_quotations
                and not self.all[n].contents
                and n not in self.extra
                and self.paragraphs[start] == self.paragraphs[q.last]
                and self.all[n].token - start < 12
            ):
                return n
        return None

    def _before(self, quote: int, q: Quoted) -> int | None:
        """The speaker of the sentence before, or of the quotation that ended the paragraph before."""
        sentence = self.parse.tokens[q.first].sentence - 1
        if sentence < 0:
            return None
        last = self.parse.sentences[sentence][1] - 1
        if quote and self.quotes[quote - 1].last >= last - 1 and quote - 1 in self.owner:
            return self.owner[quote - 1]
        near = [n for n in self.in_sentence.get(sentence, []) if self.all[n].contents or n in self.extra]
        return min(near, key=self._depth) if near else None

    def drafts(self) -> list[Draft]:
        """The drafts with what they took; those left without content are gone."""
        done = []
        for number, draft in enumerate(self.all):
            contents = (*self._clipped(draft), *self.extra.get(number, ()))
            source = draft.source
            if not contents and draft.fallback is not None:
                contents, source = (draft.fallback[0],), draft.fallback[1] or source
            if contents and not self._stray(number):
                done.append(msgspec.structs.replace(draft, contents=contents, source=source))
        return done

    def _clipped(self, draft: Draft) -> list[Range]:
        """The contents of a cue that is itself quoted end where its quotation ends."""
        quote = self.at[draft.token]
        if quote < 0:
            return list(draft.contents)
        first, last = self.quotes[quote].first, self.quotes[quote].last
        clipped = [(max(first, a), min(last, b)) for a, b in draft.contents]
        return [(a, b) for a, b in clipped if a <= b]

    def _stray(self, number: int) -> bool:
        """A mere attitude inside a quotation that is nobody's: the writer's own words in marks, or a title."""
        quote = self.at[self.all[number].token]
        return quote >= 0 and quote not in self.owner and not self.all[number].takes_quotations


def _paragraphs(parse: Parse) -> list[int]:
    """The number of its paragraph for each token."""
    numbers, number, at = [], 0, 0
    for token in parse.tokens:
        if "\n" in parse.text[at : token.start]:
            number += 1
        numbers.append(number)
        at = token.end
    return numbers
