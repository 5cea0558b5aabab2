"""The match desk: pairs side by side, decided by a key, nothing lost and everything reversible; incidents taken apart."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sayso.desk.pairing import Fact, decision_on
from sayso.ledger import Ledger
from sayso.model.decision import Decision, Verb
from sayso.model.grouped import Comparison
from tests.desk import told
from tests.desk.browsing import Window, window
from tests.desk.served import ROLES, Desk, Person

CODE = told.FATAIH_CODE


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is before anybody decides."""
    return told.project(tmp_path_factory.mktemp("reports") / "project")


@pytest.fixture(scope="module")
def folder(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it that tests decide on."""
    return Path(shutil.copytree(reports, tmp_path_factory.mktemp("desk") / "project"))


@pytest.fixture
def queue(desk: Desk) -> Iterator[list[Comparison]]:
    """The pairs; what a test decides on them is taken back at its end."""
    with Ledger.open(desk.folder, user="tests") as ledger:
        pairs = ledger.matching.uncertain()
        yield pairs
        for decision in ledger.matching.decided([account for pair in pairs for account in (pair.a, pair.b)]):
            ledger.decide("undo", decision.target, supersedes=decision.number, reason="the end of a test")
        ledger.group()


@pytest.fixture
def recorder(desk: Desk, browser: Browser) -> Iterator[Window]:
    """A recorder at the match desk."""
    with window(browser, desk) as one:
        one.sign_in("recorder")
        one.go("/match/")
        yield one


def decided(desk: Desk) -> list[Decision]:
    with Ledger.open(desk.folder) as ledger:
        return ledger.matching.decided([])


def pressed(page: Page, key: str) -> None:
    """A key that decides, and the page that comes next."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_pair_is_told_with_both_sides_and_why(desk: Desk, queue: list[Comparison]) -> None:
    html = desk.person("reader").page("/match/")
    assert len(queue) == 2
    assert f"{round(100 * queue[0].score)} of 100" in html
    for feature in queue[0].features:
        assert feature.why in html or not feature.weight
    for outlet in ("Harbour News", "Coast Radio"):
        assert outlet in html
    assert "Four people were wounded" in html
    assert "data-verb" not in html, "a reader only looks"


@pytest.mark.parametrize(("key", "verb"), [("m", "same"), ("n", "different"), ("?", "unsure"), ("p", "part_of")])
def test_a_key_decides_and_leads_to_the_next_pair(
    desk: Desk, recorder: Window, queue: list[Comparison], key: str, verb: str
) -> None:
    page = recorder.page
    pressed(page, key)
    made = decided(desk)
    assert [(d.verb, d.target, d.value["other"], d.by) for d in made] == [(verb, queue[0].a, queue[0].b, "recorder")]
    assert "side by side" in made[0].reason
    assert queue[1].a in page.url.replace("%2F", "/")
    assert page.locator(".queue .done").count() == 1
    pressed(page, "u")
    assert decided(desk) == []
    assert page.locator(".queue .done").count() == 0


def test_the_second_may_be_part_of_the_first(desk: Desk, recorder: Window, queue: list[Comparison]) -> None:
    pressed(recorder.page, "Shift+P")
    assert [(d.verb, d.target, d.value["other"]) for d in decided(desk)] == [("part_of", queue[0].b, queue[0].a)]


def test_a_reason_is_written_and_keys_are_letters_there(desk: Desk, recorder: Window, queue: list[Comparison]) -> None:
    page = recorder.page
    page.keyboard.press("w")
    page.keyboard.type("mnp? another quarter")
    assert decided(desk) == []
    page.locator('[data-verb="n"]').focus()
    pressed(page, "Enter")
    assert [d.reason for d in decided(desk)] == ["mnp? another quarter"]
    assert queue


def test_j_and_k_step_through_the_queue_and_h_shows_the_keys(recorder: Window, queue: list[Comparison]) -> None:
    page = recorder.page
    pressed(page, "j")
    assert queue[1].b in page.url.replace("%2F", "/")
    pressed(page, "k")
    assert queue[0].b in page.url.replace("%2F", "/")
    page.keyboard.press("h")
    assert page.locator("dialog#keys").is_visible()


def test_what_was_decided_goes_into_the_incidents_when_asked(
    desk: Desk, recorder: Window, queue: list[Comparison]
) -> None:
    page = recorder.page
    pressed(page, "m")
    page.get_by_role("button", name="Group now").press("Enter")
    page.get_by_role("link", name="Show them").press("Enter", timeout=240_000)
    page.wait_for_function("!document.querySelector('.behind')")
    with Ledger.open(desk.folder) as ledger:
        codes = {incident.code for incident in ledger.matching.incidents([queue[0].a, queue[0].b]).values()}
        assert len(codes) == 1
        made = [d for d in ledger.matching.decided([queue[0].a]) if d.verb == "same"]
    recorder.page.goto(f"{desk.address}/incidents/{codes.pop()}/")
    page.locator("#history").get_by_role("button", name="Undo").first.press("Enter")
    page.wait_for_selector("text=it stays in the log")
    with Ledger.open(desk.folder) as ledger:
        assert made[0].number not in {d.number for d in ledger.matching.decided([queue[0].a])}


def fields(person: Person, verb: str) -> dict[str, str]:
    """The form of the first pair, filled in."""
    html = person.page("/match/")
    form = html[html.index('id="decide"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"verb": verb}


def test_two_at_once_are_told_of_each_other(desk: Desk, queue: list[Comparison]) -> None:
    one, other = desk.person("recorder"), desk.person("reviewer")
    mine, theirs = fields(one, "same"), fields(other, "different")
    assert one.submit("/match/decide/", {**mine, "reason": "one house"}, form="/match/").status_code == 302
    late = other.submit("/match/decide/", {**theirs, "reason": "two houses"}, form="/match/")
    assert late.status_code == 409
    assert all(words in late.text for words in ("Nothing was changed", "one house", "two houses", "recorder"))
    assert [d.verb for d in decided(desk)] == ["same"]
    assert queue


@pytest.mark.parametrize("role", ROLES)
def test_readers_do_not_decide(desk: Desk, queue: list[Comparison], role: str) -> None:
    person = desk.person(role)
    given = {"a": queue[0].a, "b": queue[0].b, "verb": "unsure", "seen": "0"}
    allowed = role != "reader"
    assert person.submit("/match/decide/", given, form="/password/").status_code == (302 if allowed else 403)
    assert person.get(f"/match/split/{CODE}/").status_code == (200 if allowed else 403)
    assert person.submit("/group-now/", {"next": "/match/"}, form="/password/").status_code == (302 if allowed else 403)
    assert person.get("/match/").status_code == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"verb": "accept"}, 400),
        ({"verb": "merge"}, 400),
        ({"a": "nobody"}, 404),
        ({"b": ""}, 404),
    ],
)
def test_what_is_no_decision_on_a_pair_is_refused(
    desk: Desk, queue: list[Comparison], given: dict[str, str], status: int
) -> None:
    sent = {"a": queue[0].a, "b": queue[0].b, "verb": "same", "seen": "0"} | given
    assert desk.person("recorder").submit("/match/decide/", sent, form="/match/").status_code == status
    assert decided(desk) == []


def test_only_decisions_on_pairs_are_taken_back_here(desk: Desk, queue: list[Comparison]) -> None:
    with Ledger.open(desk.folder, user="tests") as ledger:
        grade = ledger.decide("grade", CODE, value={"harm": "weak"}, reason="a test")
    recorder = desk.person("recorder")
    assert recorder.submit(f"/match/undo/{grade.number}/", {"a": queue[0].a}, form="/match/").status_code == 404
    assert recorder.submit("/match/undo/999999/", {}, form="/match/").status_code == 404


def test_grouping_leads_back_to_our_own_pages_alone(desk: Desk) -> None:
    recorder = desk.person("recorder")
    for given in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        assert recorder.submit("/group-now/", {"next": given}, form="/match/").headers["location"] == "/"
        assert given not in recorder.get("/grouping/", params={"next": given, "job": "1"}).text
    assert recorder.submit("/group-now/", {"next": "/match/?page=1"}, form="/match/").headers["location"] == (
        "/match/?page=1"
    )


def test_incidents_that_no_machine_put_together_are_joined_by_their_codes(
    desk: Desk, recorder: Window, queue: list[Comparison]
) -> None:
    with Ledger.open(desk.folder) as ledger:
        codes = [i.code for i in ledger.incidents()]
        one, other = codes[0], CODE
        sides = [i.accounts for i in ledger.incidents() if i.code in (one, other)]
    page = recorder.go(f"/incidents/{one}/")
    pressed(page, "m")
    page.keyboard.press("o")
    page.keyboard.type(other)
    pressed(page, "Enter")
    assert "has no score for them" in page.locator("#pair").inner_text()
    page.keyboard.press("Escape")
    recorder.accessible()
    pressed(page, "m")
    made = decided(desk)[0]
    assert (made.verb, made.value["accounts"], made.value["others"]) == ("same", list(sides[0]), list(sides[1]))
    page = recorder.go(f"/match/?a={one}&b={other}")
    pressed(page, "u")
    assert decided(desk) == []
    page = recorder.go(f"/match/?a={one}&b=LY-1900-0001")
    assert "no two different incidents" in page.locator("main").inner_text()
    assert queue


@pytest.mark.parametrize("page", ["0", "-1", "9999999999", "x", "٣", "1;drop"])
def test_any_page_number_shows_a_page(desk: Desk, page: str) -> None:
    assert desk.person("reader").get("/match/", params={"page": page, "a": "x", "b": "'"}).status_code == 200


def test_an_incident_is_taken_apart_by_ticking_accounts(desk: Desk, browser: Browser, queue: list[Comparison]) -> None:
    with window(browser, desk) as one:
        one.sign_in("recorder")
        page = one.go(f"/match/split/{CODE}/")
        one.accessible()
        page.keyboard.press("1")
        assert "1 / 3" in page.locator("#ticked").inner_text()
        page.keyboard.press("w")
        page.keyboard.type("another day")
        pressed(page, "Enter")
        assert page.url.endswith(f"/incidents/{CODE}/")
    made = decided(desk)
    assert [(d.verb, len(d.value["accounts"]), len(d.value["others"])) for d in made] == [("different", 1, 2)]
    with Ledger.open(desk.folder, user="tests") as ledger:
        ledger.group()
        codes = [
            i.code for i in ledger.matching.incidents([*made[0].value["accounts"], *made[0].value["others"]]).values()
        ]
        assert len(set(codes)) == 2
        ledger.decide("undo", made[0].target, supersedes=made[0].number, reason="the end of a test")
        ledger.group()
    assert queue


def test_nothing_is_taken_apart_without_a_part_and_a_reason(desk: Desk) -> None:
    recorder = desk.person("recorder")
    path = f"/match/split/{CODE}/"
    every = re.findall(r'name="all" value="([^"]+)"', recorder.page(path))
    assert len(every) == 3
    for ticked, reason in (([], "why"), (every, "why"), (every[:1], "")):
        recorder.submit(path, {"all": every, "account": ticked, "reason": reason})  # type: ignore[dict-item]
    recorder.submit(path, {"all": every[:2], "account": every[:1], "reason": "seen otherwise"})  # type: ignore[dict-item]
    assert decided(desk) == []


def test_the_match_desk_is_sound(desk: Desk, browser: Browser, queue: list[Comparison]) -> None:
    with window(browser, desk) as one:
        one.sign_in("recorder")
        page = one.go("/match/")
        one.accessible()
        pressed(page, "?")
        one.accessible()
    assert queue


# Without a browser.


def decision(number: int, verb: Verb, target: str, **value: object) -> Decision:
    return Decision(
        number=number, target=target, digest="", verb=verb, value=dict(value), by="ana", at="", reason="why"
    )


def test_a_decision_is_on_a_pair_either_way_round_and_among_others() -> None:
    pair = Comparison(a="a", b="b", score=0.5, features=())
    assert decision_on(pair, []) is None
    for made in (
        decision(1, "same", "a", other="b"),
        decision(1, "same", "b", other="a"),
        decision(1, "different", "x", other="y", accounts=["x", "b"], others=["y", "a"]),
    ):
        assert decision_on(pair, [made, decision(2, "same", "a", other="c")]) == made


def test_facts_are_the_same_other_or_of_one_alone() -> None:
    assert Fact("when", ("1 May",), ("1 May", "2 May")).verdict == "same"
    assert Fact("when", ("1 May",), ("2 May",)).verdict == "other"
    assert Fact("when", ("1 May",), ()).verdict == "one"
    assert Fact("said_by", ("a medic",), ("a baker",)).verdict == "none", "two speakers are no contradiction"
