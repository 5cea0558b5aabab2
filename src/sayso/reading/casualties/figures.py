"""Casualty figures: how many were killed, injured, missing …, who they were, and which figure is a part of which."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from sayso.model.claim import CombatStatus, Toll
from sayso.model.record import Span
from sayso.reading.casualties.causes import cause_of
from sayso.reading.casualties.corrections import add_corrected, is_retracted, may_correct
from sayso.reading.casualties.drafts import Draft, drafts_of
from sayso.reading.casualties.harm import HarmSentence
from sayso.reading.casualties.harm_words import find_cues, harm_words
from sayso.reading.casualties.parts import add_parts
from sayso.reading.casualties.people import scene_of, sex_and_age
from sayso.reading.casualties.periods import is_background, period_of, periods_in
from sayso.reading.casualties.relations import certainty_of, put_in_order, related
from sayso.reading.casualties.statuses import combat_statuses
from sayso.reading.casualties.victims import find_groups
from sayso.reading.found import FoundToll, Status
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse
from sayso.reading.stance import status


def find_tolls(parse: Parse, mentions: Mentions) -> list[FoundToll]:  # noqa: ARG001  (all finders are called alike)
    """All casualty figures of the report in text order, toll ids t1, t2 …"""
    drafts = put_in_order(related(parse, _drafts(parse)))
    causes = _causes(parse, drafts)
    sentences = {parse.tokens[draft.cue].sentence for draft in drafts}
    periods = {sentence: periods_in(parse, sentence) for sentence in sentences}
    found = []
    for number, draft in enumerate(drafts):
        whole = draft if draft.parent is None else drafts[draft.parent]
        cause = causes[number] if whole is draft else None
        period = period_of(parse, periods[parse.tokens[whole.cue].sentence], whole.cue, whole.first, cause)
        found.append(_found(parse, draft, number, causes[number], period))
    return [_of_status(one, fights) for one, fights in zip(found, combat_statuses(parse, drafts), strict=True)]


def _drafts(parse: Parse) -> list[Draft]:
    scene, words = scene_of(parse), harm_words()
    drafts: list[Draft] = []
    for first, last in parse.sentences:
        lowers = {token.lower for token in parse.tokens[first:last]}
        cues = [] if words.triggers.isdisjoint(lowers) else find_cues(parse, first, last)
        silent = not cues and words.without_cue.isdisjoint(lowers)
        if silent and not (drafts and ("them" in lowers or may_correct(lowers))):
            continue
        sentence = HarmSentence(parse, first, last, find_groups(scene, first, last), cues)
        begin = len(drafts)
        taken = drafts_of(sentence, drafts)
        add_corrected(sentence, drafts, taken)
        add_parts(sentence, drafts, taken, begin)
    return drafts


def _causes(parse: Parse, drafts: list[Draft]) -> list[int | None]:
    """What harmed the people of each figure; "12 were killed and 3 hurt in a blast" gives both the blast."""
    found: list[int | None] = []
    for draft in drafts:
        cause = cause_of(parse, draft.cue)
        found.append(None if cause is not None and draft.first <= cause <= draft.last else cause)
    for one, two in (*pairwise(range(len(drafts))), *pairwise(reversed(range(len(drafts))))):
        if (
            found[two] is None
            and 0 < abs(drafts[one].cue - drafts[two].cue) <= _NEAR
            and _one_sentence(parse, drafts, one, two)
        ):
            found[two] = found[one]
    return found


_NEAR = 12  # tokens


def _one_sentence(parse: Parse, drafts: list[Draft], one: int, two: int) -> bool:
    return parse.tokens[drafts[one].cue].sentence == parse.tokens[drafts[two].cue].sentence


def _of_status(found: FoundToll, fights: CombatStatus) -> FoundToll:
    return msgspec.structs.replace(found, toll=msgspec.structs.replace(found.toll, type=fights))


def _found(parse: Parse, draft: Draft, number: int, cause: int | None, period: Span | None) -> FoundToll:
    put = _status(parse, draft)
    start, end = parse.span(draft.first, draft.last)
    words = parse.tokens[draft.first : draft.last + 1]
    toll = Toll(
        id=f"t{number + 1}",
        outcome=draft.outcome,
        count=draft.amount,
        start=start,
        end=end,
        who=None if draft.sort == "thing" else parse.text[start:end],
        sex_age=sex_and_age(words),
        subset_of=None if draft.parent is None else f"t{draft.parent + 1}",
        overlap=draft.overlap,
        certainty=put.certainty,
        update=draft.update,
    )
    return FoundToll(
        token=draft.cue,
        span=parse.span(min(draft.first, draft.cue), max(draft.last, draft.cue)),
        toll=toll,
        status=put,
        rule=draft.rule,
        period=period,
        cause=cause,
    )


def _says_no(draft: Draft) -> bool:
    """ "no fewer than 15 were killed" negates nothing."""
    return (draft.amount.approximator or "").lower().startswith(("no ", "not "))


def _status(parse: Parse, draft: Draft) -> Status:
    """The status of the cue's clause; a stated zero is affirmed, what is taken back negated, harm told as a reason for
    something else background.
    """
    put = status(parse, draft.cue)
    if draft.amount.kind in ("zero_stated", "none_reported", "unknown") or _says_no(draft):
        put = msgspec.structs.replace(put, polarity="affirmed")
    if is_retracted(parse, draft.cue):
        put = msgspec.structs.replace(put, polarity="negated")
    if is_background(parse, draft.cue, draft.first):
        put = msgspec.structs.replace(put, modality="historical")
    return msgspec.structs.replace(put, certainty=certainty_of(parse, draft, put.certainty))
