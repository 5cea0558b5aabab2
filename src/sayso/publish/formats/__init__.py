"""The formats of a release. Every one is made from the same records, and says what it cannot tell."""

from __future__ import annotations

from sayso.publish.formats.json_lines import JsonLines
from sayso.publish.writer import Contents, Made, Writer

__all__ = ["FORMATS", "Contents", "Made", "Writer"]

FORMATS: tuple[type[Writer], ...] = (JsonLines,)
"""What writes each format, in the order in which a release lists them."""
