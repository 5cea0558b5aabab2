"""What does not fit a record, told in plain words."""

from __future__ import annotations

import re

_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<given>[^`]+)`")
_PLACE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\[(\d+)\]")
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "words",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}


def told(error: str) -> str:
    """What msgspec says of a value: "Expected `int | null`, got `str` - at `$.tolls[0].count.low`" as "tolls.0.count.low
    must be a whole number or null, not words".
    """
    place = _PLACE.search(error)
    what = error[: place.start()] if place else error
    path = _STEP.sub(r".\1", place["path"].replace("[...]", "")).strip(".") if place else ""
    expected = _EXPECTED.fullmatch(what)
    if expected is not None:
        return f"{path or 'it'} must be {_kinds(expected['wanted'])}, not {_kinds(expected['given'])}"
    return f"{what[:1].lower()}{what[1:].replace('`', '')}{f' in {path}' if path else ''}"


def _kinds(names: str) -> str:
    return " or ".join(_WORDS.get(name, name) for name in names.split(" | "))
