"""Every passage that the text gives to a speaker: source, cue, content."""

from __future__ import annotations

from sayso.model.claim import Attribution
from sayso.reading.parse import Parse


def read_attributions(parse: Parse) -> list[Attribution]:
    """All attributions in text order, ids a1, a2 …; `inside` set, `speaker` not yet."""
    return []
