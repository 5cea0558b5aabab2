"""Who says what: sources, cues, contents and how they nest."""

from sayso.reading.attribution.passages import read_attributions

__all__ = ["read_attributions"]
