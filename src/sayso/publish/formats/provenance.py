"""W3C PROV (PROV-JSON, a document a line): how every value of an incident came about, back to the bytes that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from sayso.model.release import ReleasedAgreement, ReleasedClaim, ReleasedIncident, ReleasedReport, ReleasedTotal
from sayso.publish.writer import Contents, Made

PATH = "linked/provenance.jsonl"
_LINE = msgspec.json.Encoder(order="deterministic")
_PREFIX = {"sayso": "urn:sayso:"}
Prov = dict[str, dict[str, dict[str, Any]]]


class Provenance:
    """A line an incident: kept bytes, words quoted from them, claims, values; and who or what made each of the next."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        (folder / PATH).parent.mkdir(exist_ok=True)
        self._file = (folder / PATH).open("wb")
        self._sayso = contents.release.sayso

    def incident(self, one: ReleasedIncident) -> None:
        """Its document."""
        document: Prov = {"entity": {}, "activity": {}, "agent": {}, "wasDerivedFrom": {}, "wasAttributedTo": {}}
        document["agent"]["sayso:reader"] = {
            "prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"},
            "sayso:version": self._sayso,
        }
        for report in one.reports:
            document["entity"][_kept(report.id)] = _bytes(report)
        for claim in one.claims:
            _claimed(document, claim)
        for name, keys in _values(one):
            document["entity"][name] = {"sayso:incident": one.code}
            for key in keys:
                _derived(document, name, f"sayso:claim-{key}")
        self._file.write(_LINE.encode({"prefix": _PREFIX, **{k: v for k, v in document.items() if v}}) + b"\n")

    def agreement(self, one: ReleasedAgreement) -> None:
        """Of agreements there are the claims themselves (agreements.jsonl)."""

    def total(self, one: ReleasedTotal) -> None:
        """Of totals there are the claims themselves (totals.jsonl)."""

    def close(self) -> list[Made]:
        """The lines."""
        self._file.close()
        lost = (
            "doubt: stance, modality and ranges are attributes, and say nothing to a reasoner",
            "which claim speaks for a value and which against it (incidents.jsonl)",
            "agreements and totals over periods",
        )
        return [Made(PATH, "how every value came about (W3C PROV-JSON)", lost)]


def _claimed(document: Prov, claim: ReleasedClaim) -> None:
    """A claim, quoted from the kept bytes, and its speakers."""
    name = f"sayso:claim-{claim.key}"
    document["entity"][name] = {
        "sayso:quote": claim.quote,
        "sayso:stance": claim.stance,
        "sayso:rule": claim.rule,
        "sayso:review": claim.review,
        "sayso:range": f"{claim.start}-{claim.end}",
    }
    quoted = _derived(document, name, _kept(claim.report))
    quoted["prov:type"] = {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}
    speaker = f"sayso:speaker-{_slug(claim.originator)}"
    document["agent"][speaker] = {"sayso:name": claim.originator_name}
    document["wasAttributedTo"][f"_:by{len(document['wasAttributedTo'])}"] = {
        "prov:entity": name,
        "prov:agent": speaker,
    }


def _derived(document: Prov, name: str, source: str) -> dict[str, Any]:
    relation: dict[str, Any] = {"prov:generatedEntity": name, "prov:usedEntity": source}
    document["wasDerivedFrom"][f"_:d{len(document['wasDerivedFrom'])}"] = relation
    return relation


def _values(one: ReleasedIncident) -> Iterable[tuple[str, list[str]]]:
    for facet in one.facets:
        for number, position in enumerate((*facet.positions, *facet.parts)):
            yield f"sayso:value-{one.code}-{facet.field}-{number}", [*position.for_, *position.against]


def _bytes(report: ReleasedReport) -> dict[str, Any]:
    told = {
        "sayso:sha256": report.sha256,
        "sayso:outlet": report.outlet,
        "sayso:published": report.published,
        "sayso:url": report.url,
        "sayso:captured": report.captured,
        "sayso:entry": report.entry_hash,
    }
    return {name: value for name, value in told.items() if value is not None}


def _kept(report: str) -> str:
    return f"sayso:report-{report}"


def _slug(name: str) -> str:
    """A name as the local part of an id."""
    return "".join(c if c.isalnum() else "-" for c in name)
