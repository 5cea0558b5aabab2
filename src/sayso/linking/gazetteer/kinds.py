"""The kinds of place that imports have: from GeoNames' feature codes, and from the words of other tables."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Kind(NamedTuple):
    """A kind of place, the precision that it gives and how far it reaches when nobody says."""

    kind: str
    precision: str
    radius_m: int


def kind_of_feature(code: str, feature_class: str) -> Kind | None:
    """The kind of a GeoNames feature, None for one that is not taken in."""
    rows = data("geonames_features")
    row = rows["codes"].get(code) or rows["classes"].get(feature_class)
    if not row or not row["kind"]:
        return None
    return Kind(row["kind"], data("kinds")[row["kind"]]["precision"], row["radius_m"])


def kind_of_words(words: str) -> Kind | None:
    """The kind that a word of some other table means ("governorate"), None for one that we do not know."""
    name = _by_word().get(words.strip().casefold())
    return Kind(name, data("kinds")[name]["precision"], data("kinds")[name]["radius_m"]) if name else None


def kind_words() -> list[str]:
    """The kinds by their own names."""
    return list(data("kinds"))


@cache
def _by_word() -> dict[str, str]:
    return {word: kind for kind, row in data("kinds").items() for word in (kind, *row["words"])}


@cache
def data(name: str) -> Any:
    """The content of one of the linker's own YAML files."""
    path = resources.files("sayso.linking").joinpath("data", f"{name}.yaml")
    # A safe loader: plain data only.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
