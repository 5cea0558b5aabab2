"""The words that give a passage to a speaker, as the lexicon has them."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.lexicon.load import lexicon
from sayso.model.claim import Modality, Stance
from sayso.model.record import Record


class Cue(Record, frozen=True, kw_only=True):
    """One class of cue words: its rule, what the speaker does with the content, and where the content may stand."""

    rule: str
    stance: Stance
    modality: Modality = "asserted"
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    sourceless: bool = False
    records: bool = False
    finite: bool = False
    positions: bool = False
    particle: str | None = None


class VerbCues(Record, frozen=True, kw_only=True):
    """What one verb can do: its class for each frame and for each preposition."""

    frames: dict[str, Cue]
    prepositions: dict[str, Cue]


def _cue(row: dict[str, Any]) -> Cue:
    return Cue(
        rule=row["rule"],
        stance=row["stance"],
        modality=row.get("modality", "asserted"),
        frames=frozenset(row.get("frames", ())),
        prepositions=frozenset(row.get("prepositions", ())),
        sourceless=row.get("sourceless", False),
        records=row.get("records", False),
        finite=row.get("finite", False),
        positions=row.get("positions", False),
        particle=row.get("particle"),
    )


@cache
def verb_cues() -> dict[str, VerbCues]:
    """Every cue verb by its lemma; where two classes offer the same frame, the first in the file has it."""
    cues: dict[str, VerbCues] = {}
    for row in lexicon("speech")["verbs"]:
        cue = _cue(row)
        for lemma in row["cues"].split():
            verb = cues.setdefault(lemma, VerbCues(frames={}, prepositions={}))
            for frame in cue.frames:
                verb.frames.setdefault(frame, cue)
            for preposition in cue.prepositions:
                verb.prepositions.setdefault(preposition, cue)
    return cues


@cache
def lemma_repairs() -> dict[str, str]:
    """Lemmas that the model gets wrong ("hoping" → "hop"), and what they should be."""
    repairs: dict[str, str] = lexicon("speech")["lemmas"]
    return repairs


def usual_cue(lemma: str) -> Cue | None:
    """What a verb says of the words it gives to somebody: as the cue of a clause, else of its first other frame."""
    verb = verb_cues().get(lemma_repairs().get(lemma, lemma))
    if verb is None or not verb.frames:
        return None
    return verb.frames.get("clause") or verb.frames[min(verb.frames)]


@cache
def cue_words(name: str) -> frozenset[str]:
    """A plain list of the speech lexicon: `loose`, `lifted`, `artefacts`, `issuing`, `statement_ends`."""
    return frozenset(lexicon("speech")[name].split())


class WordCue(Record, frozen=True, kw_only=True):
    """One class of cue nouns or adjectives: what may follow them as content."""

    rule: str
    stance: Stance
    modality: Modality
    clauses: bool
    infinitives: bool
    sourced: bool
    prepositions: frozenset[str]


@cache
def noun_cues() -> dict[str, WordCue]:
    """Every cue noun by its lemma."""
    return _word_cues("nouns")


@cache
def adjective_cues() -> dict[str, WordCue]:
    """Every cue adjective by its form."""
    return _word_cues("adjectives")


def _word_cues(kind: str) -> dict[str, WordCue]:
    cues: dict[str, WordCue] = {}
    for row in lexicon("speech")[kind]:
        cue = WordCue(
            rule=row["rule"],
            stance=row["stance"],
            modality=row.get("modality", "asserted"),
            clauses=row.get("clauses", False),
            infinitives=row.get("infinitives", False),
            sourced=row.get("sourced", False),
            prepositions=frozenset(row.get("prepositions", ())),
        )
        for word in row["cues"].split():
            cues.setdefault(word, cue)
    return cues
