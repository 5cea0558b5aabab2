"""`sayso incidents`, `claims`, `sources`, `search`, `agreements`, `group`: what the project holds, as tables and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.command import sayso

pytestmark = pytest.mark.usefixtures("project")


def rows(*arguments: str) -> list[dict[str, Any]]:
    """The objects that a command prints with --json, one a line."""
    done = sayso(*arguments, "--json")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.decode().splitlines()]


def shown(*arguments: str) -> str:
    """What a command prints for people, on one line."""
    done = sayso(*arguments)
    assert done.code == 0, done.err
    return " ".join(done.out.decode().split())


def derna() -> dict[str, Any]:
    """The raids on Derna in July 2016: one incident, whatever parts it has."""
    told = (
        one for one in rows("incidents") if any(account.startswith("r82505c8adc69/") for account in one["accounts"])
    )
    return next(one for one in told if not one["part_of"])


def test_incidents_are_a_table_by_date() -> None:
    found = rows("incidents")
    days = [one["first"] for one in found if one["first"]]
    assert days == sorted(days)
    table = shown("incidents")
    assert all(one["code"] in table for one in found)


def test_every_filter_narrows_the_incidents() -> None:
    named = next(one["place"] for one in rows("incidents") if one["place"])
    there = rows("incidents", "--place", named.upper())
    assert there
    assert all(named in one["place"] for one in there)
    spring = rows("incidents", "--from", "2016-04-01", "--to", "2016-04-30")
    assert spring
    assert all(one["first"][:7] == "2016-04" for one in spring)
    assert {one["kind"] for one in rows("incidents", "--kind", "shelling")} == {"shelling"}
    contested = rows("incidents", "--contested")
    assert all(any(facet["contested"] for facet in one["facets"]) for one in contested)
    for status in {one["grade"]["strike_status"] for one in rows("incidents") if one["grade"]}:
        assert {one["grade"]["strike_status"] for one in rows("incidents", "--status", status)} == {status}
    for grade in {one["grade"]["harm"] for one in rows("incidents") if one["grade"]}:
        assert {one["grade"]["harm"] for one in rows("incidents", "--grade", grade)} == {grade}


def test_no_incident_fits_is_said() -> None:
    done = sayso("incidents", "--place", "Atlantis")
    assert (done.code, done.out, done.err) == (0, b"", "No incident fits.\n")


def test_a_place_that_nobody_knows_is_said() -> None:
    done = sayso("incidents", "--place", "Zzyzzx")
    assert (done.code, done.out) == (1, b"")
    assert "Zzyzzx: no incident's place is called so" in done.err


def test_a_country_holds_its_incidents_in_any_script() -> None:
    country = {one["code"] for one in rows("incidents") if one["country"] == "LY"}
    assert country
    assert {one["code"] for one in rows("incidents", "--place", "Libya")} == country
    assert {one["code"] for one in rows("incidents", "--place", "ليبيا")} == country


WRONG = [
    (("incidents", "--kind", "earthquake"), "air_strike"),
    (("incidents", "--grade", "sure"), "confirmed"),
    (("incidents", "--status", "sure"), "declared"),
    (("incidents", "--from", "May"), "YYYY-MM-DD"),
    (("claims", "--kind", "rumour"), "casualty"),
    (("claims", "--review", "maybe"), "accepted"),
    (("log", "--kind", "gossip"), "capture"),
]


@pytest.mark.parametrize(("arguments", "offered"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_a_word_that_is_none_of_the_vocabulary_is_wrong_usage_and_the_words_are_named(
    arguments: tuple[str, ...], offered: str
) -> None:
    done = sayso(*arguments)
    assert done.code == 2
    assert offered in done.err


def test_claims_are_sentences_with_their_words() -> None:
    found = rows("claims", "--kind", "denial")
    assert found
    assert {row["claim"]["kind"] for row in found} == {"denial"}
    said = shown("claims", "--kind", "denial")
    assert "denies that" in said
    assert all(row["claim"]["key"] in said for row in found)


def test_claims_of_a_speaker_a_report_and_an_incident() -> None:
    assert all("Mismari" in row["claim"]["chain"][-1]["name"] for row in rows("claims", "--speaker", "mismari"))
    report = rows("claims", "--speaker", "mismari")[0]["report"]
    assert {row["report"] for row in rows("claims", "--report", report[:6])} == {report}, (
        "the beginning of an id is enough"
    )
    incident = derna()
    keys = {member["claim"] for member in incident["claims"]}
    assert {row["claim"]["key"] for row in rows("claims", "--incident", incident["code"])} == keys


def test_ids_that_are_none_of_this_kind_are_told() -> None:
    code = rows("incidents")[0]["code"]
    report = rows("claims")[0]["report"]
    assert sayso("claims", "--report", code).err == f"{code}: no report has this id.\n"
    assert sayso("claims", "--incident", report).err == f"{report}: no incident has this code.\n"


def test_no_claim_fits_is_said() -> None:
    assert sayso("claims", "--review", "rejected").err == "No claim fits.\n"


def test_sources_are_outlets_and_speakers() -> None:
    found = {row["name"]: row for row in rows("sources")}
    assert found["Example Wire"]["reports"] == 4
    assert found["Staffan de Mistura"]["claims"] >= 1
    assert not found["Staffan de Mistura"]["outlet"]
    assert "somebody unnamed" in shown("sources")


def test_search_finds_reports_with_all_the_words() -> None:
    found = rows("search", "truce", "forgery")
    assert [hit["title"] for hit in found] == ["Raids on Derna as truce paper is called a forgery"]
    assert "r82505c8adc69" in shown("search", '"fleeing across the square"')
    assert sayso("search", "submarine").err == "No report has all these words.\n"


def test_agreements_with_their_signatures() -> None:
    done = sayso("agreements")
    assert done.code == 0
    for one in rows("agreements"):
        assert one["id"] in done.out.decode()
        page = shown("show", one["id"])
        assert one["title"] in page
        assert "Told by" in page


def test_grouping_again_changes_nothing() -> None:
    done = sayso("group")
    assert (done.code, done.out) == (0, b""), "no new code, none merged"
    assert "0 new, 0 changed" in done.err
    again = json.loads(sayso("group", "--json").out)
    assert (again["new_codes"], again["changed"]) == ([], 0)


def test_the_queue_shows_why_a_pair_may_be_one() -> None:
    pairs = rows("group", "--queue")
    said = sayso("group", "--queue")
    assert said.code == 0
    if not pairs:
        assert said.err == "No pair waits.\n"
    shown = " ".join(said.out.decode().split())
    assert shown.count(" of 100 for one incident") == len(pairs[:20])
    for pair in pairs[:20]:
        assert all(" ".join(feature["why"].split()) in shown for feature in pair["features"])


def test_lists_of_an_empty_project_say_that_it_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sayso("init", tmp_path / "new")
    monkeypatch.setenv("SAYSO_PROJECT", str(tmp_path / "new"))
    for command in ("incidents", "claims", "sources", "agreements"):
        done = sayso(command)
        assert (done.code, done.out) == (0, b"")
        assert done.err.count("\n") == 1
    assert sayso("log").code == 0
    assert sayso("verify").code == 0
    assert sayso("rebuild").code == 0


@pytest.mark.parametrize(
    ("shape", "arguments"),
    [
        ("incident", ("incidents",)),
        ("agreement", ("agreements",)),
        ("claim", ("claims", "--kind", "denial")),
        ("source", ("sources",)),
        ("hit", ("search", "truce")),
        ("entry", ("log",)),
        ("pair", ("group", "--queue")),
    ],
)
def test_what_is_listed_as_json_fits_its_schema(shape: str, arguments: tuple[str, ...]) -> None:
    schema = json.loads(sayso("schema", shape).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for row in rows(*arguments)[:20]:
        jsonschema.validate(row, schema)


def test_pages_and_the_status_fit_their_schemas() -> None:
    pages = json.loads(sayso("schema", "page").out)
    ids = [rows("incidents")[0]["code"], rows("claims")[0]["report"], rows("claims")[0]["claim"]["key"]]
    for one in ids:
        jsonschema.validate(json.loads(sayso("show", one, "--json").out), pages)
    jsonschema.validate(json.loads(sayso("status", "--json").out), json.loads(sayso("schema", "status").out))
