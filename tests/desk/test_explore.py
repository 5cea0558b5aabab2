"""Explore: one filter for facets, words, time, map and list; exports, kept searches, tags and assignments."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sayso.desk.exporting import as_csv
from sayso.ledger import Ledger
from sayso.model.exploring import Exploring, IncidentLine
from tests.desk.browsing import window
from tests.desk.served import Desk, Person
from tests.desk.told import ALL, project
from tests.store.reports import captured


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, read and grouped once."""
    return project(tmp_path_factory.mktemp("told") / "project", ALL)


@pytest.fixture(scope="module")
def folder(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it for the desk of this module."""
    return Path(shutil.copytree(reports, tmp_path_factory.mktemp("desk") / "project"))


def _codes(page: str) -> list[str]:
    return re.findall(r'class="row-link" href="/incidents/([^/]+)/"', page)


def _rows(person: Person, query: str = "") -> list[dict[str, str]]:
    answer = person.get(f"/explore/incidents.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_every_incident_is_listed_and_links_to_its_page(desk: Desk) -> None:
    codes = _codes(desk.person("reader").page("/explore/"))
    with Ledger.open(desk.folder) as ledger:
        assert sorted(codes) == sorted(incident.code for incident in ledger.incidents())


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("year=2016", lambda row: row["first"].startswith("2016")),
        ("month=2017-10", lambda row: row["first"].startswith("2017-10")),
        ("since=2017-01-01", lambda row: row["first"] >= "2017"),
        ("until=2016-12-31", lambda row: row["first"].startswith("2016")),
        ("kind=air_strike&year=2017", lambda row: row["kind"] == "air_strike" and row["first"].startswith("2017")),
        ("contested=killed", lambda row: "killed" in row["contested"].split("; ")),
        ("contested=-", lambda row: not row["contested"]),
        ("laid_to=Egypt", lambda row: "Egypt" in row["laid_to"].split("; ")),
        ("strike_status=contested", lambda row: row["strike_status"] == "contested"),
        ("year=2016&year=2017", lambda row: row["first"] != ""),
        ("kind=no_such_kind", lambda _: False),
        ("since=yesterday&sort=sideways&new=x", lambda _: True),
    ],
)
def test_the_address_says_which_incidents(desk: Desk, query: str, keeps: object) -> None:
    person = desk.person("reader")
    wanted = {row["code"] for row in _rows(person) if keeps(row)}  # type: ignore[operator]
    assert {row["code"] for row in _rows(person, query)} == wanted
    assert set(_codes(person.page(f"/explore/?{query}"))) == wanted


def test_words_find_the_incidents_of_the_reports_that_have_them_all(desk: Desk) -> None:
    person = desk.person("reader")
    assert _rows(person, "q=forged")
    assert len(_rows(person, "q=forged+Egypt")) == 0
    assert {row["code"] for row in _rows(person, "q=forged")} < {row["code"] for row in _rows(person)}
    code = _rows(person)[0]["code"]
    assert [row["code"] for row in _rows(person, f"q={code.lower()}")] == [code], "a code finds its incident"


def test_a_facet_counts_what_the_other_parts_of_the_filter_keep(desk: Desk) -> None:
    with Ledger.open(desk.folder) as ledger:
        for asked in (Exploring(), Exploring(year=("2017",)), Exploring(words="Egypt")):
            found = ledger.exploration.page(asked)
            years = next(facet for facet in found.facets if facet.name == "kind")
            for value in years.values:
                narrowed = Exploring(kind=(value.value,), year=asked.year, words=asked.words)
                assert ledger.exploration.page(narrowed).total == value.count


def test_pages_follow_each_other_without_gap_or_overlap(desk: Desk) -> None:
    with Ledger.open(desk.folder) as ledger:
        for order in ("newest", "oldest", "code", "code_back"):
            asked = Exploring(order=order)
            whole = [line.code for line in ledger.exploration.page(asked).lines]
            walked, after = [], ""
            while True:
                page = ledger.exploration.page(asked, many=2, after=after)
                walked += [line.code for line in page.lines]
                if page.after is None:
                    break
                after = page.after
            assert walked == whole


def test_exports_are_of_the_list_and_leave_unknown_empty(desk: Desk) -> None:
    person = desk.person("reader")
    lines = [json.loads(line) for line in person.get("/explore/incidents.jsonl?sort=code").text.splitlines()]
    rows = _rows(person, "sort=code")
    assert [line["code"] for line in lines] == [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    for line, row in zip(lines, rows, strict=True):
        assert row["killed_low"] == ("" if line["killed_low"] is None else str(line["killed_low"]))
        assert row["killed_high"] == ("" if line["killed_high"] is None else str(line["killed_high"]))
    assert any(line["killed_low"] is None for line in lines), "where nobody gives a figure there is none"
    assert any(line["killed_low"] != line["killed_high"] for line in lines), "a range is two columns"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "＝", "  ="])
def test_no_cell_of_a_csv_is_a_formula(start: str) -> None:
    line = IncidentLine(code="XX-1", kind="other", title=f"{start}HYPERLINK(1)", lat=-33.5, tags=(f"{start}1",))
    row = next(iter(csv.DictReader(io.StringIO("".join(as_csv([line])).removeprefix("\ufeff"), newline=""))))
    assert row["title"].startswith("'")
    assert row["tags"].startswith("'")
    assert row["lat"] == "-33.5", "a number is no formula"


def test_many_are_tagged_and_assigned_at_once_by_the_log(desk: Desk) -> None:
    recorder = desk.person("recorder")
    codes = [row["code"] for row in _rows(recorder)][:3]
    fields = {"query": "", "deed": "tag", "word": "  to  check ", "reason": "numbers differ"}
    answer = recorder.submit("/explore/mark/", {**fields, "code": codes}, form="/explore/")  # type: ignore[dict-item]
    assert answer.status_code == 302
    recorder.submit(
        "/explore/mark/",
        {"query": "tag=to+check", "deed": "assign", "name": "reviewer", "every": "yes"},
        form="/explore/",
    )
    rows = _rows(recorder, "tag=to+check&assigned=reviewer")
    assert {row["code"] for row in rows} == set(codes)
    with Ledger.open(desk.folder) as ledger:
        notes = ledger.notes(codes)
        assert {note.by for note in notes} == {"recorder"}
        assert {note.reason for note in notes if "tag" in note.data} == {"numbers differ"}
        ledger.rebuild()
        assert set(ledger.exploration.codes(Exploring(tag=("to check",)))) == set(codes), (
            "a rebuild changes nothing of it"
        )
        assert not list(ledger.verify())
        ledger.exploration.untag(codes[:1], "to check")
        assert set(ledger.exploration.codes(Exploring(tag=("to check",)))) == set(codes[1:])


@pytest.mark.parametrize(
    "fields",
    [
        {"deed": "assign", "name": "nobody of this name"},
        {"deed": "tag", "word": " "},
        {"deed": "tag", "word": "x" * 81},
        {"deed": "rename", "word": "x"},
    ],
)
def test_what_cannot_be_noted_is_refused(desk: Desk, fields: dict[str, str]) -> None:
    recorder = desk.person("recorder")
    with Ledger.open(desk.folder) as ledger:
        before = ledger.status().entries
        code = ledger.exploration.codes(Exploring())[0]
    answer = recorder.submit("/explore/mark/", {**fields, "code": code, "query": ""}, form="/explore/")
    assert answer.status_code in (302, 400)
    with Ledger.open(desk.folder) as ledger:
        assert ledger.status().entries == before


def test_a_reader_looks_and_changes_nothing(desk: Desk) -> None:
    reader = desk.person("reader")
    page = reader.page("/explore/")
    assert "explore/mark" in page
    assert 'name="code"' not in page
    answer = reader.submit("/explore/mark/", {"deed": "tag", "word": "x", "code": _codes(page)[0]}, form="/explore/")
    assert answer.status_code == 403


def test_a_kept_search_tells_what_is_new(desk: Desk) -> None:
    reader = desk.person("reader")
    reader.submit("/explore/searches/", {"query": "kind=shelling&evil=1", "name": "Shelling"}, form="/explore/")
    page = reader.page("/explore/")
    assert "nothing new" in page
    number = re.search(r"/explore/searches/(\d+)/\"", page)
    assert number is not None
    text = "Shelling hit a market in Sirte on 3 March 2018 and killed two people, a hospital official said."
    with Ledger.open(desk.folder, user="somebody") as ledger:
        list(ledger.add([captured(text, "sirte.txt", published="2018-03-04", source="Sirte Post")]))
        ledger.group()
    assert "one new" in reader.page("/explore/")
    answer = reader.submit(f"/explore/searches/{number[1]}/", form="/explore/")
    assert answer.headers["location"].startswith("/explore/?kind=shelling&looked=")
    assert '<strong class="new">new</strong>' in reader.page(answer.headers["location"])
    assert "nothing new" in reader.page("/explore/"), "looked at once, it is not new any more"
    other = desk.person("recorder")
    assert other.submit(f"/explore/searches/{number[1]}/forget/", form="/explore/").status_code == 404
    assert reader.submit(f"/explore/searches/{number[1]}/forget/", form="/explore/").status_code == 302


def test_a_page_comes_back_to_explore_whatever_its_query_says(desk: Desk) -> None:
    recorder = desk.person("recorder")
    answer = recorder.submit("/explore/searches/", {"query": "//evil.example/?q=x", "name": "out"}, form="/explore/")
    assert answer.headers["location"].startswith("/explore/")


def _ready(page: Page, count: int) -> None:
    page.wait_for_function("n => document.getElementById('map').dataset.shown === String(n)", arg=count)


def test_list_map_and_time_stay_in_step(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("recorder")
        page = one.go("/explore/")
        placed = [row for row in _rows(desk.person("reader")) if row["lat"]]
        _ready(page, len(placed))
        one.accessible()
        page.fill("#since", "2017-01-01")
        page.wait_for_url("**/explore/?**since=2017-01-01**")
        wanted = _rows(desk.person("reader"), page.url.split("?")[1])
        _ready(page, len([row for row in wanted if row["lat"]]))
        page.wait_for_function("n => document.querySelectorAll('.row-link').length === n", arg=len(wanted))
        bars = sum(int(text) for text in page.locator("#timeline tbody td").all_text_contents() if text.isdigit())
        assert bars == len([row for row in wanted if row["first"]])
        page.go_back()
        _ready(page, len(placed))
        one.accessible()


def test_by_keyboard_alone(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("recorder")
        page = one.go("/explore/")
        page.keyboard.press("/")
        page.keyboard.type("Egypt")
        page.keyboard.press("Enter")
        page.wait_for_url("**/explore/?q=Egypt")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("j")
        page.keyboard.press("x")
        assert page.locator("[name=code]:checked").count() == 1
        page.keyboard.press("t")
        page.keyboard.type("by keyboard")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=One incident: done and logged.")
        assert page.locator(".tag", has_text="by keyboard").count() == 1


def test_a_spot_of_the_map_says_what_is_there(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("reader")
        page = one.go("/explore/")
        page.wait_for_selector("#map[data-shown]")
        while page.locator(".cluster").count():  # as near as it takes for the last to be spots
            page.locator(".cluster").first.focus()
            page.keyboard.press("Enter")
            page.wait_for_selector("#here a[href^='/incidents/']")
            if page.locator("#here li").count() < 3:
                break


HOSTILE = "<img src=x onerror=alert(1)>"


def test_hostile_words_are_words(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("recorder")
        page = one.go("/explore/?q=%3Cscript%3Ealert(1)%3C/script%3E&kind=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")
        assert page.locator("main script, main img").count() == 0
    recorder = desk.person("recorder")
    code = _rows(recorder)[0]["code"]
    recorder.submit("/explore/mark/", {"deed": "tag", "word": HOSTILE, "code": code, "query": ""}, form="/explore/")
    with window(browser, desk) as one:
        one.sign_in("reader")
        page = one.go("/explore/")
        page.wait_for_selector("#map[data-shown]")
        assert page.locator("main img").count() == 0
        assert page.locator(".tag", has_text="onerror").count() == 1
