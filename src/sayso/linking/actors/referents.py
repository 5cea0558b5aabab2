"""Whom a report speaks of: one referent for all mentions of one person or body, found again by name, title or turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.linking.actors.names import name_words
from sayso.linking.actors.surnames import sounds, surnames
from sayso.linking.actors.words import Sex, Wording
from sayso.linking.folding import fold
from sayso.model.mention import ActorType

_MOST = 64  # of those described by one word: looking stays quick in the longest report


class Turn(NamedTuple):
    """Where and how a report speaks of somebody: the head token, its sentence, as a subject, as one who speaks, as an
    owner, in a quotation.
    """

    at: int
    sentence: int
    subject: bool
    speaks: bool
    owns: bool = False
    quoted: bool = False


@dataclass(eq=False)
class Referent:
    """One actor of the report, growing while the report is read; `turn` is where and how it was last spoken of."""

    number: int
    mention: str
    name: str
    type: ActorType | None = None
    individual: bool | None = None
    state: bool | None = None
    sex: Sex | None = None
    plural: bool = False
    actor: str | None = None
    kind: str | None = None
    named: bool = False
    office: str | None = None
    names: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    why: str | None = None
    may_be: tuple[str, ...] = ()
    turn: Turn = field(default_factory=lambda: Turn(-1, -1, subject=False, speaks=False))


class Referents:
    """The referents of one report."""

    def __init__(self) -> None:
        self.all: list[Referent] = []
        self._by_name: dict[str, Referent] = {}
        self._by_surname: dict[str, list[Referent]] = defaultdict(list)
        self._by_spelling: dict[str, list[Referent]] = defaultdict(list)
        self._by_initials: dict[str, list[Referent]] = defaultdict(list)
        self._by_word: dict[str, list[Referent]] = defaultdict(list)
        self._by_actor: dict[str, Referent] = {}
        self._recent: dict[int, Referent] = {}

    def new(self, mention: str, name: str) -> Referent:
        """A referent not spoken of before."""
        referent = Referent(number=len(self.all), mention=mention, name=name)
        self.all.append(referent)
        return referent

    def spoken_of(self, referent: Referent, turn: Turn) -> None:
        """Note that the report speaks of this referent."""
        referent.turn = turn
        self._recent.pop(referent.number, None)
        self._recent[referent.number] = referent

    def is_called(self, referent: Referent, wording: Wording, mention: str) -> None:
        """Note a name; the fullest becomes the referent's own."""
        referent.sex = referent.sex or wording.sex
        referent.type = referent.type or wording.type
        if wording.name not in referent.names:
            referent.names.append(wording.name)
            self._index(referent, wording.name)
        if not (referent.named and referent.mention) or _fuller(wording.name, referent.name):
            referent.name, referent.mention = wording.name, mention
        referent.named = True
        self.is_described(referent, wording.words)

    def is_described(self, referent: Referent, words: Iterable[str]) -> None:
        """Note words by which it may be spoken of again."""
        for word in words:
            if word not in referent.words:
                referent.words.add(word)
                self._by_word[word].append(referent)

    def is_known(self, referent: Referent, actor: str) -> None:
        """Note that it is an actor of the knowledge base."""
        referent.actor = actor
        self._by_actor.setdefault(actor, referent)

    def abbreviated(self, referent: Referent, letters: str) -> None:
        """Note an abbreviation that the report gives: "Human Rights Watch (HRW)"."""
        self._by_name.setdefault(fold(letters), referent)

    def _index(self, referent: Referent, name: str) -> None:
        self._by_name.setdefault(fold(name), referent)
        words = name_words(name)
        for surname in surnames(words):
            _add(self._by_spelling[fold(surname)], referent)
            _add(self._by_surname[sounds(surname)], referent)
        letters = "".join(word[0] for word in words if word[0].isupper())
        if len(letters) > 1:
            _add(self._by_initials[letters.lower()], referent)

    def called(self, name: str) -> Referent | None:
        """Who has this very name in the report."""
        return self._by_name.get(fold(name))

    def known_as(self, actor: str) -> Referent | None:
        """Who is this actor of the knowledge base."""
        return self._by_actor.get(actor)

    def of_surname(self, name: str) -> list[Referent]:
        """Who bears a surname: those who are spelled so, else those whose name sounds alike."""
        words = name_words(name)
        surname = " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"al", "el"} else words)
        return self._by_spelling.get(fold(surname)) or self._by_surname.get(sounds(surname)) or []

    def of_initials(self, letters: str) -> list[Referent]:
        """Whose name has these initials."""
        return self._by_initials.get(letters.replace(".", "").lower(), [])

    def described_by(self, word: str) -> list[Referent]:
        """The last who have been described by a word, the first so described first."""
        return self._by_word.get(word, [])[-_MOST:]

    def recent(self, sentence: int, reach: int) -> list[Referent]:
        """Those spoken of in this sentence or the `reach` before it, the last one first."""
        found: list[Referent] = []
        for referent in reversed(self._recent.values()):
            if referent.turn.sentence < sentence - reach:
                break
            found.append(referent)
        return found


def _fuller(name: str, other: str) -> bool:
    return len(name_words(name)) > len(name_words(other))


def _add(group: list[Referent], referent: Referent) -> None:
    if referent not in group:
        group.append(referent)
