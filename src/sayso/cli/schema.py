"""`sayso schema`: the shape of what sayso prints, generated from the records."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from sayso.cli.terminal import put


class Shape(StrEnum):
    """What has a schema."""

    READING = "reading"


def schema(shape: Annotated[Shape, typer.Argument(help="What to describe.")]) -> None:
    """Print the JSON Schema of a reading, one of which `sayso read --json` prints per report."""
    import msgspec

    from sayso.model.reading import Reading

    shapes = {Shape.READING: Reading}
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(shapes[shape])}
    put(json.dumps(described, indent=2, ensure_ascii=False) + "\n")
