"""A record as its fields, a label before each: for what has no page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from sayso.cli.drawing import line, rows


def fields_view(record: Any) -> RenderableType:
    """Every field that says something."""
    import msgspec

    return rows(_rows(msgspec.to_builtins(record)))


def _rows(fields: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    for name, value in fields.items():
        if value not in (None, "", [], {}):
            yield name.replace("_", " ").capitalize(), line(_said(value))


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')}: {_said(one)}" for name, one in value.items() if one is not None)
    return "; ".join(map(_said, value)) if isinstance(value, list | tuple) else str(value)
