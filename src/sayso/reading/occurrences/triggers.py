"""Words that say that something happened: which of them stand where, in the sense that counts.

The words are data (lexicon/en/occurrences.yaml); here they are matched, longest first, and the senses that are talk,
sport, art or work are left out.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import EventKind
from sayso.reading.parse import Parse, Token

_GAP = 8  # most tokens between a verb and its particle ("blew the bridge up")
_PARTICLES = frozenset(("up", "down", "off", "dead", "ablaze", "alight", "hostage", "prisoner", "on"))
_BEFORE_GERUNDS = frozenset(("DT", "JJ", "PRP$", "POS", "CD", "IN", "CC", "NN", "NNP", ""))
_AFTER_GERUNDS = frozenset((
    "of", "in", "by", "on", "and", ".", ",", "at", "between", "near", "around", "against", "over", "broke", "erupted",
    "continued", "raged",
))  # fmt: skip
_SURE_OPENERS = frozenset(("DT", "PRP$", "CD", "POS"))
_OPENERS = frozenset(("DT", "PRP$", "POS", "JJ", "CD", "NN", "NNP", "NNS", "HYPH", "PDT", "JJS", "VBN"))


class TriggerWord(NamedTuple):
    """An entry of the lexicon."""

    id: str
    pos: str
    role: str
    kind: EventKind
    names: frozenset[str]
    weapon: str | None
    effect: str | None
    object: str | None
    plain: bool


class Trigger(NamedTuple):
    """Tokens `[first, last]` that name an event; `head` is the one that its arguments hang on."""

    first: int
    last: int
    head: int
    word: TriggerWord
    also: tuple[Trigger, ...] = ()

    @property
    def senses(self) -> tuple[Trigger, ...]:
        """The trigger in each of its senses, the first in the lexicon first."""
        return (self, *self.also)

    @property
    def is_noun(self) -> bool:
        """Whether a noun names the event."""
        return self.word.pos == "noun"

    @property
    def is_act(self) -> bool:
        """Whether the word names the event itself rather than what came of it."""
        return self.word.role == "act"


def find_triggers(parse: Parse) -> list[Trigger]:
    """The triggers of a report in text order, none overlapping, wrong senses left out."""
    entries = _entries()
    found: list[Trigger] = []
    taken = -1
    for token in parse.tokens:
        if token.i <= taken:
            continue
        candidates = entries.get(token.lemma) or entries.get(token.lower)
        trigger = _match(parse, token, candidates) if candidates else None
        if trigger is not None:
            taken = trigger.last if trigger.last - trigger.first < 4 else trigger.first
            found.append(trigger)
    return found


def umbrella(words: str) -> frozenset[str]:
    """The kinds that words naming an event may stand for when they take up an event told before; `any` for all."""
    return _umbrellas().get(words.lower().replace("-", " "), frozenset())


@cache
def _words() -> list[tuple[tuple[str, ...], TriggerWord]]:
    rows: list[tuple[tuple[str, ...], TriggerWord]] = []
    for entry in lexicon("occurrences")["triggers"]:
        names = entry.get("names", ())
        word = TriggerWord(
            entry["id"], entry["pos"], entry["role"], entry["kind"],
            frozenset([names] if isinstance(names, str) else names),
            entry.get("weapon"), entry.get("effect"), entry.get("object"), entry.get("plain", True),
        )  # fmt: skip
        rows += [(tuple(str(words).split()), word) for words in entry["words"]]
    return rows


@cache
def _entries() -> dict[str, list[tuple[tuple[str, ...], TriggerWord]]]:
    """By first word, the longest phrases first; of equals the lexicon's order."""
    entries: dict[str, list[tuple[tuple[str, ...], TriggerWord]]] = defaultdict(list)
    for words, word in _words():
        entries[words[0]].append((words, word))
    for found in entries.values():
        found.sort(key=lambda row: -len(row[0]))
    return dict(entries)


@cache
def _verbs() -> frozenset[str]:
    """Words that are verbs as well: as nouns they count only with the neighbours of a noun."""
    stems = {words[0] for words, word in _words() if word.pos == "verb"}
    return frozenset(
        stems
        | {
            "battle",
            "advance",
            "strike",
            "raid",
            "fight",
            "blast",
            "combat",
            "execute",
            "hijack",
            "fighting",
            "explosive",
        }
    )


@cache
def _umbrellas() -> dict[str, frozenset[str]]:
    kinds: dict[str, frozenset[str]] = {}
    for words, word in _words():
        for key in _inflected(words, word.pos):
            kinds[key] = kinds.get(key, frozenset()) | word.names | {word.kind}
    return kinds


def _inflected(words: tuple[str, ...], pos: str) -> list[str]:
    """The forms in which a phrase may stand: plurals of a noun, tenses of a verb."""
    if pos == "noun":
        at = 0 if "of" in words else len(words) - 1
        forms = [words[at], words[at] + "s", words[at] + "es"]
    else:
        at, stem = 0, words[0]
        forms = [stem, *lexicon("occurrences")["irregular"].get(stem, ())]
        short = stem.removesuffix("e")
        forms += [stem + "s", stem + "es", short + "ed", short + "ing", stem + stem[-1] + "ed", stem + stem[-1] + "ing"]
    return [" ".join((*words[:at], form, *words[at + 1 :])) for form in forms]


@cache
def _senses(key: str) -> dict[str, frozenset[str]]:
    table: dict[str, Any] = lexicon("occurrences")[key]
    return {word: frozenset(str(other) for other in others) for word, others in table.items()}


def _match(parse: Parse, token: Token, candidates: list[tuple[tuple[str, ...], TriggerWord]]) -> Trigger | None:
    senses: list[Trigger] = []
    for words, word in candidates:
        last = _last_token(parse, token.i, words)
        if last is None:
            continue
        head = token.i if word.pos == "verb" else _noun_head(words, token.i, last)
        if _right_pos(parse, token.i, head, word) and not _wrong_sense(parse, token.i, last, words):
            senses.append(Trigger(token.i, last, head, word))
    return senses[0]._replace(also=tuple(senses[1:])) if senses else None


def _noun_head(words: tuple[str, ...], first: int, last: int) -> int:
    """The noun that a phrase turns on: the one before "of", else the last word."""
    before = next((n for n, word in enumerate(words) if word in ("of", "on")), None)
    return last if before is None else first + before - 1


def _last_token(parse: Parse, i: int, words: tuple[str, ...]) -> int | None:
    """The token that ends the phrase that starts at `i`."""
    at = i
    for word in words[1:]:
        following = _next(parse, at)
        if following is None:
            return None
        if not _is(following, word):
            following = _particle(parse, at, word) if word in _PARTICLES and at == i else None
        if following is None:
            return None
        at = following.i
    return at


def _next(parse: Parse, i: int) -> Token | None:
    """The following token of the sentence, hyphens passed over."""
    while i + 1 < len(parse.tokens) and parse.tokens[i + 1].sentence == parse.tokens[i].sentence:
        i += 1
        if parse.tokens[i].text != "-":
            return parse.tokens[i]
    return None


def _is(token: Token, word: str) -> bool:
    return word in (token.lemma, token.lower)


def _particle(parse: Parse, i: int, word: str) -> Token | None:
    """The particle some words on ("blew the bridge up"), before the next verb."""
    for token in parse.tokens[i + 1 : i + 1 + _GAP]:
        if (
            token.sentence != parse.tokens[i].sentence
            or token.tag in ("VBD", "VBZ", "VBP", "MD", ",")
            or token.text in ",;:"
        ):
            return None
        if token.lower == word and (token.tag == "RP" or word not in ("on", "up", "down", "off")):
            return token
    return None


def _right_pos(parse: Parse, first: int, head: int, word: TriggerWord) -> bool:
    token = parse.tokens[head]
    if word.pos == "noun":
        return token.tag.startswith("NN") or token.lemma not in _verbs() or _used_as_noun(parse, first, token)
    return (token.tag.startswith("VB") and token.dep not in ("amod", "compound", "aux")) or _mistagged_verb(
        parse, token
    )


def _used_as_noun(parse: Parse, first: int, token: Token) -> bool:
    """A word that the tagger took for a verb, with the neighbours of a noun ("the shelling of the town")."""
    if not token.tag.startswith("VB") or token.tag == "VBD":
        return False
    before = parse.tokens[first - 1].tag if first and parse.tokens[first - 1].sentence == token.sentence else ""
    after = parse.tokens[token.i + 1].lower if token.i + 1 < len(parse.tokens) else ""
    if token.tag == "VBG":
        return before in _BEFORE_GERUNDS and after in _AFTER_GERUNDS
    if before in _SURE_OPENERS:
        return True
    return before in _OPENERS and before != "NNS" and token.tag != "VB" and first != token.i


def _mistagged_verb(parse: Parse, token: Token) -> bool:
    """A past form that the tagger took for an adjective, with a helping verb before it ("was wounded")."""
    return (
        token.tag == "JJ"
        and token.lower.endswith("ed")
        and token.i > 0
        and parse.tokens[token.i - 1].lemma in ("be", "get")
    )


def _wrong_sense(parse: Parse, first: int, last: int, words: tuple[str, ...]) -> bool:
    key = " ".join(words)
    sentence = parse.tokens[first].sentence
    previous = parse.tokens[first - 1] if first and parse.tokens[first - 1].sentence == sentence else None
    following = (
        parse.tokens[last + 1] if last + 1 < len(parse.tokens) and parse.tokens[last + 1].sentence == sentence else None
    )
    if previous and previous.lower in _senses("not_after").get(words[-1], ()):
        return True
    return bool(following and following.lower in _senses("not_before").get(key, ()))
