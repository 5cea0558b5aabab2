"""What, where and when an event struck."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from sayso.model.claim import Perpetrator, Target
from sayso.reading.occurrences.circumstances import PlaceInSentence
from sayso.reading.occurrences.events import Event, is_passive, subject_of
from sayso.reading.occurrences.proceedings import is_of_proceedings
from sayso.reading.occurrences.references import is_definite
from sayso.reading.occurrences.scene import Scene, Window, words_of
from sayso.reading.occurrences.targets import Kind
from sayso.reading.occurrences.triggers import Trigger

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ON = frozenset(("on", "against", "upon", "targeting", "at"))
_REACH = 16  # tokens after an event's noun in which "on X" is looked for
_TAKINGS = frozenset(("abduction", "arrest", "robbery", "hijacking", "other"))
_THINGS = frozenset(("other", "shelling", "air_strike", "bombing"))
_WEAK_USES = (("home", "origin", "roots"), ("beside",), ("around",), ("other",))


class Whereabouts(NamedTuple):
    """The places of an event: struck, launched from, and the wider ones that the struck ones lie in."""

    struck: list[PlaceInSentence]
    launched: list[PlaceInSentence]
    around: list[PlaceInSentence]


def targets_of(scene: Scene, event: Event, window: Window, actors: Sequence[Perpetrator]) -> list[Target]:
    """Everything and everybody struck, each once, without those who struck."""
    found = _of_noun(scene, event.name, window) if event.name.is_noun else []
    for trigger in [event.name, *event.harms]:
        if not trigger.is_noun:
            found += _of_verb(scene, trigger)
    unique: dict[tuple[int, int], Target] = {}
    told_by_speaker = event.name.head in scene.circumstances.speakers
    for target in found:
        if not told_by_speaker and scene.parse.token_at(target.start) in scene.circumstances.speakers:
            continue  # where a medic works, not what was struck
        if any(a.start < target.end and target.start < a.end for a in actors):
            continue
        known = unique.get((target.start, target.end))
        unique[target.start, target.end] = _with_effects(known, target) if known else target
    return list(unique.values())


def _of_noun(scene: Scene, name: Trigger, window: Window) -> list[Target]:
    for k in range(name.last + 1, min(window[1], name.last + _REACH)):
        token = scene.parse.tokens[k]
        if token.tag in _FINITE or token.text == ";":
            return []
        if token.lower in _ON or (token.lower == "of" and k == name.last + 1):
            found = scene.targets.listed(k + 1, window[1], name.word.effect)
            if found:
                return found
    if name.word.kind in ("bombing", "ied_mine", "suicide_attack"):
        return _where_it_blew_up(scene, name, window[1])
    if "of" in scene.parse.words(name.first, name.last).split():
        return scene.targets.listed(name.last + 1, window[1], name.word.effect)
    return []


def _of_verb(scene: Scene, trigger: Trigger) -> list[Target]:
    verb, effect = trigger.head, trigger.word.effect
    last = scene.parse.sentences[scene.sentence_of(trigger)][1]
    if trigger.word.id == "armed_clash.verb":
        return []
    if trigger.word.id == "explosion.verb":
        return _where_it_blew_up(scene, trigger, last)
    if trigger.word.id == "weapon_use.verb":
        return _at_which(scene, trigger, last)
    if trigger.word.id == "die.verb" or is_passive(scene.parse, verb):
        subject = subject_of(scene.parse, verb)
        phrase = scene.phrases.at(subject) if subject is not None else None
        kind = _unknown(scene, trigger)
        return scene.targets.listed(phrase.first, verb, effect, subjects=True, unknown=kind) if phrase else []
    start = scene.past_particles(trigger.last + 1, last)
    return scene.targets.listed(start, last, effect, unknown=_unknown(scene, trigger))


def _where_it_blew_up(scene: Scene, trigger: Trigger, last: int) -> list[Target]:
    """The building or vehicle at which a bomb went off ("exploded outside a bank"); a district is a place, no target."""
    for k in range(trigger.last + 1, min(last, trigger.last + _REACH)):
        token = scene.parse.tokens[k]
        if token.tag in _FINITE or token.text in ";,":
            break
        if token.lower in words_of("blast_prepositions"):
            found = [t for t in scene.targets.listed(k + 1, last) if t.kind == "physical" and t.type != "other"]
            if found:
                return found
    return []


def _at_which(scene: Scene, trigger: Trigger, last: int) -> list[Target]:
    """What a weapon was used on ("threw grenades at a bus", "dropped bombs on a market", "planted a mine under a bridge")."""
    for k in range(trigger.last + 1, min(last, trigger.last + _REACH)):
        if scene.parse.tokens[k].lower in words_of("weapon_prepositions"):
            return scene.targets.listed(k + 1, last, unknown="physical")
    return []


def _unknown(scene: Scene, trigger: Trigger) -> Kind | None:
    """What a noun that the lexicon lacks is after this verb: what is killed is people, what is hit are things."""
    if trigger.word.effect in ("killed", "injured"):
        return "human"
    if scene.parse.tokens[trigger.head].lemma in words_of("bringing_about"):
        return None
    return "physical" if trigger.word.effect in ("destroyed", "damaged") or trigger.word.kind in _THINGS else None


def _with_effects(known: Target, target: Target) -> Target:
    return msgspec.structs.replace(known, effect=tuple(dict.fromkeys((*known.effect, *target.effect))))


def places_of(scene: Scene, event: Event, window: Window, actors: Iterable[Perpetrator]) -> Whereabouts:
    """The places of an event: those of its own clause, else of its sentence; no name of those who struck."""
    taken = [(a.start, a.end) for a in actors]
    first, last = _limits(scene, event)
    found = [
        p
        for p in scene.circumstances.places.get(scene.sentence_of(event.name), [])
        if first <= p.token < last and not any(a < p.mention.end and p.mention.start < b for a, b in taken)
    ]
    inside = [p for p in found if window[0] <= p.token < window[1]]
    if event.name.word.kind == "siege_blockade" or is_definite(scene, event):
        found = inside
    struck = [p for p in inside if _is_struck(p, event)] or [p for p in found if _is_struck(p, event)]
    if not any(p.mention.exact[:1].isupper() for p in struck):
        uses_left = _WEAK_USES[:-1] if is_definite(scene, event) else _WEAK_USES
        weak = next((w for uses in uses_left if (w := [p for p in inside if p.use in uses])), [])
        struck += [p for p in weak if p not in struck]
    launched = [p for p in found if p.use == "launched_from"]
    return Whereabouts(struck, launched, [p for p in inside if p.use == "around" and p not in struck])


def _limits(scene: Scene, event: Event) -> Window:
    """Where words of the event's own sentence can speak of it: not beyond "because", nor before the noun of its "who"."""
    first, last = scene.parse.sentences[scene.sentence_of(event.name)]
    tokens, breaks = scene.parse.tokens, words_of("clause_breaks")
    for k in range(first, last):
        if tokens[k].lower in breaks:
            first, last = (k, last) if k < event.first else (first, min(last, k))
    head = tokens[event.name.head]
    if head.dep == "relcl" and not event.name.is_noun:
        first = max(first, min(head.head + 1, event.first))
    return first, last


def _is_struck(place: PlaceInSentence, event: Event) -> bool:
    if place.use == "origin":
        return event.name.word.kind in _TAKINGS
    return place.use == "struck" or (place.use == "home" and place.token > event.first)


def time_of(scene: Scene, event: Event, window: Window) -> str | None:
    """The time mention nearest to the event's word, in its clause, else in its sentence; none that says when somebody spoke or
    when something was done about it.
    """
    known = scene.circumstances.times.get(scene.sentence_of(event.name), [])
    first, last = _limits(scene, event)
    times = [(i, m) for i, m in known if first <= i < last and not scene.circumstances.after_speech(i)]
    own = [(i, m) for i, m in times if not is_of_proceedings(scene, event, i)]
    if not own and len(times) > 1:  # "was charged on Monday with a bombing on 3 July": the one after the event's word
        own = [(i, m) for i, m in times if i > event.last]
    times = own
    inside = [(i, m) for i, m in times if window[0] <= i < window[1]] or times
    nearest = min(inside, key=lambda row: abs(row[0] - event.name.head), default=None)
    return nearest[1].id if nearest else None
