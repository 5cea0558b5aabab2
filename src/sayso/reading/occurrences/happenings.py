"""What happened: each event that a sentence tells, with who struck, what was struck, where, when and with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.model.claim import Occurrence, Role
from sayso.model.record import Span, passage
from sayso.reading.found import Found, Status
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.circumstances import PlaceInSentence, roles_of
from sayso.reading.occurrences.events import Event, events_of, verbs
from sayso.reading.occurrences.means import means_of, number_of
from sayso.reading.occurrences.perpetrators import are_alternatives, perpetrators_of
from sayso.reading.occurrences.references import reference_of
from sayso.reading.occurrences.scene import Scene, Window
from sayso.reading.occurrences.senses import counts, meant
from sayso.reading.occurrences.struck import places_of, targets_of, time_of
from sayso.reading.occurrences.triggers import Trigger, find_triggers
from sayso.reading.parse import Parse
from sayso.reading.stance import status

_BORDERS = frozenset((";", ",", ":", "and", "while", "when", "after", "but", "as", "before"))


def find_occurrences(parse: Parse, mentions: Mentions, speakers: Sequence[Span] = ()) -> list[Found]:
    """Every event that the report tells, in text order. `speakers` are the words for those who speak: a place in them is
    where somebody is, and not where anything was struck.
    """
    triggers = find_triggers(parse)
    scene = Scene(parse, mentions, triggers, speakers)
    grouped: defaultdict[int, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        if (sense := meant(scene, trigger)) is not None:
            grouped[scene.sentence_of(sense)].append(sense)
    found: list[Found] = []
    for told in grouped.values():
        events = [event for event in events_of(parse, told, scene.strikes) if counts(scene, event)]
        found += [_found(scene, event, _window(scene, events, number)) for number, event in enumerate(events)]
    return sorted(found, key=lambda f: f.span)


def _window(scene: Scene, events: Sequence[Event], number: int) -> Window:
    """The clause of an event, between those of the events before and after it in the sentence."""
    event = events[number]
    first, last = scene.parse.sentences[scene.sentence_of(event.name)]
    if number > 0:
        first = _border(scene, events[number - 1].last + 1, event.first)
    if number + 1 < len(events):
        last = _border(scene, event.last + 1, events[number + 1].first)
    return min(first, event.first), max(last, event.last + 1)


def _border(scene: Scene, after: int, before: int) -> int:
    """Where one event's clause ends and the next one's begins."""
    for k in range(before - 1, after - 1, -1):
        if scene.parse.tokens[k].lower in _BORDERS:
            return k
    phrase = scene.phrases.at(before)
    return max(after, phrase.first if phrase else before)


def _found(scene: Scene, event: Event, window: Window) -> Found:
    """The event as a record."""
    perpetrators = perpetrators_of(scene, event, window)
    targets = targets_of(scene, event, window, perpetrators)
    places = places_of(scene, event, window, perpetrators)
    kind, weapons = means_of(scene, event, window)
    number, when = number_of(scene, event), time_of(scene, event, window)
    state = _status(scene, event)
    occurrence = Occurrence(
        event=kind,
        realis=state.realis,
        trigger=passage(scene.parse.text, scene.parse.span(event.name.first, event.name.last)),
        perpetrators=tuple(perpetrators),
        targets=tuple(targets),
        places=roles_of(places.struck),
        launched_from=roles_of(places.launched),
        within=roles_of(places.around),
        spoken_at=roles_of(scene.circumstances.used_as("spoken_at", scene.sentence_of(event.name))),
        dateline=roles_of(scene.circumstances.used_as("dateline", 0)),
        when=when,
        weapons=tuple(weapons),
        number=number,
        alternatives=are_alternatives(scene, perpetrators),
        reference=reference_of(scene, event, told=bool(perpetrators or number or when)),
    )
    span = _span(scene, event, [*targets, *perpetrators], places.struck)
    return Found(
        token=event.name.head, span=span, proposition=occurrence, status=state, rule=f"occurrences.{event.name.word.id}"
    )


def _span(scene: Scene, event: Event, roles: Sequence[Role], places: Sequence[PlaceInSentence]) -> Span:
    """From the first to the last word of the event and its arguments, inside its sentence."""
    spans = [scene.parse.span(event.first, event.last), *((r.start, r.end) for r in roles)]
    spans += [(p.mention.start, p.mention.end) for p in places]
    first, last = scene.parse.sentences[scene.sentence_of(event.name)]
    begin, end = scene.parse.span(first, last - 1)
    return max(begin, min(s for s, _ in spans)), min(end, max(e for _, e in spans))


def _status(scene: Scene, event: Event) -> Status:
    """How the event is put: by its verb where that tells it ("did not carry out the strike"), else by its own word."""
    verb = event.verb
    if verb is None:
        return status(scene.parse, event.name.head)
    tells = verb in event.predicates[1:] or verb == event.name.head or verb in [h.head for h in event.harms]
    light = scene.parse.tokens[verb].lemma in verbs("light_verbs")
    return status(scene.parse, verb if tells or light else event.name.head)
