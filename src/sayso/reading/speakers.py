"""Whom a source means: the mention at its head, or a new one for a speaker whom only words describe."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.model.claim import Attribution
from sayso.model.mention import ActorMention, Mention
from sayso.model.record import Span
from sayso.reading.mentions import Mentions, renumbered
from sayso.reading.parse import Parse


def with_speakers(
    parse: Parse, mentions: Mentions, attributions: Sequence[Attribution]
) -> tuple[Mentions, list[Attribution]]:
    """Every source tied to an actor mention; described speakers ("a police officer", "he") get a mention of their own.

    Mentions are numbered anew in text order.
    """
    sources = {span for attribution in attributions for span in attribution.sources[:1]}
    spoken = {span: _mention_at(parse, mentions, span) for span in sources}
    fresh = {span for span, mention in spoken.items() if mention is None}
    added: list[Mention] = [
        ActorMention(id=f"s{start}", start=start, end=end, exact=parse.text[start:end]) for start, end in fresh
    ]
    numbered = renumbered([*mentions.all, *added])
    place = {(m.start, m.end): m.id for m in numbered if isinstance(m, ActorMention)}

    def speaker(attribution: Attribution) -> str | None:
        if not attribution.sources:
            return None
        span = attribution.sources[0]
        mention = spoken[span]
        return place[(mention.start, mention.end) if mention else span]

    tied = [msgspec.structs.replace(attribution, speaker=speaker(attribution)) for attribution in attributions]
    return Mentions(numbered), tied


def _mention_at(parse: Parse, mentions: Mentions, source: Span) -> ActorMention | None:
    """The actor mention that holds the head word of the source, so that "the media office of Igtet" is not Igtet."""
    inside = parse.tokens_in(*source)
    head = next((i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i), None)
    if head is None:
        return None
    named = _apposed(parse, mentions, head, source)
    if named is not None:
        return named
    token = parse.tokens[head]
    touching = mentions.touching(token.start, token.end, ActorMention)
    within = [m for m in touching if m.start < source[1] and source[0] < m.end]
    return max(within, key=lambda m: m.end - m.start, default=None)


def _apposed(parse: Parse, mentions: Mentions, head: int, source: Span) -> ActorMention | None:
    """The name that stands beside an office: "its spokesman, Salma Idris"."""
    if parse.tokens[head].pos == "PROPN":
        return None
    for i in parse.dependents(head, "appos"):
        token = parse.tokens[i]
        beside = mentions.within(*source, ActorMention)
        named = [m for m in beside if m.start <= token.start < m.end]
        if named and token.pos == "PROPN":
            return named[0]
    return None
