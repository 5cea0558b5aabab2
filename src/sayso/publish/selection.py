"""What is selected for a release: the address of a search, as the desk has it behind the question mark."""

from __future__ import annotations

from typing import get_args
from urllib.parse import parse_qs

from sayso.errors import ReleaseError
from sayso.model.exploring import Exploring, Facetted

_FACETS: tuple[Facetted, ...] = get_args(Facetted)
_OTHERS = frozenset(("q", "since", "until", "whole", "sort", "view"))


def selected(search: str) -> Exploring:
    """What a search asks for. Raises ReleaseError for what it does not know: a selection must never silently be wider."""
    asked = parse_qs(search.lstrip("?"), keep_blank_values=False)
    for name in asked:
        if name not in _FACETS and name not in _OTHERS:
            raise ReleaseError(search, f"{name!r} is nothing that incidents are selected by; take {', '.join(_FACETS)}")
    return Exploring(
        words=" ".join(asked.get("q", [])),
        since=next(iter(asked.get("since", [])), None),
        until=next(iter(asked.get("until", [])), None),
        wholes=asked.get("whole") == ["yes"],
        **{name: tuple(asked[name]) for name in _FACETS if name in asked},  # type: ignore[arg-type]
    )
