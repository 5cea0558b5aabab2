"""`sayso show`: the pages of incidents, reports and claims."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.command import sayso
from tests.cli.test_ledger_lists import derna, rows, shown
from tests.cli.test_terminal import on_a_terminal

pytestmark = pytest.mark.usefixtures("project")


def page(id: str) -> dict[str, Any]:
    """The page of an id as JSON."""
    done = sayso("show", id, "--json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_an_incident_shows_its_facts_its_claims_and_its_reports() -> None:
    one = derna()
    said = shown("show", one["code"])
    assert said.startswith(f"{one['code']} {one['title']}")
    for part in (
        "When 9 July 2016",
        f"Where {one['place']}, Libya",
        "1 report of 1 outlet",
        "Who claims what",
        "r82505c8adc69",
    ):
        assert part in said
    assert page(one["code"])["type"] == "incident"


def test_every_claim_of_an_incident_is_a_sentence_with_its_key() -> None:
    code = derna()["code"]
    said = shown("show", code)
    for row in page(code)["claims"]:
        assert row["claim"]["key"] in said
        assert f"{row['claim']['kind'].replace('_', ' ')}" in said
    assert "Example Wire reports that 12 civilians were injured" in said
    assert said.count("suggested by sayso") == len(page(code)["claims"])


def test_a_report_shows_how_it_came_and_what_is_read_in_it() -> None:
    said = shown("show", "r82505c8adc69")
    assert said.startswith("r82505c8adc69 Raids on Derna as truce paper is called a forgery")
    for part in (
        "Example Wire · 9 July 2016 · English",
        "from a file by amal",
        "first lot",
        "log entry",
        "Who claims what",
    ):
        assert part in said
    assert "truce" in page("r82505c8adc69")["text"]


def test_a_claim_shows_its_words_in_their_place_and_its_chain() -> None:
    row = rows("claims", "--report", "r82505c8adc69", "--kind", "denial")[0]
    key = row["claim"]["key"]
    said = shown("show", key)
    assert row["claim"]["passage"]["exact"] in said
    for part in (
        "Who passes it on",
        "Example Wire reports",
        "Key",
        "Digest",
        row["claim"]["digest"],
        row["claim"]["rule"],
    ):
        assert part in said
    assert page(key[:10])["claim"]["claim"]["key"] == key, "the beginning of a key is enough"


def test_an_account_leads_to_its_incident() -> None:
    one = rows("incidents")[0]
    assert page(one["accounts"][0])["incident"]["code"] == one["code"]


@pytest.mark.parametrize("id", ["LY-1900-0001", "r000000000000", "nothing", "", "'; DROP TABLE log; --"])
def test_an_id_that_there_is_not_is_a_sentence(id: str) -> None:
    done = sayso("show", id)
    assert (done.code, done.out) == (1, b"")
    assert done.err == f"{id}: nothing in this project has this id.\n"


def test_the_words_of_a_report_move_nothing_on_a_terminal() -> None:
    hostile = "The port\x1b]0;owned\x07 of Derna was \x1b[2Jbombed on Saturday\u202e, killing \x9b31mseven people.\n"
    added = sayso("add", "-", "--title", "A \x1b[2Jtitle", stdin=hostile.encode())
    report = added.out.split()[1].decode()
    for command in (
        ("show", report),
        ("show", report, "--json"),
        ("claims", "--report", report),
        ("search", "port"),
        ("log",),
    ):
        printed = on_a_terminal(*command)
        assert not {"\x1b[2J", "\x1b]0;", "\u202e", "\x9b"} & {
            printed[i : i + n] for i in range(len(printed)) for n in (1, 4)
        }
