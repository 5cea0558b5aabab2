"""`sayso schema`: the shape of what sayso prints, generated from the records."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.terminal import put

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(StrEnum):
    """What has a schema."""

    READING = "reading"
    STATUS = "status"
    INCIDENT = "incident"
    AGREEMENT = "agreement"
    CLAIM = "claim"
    SOURCE = "source"
    HIT = "hit"
    PAIR = "pair"
    PAGE = "page"
    ENTRY = "entry"
    FAULT = "fault"
    PLACE = "place"
    GAZETTEER = "gazetteer"


def schema(shape: Annotated[Shape, typer.Argument(help="What to describe.")]) -> None:
    """Print the JSON Schema of what a command prints with --json: a reading (sayso read), a page (sayso show) …"""
    import msgspec

    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(_shapes()[shape]),
    }
    put(json.dumps(described, indent=2, ensure_ascii=False) + "\n")


def _shapes() -> Mapping[Shape, Any]:
    from sayso.linking.gazetteer.imports import Import
    from sayso.linking.gazetteer.searching import FoundPlace
    from sayso.model import grouped, ledger
    from sayso.model.evidence import Entry
    from sayso.model.reading import Reading

    return {
        Shape.READING: Reading,
        Shape.STATUS: ledger.Status,
        Shape.INCIDENT: grouped.GroupedIncident,
        Shape.AGREEMENT: grouped.GroupedAgreement,
        Shape.CLAIM: ledger.ClaimRow,
        Shape.SOURCE: ledger.SourceRow,
        Shape.HIT: ledger.Hit,
        Shape.PAIR: grouped.Comparison,
        Shape.PAGE: ledger.Page,
        Shape.ENTRY: Entry,
        Shape.FAULT: ledger.Fault,
        Shape.PLACE: FoundPlace,
        Shape.GAZETTEER: Import,
    }
