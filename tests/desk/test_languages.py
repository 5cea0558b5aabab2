"""The desk in Arabic and in French: every sentence of ours translated, real right-to-left, a choice that is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import time
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.ledger import Ledger
from sayso.model.exploring import Exploring
from sayso.model.ledger import Project
from tests.desk import told
from tests.desk.browsing import window
from tests.desk.served import Desk
from translations.gather import gathered

BARE = [
    "/", "/explore/", "/evidence/", "/evidence/log/", "/jobs/", "/reports/next/", "/password/", "/accounts/", "/account/",
    "/api/", "/match/", "/agreements/",
]  # fmt: skip
FULL = ["/", "/jobs/", "/explore/", "/agreements/", "/evidence/", "/evidence/log/", "/evidence/log/1/", "/match/"]
# What is the same in every language: names, keys, kinds of files, codes, and the names of the languages themselves.
_ALIKE = re.compile(
    r"https://|(?<![A-Za-z])(?:sayso|Derna 2016|admin|recorder|reviewer|reader|publisher|tests|English|Français|CSV|JSON Lines|"
    r"SHA-256|UTC|PDFs?|WARC|Natural Earth|OpenAPI|API|Tab|Enter|Shift|Esc|km|Auto Archiver|RSS|P2W|docs/\w+\.md|"
    r"[A-Z]{2}-\d{4}-[A-Z0-9-]+)(?![A-Za-z])"
)
_ISOLATED = re.compile("\u2068[^\u2069]*\u2069")

# Every text and every name of a control that people read, but for words of sources, codes and what is said to be English.
_READ = """
() => {
  const found = [], skipped = "script, style, bdi, code, kbd, pre, q, blockquote, datalist, #text, #map, svg.chains, "
    + "[lang=en], [dir=ltr]:not(html)";
  const own = (node) => !node.closest(skipped) && node.closest("[lang]").lang === document.documentElement.lang;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (own(walk.currentNode.parentElement)) found.push(walk.currentNode.data);
  for (const name of ["aria-label", "placeholder", "alt"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) if (own(one)) found.push(one.getAttribute(name));
  }
  return found.map((words) => words.replace(/\\s+/g, " ").trim()).filter(Boolean);
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with incidents that are contested and a truce that is disputed."""
    return told.project(tmp_path_factory.mktemp("languages") / "project", (*told.FATAIH[:2], *told.TRUCE))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over a project with nothing in it."""
    folder = tmp_path_factory.mktemp("empty") / "project"
    Ledger.create(folder, Project(name="Derna 2016", user="tests")).close()
    with Desk(folder) as desk:
        yield desk.people()


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """Our sentences without placeholders, of two words and more."""
    said = (words for one in gathered() if one.context is None for words in (one.one, one.several or ""))
    return frozenset(words for words in said if " " in words and "%(" not in words)


def read(page: Page) -> list[str]:
    """What somebody reads on a page, as far as it is ours."""
    words: list[str] = page.evaluate(_READ)
    return [_ISOLATED.sub("", one) for one in words]


def untranslated(page: Page, language: str, english: frozenset[str]) -> list[str]:
    """What stands there in English: in Arabic any word in Latin letters, in French any of our sentences."""
    words = read(page)
    assert words
    if language == "ar":
        return [one for one in words if re.search("[A-Za-z]{2,}", _ALIKE.sub("", one))]
    return [one for one in words if one in english]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_page_without_data_says_anything_in_english(
    empty: Desk, browser: Browser, language: str, english: frozenset[str]
) -> None:
    with window(browser, empty, locale=language) as one:
        page = one.go("/sign-in/")
        assert untranslated(page, language, english) == []
        one.sign_in("admin")
        for path in BARE:
            page = one.go(path)
            assert page.locator("html").get_attribute("lang") == language
            assert untranslated(page, language, english) == [], path


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_what_records_say_in_english_is_told_or_marked(
    desk: Desk, browser: Browser, language: str, english: frozenset[str]
) -> None:
    """Sentences that retell an English text stay English, say so to a screen reader, and run from left to right."""
    paths = [*FULL, *addresses(desk)]
    with window(browser, desk, locale=language) as one:
        one.sign_in("admin")
        seen = 0
        for path in paths:
            page = one.go(path)
            assert untranslated(page, language, english) == [], path
            marked: list[Any] = page.eval_on_selector_all("bdi[lang=en]", "all => all.map((one) => one.dir)")
            assert set(marked) <= {"ltr"}, path
            seen += len(marked)
        assert seen


def test_numbers_are_western_digits_in_arabic_everywhere(desk: Desk, browser: Browser) -> None:
    with window(browser, desk, locale="ar") as one:
        one.sign_in("reader")
        page = one.go("/explore/")
        page.wait_for_selector("#map[data-ready]")
        assert not re.search("[٠-٩]", page.locator("body").inner_text())
        page.check("#facets input[name=country]")
        expect(page.locator("#live")).to_have_text(re.compile(r"\d"))
        assert not re.search("[٠-٩]", page.locator("#live").inner_text())


def test_a_language_is_chosen_before_signing_in_and_kept(desk: Desk, browser: Browser) -> None:
    with window(browser, desk, locale="en") as one:
        page = one.go("/sign-in/")
        page.click(".languages button[value=ar]")
        assert page.locator("html").get_attribute("dir") == "rtl"
        page = one.sign_in("recorder")
        assert page.locator("html").get_attribute("lang") == "ar"
        cookie = next(one for one in page.context.cookies() if one["name"] == "sayso_language")
        assert cookie["expires"] > time() + 300 * 86_400
        page.click("details.menu summary")
        page.click(".languages button[value=fr]")
        assert page.locator("html").get_attribute("lang") == "fr"
        assert page.locator("html").get_attribute("dir") == "ltr"


def test_the_reading_way_is_kept_where_there_is_no_markup(desk: Desk, browser: Browser) -> None:
    """A date in a drawing, a hash, a map: each in its own direction on an Arabic page."""
    with window(browser, desk, locale="ar") as one:
        one.sign_in("reader")
        page = one.go(next(path for path in addresses(desk) if path.startswith("/incidents/")))
        assert page.locator("#map").get_attribute("dir") == "ltr"
        assert page.locator("#evidence code.hash").first.get_attribute("dir") == "ltr"
        assert "، " in page.locator(".outline").inner_text()


def addresses(desk: Desk) -> list[str]:
    """The pages of a report, an incident, a pair and an agreement of the project."""
    with Ledger.open(desk.folder) as ledger:
        report = ledger.report_page().reports[0].report.id
        codes = [line.code for line in ledger.exploration.page(Exploring(), many=5).lines]
        agreement = next(iter(ledger.agreements())).id
    incidents = [f"/incidents/{code}/" for code in codes[:3]]
    return [*incidents, f"/reports/{report}/", f"/match/?a={codes[0]}&b={codes[1]}", f"/agreements/{agreement}/"]
