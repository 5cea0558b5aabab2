"""Draws the pictures of a release's site anew: `make pictures`. It is of the project that the desk's pictures show."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import NamedTuple

from draw_desk import COLOURS, project, ticking
from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from sayso.ledger import Ledger
from sayso.model.publishing import ReleasePolicy
from sayso.publish.release import publish
from sayso.publish.site.addresses import page_of
from tests.desk.browsing import CHROMIUM

TO = Path(__file__).parent / "site"
POLICY = ReleasePolicy(
    title="Derna 2016 and 2017", publisher="Coast Recorders", contact="corrections@example.org", suggestions=True
)
RULINGS = {
    "names": "redact",
    "minors": "redact",
    "source_at_risk": "redact",
    "medical_site": "publish",
    "sensitive_site": "publish",
    "exact_coordinates": "redact",
}


class Picture(NamedTuple):
    """A page: its name, its path, how much of it is seen, and what is clicked first."""

    name: str
    path: str
    height: int
    click: str = ""


PICTURES = (
    Picture("overview", "en/index.html", 1150),
    Picture("incident", "en/{strike}", 1250),
    Picture("claim", "en/{strike}", 620, ".contested .mark a"),
    Picture("incident-ar", "ar/{strike}", 1250),
    Picture("incidents-ar", "ar/incidents/index.html", 800),
)


def main() -> None:
    """Make a release and take a picture of some of its pages."""
    TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        strike = project(folder / "derna")["strike"]
        with Ledger.open(folder / "derna", user="amal", now=ticking()) as ledger:
            for flag, verdict in RULINGS.items():
                ledger.decide("publish", "release", value={"flag": flag, "verdict": verdict}, reason="our rule")
            publish(ledger, folder / "release", POLICY)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            for picture in PICTURES:
                take(browser, folder / "release", picture, page_of(strike))
            browser.close()


def take(browser: Browser, release: Path, picture: Picture, strike: str) -> None:
    """One picture, of few colours."""
    size = ViewportSize(width=1200, height=picture.height)
    page = browser.new_context(viewport=size, color_scheme="light").new_page()
    page.goto((release / picture.path.format(strike=strike)).as_uri())
    if picture.click:
        page.locator(picture.click).first.click()
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    few = shot.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(TO / f"{picture.name}.png", optimize=True)


if __name__ == "__main__":
    main()
