"""The reading: what `sayso read` prints of one report."""

from __future__ import annotations

from sayso.model.claim import Attribution, Claim
from sayso.model.incident import Agreement, Dispute, Incident
from sayso.model.mention import Mention
from sayso.model.record import Record
from sayso.model.report import Report


class ModelFile(Record, frozen=True, kw_only=True):
    """A model or table that was used (the parser's model, the gazetteer with its imports), by name, version and SHA-256.
    Of a model behind a server nobody can say more than what it was asked for by: `version` and `sha256` are None.
    """

    name: str
    version: str | None
    sha256: str | None


class Engine(Record, frozen=True, kw_only=True):
    """What read the report: the `reader` that found who says what, and every model file and table that had a part in it.
    `refused`: attributions that the reader gave and that were not taken, because their words do not stand in the text.
    """

    sayso: str
    reader: str = "rules"
    models: tuple[ModelFile, ...] = ()
    refused: int = 0


class Reading(Record, frozen=True, kw_only=True):
    """Everything read out of one report; the JSON Schema of this record is the contract (`sayso schema reading`)."""

    report: Report
    engine: Engine
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    disputes: tuple[Dispute, ...] = ()
