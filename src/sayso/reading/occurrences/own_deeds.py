"""Deeds that somebody tells of oneself: "the army said its jets had bombed the port", "… that it had bombed it"."""

from __future__ import annotations

from functools import cache

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import Perpetrator
from sayso.reading.attribution.cues import cue_words, verb_cues
from sayso.reading.occurrences.scene import Scene, words_of

_ONE = frozenset(("it", "its"))
_MANY = frozenset(("they", "their", "we", "our"))
_FOR = ("for", "of", "from")
_BODIES = ("NN", "NNP", "NNS", "NNPS")


def own_deed(scene: Scene, subject: int) -> list[Perpetrator]:
    """Who speaks, where the subject "it" or "its jets" of what is said can only mean the speaker or the speaker's side."""
    pronoun = _pronoun(scene, subject)
    speaker = _speaker(scene, subject) if pronoun is not None else None
    body = _body(scene, speaker) if speaker is not None else None
    if pronoun is None or body is None or not _agrees(scene, pronoun, body):
        return []
    return [msgspec.structs.replace(actor, basis="claimed") for actor in scene.actors.speaking(body)]


def _pronoun(scene: Scene, subject: int) -> str | None:
    """The pronoun that the subject is or begins with."""
    words = [subject, *scene.parse.dependents(subject, "poss")]
    lowers = (scene.parse.tokens[i].lower for i in words)
    return next((word for word in lowers if word in _ONE or word in _MANY), None)


def _speaker(scene: Scene, subject: int) -> int | None:
    """The subject of the verb of speech whose content the clause of a subject is."""
    tokens = scene.parse.tokens
    if tokens[subject].dep != "nsubj":
        return None
    verb = tokens[tokens[subject].head]
    if verb.dep == "conj" and tokens[verb.head].dep == "ccomp":
        verb = tokens[verb.head]
    if verb.dep != "ccomp" or tokens[verb.head].lemma not in verb_cues():
        return None
    return next(iter(scene.parse.dependents(verb.head, "nsubj")), None)


def _body(scene: Scene, speaker: int) -> int | None:
    """Whose side the speaker is: of "a spokesman for the army" and "the army's spokesman" the army's."""
    parse = scene.parse
    if parse.tokens[speaker].lemma not in _persons() | cue_words("artefacts"):
        return speaker if parse.tokens[speaker].tag in _BODIES else None
    for prep in parse.dependents(speaker, "prep"):
        if parse.tokens[prep].lower in _FOR and (inner := parse.dependents(prep, "pobj")):
            return inner[0]
    return next((i for i in parse.dependents(speaker, "poss", "compound") if parse.tokens[i].tag in _BODIES), None)


def _agrees(scene: Scene, pronoun: str, body: int) -> bool:
    """One body is "it"; "they" are several people, or one body of armed people."""
    if scene.actors.is_person(body):
        return False
    one = scene.parse.tokens[body].tag in ("NN", "NNP")
    if one and pronoun in _MANY:
        return scene.parse.tokens[body].lemma in _armed()
    return one or pronoun in _MANY


@cache
def _persons() -> frozenset[str]:
    return words_of("speaking_for") | frozenset(lexicon("targets")["titles"])


@cache
def _armed() -> frozenset[str]:
    actors = lexicon("targets")["actors"]
    return frozenset((*actors["state"], *actors["non_state"]))
