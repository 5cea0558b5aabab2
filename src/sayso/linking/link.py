"""All mentions of a report resolved, or left unresolved with candidates."""

from __future__ import annotations

from sayso.linking.actors.resolving import link_actors
from sayso.linking.places import link_places
from sayso.linking.times import link_times
from sayso.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse


def link(parse: Parse, mentions: Mentions, report: Report) -> Mentions:
    """The same mentions, in the same places and with the same ids, with what they were resolved to."""
    plain: list[Mention] = [m for m in mentions.all if not isinstance(m, ActorMention | PlaceMention | TimeMention)]
    return Mentions(
        [
            *plain,
            *link_places(parse, mentions, report),
            *link_times(parse, mentions, report),
            *link_actors(parse, mentions, report),
        ]
    )
