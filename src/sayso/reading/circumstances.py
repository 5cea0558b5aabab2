"""Where and when an event of a sentence took place: no dateline, no place where somebody spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Literal, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import Role
from sayso.model.mention import PlaceMention, TimeMention
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.targets import people
from sayso.reading.triggers import Trigger

PlaceUse = Literal["struck", "launched_from", "origin", "beside", "home", "around", "spoken_at", "dateline", "other"]
_AT = frozenset((
    "in", "at", "near", "on", "outside", "around", "inside", "across", "over", "into", "to", "against", "within", "off", "through", "along",
    "between", "towards", "toward", "by", "throughout", "upon", "beside", "onto", "beyond", "behind", "below",
))  # fmt: skip
_DATELINE = re.compile(r"\s{0,20}[^\n]{0,90}?(?:--|[—–]| - )")
_HOLDING = 7  # tokens between a place and the province that it lies in
_REACH = 14  # tokens of a noun phrase and its `of` phrases before a place's name


class PlaceInSentence(NamedTuple):
    """A place mention, the token that it starts at and what it is to what is told."""

    token: int
    mention: PlaceMention
    use: PlaceUse


class Circumstances:
    """The places and times of a report, sentence by sentence, with what they are to what is told."""

    def __init__(self, parse: Parse, mentions: Mentions, triggers: Sequence[Trigger]) -> None:
        self.parse = parse
        self.mentions = mentions
        self._triggers = {i: t for t in triggers for i in range(t.first, t.last + 1)}

    @cached_property
    def places(self) -> dict[int, list[PlaceInSentence]]:
        """The place mentions by sentence."""
        found: dict[int, list[PlaceInSentence]] = {}
        for mention in self.mentions.all:
            if isinstance(mention, PlaceMention) and (i := self.parse.token_at(mention.start)) is not None:
                row = found.setdefault(self.parse.tokens[i].sentence, [])
                row.append(PlaceInSentence(i, mention, self._use(i, mention, row)))
        return found

    @cached_property
    def times(self) -> dict[int, list[tuple[int, TimeMention]]]:
        """The time mentions by sentence."""
        found: dict[int, list[tuple[int, TimeMention]]] = {}
        for mention in self.mentions.all:
            if isinstance(mention, TimeMention) and (i := self.parse.token_at(mention.start)) is not None:
                found.setdefault(self.parse.tokens[i].sentence, []).append((i, mention))
        return found

    def _use(self, i: int, mention: PlaceMention, before: Sequence[PlaceInSentence]) -> PlaceUse:
        if mention.end <= self._dateline_end:
            return "dateline"
        if not mention.locative:
            return "other"
        if before and self._continues(before[-1], i):
            return before[-1].use
        if before and self._holds(before[-1], i):
            return "around"
        if self.after_speech(i):
            return "spoken_at"
        return self._by_preposition(i)

    @cached_property
    def _dateline_end(self) -> int:
        match = _DATELINE.match(self.parse.text)
        return match.end() if match and any(c.isupper() for c in match.group()) else 0

    def _continues(self, before: PlaceInSentence, i: int) -> bool:
        """Whether the place adds to the one before ("Derna, Libya", "Sarmin and Talamenes")."""
        ends = self.parse.tokens_in(before.mention.start, before.mention.end)[-1]
        between = [t.lower for t in self.parse.tokens[ends + 1 : i]]
        return len(between) < 3 and all(word in (",", "and", "or", "(", "the") for word in between) and bool(between)

    def _holds(self, before: PlaceInSentence, i: int) -> bool:
        """Whether the place says in what the one before lies ("Jabla in the province of Latakia")."""
        ends = self.parse.tokens_in(before.mention.start, before.mention.end)[-1]
        between = self.parse.tokens[ends + 1 : i]
        if not between or len(between) > _HOLDING or between[0].lower not in ("in", "of", "at", ","):
            return False
        return all(t.lower in ("in", "of", "at", ",", "the") or t.lemma in _words("region_words") for t in between)

    def _by_preposition(self, i: int) -> PlaceUse:
        """What the words before a place's name make of it: the preposition of its noun phrase, or the verb."""
        tokens, sentence = self.parse.tokens, self.parse.tokens[i].sentence
        k = i - 1
        while k >= 0 and i - k <= _REACH and tokens[k].sentence == sentence:
            token = tokens[k]
            if k in self._triggers and self._triggers[k].is_noun:
                return "struck"
            if token.lower == "from":
                return "launched_from" if self._launched(k) else "origin"
            if token.lower in _AT and token.tag in ("IN", "TO", "RP"):
                return "home" if k and tokens[k - 1].lemma in people() else "struck"
            if token.lower == "of" and k and tokens[k - 1].lower in _words("directions"):
                return "beside"
            if token.lower != "of" and token.tag[:2] not in ("NN", "JJ", "DT", "CD", "PO", "VBG") and token.text != "-":
                break
            k -= 1
        if k >= 0 and tokens[k].sentence == sentence and k in self._triggers:
            return "struck"
        return "struck" if self._is_shaken(i) else "other"

    def _is_shaken(self, i: int) -> bool:
        """Whether a place is what a passive trigger was done to ("Sirte was shelled")."""
        head = self.parse.tokens[i].head
        for _ in range(4):
            if head in self._triggers and not self._triggers[head].is_noun:
                return self.parse.tokens[i].dep in ("nsubjpass", "compound") or head - i < 4
            if self.parse.tokens[i].dep != "compound":
                return self.parse.tokens[i].dep == "compound" and head in self._triggers
            i, head = head, self.parse.tokens[head].head
        return False

    def _launched(self, k: int) -> bool:
        return any(t.lemma in _words("launch_verbs") for t in self.parse.tokens[max(0, k - 4) : k])

    def after_speech(self, i: int) -> bool:
        """Whether the words at `i` say where or when somebody spoke ("told reporters in Geneva on Tuesday")."""
        tokens = self.parse.tokens
        for k in range(i - 1, max(-1, i - 9), -1):
            token = tokens[k]
            if (
                token.sentence != tokens[i].sentence
                or token.text in (";", ":")
                or token.lower in ("that", "who", "which")
            ):
                return False
            if token.tag.startswith("VB"):
                return token.lemma in _words("speech_verbs")
            if token.lemma in _words("speech_nouns"):
                return True
        return False


def roles_of(found: Sequence[PlaceInSentence]) -> tuple[Role, ...]:
    """The place mentions as roles."""
    return tuple(
        Role(exact=p.mention.exact, start=p.mention.start, end=p.mention.end, mention=p.mention.id) for p in found
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("occurrences")[name])
