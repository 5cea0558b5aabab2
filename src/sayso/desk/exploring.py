"""What somebody explores, as the address bar holds it; and the address of the same with one thing changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args
from urllib.parse import urlencode

import msgspec
from django.http import QueryDict

from sayso.model.exploring import Exploring, Facetted, Order

FACETS: tuple[Facetted, ...] = get_args(Facetted)
_ADDRESS: Mapping[str, str] = {"words": "q", "order": "sort", "wholes": "whole", "new_after": "new"}
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MOST = 50  # values of a facet in one address
_LONGEST = 400  # characters of a search


def wanted(query: QueryDict) -> Exploring:
    """What an address asks for; what is no day, no order or no number in it is as if it were not there."""
    facets: dict[str, Any] = {name: tuple(dict.fromkeys(query.getlist(name)))[:_MOST] for name in FACETS}
    order = query.get("sort", "")
    new = query.get("new", "")
    return Exploring(
        words=" ".join(query.get("q", "").replace("\x00", " ").split())[:_LONGEST],
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        wholes=query.get("whole") == "yes",
        new_after=int(new) if new.isascii() and new.isdigit() and len(new) < 16 else None,
        order=order if order in get_args(Order) else "newest",  # type: ignore[arg-type]
        **facets,
    )


def address(asked: Exploring, **changed: Any) -> str:
    """The query of an address that asks for this, with something changed; "" when it asks for everything."""
    told = msgspec.structs.replace(asked, **changed)
    plain = Exploring()
    pairs: list[tuple[str, str]] = []
    for name in told.__struct_fields__:
        value = getattr(told, name)
        if value != getattr(plain, name) and name != "codes":
            pairs += [(_ADDRESS.get(name, name), one) for one in _texts(value)]
    return urlencode(pairs)


def toggled(asked: Exploring, name: str, value: str) -> str:
    """The address with a value of a facet taken in, or out."""
    chosen: tuple[str, ...] = getattr(asked, name)
    others = tuple(one for one in chosen if one != value)
    return address(asked, **{name: others if value in chosen else (*chosen, value)})


def _texts(value: object) -> Sequence[str]:
    if isinstance(value, tuple):
        return value
    return ("yes",) if value is True else (str(value),)


def _day(text: str) -> str | None:
    """A day, the end of an open month or year being as good as any."""
    return text if _DAY.fullmatch(text) else None
