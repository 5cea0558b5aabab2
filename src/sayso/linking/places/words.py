"""Words that point to a country without being its name: peoples and adjectives."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

# A safe loader: plain data only.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def demonyms() -> dict[str, str]:
    """Lower-case word to ISO country code: "syrian" to SY, "libya" to LY."""
    path = resources.files("sayso.linking").joinpath("data", "demonyms.yaml")
    rows: dict[str, list[str]] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    return {word.casefold(): country for country, words in rows.items() for word in words}
