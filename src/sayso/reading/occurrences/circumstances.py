"""Where and when an event of a sentence took place: no dateline, no place where somebody spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Literal, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import Role
from sayso.model.mention import PlaceMention, TimeMention
from sayso.model.record import Span
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.targets import people
from sayso.reading.occurrences.triggers import Trigger
from sayso.reading.parse import Parse, Token

PlaceUse = Literal[
    "struck", "launched_from", "origin", "roots", "beside", "home", "around", "spoken_at", "dateline", "other"
]
_AT = frozenset((
    "in", "at", "near", "on", "outside", "around", "inside", "across", "over", "into", "to", "against", "within",
    "off", "through", "along", "between", "towards", "toward", "by", "throughout", "upon", "beside", "onto", "beyond",
    "behind", "below",
))  # fmt: skip
_DATELINE = re.compile(r"\s{0,20}([^\n]{0,90}?)(?:--|[—–]| - )")
_SMALL_NAMES = frozenset(("of", "de", "la", "el", "al", "and", "the", "los", "las", "del"))
_JOINTS = frozenset((",", "and", "or", "&"))
_LIST_REACH = 14
_PHRASE_TAGS = frozenset(("NN", "JJ", "DT", "CD", "PO", "RB", "VBG"))
_COMMAS = 2  # commas passed on the way back to the preposition ("in Ula, Ahoada East, Rivers State")
_HOLDING = 7  # tokens between a place and the province that it lies in
_REACH = 14  # tokens of a noun phrase and its `of` phrases before a place's name


class PlaceInSentence(NamedTuple):
    """A place mention, the token that it starts at and what it is to what is told."""

    token: int
    mention: PlaceMention
    use: PlaceUse


class Circumstances:
    """The places and times of a report, sentence by sentence, with what they are to what is told."""

    def __init__(
        self, parse: Parse, mentions: Mentions, triggers: Sequence[Trigger], speakers: Sequence[Span] = ()
    ) -> None:
        self.parse = parse
        self.mentions = mentions
        self.speakers = {i for start, end in speakers for i in parse.tokens_in(start, end)}
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

    def used_as(self, use: PlaceUse, sentence: int) -> list[PlaceInSentence]:
        """The place mentions of a sentence that are this to what is told."""
        return [place for place in self.places.get(sentence, ()) if place.use == use]

    @cached_property
    def times(self) -> dict[int, list[tuple[int, TimeMention]]]:
        """The time mentions by sentence."""
        found: dict[int, list[tuple[int, TimeMention]]] = {}
        for mention in self.mentions.all:
            if not isinstance(mention, TimeMention) or mention.end <= self._dateline_end:
                continue
            if (i := self.parse.token_at(mention.start)) is not None:
                found.setdefault(self.parse.tokens[i].sentence, []).append((i, mention))
        return found

    def _use(self, i: int, mention: PlaceMention, before: Sequence[PlaceInSentence]) -> PlaceUse:
        if mention.end <= self._dateline_end:
            return "dateline"
        if not mention.locative:
            return "other"
        joined = self._joined(i, mention, before) if before else None
        if joined is not None:
            return joined
        use = "spoken_at" if self.after_speech(i) else self._by_preposition(i)
        # Where a doctor works is no more than a hint.
        return "roots" if use in ("struck", "home") and i in self.speakers else use

    def _joined(self, i: int, mention: PlaceMention, before: Sequence[PlaceInSentence]) -> PlaceUse | None:
        """What the place is by the one before it: named inside its words, what it lies in, or the next of a list."""
        if mention.end <= before[-1].mention.end:
            return before[-1].use
        if self._holds(before[-1], i):
            return "around"
        beside = next((p for p in reversed(before) if p.use != "around"), None)
        return beside.use if beside is not None and self._continues(beside, i) else None

    @cached_property
    def _dateline_end(self) -> int:
        match = _DATELINE.match(self.parse.text)
        plain = re.sub(r"\([^)]*\)", "", match.group(1)) if match else ""
        words = re.findall(r"[^\W\d_]+", plain)
        named = all(word[0].isupper() or word in _SMALL_NAMES for word in words)
        return match.end() if match and words and named else 0

    def _continues(self, before: PlaceInSentence, i: int) -> bool:
        """Whether the place adds to the one before ("Sarmin and Talamenes", "Jabla …, and the port city of Tartus")."""
        ends = self.parse.tokens_in(before.mention.start, before.mention.end)[-1]
        between = self.parse.tokens[ends + 1 : i]
        comma = next((n for n in range(len(between) - 1, -1, -1) if between[n].lower in _JOINTS), None)
        if comma is None or len(between) > _LIST_REACH:
            return False
        plain = _JOINTS | {"the", "of", "(", "city", "town", "port", "village"}
        return all(t.lower in plain or self._is_region(t) for t in between[comma:]) and (
            comma < 2 or all(t.lower in plain | {"in"} or self._is_region(t) or t.tag == "NNP" for t in between)
        )

    def _is_region(self, token: Token) -> bool:
        return bool({token.lower, token.lemma} & _words("region_words"))

    def _holds(self, before: PlaceInSentence, i: int) -> bool:
        """Whether the place says in what the one before lies ("Jabla in the province of Latakia")."""
        ends = self.parse.tokens_in(before.mention.start, before.mention.end)[-1]
        between = self.parse.tokens[ends + 1 : i]
        if not between or len(between) > _HOLDING or not {t.lower for t in between} & {"in", "at", ","}:
            return False
        if len(between) == 1 and between[0].text == "," and self._in_list(i):
            return False
        heads = _words("place_heads")
        return all(t.lower in ("in", "of", "at", ",", "the") or self._is_region(t) or t.lower in heads for t in between)

    def _in_list(self, i: int) -> bool:
        """Whether a place after a comma is one of a list that ends with "and"."""
        last = self.parse.sentences[self.parse.tokens[i].sentence][1]
        for token in self.parse.tokens[i + 1 : min(last, i + _LIST_REACH)]:
            if token.lower in ("and", "or"):
                return True
            if not token.tag.startswith("NNP") and token.text not in (",", "the", "-"):
                return False
        return False

    def _by_preposition(self, i: int) -> PlaceUse:
        """What the words before a place's name make of it: the preposition of its noun phrase, or the verb."""
        tokens, sentence, commas = self.parse.tokens, self.parse.tokens[i].sentence, 0
        k = i - 1
        while k >= 0 and i - k <= _REACH and tokens[k].sentence == sentence:
            if k in self._triggers:
                return "struck"
            if (use := self._of_word(k)) is not None:
                return "around" if commas and use in ("struck", "home") else use
            if tokens[k].text == "," and commas < _COMMAS and i - k > 1 and k and tokens[k - 1].tag[:2] == "NN":
                commas += 1
            elif tokens[k].lower not in ("of", "-") and tokens[k].tag[:2] not in _PHRASE_TAGS:
                break
            k -= 1
        return "struck" if self._is_shaken(i) else "other"

    def _of_word(self, k: int) -> PlaceUse | None:
        """What a preposition or an event's noun before a place makes of it, None for any other word."""
        token, before = self.parse.tokens[k], self.parse.tokens[k - 1] if k else None
        of_people = before is not None and before.lemma in people()
        if token.lower == "from":
            return "roots" if of_people else "launched_from" if self._launched(k) else "origin"
        if before is not None and self._is_stationed(before):
            return "spoken_at"
        if token.lower in _AT and (token.tag in ("IN", "TO", "RP") or token.lower == "near"):
            return "home" if of_people else "struck"
        beside = token.lower == "of" and before is not None and before.lower in _words("directions")
        return "beside" if beside and k > 1 and self.parse.tokens[k - 2].tag != "DT" else None

    def _is_stationed(self, noun: Token) -> bool:
        """Whether a noun is a body that sits in a place and does something else than what is told ("the mission in Libya")."""
        return noun.lemma in _words("stationed") and noun.dep == "nsubj" and noun.head not in self._triggers

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
            if k in self._triggers:
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
