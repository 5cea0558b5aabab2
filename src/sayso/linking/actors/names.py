"""Finds the names of known actors in a text, longest first.

`known_actor_names(parse)` gives first and last token of each. It walks the table `actor_names()`, whose `at(parse, i)` says
whether a name begins at token `i`: None, or the name's last token and the ids of the actors so called. One dictionary
look-up for a token that begins no name. Plain names of states are left out: where they stand they are
places, until a rule finds that they speak or act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sayso.lexicon.load import lexicon
from sayso.linking.actors.knowledge import Actor, actors
from sayso.linking.folding import fold

if TYPE_CHECKING:
    from sayso.reading.parse import Parse

_POSSESSIVE = re.compile(r"['’]s\b")
_LONGEST = 14  # tokens
Found = tuple[int, tuple[str, ...]]


class _Step:
    """A node of the table: what may follow, and whom the words so far name (with the names as written)."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Step] = {}
        self.ends: list[tuple[str, tuple[str, ...]]] = []


class NameTable:
    """Names as sequences of folded words, so that "al-Nusra Front" and "Al Nusra Front" are one."""

    def __init__(self, known: Iterable[Actor]) -> None:
        self._first = _Step()
        self._places: set[str] = set()
        for actor in known:
            if actor.kind == "state":
                self._places.add(actor.id)
            for name in actor.names:
                self._add(name, actor.id)

    def _add(self, name: str, id: str) -> None:
        words = name_words(name)
        step = self._first
        for word in words:
            step = step.next.setdefault(fold(word), _Step())
        step.ends.append((id, tuple(words)))

    def at(self, parse: Parse, i: int) -> Found | None:
        """The longest name that begins at token `i`, plain names of states left out: its last token and whose it is."""
        tokens = parse.tokens
        if folded(tokens[i].lower) not in self._first.next:
            return None
        step, best, seen = self._first, None, list[str]()
        for j in range(i, min(i + _LONGEST, len(tokens))):
            token = tokens[j]
            if token.sentence != tokens[i].sentence:
                break
            key = folded(token.lower)
            if not key:
                continue
            after = step.next.get(key)
            if after is None:
                break
            step = after
            seen.append(token.text)
            ids = tuple(one for one, words in step.ends if one not in self._places and _same_case(words, seen))
            if ids and not (len(seen) == 1 and key in _words() and _in_capitals(parse, i)):
                best = (j, ids)
        return best

    def called(self, name: str) -> tuple[str, ...]:
        """The ids of the actors whose whole name this is, whatever the case."""
        step = self._first
        for word in name_words(name):
            key = folded(word.lower())
            if key and key not in step.next:
                return ()
            step = step.next[key] if key else step
        return tuple(dict.fromkeys(one for one, _ in step.ends))


def known_actor_names(parse: Parse) -> list[tuple[int, int]]:
    """First and last token of every known name in text order, longest first, none overlapping."""
    table, words = actor_names(), {token.lower for token in parse.tokens}
    found: list[tuple[int, int, tuple[str, ...]]] = []
    i = 0
    while i < len(parse.tokens):
        name = table.at(parse, i)
        if name is not None and (ids := in_context(name[1], words)):
            found.append((i, name[0], ids))
            i = name[0]
        i += 1
    strong = {one for first, last, ids in found for one in ids if not is_weak(one, parse.words(first, last))}
    return [(first, last) for first, last, ids in found if not strong.isdisjoint(ids)]


def is_weak(actor: str, name: str) -> bool:
    """Whether a name counts only where the actor is also named otherwise: "ADF", "Amnesty"."""
    return name.lower() in _weak().get(actor, ())


@cache
def _weak() -> dict[str, frozenset[str]]:
    return {actor.id: frozenset(name.lower() for name in actor.weak) for actor in actors().values() if actor.weak}


def name_words(name: str) -> list[str]:
    """The words of a name as the tokeniser parts them, hyphens left out."""
    parted = _POSSESSIVE.sub(" s", name).replace("-", " ").replace("–", " ").replace("/", " ")
    return [word for word in parted.split() if fold(word)]


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """The key of one token; a possessive "'s" is the word "s", punctuation nothing."""
    return fold(word)


def _same_case(words: tuple[str, ...], seen: list[str]) -> bool:
    """Every capital of the name is one in the text; a name of capitals alone is written so."""
    return len(words) == len(seen) and all(
        have == word if word.isupper() and 1 < len(word) <= 4 else have[:1].isupper() or not word[:1].isupper()
        for word, have in zip(words, seen, strict=True)
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(lexicon("actors")["names_and_words"])


def _in_capitals(parse: Parse, i: int) -> bool:
    near = [t.text for t in parse.tokens[max(0, i - 2) : i + 3] if t.i != i and t.text.isalpha() and len(t.text) > 2]
    return bool(near) and all(text.isupper() for text in near)


@cache
def actor_names() -> NameTable:
    """All names of the knowledge base."""
    return NameTable(actors().values())


def in_context(ids: Iterable[str], words: frozenset[str] | set[str]) -> tuple[str, ...]:
    """Of these actors those whose names count in a report with these words (lower case)."""
    known = actors()
    return tuple(
        one for one in dict.fromkeys(ids) if not known[one].context or not known[one].context.isdisjoint(words)
    )
