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
    """Set what the path leads to; every step but the last must be there already."""
    *steps, last = path
    try:
        for step in steps:
            whole = whole[int(step) if isinstance(whole, list) else step]
        if isinstance(whole, list):
            whole[int(last)] = value
        elif last in whole:
            whole[last] = value
        else:
            raise KeyError(last)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        there = (
            ", ".join(whole)
            if isinstance(whole, dict)
            else f"{len(whole)} items"
            if isinstance(whole, list)
            else "a value"
        )
        raise ValueError(f"{change!r} leads nowhere: there is {there}") from error


def _value(words: str) -> Any:
    """A number, true, null, a list … as JSON has it; any other words as they are."""
    try:
        return json.loads(words)
    except ValueError:
        return words
