"""The reader: the text as kept with its highlights, cards that a person decides on, nothing decided unseen, names withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.ledger import Ledger
from sayso.ledger.reading import read_piece
from sayso.model.claim import with_digest
from sayso.model.ledger import ClaimFilter, ClaimRow, EntryFilter, Project
from sayso.model.reading import Reading
from sayso.reader import Piece
from tests.desk.browsing import window
from tests.desk.served import Desk, Person
from tests.desk.told import read_once
from tests.store.reports import added, captured

# Invented people and outlets, after documented kinds of events.
MARKET = (
    "Ahmed Al-Mismari, the spokesman of the Libyan National Army, denied on Saturday that his air force had carried out an "
    "air strike on the central market in Derna.\n\n"
    "Residents said that at least 12 civilians were killed and about twenty others wounded when a warplane dropped two "
    "bombs on the market on Friday morning. \U0001f54c The dead included three children and Mariam Saleh, 9, a hospital "
    "official said.\n\n"
    "The Shura Council accused Egypt of the attack. Human Rights Watch said that the raid was unlawful."
)
QUIET = "The two sides signed a ceasefire agreement in Geneva on Thursday, a spokesman for the mission said."
HOSTILE = (
    "A spokesman said that shelling of <script>alert(1)</script> & <b onmouseover=alert(2)>Benghazi</b> on Friday had "
    "killed two men."
)


def reports_in(folder: Path, *texts: str, review: int = 1) -> list[str]:
    """A project with these reports; their ids."""
    about = Project(name="Derna 2016", user="tests", review=review)
    with Ledger.create(folder, about, read=read_once) as ledger:
        ids = [
            result.report or ""
            for result in added(ledger, *(captured(text, title=f"Report {n}") for n, text in enumerate(texts, 1)))
        ]
        ledger.group()
    return ids


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, list[str]]]:
    """A desk whose project wants one person for a claim."""
    folder = tmp_path_factory.mktemp("reader") / "project"
    ids = reports_in(folder, MARKET, QUIET, HOSTILE)
    with Desk(folder) as desk:
        yield desk.people(), ids


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """A desk with one report, and two people wanted for a claim."""
    (report,) = reports_in(tmp_path / "project", MARKET, review=2)
    with Desk(tmp_path / "project") as desk:
        yield desk.people(), report


def claims(desk: Desk, report: str) -> list[ClaimRow]:
    """The claims of a report in the order of their cards."""
    with Ledger.open(desk.folder) as ledger:
        rows = list(ledger.claims(ClaimFilter(report=report)))
    return sorted(rows, key=lambda row: (row.claim.passage.start, row.claim.passage.end))


def decisions(desk: Desk) -> list[tuple[str, str, str]]:
    """What was decided: verb, by whom, why."""
    with Ledger.open(desk.folder) as ledger:
        return [(e.data["verb"], e.by, e.reason) for e in ledger.log(EntryFilter(kind="decision"))]


def send(person: Person, report: str, row: ClaimRow, deed: str = "decide", **fields: str) -> tuple[int, str]:
    """What the desk answers to a deed on a claim, as a part of the page."""
    key = row.claim.key
    seen = {
        "digest": row.claim.digest,
        "seen": str(max((d.number for d in row.decisions), default=0)),
        "reason": "read it",
    }
    answer = person.submit(f"/reports/{report}/claims/{key}/{deed}/", {**seen, **fields}, form=f"/reports/{report}/")
    return answer.status_code, answer.text


# The text


def test_the_text_is_withheld_until_asked_and_then_shown_as_kept(two: tuple[Desk, list[str]]) -> None:
    desk, (market, quiet, _) = two
    reader = desk.person("reader")
    veiled = reader.page(f"/reports/{market}/")
    assert "tells of people killed or injured" in veiled
    assert "dropped two bombs on " not in veiled, "nor are its words on the cards"
    assert 'id="text"' in reader.page(f"/reports/{quiet}/"), "what tells of nobody harmed is shown at once"
    reader.submit(f"/reports/{market}/show/", {"what": "text"}, form=f"/reports/{market}/")
    assert 'id="text"' in reader.page(f"/reports/{market}/")


def test_names_of_the_harmed_and_of_children_are_not_sent_until_asked(two: tuple[Desk, list[str]]) -> None:
    desk, (market, *_) = two
    reader = desk.person("reader")
    reader.submit(f"/reports/{market}/show/", {"what": "text", "always": "yes"}, form=f"/reports/{market}/")
    page = reader.page(f"/reports/{market}/")
    assert "Mariam" not in page
    assert "Children are among those" in page
    assert "[name withheld]" in page
    assert "Ahmed Al-Mismari" in page, "a spokesman is named"
    reader.submit(f"/reports/{market}/show/", {"what": "names"}, form=f"/reports/{market}/")
    assert "Mariam Saleh" in reader.page(f"/reports/{market}/")
    reader.submit(f"/reports/{market}/show/", {"what": "veil"}, form=f"/reports/{market}/")
    assert "Mariam" not in reader.page(f"/reports/{market}/")


def test_words_of_a_report_are_only_ever_text(two: tuple[Desk, list[str]], browser: Browser) -> None:
    desk, (*_, hostile) = two
    with window(browser, desk) as one:
        one.sign_in("recorder")
        page = one.go(f"/reports/{hostile}/")
        page.keyboard.press("v")
        expect(page.locator("#text")).to_contain_text("<script>alert(1)</script> & <b onmouseover=alert(2)>")
        assert page.locator("#text script, #text b").count() == 0


# Cards


def test_a_card_says_who_says_what_in_words(two: tuple[Desk, list[str]]) -> None:
    desk, (market, *_) = two
    page = desk.person("reader").page(f"/reports/{market}/")
    for words in (
        "denies that his air force is behind an air strike",
        "at least 12, civilians",
        "about 20, presumed civilians",
        "8 July 2016, morning (known to the part of the day, counted from publication 2016-07-09",
        "Derna, Libya (city, within 4 km)",
        "Egypt (accused)",
        "suggested by sayso",
        "like this are right.",
        "Read by ",
    ):
        assert words in page, words
    assert 'name="verb"' not in page, "a reader decides nothing"


def test_a_reader_decides_nothing(two: tuple[Desk, list[str]]) -> None:
    desk, (market, *_) = two
    row = claims(desk, market)[0]
    reader = desk.person("reader")
    for deed in ("decide", "amend", "above"):
        assert send(reader, market, row, deed, verb="accept")[0] == 403
    assert reader.submit(f"/reports/{market}/note/", {"text": "x"}, form=f"/reports/{market}/").status_code == 403
    assert reader.submit(f"/reports/{market}/undo/", form=f"/reports/{market}/").status_code == 403


# By keyboard


def shown(page: Page, desk: Desk, report: str) -> None:
    """The report with its text and names shown."""
    page.goto(f"{desk.address}/reports/{report}/")
    page.keyboard.press("v")
    page.wait_for_selector("#text")


def test_everything_is_done_by_keyboard(tmp_path: Path, browser: Browser) -> None:
    (report,) = reports_in(tmp_path / "project", MARKET)
    with Desk(tmp_path / "project") as desk, window(browser, desk.people()) as one:
        rows = claims(desk, report)
        page = one.sign_in("recorder")
        shown(page, desk, report)
        one.accessible()
        card = [page.locator(f"#claim-{row.claim.key}") for row in rows]
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(card[0]).to_be_focused()
        page.keyboard.press("a")
        expect(page.locator("#why")).to_be_visible()
        page.keyboard.type("compared with the recording")
        page.keyboard.press("Enter")
        expect(card[0]).to_have_attribute("data-review", "accepted")
        expect(card[0]).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("x")
        expect(card[1]).to_have_attribute("data-review", "rejected")
        page.keyboard.press("u")
        expect(card[1]).to_have_attribute("data-review", "suggested")
        page.keyboard.press("s")
        expect(card[2]).to_be_focused()
        page.keyboard.press("y")
        page.keyboard.type("a reason of its own")
        page.keyboard.press("Enter")
        page.keyboard.press("a")
        expect(card[2]).to_have_attribute("data-review", "accepted")
        page.keyboard.press("n")
        page.keyboard.type("ask the hospital")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(card[2].locator(".note")).to_contain_text("ask the hospital")
        one.accessible()
        page.goto(f"{desk.address}/reports/{report}/?claim={rows[-1].claim.key}")
        page.keyboard.press("Shift+A")
        expect(page.locator("#above")).to_be_visible()
        one.accessible()
        page.keyboard.press("Enter")
        expect(page.locator("#cards > .card[data-review=suggested]")).to_have_count(0)
        page.keyboard.press("u")
        expect(page.locator("#cards > .card[data-review=suggested]")).to_have_count(len(rows) - 2)
        why = {verb: reason for verb, _, reason in decisions(desk)}
        assert why["reject"] == "compared with the recording"
        assert ("accept", "recorder", "a reason of its own") in decisions(desk)


def test_words_selected_in_the_text_fill_a_field_by_code_points(tmp_path: Path, browser: Browser) -> None:
    """Behind a character that is two in UTF-16, words are found where they stand."""
    (report,) = reports_in(tmp_path / "project", MARKET)
    with Desk(tmp_path / "project") as desk, window(browser, desk.people()) as one:
        page = one.sign_in("recorder")
        shown(page, desk, report)
        page.keyboard.press("v")
        page.get_by_role("button", name="Withhold the names").wait_for()
        row = next(row for row in claims(desk, report) if "at least 12" in row.claim.passage.exact)
        page.goto(f"{desk.address}/reports/{report}/?claim={row.claim.key}")
        page.keyboard.press("e")
        card = page.locator(f"#claim-{row.claim.key}")
        expect(card.locator("form.amend")).to_be_visible()
        one.accessible()
        who = card.locator("[name='tolls.1.who']")
        who.focus()
        piece = page.locator("#text .casualty", has_text="three children")
        piece.evaluate("element => getSelection().selectAllChildren(element)")
        piece.dispatch_event("mouseup")
        expect(who).to_have_value("three children")
        start = MARKET.index("three children")
        assert card.locator("[name='tolls.1.who@start']").input_value() == str(start)
        card.locator("[name='tolls.0.count.low']").fill("14")
        card.locator("[name='occurrence.places.0.exact']").fill("Derna")
        card.locator("[name=reason]").fill("the list has fourteen")
        card.get_by_role("button", name="Save the amendment").click()
        expect(card).to_have_attribute("data-review", "amended")
        expect(card).to_contain_text("at least 14")
        with Ledger.open(desk.folder) as ledger:
            said = next(ledger.log(EntryFilter(kind="decision"))).data["value"]["proposition"]
        assert said["tolls"][1] | {"count": 0} == said["tolls"][1] | {
            "count": 0,
            "start": start,
            "end": start + 14,
            "who": "three children",
        }
        assert said["tolls"][0]["count"] == {
            "low": 14,
            "high": None,
            "kind": "at_least",
            "approximator": None,
            "exact": "",
        }
        assert said["occurrence"]["places"][0]["exact"] == "Derna"


def test_a_field_and_its_words_point_at_each_other(two: tuple[Desk, list[str]], browser: Browser) -> None:
    desk, (market, *_) = two
    with window(browser, desk) as one:
        page = one.sign_in("recorder")
        shown(page, desk, market)
        fact = page.locator(".fact", has=page.locator("q", has_text="about twenty others"))
        fact.hover()
        expect(page.locator("#text .pointed")).to_have_text(["about twenty others"])
        page.locator("#text .casualty", has_text="at least 12 civilians").hover()
        expect(page.locator(".card .fact.pointed").first).to_contain_text("at least 12")
        page.locator("#text .content", has_text="Egypt").first.click()
        expect(page.locator(".card[aria-current]")).to_contain_text("Egypt")


# Two at once


def test_whoever_is_late_is_told_and_decides_nothing(tmp_path: Path) -> None:
    (report,) = reports_in(tmp_path / "project", MARKET)
    with Desk(tmp_path / "project") as desk:
        desk.people()
        row = claims(desk, report)[0]
        assert send(desk.person("recorder"), report, row, verb="accept")[0] == 302
        status, told = send(desk.person("reviewer"), report, row, verb="reject")
        assert (status, "Nothing was decided." in told, "recorder accepted it" in told) == (409, True, True)
        assert [verb for verb, *_ in decisions(desk)] == ["accept"]


def test_two_people_at_once_on_one_claim(tmp_path: Path, browser: Browser) -> None:
    """The second one keeps the card, sees what happened, and may decide with that before them."""
    (report,) = reports_in(tmp_path / "project", QUIET)
    with Desk(tmp_path / "project") as desk, window(browser, desk.people()) as one, window(browser, desk) as other:
        one.sign_in("recorder")
        other.sign_in("reviewer")
        for page in (one.page, other.page):
            page.goto(f"{desk.address}/reports/{report}/")
            page.fill("#reason-words", "read it")
        one.page.locator(".card").first.focus()
        one.page.keyboard.press("a")
        expect(one.page.locator(".card").first).to_have_attribute("data-review", "accepted")
        other.page.locator(".card").first.focus()
        other.page.keyboard.press("x")
        late = other.page.locator(".card").first
        expect(late.locator(".difference")).to_contain_text("Nothing was decided.")
        expect(late).to_have_attribute("data-review", "accepted")
        expect(late).to_be_focused()
        other.accessible()
        other.page.keyboard.press("x")
        expect(late).to_have_attribute("data-review", "rejected")
        assert [verb for verb, *_ in decisions(desk)] == ["accept", "reject"]
        other.console.clear()  # the browser tells of every answer that refuses


def test_a_claim_with_a_name_is_amended_only_by_who_asked_to_see_it(two: tuple[Desk, list[str]]) -> None:
    desk, (market, *_) = two
    recorder = desk.person("recorder")
    row = next(row for row in claims(desk, market) if "Mariam" in row.claim.passage.exact)
    status, told = send(recorder, market, row, "amend")
    assert (status, "show the names, then amend" in told, "Mariam" in told) == (400, True, False)
    recorder.submit(f"/reports/{market}/show/", {"what": "names"}, form=f"/reports/{market}/")
    assert "Mariam" in recorder.page(f"/reports/{market}/claims/{row.claim.key}/amend/")


def test_a_claim_that_is_gone_is_told_of_where_the_page_tells_things(two: tuple[Desk, list[str]]) -> None:
    desk, (_, quiet, _) = two
    answer = desk.person("recorder").get(f"/reports/{quiet}/claims/{'0' * 20}/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-retarget"]) == (404, "#told")
    assert "<html" not in answer.text


def less_sure(piece: Piece) -> Reading:
    """A reader that takes every denial for something possible, by another rule."""
    reading = read_piece(piece)
    changed = (
        with_digest(msgspec.structs.replace(claim, modality="possible", rule="newer"))
        if claim.kind == "denial"
        else claim
        for claim in reading.claims
    )
    return msgspec.structs.replace(reading, claims=tuple(changed))


def test_a_reading_that_changed_is_shown_as_a_difference(tmp_path: Path) -> None:
    (report,) = reports_in(tmp_path / "project", MARKET)
    row = next(row for row in claims_in(tmp_path / "project") if row.claim.kind == "denial")
    with Ledger.open(tmp_path / "project") as ledger:
        number = ledger.decide("accept", row.claim.key, digest=row.claim.digest, reason="first").number
    with Ledger.open(tmp_path / "project", read=less_sure) as later:
        later.rebuild()
    with Desk(tmp_path / "project") as desk:
        person = desk.people().person("reviewer")
        page = person.page(f"/reports/{report}/")
        assert "decided by tests on an earlier reading" in page
        status, told = send(person, report, row, verb="reject", seen=str(number))
        assert status == 409
        assert "As you saw it" in told
        assert re.search(r"<del><bdi>[^<]*asserted", told)
        assert re.search(r"<ins><bdi>[^<]*as a possibility", told)
        assert len(decisions(desk)) == 1


def claims_in(folder: Path) -> list[ClaimRow]:
    """All claims of a project."""
    with Ledger.open(folder) as ledger:
        return list(ledger.claims())


# Two people for a claim


def test_two_people_accept_a_claim_and_nobody_their_own(fresh: tuple[Desk, str]) -> None:
    desk, report = fresh
    row = claims(desk, report)[0]
    recorder, reviewer = desk.person("recorder"), desk.person("reviewer")
    assert send(recorder, report, row, verb="accept")[0] == 302
    assert "accepted by recorder, waits for another person" in recorder.page(f"/reports/{report}/")
    row = claims(desk, report)[0]
    status, told = send(recorder, report, row, verb="accept")
    assert (status, "nobody confirms their own work" in told) == (400, True)
    assert send(reviewer, report, row, verb="accept")[0] == 302
    assert "accepted by recorder, confirmed by reviewer" in reviewer.page(f"/reports/{report}/")
    assert claims(desk, report)[0].review == "accepted"


def test_confirming_is_for_a_reviewer(fresh: tuple[Desk, str]) -> None:
    desk, report = fresh
    row = claims(desk, report)[0]
    assert send(desk.person("admin"), report, row, verb="accept")[0] == 302
    status, told = send(desk.person("recorder"), report, claims(desk, report)[0], verb="accept")
    assert (status, "is for a reviewer" in told) == (403, True)


# All above


def test_all_up_to_a_claim_are_accepted_as_they_were_seen_or_none(tmp_path: Path) -> None:
    (report,) = reports_in(tmp_path / "project", MARKET)
    with Desk(tmp_path / "project") as desk:
        recorder = desk.people().person("recorder")
        rows = claims(desk, report)
        where = f"/reports/{report}/claims/{rows[2].claim.key}/above/"
        asked = recorder.page(where)
        assert "3 claims, up to number 3" in asked
        seen = re.search(r'name="seen" value="(\w+)"', asked)
        assert seen is not None
        send(desk.person("reviewer"), report, rows[0], verb="reject")
        late = recorder.submit(where, {"seen": seen[1], "reason": "r"})
        assert (late.status_code, "nothing was accepted" in late.text) == (409, True)
        again = re.search(r'name="seen" value="(\w+)"', late.text)
        assert again is not None
        recorder.submit(where, {"seen": again[1], "reason": "all read"})
        assert [row.review for row in claims(desk, report)[:4]] == ["rejected", "accepted", "accepted", "suggested"]
        recorder.submit(f"/reports/{report}/undo/", form=f"/reports/{report}/")
        assert [row.review for row in claims(desk, report)[:3]] == ["rejected", "suggested", "suggested"]


# From report to report


def test_the_next_report_is_one_that_waits(two: tuple[Desk, list[str]]) -> None:
    desk, (market, quiet, hostile) = two
    person = desk.person("recorder")
    assert person.get("/reports/next/").headers["location"] == f"/reports/{market}/"
    assert person.get(f"/reports/next/?after={market}").headers["location"] == f"/reports/{quiet}/"
    assert person.get(f"/reports/next/?after={hostile}").headers["location"] == f"/reports/{market}/"


@pytest.mark.parametrize("path", ["/reports/r000000000000/", "/reports/nothing/claims/", "/reports/..%2f..%2fetc/"])
def test_what_is_no_report_is_not_found(two: tuple[Desk, list[str]], path: str) -> None:
    assert two[0].person("reader").get(path).status_code == 404
