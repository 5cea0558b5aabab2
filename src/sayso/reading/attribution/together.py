"""Rules and network together: one list of attributions, each naming who saw it and how far to trust it.

The rules know what a cue means (stance, polarity, basis) and who speaks inside another's words; the network knows better where
words begin and end where grammar misleads them, and sees cues that no lexicon has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from sayso.model.claim import Attribution, Modality, Stance
from sayso.reading.attribution.cues import adjective_cues, cue_words, noun_cues, usual_cue
from sayso.reading.attribution.drafts import Draft, Range
from sayso.reading.attribution.learnt import heard, settings
from sayso.reading.attribution.nesting import nested
from sayso.reading.attribution.passages import rules_drafts
from sayso.reading.attribution.roles_of_words import Made, made
from sayso.reading.attribution.speech_acts import basis_of, spoken
from sayso.reading.attribution.trust import shared, trust
from sayso.reading.attribution.word_features import anchor
from sayso.reading.parse import Parse

MODEL = "model.attribution"
_LONGEST_CUE = 6
_SCRAP = 4
_ALIKE = 0.7  # contents that share so many of their words are one, and the rules end it more cleanly


def read_together(parse: Parse) -> list[Attribution]:
    """All attributions that rules and network see, in text order, numbered and nested as those of the rules alone."""
    drafts = rules_drafts(parse)
    said = [made(parse, one) for one in heard(parse, nested(parse, drafts))]
    return merged(parse, drafts, said, settings()["trust"])


def merged(
    parse: Parse, drafts: Sequence[Draft], said: Sequence[Made], trusted: Mapping[str, Any]
) -> list[Attribution]:
    """The drafts of the rules and what the network says of their cues and of others."""
    by_cue = {one.at: one for one in said}
    inner = {a.cues[0] for a in nested(parse, list(drafts)) if a.inside is not None}
    kept: list[Draft] = []
    for draft in drafts:
        one = _meant(parse, draft, by_cue, trusted["weights"])
        joined = draft if one is None else _joined(parse, draft, one, parse.span(*draft.cue) in inner, trusted)
        if joined is not None:
            kept.append(joined)
    alone = _alone(parse, list(by_cue.values()), kept, trusted)
    held = {one.cues[0] for one in nested(parse, [*kept, *alone]) if one.reader == "model" and one.inside is not None}
    return nested(parse, [*kept, *(draft for draft in alone if parse.span(*draft.cue) not in held)])


def cue_word(parse: Parse, draft: Draft) -> int:
    """The word of the rules' cue that the network is asked about."""
    at = anchor(parse, range(draft.cue[0], draft.cue[1] + 1))
    return draft.token if at is None else at


def _meant(parse: Parse, draft: Draft, by_cue: dict[int, Made], weights: Mapping[str, Any]) -> Made | None:
    """What the network makes of the rules' cue, taken out of the rest: asked about its word, or a surer answer about a longer
    cue around it with the same content ("are at pains to say", where the rules have "to say").
    """
    own = by_cue.pop(cue_word(parse, draft), None)
    around = [
        one
        for at in range(max(0, draft.token - _LONGEST_CUE), draft.token)
        if (one := by_cue.get(at)) is not None
        and one.cue[1] >= draft.token
        and shared(one.contents, draft.contents) >= _ALIKE
    ]
    best = max((one for one in (own, *around) if one), key=lambda one: trust(one, draft, weights), default=None)
    return by_cue.pop(best.at, best) if best else None


def _joined(parse: Parse, draft: Draft, one: Made, inner: bool, trusted: Mapping[str, Any]) -> Draft | None:
    """One cue that the rules see, as the network has it where it agrees; None when it is sure that nobody speaks."""
    score = trust(one, draft, trusted["weights"])
    if score < trusted["inner" if inner else "agree"] or not one.contents:
        drop = not inner and score < trusted["drop"] and one.odds < trusted["nobody"]
        return None if drop else msgspec.structs.replace(draft, score=None if inner else round(score, 2))
    both = msgspec.structs.replace(draft, reader="both", score=round(score, 2))
    if _over_sentences(parse, draft):
        return both
    agreed = shared(one.contents, draft.contents) >= _ALIKE or _is_scrap(one, draft)
    named = _speaker(draft, one, agreed)
    wide = msgspec.structs.replace(
        both,
        cue=draft.cue if agreed and named == draft.source else _with(one.cue, draft.token),
        source=named,
        contents=draft.contents if agreed else one.contents,
    )
    return msgspec.structs.replace(wide, basis=basis_of(parse, wide))


def _over_sentences(parse: Parse, draft: Draft) -> bool:
    """Whether the words go on in other sentences: the rules follow a speech through paragraphs, the network does not."""
    return len({parse.tokens[i].sentence for content in draft.contents for i in content}) > 1


def _is_scrap(one: Made, draft: Draft) -> bool:
    """Whether the network has a word or two of what the rules have."""
    words = sum(last - first + 1 for first, last in one.contents)
    within = all(any(low <= first and last <= high for low, high in draft.contents) for first, last in one.contents)
    return words < _SCRAP and within


def _speaker(draft: Draft, one: Made, agreed: bool) -> Range | None:
    """The network's source; the rules' where the network has none, or where both mean the same words."""
    if one.source is None or draft.source is None:
        return one.source or draft.source
    meet = one.source[0] <= draft.source[1] and draft.source[0] <= one.source[1]
    return draft.source if agreed and meet else one.source


def _with(cue: Range, token: int) -> Range:
    """The range, widened to the word that it is about."""
    return (min(cue[0], token), max(cue[1], token))


def _alone(parse: Parse, said: Sequence[Made], kept: Sequence[Draft], trusted: Mapping[str, Any]) -> list[Draft]:
    """What the network alone sees and is sure enough of; surer where no lexicon knows the word."""
    taken = {i for draft in kept for i in range(draft.cue[0], draft.cue[1] + 1)}
    found: list[Draft] = []
    for one in sorted(said, key=lambda one: -one.odds):
        known = _known(parse, one.at)
        score = trust(one, None, trusted["weights"])
        cue = set(range(one.cue[0], one.cue[1] + 1))
        if not one.contents or score < trusted["known" if known else "unknown"] or cue & taken:
            continue
        taken |= cue
        stance, modality = known or ("states", "possible" if _is_negated(parse, one.cue) else "asserted")
        found.append(
            Draft(
                token=one.at,
                cue=one.cue,
                source=one.source,
                contents=one.contents,
                rule=MODEL,
                stance=stance,
                modality=modality,
                reader="model",
                score=round(score, 2),
            )
        )
    return spoken(parse, found)


def _is_negated(parse: Parse, cue: Range) -> bool:
    return any(token.lower in cue_words("negations") for token in parse.tokens[cue[0] : cue[1] + 1])


def _known(parse: Parse, at: int) -> tuple[Stance, Modality] | None:
    """What the lexicon of speech says of a word, if it has it."""
    token = parse.tokens[at]
    cue = usual_cue(token.lemma) if token.pos in {"VERB", "AUX"} else None
    if cue is not None:
        return cue.stance, cue.modality
    word = noun_cues().get(token.lemma) or adjective_cues().get(token.lower)
    return (word.stance, word.modality) if word else None
