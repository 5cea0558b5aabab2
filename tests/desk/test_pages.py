"""Every page in a real browser: no error, no request elsewhere, usable by everybody, in both directions of writing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.desk.browsing import window
from tests.desk.served import Desk

PAGES = [
    "/",
    "/explore/",
    "/evidence/",
    "/evidence/log/",
    "/jobs/",
    "/reports/next/",
    "/password/",
    "/accounts/",
    "/account/",
    "/api/",
    "/match/",
    "/agreements/",
]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(desk: Desk, browser: Browser, path: str, language: str) -> None:
    with window(browser, desk, locale=language) as one:
        one.sign_in("admin")
        page = one.go(path)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        one.accessible()


def test_the_sign_in_page_is_sound(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.go("/sign-in/")
        one.accessible()


def test_keys_open_what_they_say(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        page = one.sign_in("recorder")
        page.keyboard.press("?")
        assert page.locator("dialog#keys").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("dialog#keys").is_visible()
