"""Whether a trigger is meant of violence where it stands, and in which of its senses."""

from __future__ import annotations

from sayso.model.mention import PlaceMention, QuantityMention
from sayso.reading.occurrences.events import Event, governor, subject_of
from sayso.reading.occurrences.noun_phrases import NounPhrase
from sayso.reading.occurrences.scene import Scene, words_of
from sayso.reading.occurrences.triggers import Trigger

_SMALL = 3  # letters of words that titles leave small


def meant(scene: Scene, trigger: Trigger) -> Trigger | None:
    """The trigger in the first of its senses that fits here; None where none does."""
    if _is_titled(scene, trigger.head):
        return None
    return next((sense for sense in trigger.senses if _fits(scene, sense)), None)


def counts(scene: Scene, event: Event) -> bool:
    """Whether harm told without an act is told as violence, and not as an accident."""
    name = event.name
    if name.word.id == "result.verb":
        return _by_weapon(scene, event)
    if name.word.role == "effect":
        return scene.strikes(name.head) or _by_weapon(scene, event)
    if name.word.role == "harm":
        accident = bool(scene.words(scene.sentence_of(name)) & words_of("accidents"))
        return not accident or scene.strikes(name.head) or _by_arms(scene, name)
    return True


def _by_arms(scene: Scene, name: Trigger) -> bool:
    """Whether a weapon is named in the sentence of an accident's words ("killed by machine gun fire")."""
    return any(not w.carrier for w in scene.weapons.get(scene.sentence_of(name), ()))


def _fits(scene: Scene, trigger: Trigger) -> bool:
    """With the object that the sense needs, in a sentence (or, for plain words, a report) of violence."""
    sentence = scene.sentence_of(trigger)
    if not trigger.is_act:
        return trigger.word.role != "harm" or scene.is_armed(trigger) or not _is_figure(scene, trigger)
    if trigger.word.kind == "territory_change" and not trigger.is_noun and _only_describes(scene, trigger.head):
        return False
    if not _has_object(scene, trigger) or _is_modifier(scene, trigger) or _governs(scene, trigger):
        return False
    armed = scene.is_armed(trigger)
    if scene.words(sentence) & words_of("not_with") and not (trigger.word.plain and armed):
        return False
    if armed or (trigger.is_noun and _does_harm(scene, trigger)):
        return True
    return not _is_figure(scene, trigger) if trigger.word.plain else scene.is_about_conflict


def _does_harm(scene: Scene, trigger: Trigger) -> bool:
    """Whether the noun stands with a verb that only violence has ("the strikes hit a mill", "conducted 12 strikes")."""
    verb = governor(scene.parse, trigger.head)
    return verb is not None and scene.parse.tokens[verb].lemma in words_of("violent_verbs")


def _is_figure(scene: Scene, trigger: Trigger) -> bool:
    """Whether the word is a figure of speech: nothing that can be struck is its object ("murdered the tune")."""
    tokens, after = scene.parse.tokens, trigger.last + 1
    following = tokens[after].lower if after < len(tokens) else ""
    if trigger.is_noun:
        at = after if tokens[trigger.last].lower == "of" else after + 1 if following == "of" else -1
        phrase = scene.phrases.at(at)
        return phrase is not None and not _can_be_struck(scene, phrase)
    if following == "with":
        phrase = scene.phrases.at(after + 1)
        return phrase is None or scene.weapon_in(phrase) is None
    objects = scene.objects(trigger) or _subject(scene, trigger)
    return bool(objects) and not any(_can_be_struck(scene, phrase) for phrase in objects)


def _subject(scene: Scene, trigger: Trigger) -> list[NounPhrase]:
    """What a verb without an object says it of ("prices exploded"), unless that is an actor."""
    subject = subject_of(scene.parse, trigger.head)
    phrase = scene.phrases.at(subject) if subject is not None else None
    return [phrase] if phrase is not None and not scene.actors.is_actor(phrase) else []


def _can_be_struck(scene: Scene, phrase: NounPhrase) -> bool:
    start, end = scene.parse.span(phrase.first, phrase.last)
    if scene.targets.of_phrase(phrase) is not None or scene.parse.tokens[phrase.head].tag in ("PRP", "CD", "NNP"):
        return True
    if scene.parse.tokens[phrase.first].lower in ("a", "an"):
        return True
    counted = scene.mentions.touching(start, end, QuantityMention)
    return bool(counted or scene.mentions.touching(start, end, PlaceMention) or scene.weapon_in(phrase))


def _is_titled(scene: Scene, i: int) -> bool:
    """Whether the word stands in a title between quotation marks."""
    number = scene.parse.quoted[i]
    if number < 0:
        return False
    inner = scene.parse.quotations[number].inner
    words = scene.parse.text[inner[0] : inner[1]].split()
    return all(word[0].isupper() for word in words if len(word) > _SMALL and word[0].isalpha())


def _governs(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun in -ing has an object of its own: a verb after all ("a leader fighting rebels")."""
    tokens, after = scene.parse.tokens, trigger.last + 1
    if not trigger.is_noun or not tokens[trigger.last].lower.endswith("ing") or after >= len(tokens):
        return False
    return tokens[after].tag in ("NNP", "NNPS", "PRP", "DT") and tokens[after].sentence == tokens[trigger.last].sentence


def _only_describes(scene: Scene, verb: int) -> bool:
    """A bare participle after a noun ("equipment captured near Hit"): background to what is told."""
    token = scene.parse.tokens[verb]
    return token.tag == "VBN" and token.dep == "acl" and not scene.parse.dependents(verb, "agent")


def _is_modifier(scene: Scene, name: Trigger) -> bool:
    """Whether the word only says what kind of thing another noun is ("strike assessments")."""
    phrase = scene.phrases.at(name.last) if name.is_noun else None
    if phrase is None or phrase.core == name.last or phrase.head <= name.last:
        return False
    after = scene.parse.tokens[name.last + 1]
    return after.tag in ("NN", "NNS") and after.lower not in words_of("wholes")


def _by_weapon(scene: Scene, event: Event) -> bool:
    """Whether a weapon or an aircraft stands before a verb that says where it came down."""
    weapons = scene.weapons.get(scene.sentence_of(event.name), ())
    return event.name.word.effect is None and any(w.first < event.name.first for w in weapons)


def _has_object(scene: Scene, trigger: Trigger) -> bool:
    wanted = trigger.word.object
    if wanted is None:
        return True
    objects = scene.objects(trigger)
    return any(_is_object(scene, phrase, wanted) for phrase in (objects[:1] if wanted == "place" else objects))


def _is_object(scene: Scene, phrase: NounPhrase, wanted: str) -> bool:
    if wanted == "place":
        return _holds_place(scene, phrase)
    if wanted in ("weapon", "armed"):
        weapon = scene.weapon_in(phrase)
        return weapon is not None and (wanted == "weapon" or weapon.carrier)
    target = scene.targets.of_phrase(phrase)
    counted = scene.mentions.touching(*scene.parse.span(phrase.first, phrase.core), QuantityMention)
    if wanted == "person" and (scene.parse.tokens[phrase.head].tag == "PRP" or (counted and target is None)):
        return True
    return target is not None and (target.kind == "human") == (wanted == "person")


def _holds_place(scene: Scene, phrase: NounPhrase) -> bool:
    if scene.parse.tokens[phrase.head].lemma in words_of("place_heads"):
        return True
    return bool(scene.mentions.touching(*scene.parse.span(phrase.head, phrase.head), PlaceMention))
