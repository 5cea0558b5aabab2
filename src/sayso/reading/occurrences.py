"""What happened: each event that a sentence tells, with who struck, what was struck, where, when and with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Literal

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import EventKind, Occurrence, Perpetrator, Target, Weapon
from sayso.model.mention import PlaceMention, QuantityMention
from sayso.model.quantity import Count
from sayso.model.record import passage
from sayso.reading.circumstances import Circumstances, PlaceInSentence, roles_of
from sayso.reading.events import Event, events_of, is_passive, subject_of, verbs
from sayso.reading.found import Found, Status
from sayso.reading.mentions import Mentions
from sayso.reading.noun_phrases import NounPhrase, NounPhrases
from sayso.reading.parse import Parse
from sayso.reading.roles import Actors
from sayso.reading.stance import status
from sayso.reading.targets import Targets
from sayso.reading.triggers import Trigger, find_triggers
from sayso.reading.weapons import NamedWeapon, named_weapons

_ON = frozenset(("on", "against", "upon", "targeting", "at"))
_BETWEEN = frozenset((
    "dead", "down", "up", "into", "on", "at", ":", "with", "least", "more", "than", "to", "about", "over", "around", "nearly", "almost", "as",
    "many", "estimated", "some", "approximately",
))  # fmt: skip
_SMALL = 3  # letters of words that titles leave small
_TAKINGS = frozenset(("abduction", "arrest", "robbery", "hijacking", "other"))
_WEAK_USES = (("home", "origin"), ("beside",), ("around",), ("other",))
_SPECIFIC_REMOTE = frozenset(("air_strike", "drone_strike", "shelling", "missile_rocket"))
_BROAD = frozenset(("attack_on_civilians", "air_strike", "bombing", "armed_clash", "other"))


def find_occurrences(parse: Parse, mentions: Mentions) -> list[Found]:
    """Every event that the report tells, in text order."""
    triggers = find_triggers(parse)
    scene = _Scene(parse, mentions, triggers)
    grouped: defaultdict[int, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        if scene.is_meant(trigger):
            grouped[parse.tokens[trigger.head].sentence].append(trigger)
    found: list[Found] = []
    for sentence, meant in grouped.items():
        events = [e for e in events_of(parse, meant, scene.strikes) if scene.counts(e, sentence)]
        for number, event in enumerate(events):
            found.append(scene.told(event, scene.window(events, number, sentence), sentence))
    return sorted(found, key=lambda f: f.span)


class _Scene:
    """A report while its events are read."""

    def __init__(self, parse: Parse, mentions: Mentions, triggers: list[Trigger]) -> None:
        self.parse = parse
        self.mentions = mentions
        self.phrases = NounPhrases(parse, mentions)
        self.actors = Actors(parse, mentions, self.phrases)
        self.targets = Targets(parse, mentions, self.phrases)
        self.circumstances = Circumstances(parse, mentions, triggers)

    @cached_property
    def weapons(self) -> dict[int, list[NamedWeapon]]:
        """Weapons and carriers by sentence."""
        found: defaultdict[int, list[NamedWeapon]] = defaultdict(list)
        for weapon in named_weapons(self.parse):
            found[self.parse.tokens[weapon.first].sentence].append(weapon)
        return found

    @cached_property
    def armed(self) -> dict[int, int]:
        """How many words of arms and of armed people stand in each sentence."""
        counts: defaultdict[int, int] = defaultdict(int)
        words = _armed_words()
        for token in self.parse.tokens:
            if token.lemma in words or token.lower in words:
                counts[token.sentence] += 1
        return counts

    @cached_property
    def is_about_conflict(self) -> bool:
        """Whether the whole report speaks of arms so often that a plain "strike" is one with arms."""
        return sum(self.armed.values()) >= max(3, len(self.parse.tokens) // 120)

    def strikes(self, verb: int) -> bool:
        """Whether a verb has a subject of its own that strikes: an actor, an aircraft, a weapon."""
        if is_passive(self.parse, verb):
            return False
        own = self.parse.dependents(verb, "nsubj")
        phrase = self.phrases.at(own[0]) if own else None
        if phrase is None:
            return False
        return bool(self.actors.of_phrase(phrase)) or self._weapon_in(phrase) is not None

    def _weapon_in(self, phrase: NounPhrase) -> NamedWeapon | None:
        sentence = self.parse.tokens[phrase.first].sentence
        return next((w for w in self.weapons.get(sentence, ()) if phrase.first <= w.first <= phrase.core), None)

    def is_meant(self, trigger: Trigger) -> bool:
        """Whether the word is used in the sense of the lexicon: with the object that it needs, in a report of violence."""
        sentence = self.parse.tokens[trigger.head].sentence
        if self._is_titled(trigger.head):
            return False
        if not trigger.is_act:
            return True
        if trigger.word.kind == "territory_change" and not trigger.is_noun and self._only_describes(trigger.head):
            return False
        if not self._has_object(trigger) or self._is_modifier(trigger):
            return False
        if trigger.word.plain:
            return bool(self.armed.get(sentence)) or not self._lemmas(sentence) & _list("not_with")
        armed = bool(self.armed.get(sentence)) or self.is_about_conflict
        return armed and not self._lemmas(sentence) & _list("not_with")

    def _is_titled(self, i: int) -> bool:
        """Whether the word stands in a title between quotation marks."""
        number = self.parse.quoted[i]
        if number < 0:
            return False
        words = self.parse.quotations[number]
        inner = self.parse.text[words.inner[0] : words.inner[1]].split()
        return all(word[0].isupper() for word in inner if len(word) > _SMALL and word[0].isalpha())

    def _only_describes(self, verb: int) -> bool:
        """A bare participle after a noun ("equipment captured near Hit"): background to what is told."""
        token = self.parse.tokens[verb]
        return token.tag == "VBN" and token.dep == "acl" and not self.parse.dependents(verb, "agent")

    def counts(self, event: Event, sentence: int) -> bool:
        """Whether harm told without an act is told as violence, and not as an accident."""
        if event.name.word.id == "result.verb":
            return self._struck_by_carrier(event)
        if event.name.word.role == "effect":
            return self.strikes(event.name.head) or self._struck_by_carrier(event)
        if event.name.word.role == "harm":
            return not self._lemmas(sentence) & _list("accidents") or self.strikes(event.name.head)
        return True

    def _is_modifier(self, name: Trigger) -> bool:
        """Whether the word only says what kind of thing another noun is ("strike assessments")."""
        phrase = self.phrases.at(name.last) if name.is_noun else None
        if phrase is None or phrase.core == name.last or phrase.head <= name.last:
            return False
        after = self.parse.tokens[name.last + 1]
        return after.tag in ("NN", "NNS") and after.lower not in _list("wholes")

    def _lemmas(self, sentence: int) -> frozenset[str]:
        first, last = self.parse.sentences[sentence]
        return frozenset(t.lower for t in self.parse.tokens[first:last])

    def _struck_by_carrier(self, event: Event) -> bool:
        sentence = self.parse.tokens[event.name.head].sentence
        return event.name.word.effect is None and any(
            w.first < event.name.first for w in self.weapons.get(sentence, ())
        )

    def _has_object(self, trigger: Trigger) -> bool:
        wanted = trigger.word.object
        if wanted is None:
            return True
        phrases = self._objects(trigger)
        if wanted == "place":
            return any(self._holds_place(p) for p in phrases)
        if wanted == "thing":
            return any((t := self.targets.of_phrase(p)) is not None and t.kind == "physical" for p in phrases)
        if wanted == "weapon":
            return any(self._weapon_in(p) for p in phrases)
        if wanted == "armed":
            return any((w := self._weapon_in(p)) and w.carrier for p in phrases)
        targets = [self.targets.of_phrase(p) for p in phrases]
        return any(t is not None and (t.kind == "human") == (wanted == "person") for t in targets) or (
            wanted == "person" and any(self.parse.tokens[p.head].tag == "PRP" for p in phrases)
        )

    def _holds_place(self, phrase: NounPhrase) -> bool:
        head = self.parse.tokens[phrase.head]
        if head.lemma in _list("place_heads"):
            return True
        start, end = self.parse.span(phrase.head, phrase.head)
        return bool(self.mentions.touching(start, end, PlaceMention))

    def _objects(self, trigger: Trigger) -> list[NounPhrase]:
        """What the verb was done to: its object, or its subject where it is passive."""
        if trigger.is_noun:
            return [p] if (p := self.phrases.at(trigger.last + 1)) else []
        if is_passive(self.parse, trigger.head):
            subject = subject_of(self.parse, trigger.head)
            return [p] if subject is not None and (p := self.phrases.at(subject)) else []
        first, last = self.parse.sentences[self.parse.tokens[trigger.head].sentence]
        return self.phrases.listed(self._past_particles(trigger.last + 1, last), last)

    def _past_particles(self, i: int, stop: int) -> int:
        """Past what may stand between a verb and its object: particles, adverbs, "at least", "more than"."""
        tokens = self.parse.tokens
        while i < stop and (tokens[i].tag in ("RP", "RB") or tokens[i].lower in _BETWEEN):
            if self.phrases.at(i) is not None and tokens[i].lower not in _BETWEEN:
                break
            i += 1
        return i

    def window(self, events: list[Event], number: int, sentence: int) -> tuple[int, int]:
        """The tokens `[first, last)` in which the arguments of an event are looked for."""
        first, last = self.parse.sentences[sentence]
        if number > 0:
            first = self._border(events[number - 1].last + 1, events[number].first)
        if number + 1 < len(events):
            last = self._border(events[number].last + 1, events[number + 1].first)
        return min(first, events[number].first), max(last, events[number].last + 1)

    def _border(self, after: int, before: int) -> int:
        """Where one event's clause ends and the next one's begins."""
        for k in range(before - 1, after - 1, -1):
            token = self.parse.tokens[k]
            if token.text in (";", ",", ":") or token.lower in ("and", "while", "when", "after", "but", "as", "before"):
                return k
        phrase = self.phrases.at(before)
        return max(after, phrase.first if phrase else before)

    def told(self, event: Event, window: tuple[int, int], sentence: int) -> Found:
        """The event as a record."""
        perpetrators = self._perpetrators(event, window)
        targets = self._targets(event, window)
        places, launched, around = self._places(event, window, sentence, perpetrators)
        kind, weapons = self._means(event, window, sentence)
        state, when = self._status(event), self._when(event, window, sentence)
        start, end = self._span(event, targets, perpetrators, places)
        occurrence = Occurrence(
            event=kind,
            realis=state.realis,
            trigger=passage(self.parse.text, self.parse.span(event.name.first, event.name.last)),
            perpetrators=tuple(perpetrators),
            targets=tuple(targets),
            places=roles_of(places),
            launched_from=roles_of(launched),
            within=roles_of(around),
            when=when,
            weapons=tuple(weapons),
            number=(number := self._number(event)),
            reference=self._reference(event, bool(perpetrators or number or when)),
        )
        return Found(
            token=event.name.head,
            span=(start, end),
            proposition=occurrence,
            status=state,
            rule=f"occurrences.{event.name.word.id}",
        )

    def _span(
        self,
        event: Event,
        targets: Iterable[Target],
        perpetrators: Iterable[Perpetrator],
        places: Iterable[PlaceInSentence],
    ) -> tuple[int, int]:
        spans = [self.parse.span(event.first, event.last)]
        spans += [(r.start, r.end) for r in (*targets, *perpetrators)]
        spans += [(p.mention.start, p.mention.end) for p in places]
        sentence = self.parse.tokens[event.name.head].sentence
        begin, end = self.parse.span(self.parse.sentences[sentence][0], self.parse.sentences[sentence][1] - 1)
        return max(begin, min(s for s, _ in spans)), min(end, max(e for _, e in spans))

    def _status(self, event: Event) -> Status:
        verb = event.verb if event.verb is not None else event.name.head
        if (
            event.name.is_noun
            and event.verb is not None
            and self.parse.tokens[verb].lemma not in verbs("light_verbs")
            and event.verb not in [h.head for h in event.harms]
        ):
            verb = event.name.head
        return status(self.parse, verb)

    # who

    def _perpetrators(self, event: Event, window: tuple[int, int]) -> list[Perpetrator]:
        name = event.name
        found = self._before_noun(name) + self._after_noun(name, window) if name.is_noun else []
        for verb in event.predicates:
            if not found:
                found = self._of_verb(event, verb, window)
        if not found and event.verb is None and name.is_noun:
            found = []
        unique = {(p.start, p.end): p for p in found}
        return list(unique.values())

    def _before_noun(self, name: Trigger) -> list[Perpetrator]:
        phrase = self.phrases.at(name.first) or self.phrases.at(name.first - 1)
        states = name.word.kind in _SPECIFIC_REMOTE
        return self.actors.before(phrase.first, name.first, states) if phrase and phrase.first < name.first else []

    def _after_noun(self, name: Trigger, window: tuple[int, int]) -> list[Perpetrator]:
        tokens = self.parse.tokens
        for k in range(name.last + 1, min(window[1], name.last + 25)):
            token = tokens[k]
            if token.tag in ("VBD", "VBZ", "VBP", "MD") or token.text == ";":
                return []
            if (
                token.lower == "by"
                or (name.word.kind == "armed_clash" and token.lower in ("between", "with"))
                or (name.word.kind == "armed_clash" and token.lower == "from")
            ):
                found = self._actor_list(k + 1, window[1])
                if found:
                    return found
        return []

    def _actor_list(self, i: int, stop: int) -> list[Perpetrator]:
        while i < stop and (
            self.parse.tokens[i].tag == "RB" or self.parse.tokens[i].lower in ("either", "both", "apparently")
        ):
            i += 1
        return self.actors.listed(i, stop)

    def _of_verb(self, event: Event, verb: int, window: tuple[int, int]) -> list[Perpetrator]:
        token = self.parse.tokens[verb]
        if token.lemma in verbs("suffering_verbs"):
            return []
        own = verb == event.name.head or verb in [h.head for h in event.harms] or token.lemma in verbs("light_verbs")
        if not own:
            return []
        if is_passive(self.parse, verb):
            return self._by_phrase(verb)
        if (accused := self._accused(verb)) is not None:
            return accused
        subject = subject_of(self.parse, verb)
        if subject is None or event.name.first <= subject <= event.name.last:
            return self._nearest_before(verb, window) if subject is None and verb == event.name.head else []
        phrase = self.phrases.at(subject)
        return self.actors.listed(phrase.first, verb) if phrase else []

    def _accused(self, verb: int) -> list[Perpetrator] | None:
        """Of whom it is said: "accused X of bombing Y"."""
        tokens = self.parse.tokens
        if tokens[verb].tag != "VBG" or verb < 2 or tokens[verb - 1].lower not in ("of", "for"):
            return None
        for k in range(verb - 2, max(-1, verb - 14), -1):
            if tokens[k].lemma in verbs("accusing_verbs") and tokens[k].sentence == tokens[verb].sentence:
                actors = self._actor_list(k + 1, verb - 1)
                return [msgspec.structs.replace(a, basis="accused") for a in actors]
        return None

    def _nearest_before(self, verb: int, window: tuple[int, int]) -> list[Perpetrator]:
        """The actor right before a verb whose subject the parse does not give."""
        k = verb - 1
        while (
            k >= window[0]
            and self.parse.tokens[k].tag in ("RB", "MD", "VBD", "VBZ", "VBP")
            and self.parse.tokens[k].dep in ("aux", "advmod", "auxpass")
        ):
            k -= 1
        phrase = self.phrases.at(k) if k >= window[0] else None
        return self.actors.of_phrase(phrase) if phrase and self.parse.tokens[verb].tag in ("VBD", "VBZ", "VBP") else []

    def _by_phrase(self, verb: int) -> list[Perpetrator]:
        tokens = self.parse.tokens
        for k in range(verb + 1, min(len(tokens), verb + 25)):
            if tokens[k].sentence != tokens[verb].sentence or tokens[k].text == ";":
                break
            if tokens[k].lower == "by" and (
                found := self._actor_list(k + 1, self.parse.sentences[tokens[verb].sentence][1])
            ):
                return found
        return []

    # what

    def _targets(self, event: Event, window: tuple[int, int]) -> list[Target]:
        found: list[Target] = []
        if event.name.is_noun:
            found += self._targets_of_noun(event.name, window)
        for trigger in [event.name, *event.harms]:
            if not trigger.is_noun:
                found += self._targets_of_verb(event, trigger, window)
        actors = {(p.start, p.end) for p in self._perpetrators(event, window)}
        unique: dict[tuple[int, int], Target] = {}
        for target in found:
            if any(a < target.end and target.start < b for a, b in actors):
                continue
            known = unique.get((target.start, target.end))
            unique[(target.start, target.end)] = _with_effects(known, target) if known else target
        return list(unique.values())

    def _targets_of_noun(self, name: Trigger, window: tuple[int, int]) -> list[Target]:
        tokens = self.parse.tokens
        for k in range(name.last + 1, min(window[1], name.last + 16)):
            token = tokens[k]
            if token.tag in ("VBD", "VBZ", "VBP", "MD") or token.text == ";":
                return []
            if token.lower in _ON or (token.lower == "of" and k == name.last + 1):
                found = self.targets.listed(k + 1, window[1], name.word.effect)
                if found:
                    return found
        return []

    def _targets_of_verb(self, event: Event, trigger: Trigger, window: tuple[int, int]) -> list[Target]:
        verb, effect = trigger.head, trigger.word.effect
        last = self.parse.sentences[self.parse.tokens[verb].sentence][1]
        if trigger.word.id in ("explosion.verb", "armed_clash.verb"):
            return []
        if trigger.word.id == "die.verb" or is_passive(self.parse, verb):
            subject = subject_of(self.parse, verb)
            phrase = self.phrases.at(subject) if subject is not None else None
            return self.targets.listed(phrase.first, verb, effect, subjects=True) if phrase else []
        return self.targets.listed(self._past_particles(trigger.last + 1, last), last, effect)

    # where and when

    def _places(
        self, event: Event, window: tuple[int, int], sentence: int, actors: Iterable[Perpetrator]
    ) -> tuple[list[PlaceInSentence], list[PlaceInSentence], list[PlaceInSentence]]:
        taken = [(a.start, a.end) for a in actors]
        found = [
            p
            for p in self.circumstances.places.get(sentence, [])
            if not any(a < p.mention.end and p.mention.start < b for a, b in taken)
        ]
        inside = [p for p in found if window[0] <= p.token < window[1]]
        if event.name.word.kind == "siege_blockade":
            found = inside
        struck = [p for p in inside if self._is_struck(p, event)] or [p for p in found if self._is_struck(p, event)]
        if not any(p.mention.exact[:1].isupper() for p in struck):
            weak = next((w for uses in _WEAK_USES if (w := [p for p in inside if p.use in uses])), [])
            struck += [p for p in weak if p not in struck]
        launched = [p for p in found if p.use == "launched_from"]
        return struck, launched, [p for p in inside if p.use == "around" and p not in struck]

    def _is_struck(self, place: PlaceInSentence, event: Event) -> bool:
        if place.use == "origin":
            return event.name.word.kind in _TAKINGS
        return place.use == "struck" or (place.use == "home" and place.token > event.first)

    def _when(self, event: Event, window: tuple[int, int], sentence: int) -> str | None:
        times = [
            (i, m) for i, m in self.circumstances.times.get(sentence, []) if not self.circumstances.after_speech(i)
        ]
        inside = [(i, m) for i, m in times if window[0] <= i < window[1]] or times
        nearest = min(inside, key=lambda row: abs(row[0] - event.name.head), default=None)
        return nearest[1].id if nearest else None

    # with what

    def _means(self, event: Event, window: tuple[int, int], sentence: int) -> tuple[EventKind, list[Weapon]]:
        """The kind, sharpened by the weapons in the clause, and the weapons."""
        named = [
            w
            for w in self.weapons.get(sentence, ())
            if window[0] <= w.first < window[1] and not self._is_target(event, w)
        ]
        kind = event.name.word.kind
        if kind == "attack_on_civilians" and "from the air" in self._words_of(window).lower():
            return "air_strike", []
        if kind in _BROAD and (event.name.word.names or kind == "other"):
            kind = next((k for w in named if (k := _kinds_by_means().get(w.kind)) and self._fits(event, k)), kind)
        if kind == "other":
            kind = "attack_on_civilians"
        weapons = [self._weapon(w) for w in named if not w.carrier and w.kind != "suicide"]
        if not weapons and event.name.word.weapon in ("gun", "bomb", "fire", "chemical") and not event.name.is_noun:
            weapons = [Weapon(kind=event.name.word.weapon)]
        return kind, weapons

    def _words_of(self, window: tuple[int, int]) -> str:
        return self.parse.words(window[0], window[1] - 1)

    def _fits(self, event: Event, kind: EventKind) -> bool:
        names = event.name.word.names
        return "any" in names or kind in names or event.name.word.role != "act" or kind == event.name.word.kind

    def _is_target(self, event: Event, weapon: NamedWeapon) -> bool:
        """A weapon that was struck rather than used: the object of "destroyed"."""
        return any(
            h.word.effect in ("destroyed", "damaged") and h.last < weapon.first for h in [event.name, *event.harms]
        )

    def _weapon(self, weapon: NamedWeapon) -> Weapon:
        start, end = self.parse.span(weapon.first, weapon.last)
        return Weapon(kind=weapon.kind, exact=self.parse.text[start:end], start=start, end=end)

    def _number(self, event: Event) -> Count | None:
        if not event.name.is_noun or (phrase := self.phrases.at(event.name.first)) is None:
            return None
        start, end = self.parse.span(phrase.first, phrase.core)
        for q in self.mentions.touching(start, end, QuantityMention):
            return Count(low=q.low, high=q.high, kind=q.count_kind, approximator=q.approximator, exact=q.exact)
        return None

    def _reference(self, event: Event, told: bool) -> Literal["new", "definite", "generic"]:
        """How the words bring the event up; `told`: with who, how many or when of its own."""
        if not event.name.is_noun:
            return "generic" if self._is_purpose(event.name.head) else "new"
        phrase = self.phrases.at(event.name.first)
        opening = self.parse.tokens[phrase.first].lower if phrase else ""
        words = {t.lower for t in self.parse.tokens[phrase.first : event.name.first]} if phrase else set()
        if opening in ("the", "this", "these", "that", "those", "its", "their", "both"):
            return "definite"
        several = self.parse.tokens[event.name.head].tag == "NNS"
        if words & _list("generic_words") and (several or not told):
            return "generic"
        if not several and phrase and self._is_idea(event, phrase):
            return "generic"
        if several and not told and event.verb is not None and self._is_purpose(event.verb):
            return "generic"
        habit = event.verb is not None and self._is_habit(event.verb)
        if habit and (several or not told):
            return "generic"
        return "generic" if several and not told and not self._is_placed(event) else "new"

    def _is_purpose(self, verb: int) -> bool:
        """A verb that only says what for ("the campaign to liberate", "committed to carrying out", "able to strike")."""
        tokens = self.parse.tokens
        if tokens[verb].tag == "VBG":
            return verb > 0 and tokens[verb - 1].lower == "to"
        to = any(tokens[c].lower == "to" and tokens[c].dep == "aux" for c in self.parse.children[verb])
        above = tokens[tokens[verb].head]
        return to and above.i != verb and (above.pos in ("NOUN", "PROPN", "ADJ")) and above.lemma not in _list("tried")

    def _is_idea(self, event: Event, phrase: NounPhrase) -> bool:
        """A countable act without an article and without harm told beside it ("arbitrary detention and killing")."""
        before = self.parse.tokens[phrase.first : event.name.first]
        bare = not any(t.tag in ("DT", "PRP$", "CD", "POS", "NNP") for t in before)
        return bare and not event.harms and event.name.word.id in _list("countable")

    def _is_placed(self, event: Event) -> bool:
        """Whether a place follows the word itself, no verb between ("air strikes in Wadi Barada")."""
        places = self.circumstances.places.get(self.parse.tokens[event.name.head].sentence, [])
        after = min((p.token for p in places if p.token > event.name.last and p.use == "struck"), default=None)
        if event.harms:
            return True
        return after is not None and not any(
            t.tag.startswith("VB") for t in self.parse.tokens[event.name.last + 1 : after]
        )

    def _is_habit(self, verb: int) -> bool:
        """A verb in the simple present: what is usual or always so."""
        if self.parse.tokens[verb].lemma == "be":
            return False
        helping = {self.parse.tokens[c].lower for c in self.parse.children[verb] if self.parse.tokens[c].dep == "aux"}
        tag = self.parse.tokens[verb].tag
        return (tag in ("VBZ", "VBP") and not helping) or (tag == "VB" and bool(helping & {"do", "does", "can", "to"}))


def _with_effects(known: Target, target: Target) -> Target:
    return msgspec.structs.replace(known, effect=tuple(dict.fromkeys((*known.effect, *target.effect))))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon("occurrences")[name])


@cache
def _kinds_by_means() -> dict[str, EventKind]:
    return {kind: event for kind, event in lexicon("occurrences")["kinds_by_means"].items() if event}


@cache
def _armed_words() -> frozenset[str]:
    actors = lexicon("targets")["actors"]
    words = {*actors["non_state"], *actors["state"], *lexicon("occurrences")["armed_words"]} - {
        *lexicon("occurrences")["unarmed_words"]
    }
    return frozenset(words | {w for row in lexicon("weapons")["weapons"] for w in row["words"] if " " not in str(w)})
