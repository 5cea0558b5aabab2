"""What a person changes in a claim: single fields by their path, or a whole JSON object."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

_BOUNDS = ("low", "high")


def amended(proposition: Any, changes: Sequence[str]) -> Any:
    """The proposition with the changes: `tolls.0.count.high=12`, or an object whose fields take the place of its own.
    Raises ValueError for what cannot be followed.
    """
    whole = json.loads(json.dumps(proposition))
    for change in changes:
        if change.lstrip().startswith("{"):
            whole |= json.loads(change)
        else:
            path, mark, value = change.partition("=")
            if not mark:
                raise ValueError(f"{change!r}: write PATH=VALUE or a JSON object")
            steps = path.strip().split(".")
            _put(whole, steps, _value(value.strip()), change)
            if steps[-1] in _BOUNDS:
                _unsaid(whole, steps)
    return whole


def _unsaid(whole: Any, steps: Sequence[str]) -> None:
    """Bounds that a person changed are no longer what the words say: "more than 20" and "ten" are not kept with them."""
    for step in steps[:-1]:
        whole = whole[int(step) if isinstance(whole, list) else step]
    if "approximator" in whole:
        whole |= {"exact": "", "approximator": None}


def _put(whole: Any, path: Sequence[str], value: Any, change: str) -> None:
    """Set what the path leads to; every step must be there already."""
    place = whole
    for n, step in enumerate(path):
        within = ".".join(path[:n])
        name = _step(place, step, change, within)
        if n == len(path) - 1:
            place[name] = value
        else:
            place = place[name]


def _step(place: Any, step: str, change: str, within: str) -> str | int:
    """The name or number of one step. Raises ValueError that says what there is instead."""
    where = f"{within} has" if within else "it has"
    if isinstance(place, dict):
        if step in place:
            return step
        raise ValueError(f"{change!r}: there is no {step!r}; {where} {', '.join(place)}")
    if isinstance(place, list):
        if step.isdecimal() and int(step) < len(place):
            return int(step)
        numbers = f"numbered 0 to {len(place) - 1}" if len(place) > 1 else "numbered 0"
        items = f"{len(place)} {'item' if len(place) == 1 else 'items'}, {numbers}" if place else "no items"
        raise ValueError(f"{change!r}: there is no {step!r}; {where} {items}")
    raise ValueError(f"{change!r}: there is no {step!r}; {within} is a single value")


def _value(words: str) -> Any:
    """A number, true, null, a list … as JSON has it; any other words as they are."""
    try:
        return json.loads(words)
    except ValueError:
        return words
