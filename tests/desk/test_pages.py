"""Every page that there is, with something on it, in a real browser and in every language of the desk: no error, no request
elsewhere, usable by everybody, written from the side that the language is. A page without a row here fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import sayso.desk
from sayso.ledger import Ledger
from sayso.model.ledger import ClaimFilter
from tests.desk import told
from tests.desk.browsing import Window, window
from tests.desk.served import Desk

TEMPLATES = Path(sayso.desk.__file__).parent / "templates/desk"
Act = Callable[[Page], object]


def _shown(page: Page) -> None:
    page.keyboard.press("v")
    page.wait_for_selector("#text")


def _graded(page: Page) -> None:
    page.wait_for_selector("#map[data-drawn=yes]")
    page.keyboard.press("g")
    page.keyboard.press("g")
    expect(page.locator("dialog#grade")).to_be_visible()


def _keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()


def _amended(page: Page) -> None:
    page.keyboard.press("e")
    page.wait_for_selector("form.amend")


def _menu(page: Page) -> None:
    page.locator(".menu summary").press("Enter")
    expect(page.locator(".menu ul")).to_be_visible()


def _late(page: Page, form: str, field: str, value: str) -> None:
    """Send a form as whoever sends it who saw what is no longer so."""
    with page.expect_navigation():
        page.evaluate(
            """([form, field, value]) => {
              const sent = document.querySelector(form);
              sent.querySelector(`[name=${field}]`).value = value;
              sent.querySelector("[name=reason]").value = "a test";
              const verb = form === "#decide" ? "same" : "accept";
              sent.append(Object.assign(document.createElement("input"), { name: "verb", value: verb }));
              HTMLFormElement.prototype.submit.call(sent);
            }""",
            [form, field, value],
        )
    assert page.locator("#told, table, .difference").count()


def _locked(page: Page) -> None:
    for _ in range(6):
        page.fill("[name=username]", "publisher")
        page.fill("[name=password]", "wrong wrong wrong")
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        if page.locator("[name=username]").count() == 0:
            return


# The template of a page, its address, and what is done there first. {report}, {claim}, {code}, {agreement} and {job} are ids.
PAGES: list[tuple[str, str, Act | None]] = [
    ("inbox", "/", None),
    ("inbox", "/?words=nobodywrotethis", _menu),
    ("jobs", "/jobs/", None),
    ("job", "/jobs/{job}/", None),
    ("report", "/reports/{report}/", None),
    ("report", "/reports/{report}/?claim={claim}", _shown),
    ("report", "/reports/{report}/?claim={claim}", _amended),
    ("report/amend_page", "/reports/{report}/claims/{claim}/amend/", None),
    ("report/above_page", "/reports/{report}/claims/{claim}/above/", None),
    ("report/card_page", "/reports/{report}/", lambda page: _late(page, "form.decide", "digest", "0")),
    ("report/none", "/reports/next/?after={report}", None),
    ("incident", "/incidents/{code}/", _graded),
    ("incident_stale", "/incidents/{code}/", lambda page: _late(page, "#grade form", "seen", "0")),
    ("explore", "/explore/", lambda page: page.wait_for_selector("#map[data-shown]")),
    ("explore", "/explore/?q=nobodywrotethis", None),
    ("match", "/match/", None),
    ("match_stale", "/match/", lambda page: _late(page, "#decide", "seen", "99")),
    ("split", "/match/split/{code}/", None),
    ("agreements", "/agreements/", None),
    ("agreement", "/agreements/{agreement}/", None),
    ("evidence", "/evidence/", None),
    ("log", "/evidence/log/", _keys),
    ("entry", "/evidence/log/2/", None),
    ("password", "/password/", None),
    ("account", "/account/", None),
    ("accounts", "/accounts/", None),
    ("api", "/api/", None),
    ("fault", "/incidents/LY-1900-0001/", None),
]
APART = {"sign_in", "welcome", "locked"}
"""What is looked at before anybody has signed in."""
REFUSES = {"report/card_page", "incident_stale", "match_stale", "fault", "locked"}
"""What a browser tells of in its console, whatever the page says."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with something on every page."""
    return told.project(tmp_path_factory.mktemp("pages") / "project")


@pytest.fixture(scope="module")
def ids(desk: Desk) -> dict[str, str]:
    """What there is, by its ids; somebody had it verified and decided something."""
    recorder = desk.person("recorder")
    recorder.submit("/evidence/verify/", form="/evidence/")
    recorder.submit(
        f"/incidents/{told.FATAIH_CODE}/note/", {"text": "ask again"}, form=f"/incidents/{told.FATAIH_CODE}/"
    )
    recorder.submit("/explore/searches/", {"query": "kind=air_strike", "name": "Air strikes"}, form="/explore/")
    with Ledger.open(desk.folder) as ledger:
        report = max(ledger.reports(), key=lambda one: one.claims)
        claim = next(ledger.claims(ClaimFilter(report=report.id))).claim.key
        agreement = next(iter(ledger.agreements())).id
    return {
        "report": report.id, "claim": claim, "code": told.FATAIH_CODE, "agreement": agreement,
        "job": re.findall(r"/jobs/(\d+)/", recorder.page("/jobs/"))[0],
    }  # fmt: skip


@pytest.fixture(scope="module", params=["en", "ar", "fr"])
def signed_in(desk: Desk, browser: Browser, request: pytest.FixtureRequest) -> Iterator[tuple[Window, str]]:
    """An administrator at a browser that asks for a language."""
    with window(browser, desk, locale=request.param) as one:
        one.sign_in("admin")
        yield one, request.param


@pytest.mark.parametrize(("name", "path", "act"), PAGES, ids=[f"{number}-{row[0]}" for number, row in enumerate(PAGES)])
def test_a_page_is_sound(
    signed_in: tuple[Window, str], ids: dict[str, str], name: str, path: str, act: Act | None
) -> None:
    one, language = signed_in
    page = one.go(path.format(**ids))
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("html").get_attribute("lang") == language
    if act is not None:
        act(page)
    one.accessible()
    if name in REFUSES:
        one.console[:] = [words for words in one.console if "the server responded with a status of 4" not in words]
    one.check()


def test_every_page_has_a_row() -> None:
    there = {
        str(path.relative_to(TEMPLATES).with_suffix(""))
        for path in TEMPLATES.rglob("*.html")
        if '{% extends "desk/page.html" %}' in path.read_text(encoding="utf-8")
    }
    assert there == {row[0] for row in PAGES} | (APART & there)


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_pages_for_whoever_is_not_signed_in_are_sound(desk: Desk, browser: Browser, language: str) -> None:
    with window(browser, desk, locale=language) as one:
        page = one.go("/sign-in/")
        one.accessible()
        _locked(page)
        one.accessible()
        one.console.clear()  # the browser tells of every answer that refuses


def test_keys_open_what_they_say_and_can_be_turned_off(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        page = one.sign_in("recorder")
        page.keyboard.press("?")
        assert page.locator("dialog#keys").is_visible()
        page.locator("#keys-on").press("Space")
        page.keyboard.press("Escape")
        assert not page.locator("dialog#keys").is_visible()
        page.keyboard.press("?")
        assert not page.locator("dialog#keys").is_visible()
        page.locator("[data-opens=keys]").press("Enter")
        page.locator("#keys-on").press("Space")
        page.keyboard.press("Escape")
        with page.expect_navigation():
            page.keyboard.press("g")
            page.keyboard.press("e")
        page.locator(".menu summary").press("Enter")
        page.locator(".menu button[lang=fr]").focus()
        page.keyboard.press("Escape")
        expect(page.locator(".menu summary")).to_be_focused()
        assert page.locator(".menu[open]").count() == 0
