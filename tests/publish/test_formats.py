"""Every format is read again by somebody else's parser, holds as many, and keeps the doubt; each says what it cannot tell."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from sayso.model.account import Figure
from sayso.model.grouped import Facet, GroupedAgreement, PeriodTotal, Position, Signing, Word
from sayso.model.publishing import ReleasePolicy
from sayso.model.release import (
    Changed,
    Release,
    ReleasedAgreement,
    ReleasedClaim,
    ReleasedHop,
    ReleasedIncident,
    ReleasedPlace,
    ReleasedReport,
    ReleasedTotal,
)
from sayso.publish import records
from sayso.publish.flat import COLUMNS
from sayso.publish.formats import formats
from sayso.publish.making import make, written
from sayso.publish.writer import Contents

RELEASE = Release(
    number=2,
    day="2026-11-20",
    project="coast",
    entry=17,
    entry_hash="ab" * 32,
    sayso="0.1.0",
    policy=ReleasePolicy(title="Coast, documented", publisher="Coast Recorders", contact="mail@coast.example"),
    incidents=4,
    claims=4,
    reports=2,
    agreements=1,
    totals=1,
    reviewed=1,
)
REPORTS = (
    ReleasedReport(
        id="r1", sha256="11" * 32, media_type="text/html", size=900, outlet="Harbour Gazette", title='=1+1 "strike"',
        published="2016-07-09", url="https://gazette.example/1", captured="2026-11-19T10:00:00Z", entry=3,
        entry_hash="cd" * 32,
    ),
    ReleasedReport(
        id="r2", sha256="22" * 32, media_type="text/html", size=950, outlet="Coast Wire", published="2016-07-10"
    ),
)  # fmt: skip


def claim(key: str, report: str, **fields: Any) -> ReleasedClaim:
    values: dict[str, Any] = {
        "key": key, "digest": "d", "report": report, "kind": "casualty", "role": "supports",
        "sentence": "Harbour Gazette reports that 7 people were killed.", "quote": "seven people\nwere killed", "start": 0,
        "end": 24, "chain": (ReleasedHop(name="Harbour Gazette"),), "stance": "states", "polarity": "affirmed",
        "modality": "asserted", "certainty": "certain", "originator": "harbour gazette",
        "originator_name": "Harbour Gazette", "side": "other", "side_name": "", "day": "2016-07-09", "tells": True,
    }  # fmt: skip
    return ReleasedClaim(**values | fields)


CLAIMS = (
    claim("k1", "r1"),
    claim("k2", "r2", originator="red crescent", originator_name="Red Crescent"),
    claim("k3", "r2", kind="denial", role="contradicts", stance="denies", polarity="denied", tells=False, denies=True,
          originator="lna", originator_name="LNA"),
)  # fmt: skip
CONTESTED = ReleasedIncident(
    code="LY-2016-0001",
    kind="air_strike",
    title="Air strike on Derna, 8 July 2016",
    place=ReleasedPlace(name="Derna", country="LY", lat=32.767, lon=22.633, precision="city", radius_m=3500),
    first="2016-07-08",
    last="2016-07-09",
    strike_status="contested",
    harm="contested",
    reviewed=True,
    facets=(
        Facet(
            field="killed",
            positions=(
                Position(
                    value="7",
                    low=7,
                    high=7,
                    for_=("k1",),
                    originators=("harbour gazette",),
                    outlets=("Harbour Gazette",),
                ),
                Position(value="at least 12", low=12, high=None, for_=("k2",), originators=("red crescent",)),
            ),
            low=7,
            high=None,
            contested=True,
        ),
        Facet(field="who", positions=(Position(value="LNA", for_=("k1",), against=("k3",), bases=("accused",)),)),
    ),
    tellers=("Harbour Gazette", "Red Crescent"),
    claims=CLAIMS,
    reports=REPORTS,
)
UNKNOWN = ReleasedIncident(
    code="LY-2016-0002", kind="shelling", title="Shelling, day and place unknown", place=ReleasedPlace(),
    claims=CLAIMS[:1], reports=REPORTS[:1],
)  # fmt: skip
NONE_KILLED = ReleasedIncident(
    code="LY-2016-0003", kind="armed_clash", title="-clash", first="2016-07-01", last="2016-07-20",
    place=ReleasedPlace(country="LY", lat=27.0, lon=17.0, precision="country", radius_m=900_000),
    facets=(
        Facet(field="killed", positions=(Position(value="0", low=0, high=0, for_=("k1",)),), low=0, high=0),
        Facet(field="who", positions=(Position(value="Misrata brigade", for_=("k1",), bases=("claimed",)),)),
    ),
    claims=CLAIMS[:1], reports=REPORTS[:1],
)  # fmt: skip
LEAK = ReleasedIncident(
    code="LY-2016-0004", kind="leak_publication", title="Leak", place=ReleasedPlace(), first="2016-07-08"
)
INCIDENTS = (CONTESTED, UNKNOWN, NONE_KILLED, LEAK)
AGREEMENT = ReleasedAgreement(
    agreement=GroupedAgreement(
        id="LY-2016-A-0001",
        title="The truce paper",
        kind="ceasefire",
        parties=(
            Signing(
                name="A",
                signature="claimed",
                words=(Word(value="claimed", claim="k1", report="r1", by="A", originator="a"),),
            ),
            Signing(name="B"),
        ),
        disputes=(Word(value="document: fabricated", claim="k3", report="r2", by="LNA", originator="lna", day="2016-07-10"),),
    ),
    claims=CLAIMS[2:],
    reports=REPORTS[1:],
)  # fmt: skip
TOTAL = ReleasedTotal(
    total=PeriodTotal(
        id="T1", originator="un", name="UN", figures=(Figure(outcome="killed", low=40, high=None),), claims=("k2",)
    ),
    claims=CLAIMS[1:2],
    reports=REPORTS[1:],
)
CHANGES = (
    Changed(code="LY-2016-0001", change="changed", title="Air <strike> & more\x01", fields=("facets",)),
    Changed(code="LY-2016-0009", change="removed", why="a person ruled that it is withheld"),
)


def made_in(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    for path, lines in (
        (records.INCIDENTS, INCIDENTS),
        (records.AGREEMENTS, (AGREEMENT,)),
        (records.TOTALS, (TOTAL,)),
    ):
        (folder / path).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in lines))
    contents = Contents(RELEASE, CHANGES, CHANGES[1:])
    written(folder, make(folder, contents, [one for one in formats() if one.__name__ != "Site"]), RELEASE)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("formats") / "release")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def test_the_package_of_tables_is_valid(folder: Path) -> None:
    from frictionless import Package

    package: Any = Package(str(folder / "csv" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    counts = {resource.name: len(resource.read_rows()) for resource in package.resources}
    assert counts == {
        "incidents": 4, "values": 5, "incident_claims": 5, "claims": 3, "reports": 2, "signatures": 2, "totals": 1,
    }  # fmt: skip


def test_unknown_is_empty_none_is_nought_and_a_range_keeps_both_ends(folder: Path) -> None:
    found = {row["code"]: row for row in rows(folder / "csv" / "incidents.csv")}
    assert (found["LY-2016-0001"]["killed_low"], found["LY-2016-0001"]["killed_high"]) == ("7", "")
    assert (found["LY-2016-0002"]["killed_low"], found["LY-2016-0002"]["killed_high"]) == ("", "")
    assert (found["LY-2016-0003"]["killed_low"], found["LY-2016-0003"]["killed_high"]) == ("0", "0")
    assert "Red Crescent" not in found["LY-2016-0001"]["laid_to"]
    assert found["LY-2016-0001"]["laid_to"] == "LNA (accused by Harbour Gazette; denied by LNA)"


def test_no_cell_is_a_formula(folder: Path) -> None:
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell[:1] in "=+-@" for cell in row if cell), (path, row)
    assert rows(folder / "csv" / "reports.csv")[0]["title"] == '\'=1+1 "strike"'


def test_hxl_is_read_by_libhxl(folder: Path) -> None:
    import hxl

    with hxl.data(str(folder / "coded" / "incidents.hxl.csv"), hxl.InputOptions(allow_local=True)) as data:
        assert [column.display_tag for column in data.columns] == [column.tag for column in COLUMNS]
        found = [row.values for row in data]
    assert len(found) == 4
    faults: list[Any] = []
    with hxl.data(str(folder / "coded" / "incidents.hxl.csv"), hxl.InputOptions(allow_local=True)) as data:
        assert data.validate(callback=faults.append), faults
    with hxl.data(str(folder / "coded" / "incidents.hxl.csv"), hxl.InputOptions(allow_local=True)) as data:
        killed = [row.get("#affected+killed+min") for row in data]
    assert killed == ["7", None, "0", None]


def test_points_are_read_by_gdal_and_shapely(folder: Path) -> None:
    import pyogrio
    import shapely

    for name in ("incidents.geojson", "incidents.gpkg", "incidents.parquet"):
        if name.endswith("parquet") and "Parquet" not in pyogrio.list_drivers():
            continue
        meta, _, geometry, _ = pyogrio.raw.read(folder / "geo" / name)
        assert len(geometry) == 4, name
        assert meta["crs"] == "EPSG:4326", name
        points = [shapely.from_wkb(one) for one in geometry if one is not None]
        assert [(p.x, p.y) for p in points] == [(22.633, 32.767), (17.0, 27.0)], name


def test_parquet_is_read_by_pyarrow(folder: Path) -> None:
    from pyarrow import parquet

    table = parquet.read_table(folder / "geo" / "incidents.parquet")
    assert table.num_rows == 4
    assert table.column("killed_low").to_pylist() == [7, None, 0, None]
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_acled_like_has_the_31_columns_and_turns_no_accusation_into_a_deed(folder: Path) -> None:
    found = rows(folder / "coded" / "acled_like.csv")
    assert len(found[0]) == 31
    by_code = {row["event_id_cnty"]: row for row in found}
    assert by_code.keys() == {"LY-2016-0001", "LY-2016-0003"}, "a leak has no event type there, and one has no day"
    contested = by_code["LY-2016-0001"]
    assert (contested["actor1"], contested["fatalities"], contested["time_precision"]) == ("", "7", "2")
    assert "denied by LNA" in contested["notes"]
    assert "at least 12: red crescent" in contested["notes"]
    assert by_code["LY-2016-0003"]["actor1"] == "Misrata brigade"
    assert (by_code["LY-2016-0003"]["geo_precision"], by_code["LY-2016-0003"]["time_precision"]) == ("3", "3")


def test_ucdp_like_has_the_49_columns_and_no_best_where_figures_differ(folder: Path) -> None:
    found = rows(folder / "coded" / "ucdp_ged_like.csv")
    assert len(found[0]) == 49
    assert [row["id"] for row in found] == ["LY-2016-0001"], "nobody reports a death of the others"
    assert (found[0]["low"], found[0]["best"], found[0]["high"]) == ("7", "", "")


def test_plover_like_keeps_ranges_and_leaves_actors_out_who_are_only_accused(folder: Path) -> None:
    found = {line["id"]: line for line in lines(folder / "coded" / "plover_like.jsonl")}
    assert found.keys() == {"LY-2016-0001", "LY-2016-0003"}
    assert (found["LY-2016-0001"]["event"], found["LY-2016-0001"]["mode"]) == ("ASSAULT", "aerial")
    assert found["LY-2016-0001"]["size"] == {"dead": [7, None], "injured": None}
    assert found["LY-2016-0001"]["actor"] == []


def test_follow_the_money_takes_every_entity(folder: Path) -> None:
    from followthemoney import EntityProxy, model

    found = [EntityProxy.from_dict(line, cleaned=False) for line in lines(folder / "linked" / "follow_the_money.jsonl")]
    assert {one.schema.name for one in found} == {"Event", "Document", "Documentation"}
    assert sum(one.schema.name == "Event" for one in found) == 5
    ids = {one.id for one in found}
    for one in found:
        schema: Any = model.get(one.schema.name)
        schema.validate(one.to_dict())
        for end in (*one.get("document", quiet=True), *one.get("entity", quiet=True)):
            assert end in ids
    given = [line["properties"] for line in lines(folder / "linked" / "follow_the_money.jsonl")]
    taken = sum(len(one.get(name)) for one in found for name in one.properties)
    assert taken == sum(len(values) for one in given for values in one.values()), "no value is thrown away"


def test_provenance_is_read_by_prov(folder: Path) -> None:
    from prov.model import ProvDocument, ProvEntity

    documents = [
        ProvDocument.deserialize(content=line, format="json")
        for line in (folder / "linked" / "provenance.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(documents) == 4
    entities = {str(one.identifier) for one in documents[0].get_records(ProvEntity)}
    assert {"sayso:claim-k1", "sayso:report-r1", "sayso:value-LY-2016-0001-killed-0"} <= entities


def test_a_claim_review_is_by_whoever_disputes_and_never_by_us(folder: Path) -> None:
    (found,) = lines(folder / "linked" / "claim_reviews.jsonl")
    assert found["author"]["name"] == "LNA"
    assert found["reviewRating"]["alternateName"] == "fake"
    assert found["isBasedOn"]["identifier"] == f"sha256:{'22' * 32}"


def test_the_feed_is_read_by_feedparser_and_by_xml(folder: Path) -> None:
    import feedparser

    ET.parse(folder / "changes.atom")  # noqa: S314 - it is ours
    feed = feedparser.parse((folder / "changes.atom").read_bytes())
    assert not feed.bozo
    assert [entry.tags[0].term for entry in feed.entries] == ["changed", "removed"]
    assert "withheld" in feed.entries[1].summary


def test_the_records_fit_their_schema(folder: Path) -> None:
    for path, record in (
        (records.INCIDENTS, ReleasedIncident),
        (records.AGREEMENTS, ReleasedAgreement),
        (records.TOTALS, ReleasedTotal),
    ):
        schema = json.loads((folder / "data" / f"{Path(path).stem}.schema.json").read_text("utf-8"))
        assert schema == json.loads(msgspec.json.encode(msgspec.json.schema(record)))
        for line in lines(folder / path):
            jsonschema.validate(line, schema)


def test_every_format_says_what_it_cannot_tell(folder: Path) -> None:
    manifest = msgspec.json.decode((folder / "release.json").read_bytes(), type=Release)
    lost = {one.path: " ".join(one.lost) for one in manifest.files}
    for path, words in {
        "csv/incidents.csv": "chain",
        "geo/incidents.geojson": "disc",
        "geo/incidents.gpkg": "chain",
        "geo/incidents.parquet": "chain",
        "coded/incidents.hxl.csv": "chain",
        "coded/acled_like.csv": "accusation",
        "coded/ucdp_ged_like.csv": "3 incidents of which nobody reports a death",
        "coded/plover_like.jsonl": "denials",
        "linked/follow_the_money.jsonl": "ranges",
        "linked/provenance.jsonl": "doubt",
        "linked/claim_reviews.jsonl": "scale",
        "changes.atom": "what it was before",
    }.items():
        assert words in lost[path], path
    assert all(one.what for one in manifest.files)


def test_the_same_records_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = made_in(tmp_path / "again")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (again / path.relative_to(folder)).read_bytes(), path.name
