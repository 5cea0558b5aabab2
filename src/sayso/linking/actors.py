"""(to be written)"""

from __future__ import annotations

from sayso.model.mention import ActorMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse


def link_actors(parse: Parse, mentions: Mentions, report: Report) -> list[ActorMention]:
    """The report's actor mentions, tied to each other and to the knowledge base."""
    return [m for m in mentions.all if isinstance(m, ActorMention)]
