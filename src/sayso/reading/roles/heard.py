"""What the network said of a report, in the words of the rules: which triggers tell an event to record, and who or what had
which part in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import Occurrence, Perpetrator, Responsibility, Target, Weapon
from sayso.model.record import Span
from sayso.reading.found import Found, FoundToll
from sayso.reading.mentions import Mentions
from sayso.reading.occurrences.scene import Scene
from sayso.reading.occurrences.triggers import find_triggers
from sayso.reading.parse import Parse
from sayso.reading.roles.answers import Answers, answers_of
from sayso.reading.roles.appositions import described
from sayso.reading.roles.opinions import Opinion, actor_opinion, target_opinion
from sayso.reading.roles.parts import Part, parts_of
from sayso.reading.roles.runs import WEAPON
from sayso.reading.roles.word_features import word_features

_SENTENCES = 3  # sentences from a part to the word that tells its event
_FADING = 0.85  # what each sentence between them takes off


class PartIn(NamedTuple):
    """Words that have a part in the event that a trigger tells, with how likely that is."""

    trigger: Span
    role: Target | Perpetrator | Weapon
    chance: float


class Heard(NamedTuple):
    """All that the network said of a report. `told`: how likely a trigger's event is one to record; `one`: how likely two
    triggers tell one event.
    """

    told: Mapping[Span, float]
    one: Mapping[tuple[Span, Span], float]
    parts: tuple[PartIn, ...]
    opinions: Mapping[Span, Opinion]

    def link(self, some: Sequence[Span], others: Sequence[Span]) -> float:
        """How likely the triggers of two groups tell one event, on the average of those asked."""
        pairs = [self.one.get((min(a, b), max(a, b))) for a in some for b in others]
        asked = [chance for chance in pairs if chance is not None]
        return sum(asked) / len(asked) if asked else 0.0


def hear(parse: Parse, mentions: Mentions, found: Sequence[Found], tolls: Sequence[FoundToll]) -> Heard | None:
    """What the network says beside the rules. None where these tell of no event at all: nothing is asked then."""
    if not any(isinstance(one.proposition, Occurrence) for one in found):
        return None
    triggers = find_triggers(parse)
    answers = answers_of(parse, word_features(parse, mentions, triggers, found, tolls))
    return heard(parse, Scene(parse, mentions, triggers), found, answers)


def heard(parse: Parse, scene: Scene, found: Sequence[Found], answers: Answers) -> Heard:
    """The answers in the words of the rules."""
    told = {
        (event.trigger.start, event.trigger.end): one.token
        for one in found
        if isinstance(event := one.proposition, Occurrence)
    }
    return Heard(
        told={span: answers.told(word) for span, word in told.items()},
        one=_pairs(answers, told),
        parts=tuple(_attached(parse, answers, told, described(parse, parts_of(parse, scene, answers)))),
        opinions=_opinions(parse, found, answers),
    )


def _pairs(answers: Answers, told: Mapping[Span, int]) -> dict[tuple[Span, Span], float]:
    """For triggers near one another in the order of the text, how likely they tell one event."""
    spans = sorted(told)
    near = lexicon("roles")["joining"]["triggers_apart"]
    return {
        (one, other): (answers.linked(told[one], told[other]) + answers.linked(told[other], told[one])) / 2
        for n, one in enumerate(spans)
        for other in spans[n + 1 : n + 1 + near]
    }


def _attached(parse: Parse, answers: Answers, told: Mapping[Span, int], parts: Sequence[Part]) -> list[PartIn]:
    """Each part with the trigger nearby that most likely tells its event; who did one thing may have done others too."""
    sentences: dict[int, list[tuple[Span, int]]] = {}
    for span, word in told.items():
        sentences.setdefault(parse.tokens[word].sentence, []).append((span, word))
    joining = lexicon("roles")["joining"]
    found: list[PartIn] = []
    for part in parts:
        scored = _scored(parse, answers, sentences, part)
        best = scored[0][0] if scored else 0.0
        several = isinstance(part.role, Perpetrator)
        least = max(joining["attached"], joining["attached_too"] * best if several else best)
        found += [PartIn(span, part.role, part.chance) for score, _, span in scored if score >= least]
    return found


def _scored(
    parse: Parse, answers: Answers, sentences: Mapping[int, Sequence[tuple[Span, int]]], part: Part
) -> list[tuple[float, int, Span]]:
    """The triggers in the sentences around a part, the likeliest first."""
    here = parse.tokens[part.word].sentence
    return sorted(
        (
            (
                answers.linked(part.word, word) * answers.told(word) * _FADING ** abs(step),
                -abs(part.word - word),
                span,
            )
            for step in range(-_SENTENCES, _SENTENCES + 1)
            for span, word in sentences.get(here + step, ())
        ),
        reverse=True,
    )


def _opinions(parse: Parse, found: Sequence[Found], answers: Answers) -> dict[Span, Opinion]:
    """Of all words to which the rules gave a part."""
    opinions: dict[Span, Opinion] = {}
    for one in found:
        if isinstance(one.proposition, Responsibility):
            for role in one.proposition.actors:
                opinions[role.start, role.end] = actor_opinion(parse, answers, (role.start, role.end))
        if isinstance(one.proposition, Occurrence):
            for actor in one.proposition.perpetrators:
                opinions[actor.start, actor.end] = actor_opinion(parse, answers, (actor.start, actor.end))
            for target in one.proposition.targets:
                span = (target.start, target.end)
                opinions[span] = target_opinion(parse, answers, span, target.kind)
            for weapon in one.proposition.weapons:
                if weapon.start is not None and weapon.end is not None:
                    words = list(parse.tokens_in(weapon.start, weapon.end))
                    opinions[weapon.start, weapon.end] = Opinion(float(answers.roles[words, WEAPON].max()))
    return opinions
