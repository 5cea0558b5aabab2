"""A release of the seven gold cases (tests/gold) says what sources say, side by side, and leads back to the words and bytes."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from sayso.evidence.capture import Options, captures
from sayso.ledger import Ledger
from sayso.model.grouped import Position
from sayso.model.ledger import Project
from sayso.model.publishing import Flag, ReleasePolicy
from sayso.model.release import Release, ReleasedClaim, ReleasedIncident
from sayso.publish import making, records
from sayso.publish.formats import Writer, formats
from sayso.publish.release import publish

GOLD = Path(__file__).parents[1] / "gold"
CASES: dict[str, Any] = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(GOLD.glob("g*.yaml"))}
TOLD = [case for case in CASES if "incident" in CASES[case]]  # the others are of agreements and totals
PUBLIC: tuple[Flag, ...] = (
    "names",
    "minors",
    "source_at_risk",
    "medical_site",
    "sensitive_site",
    "exact_coordinates",
)  # who is in these cases is known to all
DRAWN = ("Pictures", "Site")  # tested elsewhere, and slow
WORDS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()

ONE = ("a", "an", "his", "her")


class Published(NamedTuple):
    """A release of the cases, its incidents, and what was published of."""

    folder: Path
    release: Release
    incidents: tuple[ReleasedIncident, ...]
    ledger: Ledger

    def of(self, case: str) -> ReleasedIncident:
        """The incident of which most reports of a case tell."""
        wanted = set(CASES[case]["incident"])
        told = [sum((r.title or "").partition(" ")[::2] in {(case, w) for w in wanted} for r in one.reports)
                for one in self.incidents]  # fmt: skip
        return self.incidents[told.index(max(told))]


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """All cases in one project, grouped and published."""
    base = tmp_path_factory.mktemp("gold")
    with (
        Ledger.create(base / "gold", Project(name="gold"), user="amal") as ledger,
        pytest.MonkeyPatch.context() as patch,
    ):
        for case, told in CASES.items():
            for report in told["reports"]:
                _add(ledger, base, case, report)
        ledger.group()
        for flag in PUBLIC:
            ledger.decide("publish", "release", value={"flag": flag, "verdict": "publish"}, reason="known to all")
        patch.setattr(making, "formats", _written)
        release = publish(ledger, base / "release", ReleasePolicy(suggestions=True))
        yield Published(base / "release", release, tuple(records.incidents(base / "release")), ledger)


def _written() -> tuple[type[Writer], ...]:
    return tuple(one for one in formats() if one.__name__ not in DRAWN)


def _add(ledger: Ledger, base: Path, case: str, report: dict[str, Any]) -> None:
    file = base / f"{case}-{report['id']}.txt"
    file.write_text(report["text"], encoding="utf-8")
    options = Options(published=report["published"], source=report["source"], title=f"{case} {report['id']}")
    results = list(ledger.add(captures([str(file)], options)))
    assert [result.outcome for result in results] == ["new"]


def claims(one: ReleasedIncident) -> dict[str, ReleasedClaim]:
    return {claim.key: claim for claim in one.claims}


def positions(one: ReleasedIncident, *fields: str) -> Iterator[Position]:
    for facet in one.facets:
        if not fields or facet.field in fields:
            yield from (*facet.positions, *facet.parts)


def stated(words: str) -> set[int]:
    """Every number that words give, and what they list in one breath: "two children and a woman" are three."""
    found = [_number(word) for word in re.findall(r"\d+|[a-z]+", words.lower())]
    numbers = [number for number in found if number is not None]
    return {sum(numbers[i:j]) for i in range(len(numbers)) for j in range(i + 1, len(numbers) + 1)}


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return 1 if word in ONE else WORDS.index(word) if word in WORDS else None


def rows(gold: Published, path: str) -> list[dict[str, str]]:
    with (gold.folder / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_case_is_an_incident_of_its_own(gold: Published) -> None:
    assert len({gold.of(case).code for case in TOLD}) == len(TOLD)


def test_every_published_figure_is_one_that_a_report_states(gold: Published) -> None:
    """A figure is in the words of each claim that gives it: nothing is added up over claims (R2)."""
    for one in gold.incidents:
        said = {key: stated(claim.quote) for key, claim in claims(one).items()}
        for position in positions(one, "killed", "injured"):
            numbers = {number for number in (position.low, position.high) if number is not None}
            if any(letter.isdigit() for letter in position.value):  # bare words ("women and children") are no sum
                assert all(numbers <= said[key] for key in position.for_), (one.code, position.value)
        for facet in (f for f in one.facets if f.field in ("killed", "injured")):
            ends = {number for p in facet.positions for number in (p.low, p.high)}
            assert {facet.low, facet.high} <= ends | {None}, (one.code, facet.field)


@pytest.mark.parametrize("case", [case for case in TOLD if "never" in CASES[case]])
def test_no_figure_of_a_case_is_added_up(gold: Published, case: str) -> None:
    for field, never in CASES[case]["never"].items():
        facet = gold.of(case).facet(field)
        assert facet is not None
        assert {n for p in facet.positions for n in (p.low, p.high)}.isdisjoint(never)
        row = next(row for row in rows(gold, "csv/incidents.csv") if row["code"] == gold.of(case).code)
        assert {row[f"{field}_low"], row[f"{field}_high"]}.isdisjoint(map(str, never))


@pytest.mark.parametrize("case", [case for case in TOLD if "expected" in CASES[case]])
def test_a_toll_keeps_both_ends_and_stays_contested(gold: Published, case: str) -> None:
    for field, expected in CASES[case]["expected"].items():
        if "low" not in expected:
            continue
        facet = gold.of(case).facet(field)
        assert facet is not None
        assert (facet.low, facet.high) == (expected["low"], expected["high"])
        assert facet.contested == expected.get("contested", facet.contested)
        row = next(row for row in rows(gold, "csv/incidents.csv") if row["code"] == gold.of(case).code)
        assert (row[f"{field}_low"], row[f"{field}_high"]) == (str(expected["low"]), str(expected["high"]))


def test_a_contested_toll_has_no_best_estimate(gold: Published) -> None:
    tolls = {one.code: one.facet("killed") for one in gold.incidents}
    contested = [
        row for row in rows(gold, "coded/ucdp_ged_like.csv") if (f := tolls[row["id"]]) is not None and f.contested
    ]
    assert contested
    assert {row["best"] for row in contested} == {""}


def test_who_denies_stands_against_and_is_no_perpetrator(gold: Published) -> None:
    """An accusation that is denied stays one (R8), and no code makes a finding of it."""
    one = gold.of("g3")
    denied = {p.value: p for p in positions(one, "who") if p.against}
    assert set(CASES["g3"]["expected"]["who"]["against"]) <= set(denied)
    known = claims(one)
    assert all(known[key].denies for position in denied.values() for key in position.against)
    values = [row for row in rows(gold, "csv/values.csv") if row["code"] == one.code and row["field"] == "who"]
    assert {row["value"] for row in values if row["denied_by"]} == set(denied)
    coded = next(row for row in rows(gold, "coded/ucdp_ged_like.csv") if row["id"] == one.code)
    assert coded["side_a"] == ""
    assert "denied by" in coded["source_article"]


def test_no_code_makes_a_perpetrator_of_whoever_is_only_accused(gold: Published) -> None:
    accused = {
        one.code for one in gold.incidents if any(p.against or "accused" in p.bases for p in positions(one, "who"))
    }
    coded = [row["actor1"] for row in rows(gold, "coded/acled_like.csv") if row["event_id_cnty"] in accused]
    assert coded
    assert set(coded) == {""}


def test_a_denial_tells_of_nothing_that_happened(gold: Published) -> None:
    denials = [claim for one in gold.incidents for claim in one.claims if claim.polarity == "denied"]
    assert denials
    assert all(claim.denies and not claim.tells for claim in denials)


def test_a_period_total_stands_beside_incidents_and_never_in_one(gold: Published) -> None:
    totals = list(records.totals(gold.folder))
    expected = [total for case in CASES.values() for total in case.get("totals", ())]
    assert len(totals) >= len(expected)
    counted = {(total.total.first, total.total.last) for total in totals}
    assert {tuple(total["period"]) for total in expected} <= counted
    theirs = {claim.key for total in totals for claim in total.claims}
    assert theirs
    for one in gold.incidents:
        assert theirs.isdisjoint(key for p in positions(one) for key in (*p.for_, *p.against)), one.code
    assert len(rows(gold, "csv/totals.csv")) == sum(len(total.total.figures) for total in totals)


def test_every_value_leads_to_a_claim_its_words_and_the_kept_bytes(gold: Published) -> None:
    for one in gold.incidents:
        known, reports = claims(one), {report.id: report for report in one.reports}
        texts = gold.ledger.texts(list(reports))
        keys = {key for position in positions(one) for key in (*position.for_, *position.against)}
        assert keys <= known.keys()
        for claim in known.values():
            assert claim.withheld or claim.quote == texts[claim.report][claim.start : claim.end]
            kept = gold.ledger.vault.get(reports[claim.report].sha256)
            assert hashlib.sha256(kept).hexdigest() == reports[claim.report].sha256
            assert reports[claim.report].size == len(kept)


def test_every_format_holds_as_many(gold: Published) -> None:
    many = gold.release.incidents
    features = json.loads((gold.folder / "geo/incidents.geojson").read_text("utf-8"))["features"]
    assert len(gold.incidents) == len(rows(gold, "csv/incidents.csv")) == len(features) == many
    assert len(rows(gold, "coded/incidents.hxl.csv")) == many + 1  # and the row of hashtags
    assert len((gold.folder / "linked/provenance.jsonl").read_bytes().splitlines()) == many
    claimed = (gold.folder / "data/claims.jsonl").read_bytes().splitlines()
    assert len(claimed) == len(rows(gold, "csv/claims.csv")) == gold.release.claims
    reported = (gold.folder / "data/reports.jsonl").read_bytes().splitlines()
    assert len(reported) == len(rows(gold, "csv/reports.csv")) == gold.release.reports


def test_points_for_information_systems_are_as_many(gold: Published) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    parquet = pytest.importorskip("pyarrow.parquet")
    assert pyogrio.read_info(gold.folder / "geo/incidents.gpkg")["features"] == gold.release.incidents
    assert parquet.read_metadata(gold.folder / "geo/incidents.parquet").num_rows == gold.release.incidents
