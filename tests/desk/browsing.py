"""A real browser for the tests: what it asks for, what its console says, and whether everybody can use the page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.desk.served import Desk

VENDOR = Path(__file__).parents[2] / "vendor"
CHROMIUM = "/usr/bin/chromium"
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_PATIENCE = 15_000  # milliseconds: what else the machine does is no fault of the page
expect.set_options(timeout=_PATIENCE)


class Window:
    """A page of one person. `asked` are the addresses that it asked for, `console` what went wrong in it."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page = page
        self.desk = desk
        self.asked: list[str] = []
        self.console: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("console", lambda one: self.console.append(one.text) if one.type in {"error", "warning"} else None)

    def go(self, path: str) -> Page:
        """Open an address of the desk."""
        self.page.goto(f"{self.desk.address}{path}")
        return self.page

    def sign_in(self, name: str) -> Page:
        """The inbox of somebody who has signed in just now; that the page for it works, test_recorders_day.py shows."""
        name, session = self.desk.person(name).cookie("session")
        self.page.context.add_cookies([{"name": name, "value": session, "url": self.desk.address}])
        return self.go("/")

    def check(self) -> None:
        """No error in the console, nothing asked of any other machine."""
        assert not self.console, self.console
        elsewhere = [url for url in self.asked if urlsplit(url).netloc not in {urlsplit(self.desk.address).netloc, ""}]
        assert not elsewhere, elsewhere

    def accessible(self) -> None:
        """No violation of WCAG 2.2 AA that axe can see."""
        self.page.evaluate(axe())
        found: Any = self.page.evaluate("tags => axe.run(document, {runOnly: tags})", _WCAG)
        told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]
        assert not told, told


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    if not Path(CHROMIUM).exists():
        assert os.environ.get("CI") != "true", "Chromium is not installed"
        pytest.skip("Chromium is not installed: the pages are not tried in a browser")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=arguments)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, desk: Desk, **options: Any) -> Iterator[Window]:
    """A window of a person of their own; at its end it is checked."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    context.set_default_timeout(_PATIENCE)
    one = Window(context.new_page(), desk)
    yield one
    one.check()
    context.close()


@cache
def axe() -> str:
    """axe-core as a script, from its npm package."""
    script = VENDOR / "node_modules/axe-core/axe.min.js"
    if not script.exists():
        if shutil.which("npm") is None:
            assert os.environ.get("CI") != "true", "npm is not installed"
            pytest.skip("npm is not installed: accessibility is not tried")
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=VENDOR, check=True, timeout=240)
    return script.read_text(encoding="utf-8")
