"""Who says a clause: the chain from the report's own outlet to the innermost speaker."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import Attribution, Hop, Modality
from sayso.model.record import Passage, Span, passage

OUTLET = Hop(speaker=None, text="", name="", stance="reports", named="named", basis="outlet")
"""The report itself; linking puts the outlet's name in."""


def chain_of(text: str, attributions: Sequence[Attribution]) -> tuple[Hop, ...]:
    """The outlet, then a hop for each attribution, outermost to innermost; names as written until they are linked."""
    return (OUTLET, *(_hop(text, attribution) for attribution in attributions))


def hearsay(modality: Modality) -> Hop:
    """Nobody in particular: "reportedly", "allegedly"."""
    return Hop(
        speaker=None,
        text="",
        name="unattributed",
        stance="reports",
        named="unattributed",
        basis="hearsay",
        cue=modality,
    )


def cue_of(text: str, attributions: Sequence[Attribution]) -> Passage | None:
    """The innermost cue, None for a colon or for the report's own voice."""
    cues = attributions[-1].cues if attributions else ()
    return passage(text, cues[0]) if cues else None


def _hop(text: str, attribution: Attribution) -> Hop:
    source = _words(text, attribution.sources)
    return Hop(
        speaker=attribution.speaker,
        text=source,
        name=source,
        cue=_words(text, attribution.cues) or None,
        stance=attribution.stance,
        named="named" if source else "unattributed",
        basis=attribution.basis,
    )


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)
