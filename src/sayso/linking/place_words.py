"""Words that point to a country without being its name: peoples and adjectives."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


@cache
def demonyms() -> dict[str, str]:
    """Lower-case word to ISO country code: "syrian" to SY, "libya" to LY."""
    path = resources.files("sayso.linking").joinpath("data", "demonyms.yaml")
    rows: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {word.casefold(): country for country, words in rows.items() for word in words}
