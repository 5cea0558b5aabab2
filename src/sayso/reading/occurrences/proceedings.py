"""What is done about an event afterwards: when somebody was arrested, charged or buried is not when it happened."""

from __future__ import annotations

from sayso.reading.occurrences.events import Event
from sayso.reading.occurrences.scene import Scene, words_of
from sayso.reading.parse import Token

_FURTHEST = 6  # words up from a time to its verb
_DEEPEST = 14  # and from an event to the verb that it stands under
_BESIDE = frozenset(("conj", "ccomp", "parataxis"))  # what is told beside, not under, the verb


def is_of_proceedings(scene: Scene, event: Event, i: int) -> bool:
    """Whether the time at `i` is that of what was done about the event: "was arrested on Monday over the bombing"."""
    verb = _verb_of(scene, i)
    if verb is None or verb.lemma not in words_of("proceedings"):
        return False
    return verb.i != event.name.head and _is_under(scene, event.name.head, verb)


def _verb_of(scene: Scene, i: int) -> Token | None:
    """The verb that a time depends on; None where it depends on a noun."""
    token = scene.parse.tokens[i]
    for _ in range(_FURTHEST):
        if token.tag.startswith("VB"):
            return token
        if token.head == token.i or (token.tag.startswith("NN") and token.dep in ("nsubj", "nsubjpass", "dobj")):
            return None
        token = scene.parse.tokens[token.head]
    return None


def _is_under(scene: Scene, i: int, verb: Token) -> bool:
    """Whether a word depends on a verb, and not as what is told beside it."""
    token = scene.parse.tokens[i]
    for _ in range(_DEEPEST):
        if token.head == verb.i:
            return token.i != verb.i and token.dep not in _BESIDE
        if token.head == token.i:
            return False
        token = scene.parse.tokens[token.head]
    return False
