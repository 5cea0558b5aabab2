"""How long it takes until the map of all incidents can be used, in a real browser: every point drawn, and moved by hand."""

from __future__ import annotations

import sys
import time

from playwright.sync_api import Page, sync_playwright

from bench.desk_speed import fresh, large_project

_LIMIT = 30_000  # milliseconds
_WHERE = "document.querySelector('#map .leaflet-map-pane').style.transform"


def main() -> int:
    """Say how many milliseconds pass from asking for the page until all is drawn, and until a pan is seen."""
    from tests.desk.served import Desk

    for engine in sys.argv[1:] or ("sqlite", "postgresql"):
        with large_project(engine) as folder:
            if folder is None:
                continue
            with Desk(fresh(folder)) as desk, sync_playwright() as playwright:
                desk.people()
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", headless=True, args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                _sign_in(page, desk.address)
                for _ in range(3):
                    print(engine, {name: round(ms) for name, ms in _timed(page, f"{desk.address}/explore/").items()})
                browser.close()
    return 0


def _sign_in(page: Page, address: str) -> None:
    from tests.desk.served import PASSWORD

    page.goto(f"{address}/sign-in/")
    page.fill("[name=username]", "recorder")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")


def _timed(page: Page, address: str) -> dict[str, float]:
    """`drawn`: from asking for the page until every point is there; `panned`: from the first move of a hand until the next
    picture after the points were laid out again.
    """
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#map[data-ready]", timeout=_LIMIT)
    drawn = float(page.get_attribute("#map", "data-ready") or 0)
    page.locator("#map").scroll_into_view_if_needed()
    box = page.locator("#map").bounding_box()
    assert box is not None  # noqa: S101 - it was drawn
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = page.evaluate(_WHERE)
    start = time.perf_counter()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 150, y, steps=3)
    page.mouse.up()
    page.wait_for_function(f"before => {_WHERE} !== before", arg=before, timeout=_LIMIT)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return {"drawn_ms": drawn, "panned_ms": (time.perf_counter() - start) * 1000}


if __name__ == "__main__":
    sys.exit(main())
