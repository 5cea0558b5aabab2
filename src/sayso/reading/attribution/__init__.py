"""Who says what: sources, cues, contents and how they nest."""

from sayso.reading.attribution.passages import read_attributions
from sayso.reading.attribution.together import read_together

__all__ = ["read_attributions", "read_together"]
