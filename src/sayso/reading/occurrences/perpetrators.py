"""Who struck: the subject, the phrase with "by", the words before and after the event's noun."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.model.claim import Perpetrator
from sayso.reading.occurrences.events import Event, is_passive, subject_of, verbs
from sayso.reading.occurrences.own_deeds import own_deed
from sayso.reading.occurrences.scene import Scene, Window
from sayso.reading.occurrences.triggers import Trigger

_REMOTE = frozenset(("air_strike", "drone_strike", "shelling", "missile_rocket"))
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_REACH = 25  # tokens after an event's word in which "by X" is looked for
_ACCUSED_REACH = 14  # tokens between "accused" and what of


def perpetrators_of(scene: Scene, event: Event, window: Window) -> list[Perpetrator]:
    """Everybody who is said to have done it, in the order of the words."""
    name = event.name
    found = _before_noun(scene, name) + _after_noun(scene, name, window) if name.is_noun else []
    for verb in event.predicates:
        found = found or _of_verb(scene, event, verb, window)
    return list({(p.start, p.end): p for p in found}.values())


def are_alternatives(scene: Scene, actors: Sequence[Perpetrator]) -> bool:
    """Whether one of several is meant ("either the regime or Russia")."""
    if len(actors) < 2:
        return False
    start, end = min(a.start for a in actors), max(a.end for a in actors)
    return any(scene.parse.tokens[i].lower == "or" for i in scene.parse.tokens_in(start, end))


def _before_noun(scene: Scene, name: Trigger) -> list[Perpetrator]:
    phrase = scene.phrase_of(name)
    if phrase is None or phrase.first >= name.first:
        return []
    if said := own_deed(scene, name.head):
        return said
    return scene.actors.before(phrase.first, name.first, states=name.word.kind in _REMOTE)


def _after_noun(scene: Scene, name: Trigger, window: Window) -> list[Perpetrator]:
    joints = ("by", "between", "with", "from") if name.word.kind == "armed_clash" else ("by",)
    for k in range(name.last + 1, min(window[1], name.last + _REACH)):
        token = scene.parse.tokens[k]
        if token.tag in _FINITE or token.text == ";":
            return []
        if token.lower in joints and (found := _listed(scene, k + 1, window[1])):
            return found
    return []


def _listed(scene: Scene, i: int, stop: int) -> list[Perpetrator]:
    tokens = scene.parse.tokens
    while i < stop and (tokens[i].tag == "RB" or tokens[i].lower in ("either", "both", "apparently")):
        i += 1
    return scene.actors.listed(i, stop)


def _of_verb(scene: Scene, event: Event, verb: int, window: Window) -> list[Perpetrator]:
    token = scene.parse.tokens[verb]
    own = verb == event.name.head or verb in [h.head for h in event.harms] or token.lemma in verbs("light_verbs")
    dies = any(h.head == verb and h.word.id == "die.verb" for h in (event.name, *event.harms))
    if not own or dies or token.lemma in verbs("suffering_verbs"):
        return []
    if is_passive(scene.parse, verb):
        return _by_phrase(scene, verb)
    accused = _accused(scene, verb)
    return _of_subject(scene, event, verb, window) if accused is None else accused


def _of_subject(scene: Scene, event: Event, verb: int, window: Window) -> list[Perpetrator]:
    subject = subject_of(scene.parse, verb)
    if subject is None:
        return _right_before(scene, verb, window) if verb == event.name.head else []
    if event.name.first <= subject <= event.name.last:
        return []
    if said := own_deed(scene, subject):
        return said
    if scene.parse.tokens[subject].lower == "they":
        return _before_pronoun(scene, subject)
    phrase = scene.phrases.at(subject)
    return scene.actors.listed(phrase.first, verb) if phrase else []


def _accused(scene: Scene, verb: int) -> list[Perpetrator] | None:
    """Of whom it is said: "accused X of bombing Y"."""
    tokens = scene.parse.tokens
    if tokens[verb].tag != "VBG" or verb < 2 or tokens[verb - 1].lower not in ("of", "for"):
        return None
    for k in range(verb - 2, max(-1, verb - _ACCUSED_REACH), -1):
        if tokens[k].lemma in verbs("accusing_verbs") and tokens[k].sentence == tokens[verb].sentence:
            actors = _listed(scene, k + 1, verb - 1)
            return [msgspec.structs.replace(a, basis="accused") for a in actors]
    return None


def _right_before(scene: Scene, verb: int, window: Window) -> list[Perpetrator]:
    """The actor right before a verb whose subject the parse does not give."""
    tokens, k = scene.parse.tokens, verb - 1
    while k >= window[0] and tokens[k].dep in ("aux", "advmod", "auxpass"):
        k -= 1
    phrase = scene.phrases.at(k) if k >= window[0] else None
    return scene.actors.of_phrase(phrase) if phrase and tokens[verb].tag in _FINITE else []


def _before_pronoun(scene: Scene, pronoun: int) -> list[Perpetrator]:
    """Whom "they" stands for: the armed people that are the subject of the clause or the sentence before."""
    sentence = scene.parse.tokens[pronoun].sentence
    for number in (sentence, sentence - 1):
        first, last = scene.parse.sentences[number] if number >= 0 else (0, 0)
        for token in scene.parse.tokens[first : min(last, pronoun)]:
            if token.dep == "nsubj" and token.tag in ("NNS", "NNP", "NNPS", "NN") and token.i != pronoun:
                phrase = scene.phrases.at(token.i)
                actors = scene.actors.of_phrase(phrase) if phrase else []
                one = token.tag == "NNP" and all(a.individual for a in actors)
                if not one and any(a.state is not None or a.individual for a in actors):
                    return actors
    return []


def _by_phrase(scene: Scene, verb: int) -> list[Perpetrator]:
    tokens = scene.parse.tokens
    last = scene.parse.sentences[tokens[verb].sentence][1]
    for k in range(verb + 1, min(last, verb + _REACH)):
        if tokens[k].text == ";":
            break
        if tokens[k].lower == "by" and (found := _listed(scene, k + 1, last)):
            return found
    return []
