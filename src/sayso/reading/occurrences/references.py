"""How the words bring an event up: as news, as one told before, or as a kind of thing."""

from __future__ import annotations

from typing import Literal

from sayso.reading.occurrences.events import Event
from sayso.reading.occurrences.noun_phrases import NounPhrase
from sayso.reading.occurrences.scene import Scene, words_of

_FINITE = ("VBD", "VBZ", "VBP", "MD")


def reference_of(scene: Scene, event: Event, told: bool) -> Literal["new", "definite", "generic"]:
    """How the words bring the event up; `told`: with who, how many or when of its own."""
    if not event.name.is_noun:
        return "generic" if _is_purpose(scene, event.name.head) else "new"
    if is_definite(scene, event):
        return "definite"
    several = scene.parse.tokens[event.name.head].tag == "NNS"
    generic = _is_generic_noun(scene, event, several, told) or _is_generic_verb(scene, event, several, told)
    generic = generic or (not told and _is_definition(scene, event))
    return "generic" if generic or (several and not told and not _is_placed(scene, event)) else "new"


def is_definite(scene: Scene, event: Event) -> bool:
    """Whether the words take up an event told before ("the attack", "these strikes")."""
    phrase = scene.phrase_of(event.name) if event.name.is_noun else None
    return phrase is not None and scene.parse.tokens[phrase.first].lower in words_of("definite_words")


def _is_generic_noun(scene: Scene, event: Event, several: bool, told: bool) -> bool:
    phrase = scene.phrase_of(event.name)
    if phrase is None:
        return False
    words = {t.lower for t in scene.parse.tokens[phrase.first : event.name.first]}
    if words & words_of("generic_words") and (several or not told):
        return True
    return not several and _is_idea(scene, event, phrase)


def _is_generic_verb(scene: Scene, event: Event, several: bool, told: bool) -> bool:
    if event.verb is None or (told and not several):
        return False
    return _is_habit(scene, event.verb) or (several and not told and _is_purpose(scene, event.verb))


def _is_definition(scene: Scene, event: Event) -> bool:
    """Whether the whole sentence is in the present and says what such an event is ("a strike means …")."""
    first, last = scene.parse.sentences[scene.sentence_of(event.name)]
    tokens = scene.parse.tokens[first:last]
    if any(t.tag == "VBD" for t in tokens) or _is_placed(scene, event):
        return False
    roots = [t for t in tokens if t.head == t.i]
    return bool(roots) and roots[0].tag in ("VBZ", "VBP", "VB") and roots[0].lemma not in words_of("speech_verbs")


def _is_purpose(scene: Scene, verb: int) -> bool:
    """A verb that only says what for ("the campaign to liberate", "committed to carrying out", "able to strike")."""
    tokens = scene.parse.tokens
    if tokens[verb].tag == "VBG":
        return verb > 0 and tokens[verb - 1].lower == "to"
    to = any(tokens[c].lower == "to" and tokens[c].dep == "aux" for c in scene.parse.children[verb])
    above = tokens[tokens[verb].head]
    return to and above.i != verb and above.pos in ("NOUN", "PROPN", "ADJ") and above.lemma not in words_of("tried")


def _is_idea(scene: Scene, event: Event, phrase: NounPhrase) -> bool:
    """A countable act without an article and without harm told beside it ("arbitrary detention and killing")."""
    before = scene.parse.tokens[phrase.first : event.name.first]
    bare = not any(t.tag in ("DT", "PRP$", "CD", "POS", "NNP") for t in before)
    return bare and event.name.word.id in words_of("countable") and not _is_placed(scene, event)


def _is_placed(scene: Scene, event: Event) -> bool:
    """Whether harm is told, or a place follows the word itself ("air strikes in Wadi Barada")."""
    if event.harms:
        return True
    places = scene.circumstances.places.get(scene.sentence_of(event.name), [])
    after = min((p.token for p in places if p.token > event.name.last and p.use == "struck"), default=None)
    return after is not None and not any(t.tag in _FINITE for t in scene.parse.tokens[event.name.last + 1 : after])


def _is_habit(scene: Scene, verb: int) -> bool:
    """A verb in the simple present: what is usual or always so."""
    tokens = scene.parse.tokens
    if tokens[verb].lemma == "be":
        return False
    helping = {tokens[c].lower for c in scene.parse.children[verb] if tokens[c].dep == "aux"}
    tag = tokens[verb].tag
    return (tag in ("VBZ", "VBP") and not helping) or (tag == "VB" and bool(helping & {"do", "does", "can", "to"}))
