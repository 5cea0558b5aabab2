"""Named and described things in a report, before anybody says what they are."""

from sayso.reading.mentions.finding import Mentions, find_mentions, renumbered

__all__ = ["Mentions", "find_mentions", "renumbered"]
