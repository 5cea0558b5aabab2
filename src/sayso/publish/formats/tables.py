"""CSV tables with a Frictionless Data Package that says what is in them, how they hang together, and their hashes."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sayso.model.grouped import Facet, Position
from sayso.model.release import ReleasedAgreement, ReleasedClaim, ReleasedIncident, ReleasedReport, ReleasedTotal
from sayso.publish import flat
from sayso.publish.flat import Cell, harmless, joined
from sayso.publish.seen import Seen
from sayso.publish.writer import Contents, Made

FOLDER = "csv"
PACKAGE = f"{FOLDER}/datapackage.json"
Fields = tuple[tuple[str, str], ...]
_VALUES: Fields = (
    ("code", "string"), ("field", "string"), ("value", "string"), ("low", "integer"), ("high", "integer"),
    ("part", "boolean"), ("claims_for", "string"), ("claims_against", "string"), ("said_by", "string"),
    ("denied_by", "string"), ("outlets", "string"), ("first_said", "date"), ("last_said", "date"), ("current", "boolean"),
    ("superseded_by", "string"), ("note", "string"), ("selected", "boolean"),
)  # fmt: skip
_CLAIMS: Fields = (
    ("claim", "string"), ("report", "string"), ("kind", "string"), ("sentence", "string"), ("quote", "string"),
    ("start", "integer"), ("end", "integer"), ("withheld", "boolean"), ("chain", "string"), ("stance", "string"),
    ("polarity", "string"), ("modality", "string"), ("certainty", "string"), ("originator", "string"), ("side", "string"),
    ("review", "string"), ("rule", "string"), ("engine", "string"), ("score", "number"),
)  # fmt: skip
_ROLES: Fields = (("code", "string"), ("claim", "string"), ("report", "string"), ("role", "string"))
_REPORTS: Fields = (
    ("report", "string"), ("outlet", "string"), ("title", "string"), ("published", "string"), ("language", "string"),
    ("url", "string"), ("sha256", "string"), ("media_type", "string"), ("size", "integer"), ("captured", "string"),
    ("entry", "integer"), ("entry_hash", "string"),
)  # fmt: skip
_SIGNATURES: Fields = (
    ("agreement", "string"), ("title", "string"), ("party", "string"), ("signature", "string"), ("contested", "boolean"),
    ("said", "string"), ("by", "string"), ("day", "string"), ("claim", "string"),
)  # fmt: skip
_TOTALS: Fields = (
    ("total", "string"), ("originator", "string"), ("first_day", "string"), ("last_day", "string"), ("area", "string"),
    ("outcome", "string"), ("low", "integer"), ("high", "integer"), ("claims", "string"),
)  # fmt: skip
_KEYS: dict[str, tuple[str, ...]] = {"incidents": ("code",), "claims": ("report", "claim"), "reports": ("report",)}
_REFERENCES: dict[str, tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]] = {
    "values": ((("code",), "incidents", ("code",)),),
    "incident_claims": ((("code",), "incidents", ("code",)), (("report", "claim"), "claims", ("report", "claim"))),
    "claims": ((("report",), "reports", ("report",)),),
}
_WHAT = {
    "incidents": "a row an incident",
    "values": "every reported value of every fact, with the claims for and against it",
    "incident_claims": "which claims an incident rests on, and in what role",
    "claims": "every claim with the words that it stands on",
    "reports": "every report that something rests on, with the hash of what is kept of it",
    "signatures": "agreements by party: what is said of each signature, and by whom",
    "totals": "totals over periods, one row an outcome; never added to incidents",
}
_LOST = {
    "incidents": flat.KEPT_APART,
    "claims": ("what a claim says in parts (tolls, roles, times): see the readings of the project",),
    "signatures": ("disputes and violations: see agreements.jsonl",),
}


class Tables:
    """The tables, written row by row."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        (folder / FOLDER).mkdir()
        self._folder = folder
        self._release = contents.release
        self._tables = {name: _Table(folder / FOLDER / f"{name}.csv", fields) for name, fields in _FIELDS.items()}
        self._seen = Seen()

    def incident(self, one: ReleasedIncident) -> None:
        """Its row, its values, its claims and reports."""
        self._tables["incidents"].put(flat.row(one).values())
        names = flat.originators(one)
        for facet in one.facets:
            for position, part in _positions(facet):
                by, against = flat.said_by(position, names), flat.denied_by(position, names)
                self._tables["values"].put(_value(one.code, facet, position, part=part, by=by, against=against))
        for claim in one.claims:
            self._tables["incident_claims"].put((one.code, claim.key, claim.report, claim.role))
        self._rests_on(one.claims, one.reports)

    def agreement(self, one: ReleasedAgreement) -> None:
        """A row for every word on every signature."""
        agreement = one.agreement
        for party in agreement.parties:
            head = (agreement.id, agreement.title, party.name, party.signature, party.contested)
            for word in party.words:
                self._tables["signatures"].put((*head, word.value, word.by, word.day, word.claim))
            if not party.words:
                self._tables["signatures"].put((*head, None, None, None, None))
        self._rests_on(one.claims, one.reports)

    def total(self, one: ReleasedTotal) -> None:
        """A row for every figure."""
        total = one.total
        for figure in total.figures:
            self._tables["totals"].put(
                (
                    total.id,
                    total.name,
                    total.first,
                    total.last,
                    joined(total.area),
                    figure.outcome,
                    figure.low,
                    figure.high,
                    joined(total.claims),
                )
            )
        self._rests_on(one.claims, one.reports)

    def close(self) -> list[Made]:
        """The files, and the package that describes them."""
        for table in self._tables.values():
            table.close()
        package = {
            "name": f"sayso-release-{self._release.number}",
            "title": self._release.policy.title or self._release.project,
            "version": str(self._release.number),
            "created": f"{self._release.day}T00:00:00Z",
            "licenses": [{"name": self._release.policy.licence}],
            "resources": [_resource(self._folder, name) for name in self._tables],
        }
        (self._folder / PACKAGE).write_bytes(msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")
        made = [Made(f"{FOLDER}/{name}.csv", _WHAT[name], _LOST.get(name, ())) for name in self._tables]
        return [*made, Made(PACKAGE, "what the tables hold (Frictionless Data Package)")]

    def _rests_on(self, claims: Iterable[ReleasedClaim], reports: Iterable[ReleasedReport]) -> None:
        for claim in claims:
            if self._seen.is_new(f"{claim.report}/{claim.key}"):
                self._tables["claims"].put(_claim(claim))
        for report in reports:
            if self._seen.is_new(report.id):
                self._tables["reports"].put(_report(report))


class _Table:
    """One CSV file: UTF-8 with a head line, CRLF as RFC 4180 wants it."""

    def __init__(self, path: Path, fields: Fields) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow([name for name, _ in fields])

    def put(self, cells: Iterable[Cell]) -> None:
        """A row; booleans as `true` and `false`, nothing as nothing."""
        self._rows.writerow([_written(harmless(cell)) for cell in cells])

    def close(self) -> None:
        self._file.close()


_FIELDS: dict[str, Fields] = {
    "incidents": tuple((column.name, column.type) for column in flat.COLUMNS),
    "values": _VALUES,
    "incident_claims": _ROLES,
    "claims": _CLAIMS,
    "reports": _REPORTS,
    "signatures": _SIGNATURES,
    "totals": _TOTALS,
}


def _written(cell: Cell) -> Cell:
    return str(cell).lower() if isinstance(cell, bool) else cell


def _positions(facet: Facet) -> Iterable[tuple[Position, bool]]:
    yield from ((position, False) for position in facet.positions)
    yield from ((position, True) for position in facet.parts)


def _value(  # noqa: PLR0913 - a row of as much
    code: str, facet: Facet, position: Position, *, part: bool, by: Iterable[str], against: Iterable[str]
) -> Sequence[Cell]:
    return (
        code,
        facet.field,
        position.value,
        position.low,
        position.high,
        part,
        joined(position.for_),
        joined(position.against),
        joined(by),
        joined(against),
        joined(position.outlets),
        position.first_said,
        position.last_said,
        position.current,
        position.superseded_by,
        position.note,
        facet.selected == position.value if facet.selected is not None else None,
    )


def _claim(claim: ReleasedClaim) -> Sequence[Cell]:
    return (
        claim.key,
        claim.report,
        claim.kind,
        claim.sentence,
        claim.quote,
        claim.start,
        claim.end,
        claim.withheld,
        " > ".join(hop.name for hop in claim.chain),
        claim.stance,
        claim.polarity,
        claim.modality,
        claim.certainty,
        claim.originator_name,
        claim.side_name or None,
        claim.review,
        claim.rule,
        claim.engine,
        claim.score,
    )


def _report(report: ReleasedReport) -> Sequence[Cell]:
    return (
        report.id,
        report.outlet,
        report.title,
        report.published,
        report.language,
        report.url,
        report.sha256,
        report.media_type,
        report.size,
        report.captured,
        report.entry,
        report.entry_hash,
    )


def _resource(folder: Path, name: str) -> dict[str, Any]:
    path = folder / FOLDER / f"{name}.csv"
    means = {column.name: column.means for column in flat.COLUMNS} if name == "incidents" else {}
    schema: dict[str, Any] = {
        "fields": [
            {"name": field, "type": kind, **({"description": means[field]} if field in means else {})}
            for field, kind in _FIELDS[name]
        ],
        "missingValues": [""],
    }
    if name in _KEYS:
        schema["primaryKey"] = list(_KEYS[name])
    if name in _REFERENCES:
        schema["foreignKeys"] = [
            {"fields": list(own), "reference": {"resource": table, "fields": list(theirs)}}
            for own, table, theirs in _REFERENCES[name]
        ]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": name,
        "path": path.name,
        "description": _WHAT[name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }
