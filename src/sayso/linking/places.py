"""(to be written)"""

from __future__ import annotations

from sayso.model.mention import PlaceMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse


def link_places(parse: Parse, mentions: Mentions, report: Report) -> list[PlaceMention]:
    """The report's place mentions, resolved where one candidate remains."""
    return [m for m in mentions.all if isinstance(m, PlaceMention)]
