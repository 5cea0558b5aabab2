"""Who is meant: bare surnames, abbreviations, "the general", "he" tied to whom the report has named before.

Only where one candidate remains. Names: the same name, the same surname, the initials, or the knowledge base. A
description: who has been called so. A pronoun: whom the sentence before made speak, or the only one who fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.actors.names import name_words
from sayso.linking.actors.referents import Referent, Referents
from sayso.linking.actors.surnames import is_bare, sounds
from sayso.linking.actors.words import Wording
from sayso.linking.folding import fold

_REACH = 3  # sentences that a pronoun or "the group" looks back
_FEW = 3  # words of weight in "the Britain-based group"
_FAR = 400  # sentences that a title looks back


class Answer(NamedTuple):
    """Whom a mention means, or among whom it could not be told."""

    referent: Referent | None
    candidates: tuple[Referent, ...] = ()
    why: str | None = None


NOBODY = Answer(None)


def by_name(referents: Referents, wording: Wording) -> Answer:
    """Whom a name means of those named before."""
    words, same = name_words(wording.name), referents.called(wording.name)
    if same:
        return _same_name(referents, wording, words, same)
    if not words:  # nothing but titles or signs
        return NOBODY
    if len(words) == 1 and wording.name.isupper() and wording.type != "person":
        return _only(referents.of_initials(wording.name), "initials")
    if wording.type in {"person", None} or is_bare(words):
        answer = _by_surname(referents, wording, words)
        if answer.referent or answer.candidates:
            return answer
    if wording.type in {"organisation", None} and not wording.individual:
        return _by_part(referents, wording)
    return NOBODY


def _same_name(referents: Referents, wording: Wording, words: list[str], same: Referent) -> Answer:
    """The one so called; of a bare surname that two people bear, neither."""
    if is_bare(words) and same.type in {"person", None}:
        bearers = [r for r in referents.of_surname(wording.name) if r.type == "person"]
        if len(bearers) > 1:
            return Answer(None, tuple(bearers), "more than one fits")
    return Answer(same, why="same name")


def _by_surname(referents: Referents, wording: Wording, words: list[str]) -> Answer:
    bare = is_bare(words)
    named = referents.of_surname(wording.name if bare else words[-1])
    fitting = [r for r in named if r.type in {"person", None} and _sexes_agree(r, wording)]
    if not bare:
        return _only([r for r in fitting if _one_person(name_words(r.name), words)], "same person's fuller name")
    titled = [r for r in fitting if r.words & set(wording.titles)] if wording.titles and len(fitting) > 1 else []
    return _only(titled or fitting, "surname")


def _one_person(known: list[str], words: list[str]) -> bool:
    """Whether two full names with one surname can be one person's: the given names agree, an initial agrees with any."""
    if len(known) == 1:
        return True
    first, second = known[0].rstrip("."), words[0].rstrip(".")
    if len(first) == 1 or len(second) == 1:
        return first[0].lower() == second[0].lower()
    return fold(first) == fold(second) or sounds(first) == sounds(second)


def _by_part(referents: Referents, wording: Wording) -> Answer:
    """ "The Board of Inquiry" after "UN Board of Inquiry": the words of one are all among the other's."""
    words = wording.words
    if not words or not wording.definite:
        return NOBODY
    rarest = min((referents.described_by(word) for word in words), key=len)
    fitting = [r for r in rarest if r.named and r.type != "person" and words <= r.words]
    return _only(fitting, "part of the name")


def by_description(referents: Referents, wording: Wording, sentence: int) -> Answer:
    """Whom "the general", "the Foreign Secretary", "the group" means: the last one so called."""
    noun = wording.head_word
    called = [
        r for r in referents.described_by(noun) if r.named and _fits(r, wording) and sentence - r.turn.sentence < _FAR
    ]
    whole = [r for r in called if wording.words <= r.words]
    some = [r for r in called if len(wording.words & r.words) > 1]
    if found := whole or some or (called if len(wording.words) == 1 else []):
        if noun in lexicon("actors")["one_of_a_kind"] and len({r.actor or r.number for r in found}) > 1:
            return Answer(None, tuple(found), f"more than one {noun} is named")
        return Answer(max(found, key=lambda r: r.turn.at), why=f"called {noun} before")
    if answer := _by_class(referents, wording, sentence):
        return answer
    if wording.individual and len(wording.words) == 1 and noun not in lexicon("actors")["speaking_for_others"]:
        near = [
            r
            for r in referents.recent(sentence, 1)
            if r.named and r.individual and r.turn.speaks and not r.words & _roles()
        ]
        if len(near) == 1:
            return Answer(near[0], why="the one who spoke")
    return _by_unnamed(referents, wording, sentence)


def _by_unnamed(referents: Referents, wording: Wording, sentence: int) -> Answer:
    """ "A spokesman for the ministry said … The spokesman added": the only one so described a little before. A body has to
    be described alike: "the army" twice is one, whichever it is.
    """
    if wording.individual is None or wording.plural:
        return NOBODY
    near = [
        r
        for r in referents.described_by(wording.head_word)
        if not r.named and r.individual == wording.individual and sentence - r.turn.sentence <= _REACH
        if (wording.words <= r.words if wording.individual else wording.words == r.words)
    ]
    return Answer(near[0], why=f"called {wording.head_word} before") if len(near) == 1 else NOBODY


def _by_class(referents: Referents, wording: Wording, sentence: int) -> Answer | None:
    """ "The group", "the rights organisation": the last such body that acted or is known."""
    kinds = lexicon("actors")["class_words"].get(wording.head_word)
    if not kinds or wording.plural or len(wording.words) > _FEW:
        return None
    near = [r for r in referents.recent(sentence, _REACH) if r.named and r.kind in kinds and not r.state]
    active = [r for r in near if r.actor or r.turn.subject]
    return Answer(active[0], why=f"the last {wording.head_word} named") if active else None


def by_pronoun(referents: Referents, wording: Wording, sentence: int) -> Answer:
    """Whom "he", "she", "they", "it" mean.

    A subject of this sentence or the one before, a speaker first; else anyone named there; else the sentences further
    back. One who is quoted, or to whom something only belongs ("X's aide"), comes last.
    """
    fitting = [r for r in referents.recent(sentence, _REACH) if r.turn.at < wording.head and _pronoun_fits(r, wording)]
    for group in _by_salience(fitting, sentence):
        if len(group) == 1:
            return Answer(group[0], why="the last who fits")
        if group:
            return Answer(None, tuple(group), "more than one fits")
    return NOBODY


def _by_salience(fitting: list[Referent], sentence: int) -> Iterator[list[Referent]]:
    """Groups to look at, the most salient first; of subjects those who speak, where any do."""
    open_ = [r for r in fitting if not r.turn.owns and not r.turn.quoted]
    subjects = [
        [r for r in open_ if r.turn.subject and r.turn.sentence == sentence - back] for back in range(_REACH + 1)
    ]
    anyone = [[r for r in open_ if r.turn.sentence == sentence - back] for back in range(_REACH + 1)]
    for group in (
        *subjects[:2],
        *anyone[:2],
        *(g for pair in zip(subjects[2:], anyone[2:], strict=True) for g in pair),
    ):
        yield [r for r in group if r.turn.speaks] or group
    yield fitting


def _pronoun_fits(referent: Referent, wording: Wording) -> bool:
    if wording.sex:
        return referent.type == "person" and referent.individual is not False and _sexes_agree(referent, wording)
    if wording.plural:
        return referent.plural or referent.type in {"group", "organisation"}
    return referent.type in {"organisation", "group", "state", "office"} and not referent.plural


def _fits(referent: Referent, wording: Wording) -> bool:
    if wording.individual and referent.type not in {"person", None}:
        return False
    if wording.individual is False and referent.type == "person":
        return False
    return _sexes_agree(referent, wording)


def _sexes_agree(referent: Referent, wording: Wording) -> bool:
    return not referent.sex or not wording.sex or referent.sex == wording.sex


def _only(found: list[Referent], why: str) -> Answer:
    if len(found) == 1:
        return Answer(found[0], why=why)
    return Answer(None, tuple(found), "more than one fits") if found else NOBODY


def _roles() -> frozenset[str]:
    return frozenset(word for group in lexicon("actors")["persons"].values() for word in group)
