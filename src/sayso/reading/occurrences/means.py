"""With what an event was done, which says its kind more sharply, and how many strikes it was."""

from __future__ import annotations

from functools import cache

from sayso.lexicon.load import lexicon
from sayso.model.claim import EventKind, Weapon
from sayso.model.mention import QuantityMention
from sayso.model.quantity import Count
from sayso.reading.occurrences.events import Event
from sayso.reading.occurrences.scene import Scene, Window
from sayso.reading.weapons import NamedWeapon

_BROAD = frozenset(("attack_on_civilians", "air_strike", "bombing", "armed_clash", "other"))
_IMPLIED = frozenset(("gun", "bomb", "fire", "chemical"))


def means_of(scene: Scene, event: Event, window: Window) -> tuple[EventKind, list[Weapon]]:
    """The kind, sharpened by the weapons in the clause, and the weapons; one that the verb implies has no words."""
    word = event.name.word
    used = [w for w in scene.weapons.get(scene.sentence_of(event.name), ()) if window[0] <= w.first < window[1]]
    used = [w for w in used if not _is_target(event, w)]
    weapons = [_weapon(scene, w) for w in used if not w.carrier and w.kind != "suicide"]
    if not weapons and word.weapon in _IMPLIED and not event.name.is_noun:
        weapons = [Weapon(kind=word.weapon)]
    return _kind(scene, event, window, used), weapons


def _kind(scene: Scene, event: Event, window: Window, used: list[NamedWeapon]) -> EventKind:
    word = event.name.word
    kind = word.kind
    if kind == "attack_on_civilians" and "from the air" in scene.parse.words(window[0], window[1] - 1).lower():
        return "air_strike"
    if kind in _BROAD and (word.names or word.role != "act"):
        kind = next((k for w in used if (k := _kinds_by_means().get(w.kind)) and _fits(event, k)), kind)
    return "attack_on_civilians" if kind == "other" and word.role != "act" else kind


def _fits(event: Event, kind: EventKind) -> bool:
    word = event.name.word
    return "any" in word.names or kind in word.names or word.role != "act" or kind == word.kind


def _is_target(event: Event, weapon: NamedWeapon) -> bool:
    """A weapon that was struck rather than used: the object of "destroyed"."""
    harms = [event.name, *event.harms]
    return any(h.word.effect in ("destroyed", "damaged") and h.last < weapon.first for h in harms)


def _weapon(scene: Scene, weapon: NamedWeapon) -> Weapon:
    start, end = scene.parse.span(weapon.first, weapon.last)
    return Weapon(kind=weapon.kind, exact=scene.parse.text[start:end], start=start, end=end)


def number_of(scene: Scene, event: Event) -> Count | None:
    """How many raids, strikes or blasts the noun phrase counts."""
    phrase = scene.phrase_of(event.name) if event.name.is_noun else None
    if phrase is None:
        return None
    counted = scene.mentions.touching(*scene.parse.span(phrase.first, phrase.core), QuantityMention)
    return next(
        (Count(low=q.low, high=q.high, kind=q.count_kind, approximator=q.approximator, exact=q.exact) for q in counted),
        None,
    )


@cache
def _kinds_by_means() -> dict[str, EventKind]:
    return {kind: event for kind, event in lexicon("occurrences")["kinds_by_means"].items() if event}
