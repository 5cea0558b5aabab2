"""(to be written)"""

from __future__ import annotations

from sayso.model.mention import TimeMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse


def link_times(parse: Parse, mentions: Mentions, report: Report) -> list[TimeMention]:
    """The report's time mentions as intervals."""
    return [m for m in mentions.all if isinstance(m, TimeMention)]
