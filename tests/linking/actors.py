"""Actor mentions of a text, found and linked as a reading does it."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.linking.actors.resolving import link_actors
from sayso.linking.names import known_names
from sayso.model.mention import ActorMention
from sayso.model.report import Report
from sayso.reading.attribution import read_attributions
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.parse import Parse, parse
from sayso.reading.speakers import with_speakers


def linked(
    texts: Iterable[str], published: str | None = "2016-07-09", source: str | None = None
) -> list[list[ActorMention]]:
    """The actor mentions of each text."""
    return [_linked(parsed, published, source) for parsed in parse(texts)]


def _linked(parsed: Parse, published: str | None, source: str | None) -> list[ActorMention]:
    named = Mentions(find_mentions(parsed, known_names))
    mentions, _ = with_speakers(parsed, named, read_attributions(parsed))
    report = Report(id="r", source=source, title=None, published=published, language="en", text_sha256="", length=0)
    return link_actors(parsed, mentions, report)


def called(mentions: list[ActorMention], exact: str, number: int = -1) -> ActorMention:
    """The last mention with these words (or the one at `number`)."""
    return [mention for mention in mentions if mention.exact == exact][number]
