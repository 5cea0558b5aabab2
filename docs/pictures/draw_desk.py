"""Draws the pictures of the desk anew: `make pictures`.

They show the project of the tutorial, the bundled examples and a few more reports, as somebody left it after a morning's work.
The same code gives the same pictures in the same browser.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from itertools import count
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from sayso.evidence.capture import Options, captures
from sayso.evidence.captured import Captured
from sayso.evidence.manifests import Manifests, known
from sayso.ledger import Ledger
from sayso.model.decision import Verb
from sayso.model.ledger import ClaimFilter, Project
from tests.desk.browsing import CHROMIUM
from tests.desk.served import Desk
from tests.desk.told import MAYBE
from tests.store.reports import captured

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "src/sayso/examples"
TO = HERE / "desk"
COLOURS = 192
MOST = 250_000  # bytes
COAST = (
    "Warplanes bombed the port of Derna and a block of flats at dawn on Saturday, residents said. A doctor at the hospital "
    "said two people were killed and 14 were wounded. A spokesman of the Libyan National Army denied that its aircraft had "
    "struck the town."
)


def still(_: Page) -> None:
    """Nothing is done before the picture."""


def reading(page: Page) -> None:
    """The text is asked for."""
    page.keyboard.press("v")
    page.wait_for_selector("#text")


def mapped(page: Page) -> None:
    """The map is drawn."""
    page.wait_for_selector("#map[data-drawn=yes], #map[data-shown]")


class Picture(NamedTuple):
    """A screen: its name, its address, how much of it is seen, what is done first, and in which language."""

    name: str
    path: str
    height: int = 900
    act: Callable[[Page], None] = still
    language: str = "en"


PICTURES = (
    Picture("inbox", "/"),
    Picture("review", "/reports/{report}/", 900, reading),
    Picture("incident", "/incidents/{strike}/", 1400, mapped),
    Picture("match", "/match/"),
    Picture("explore", "/explore/", 1000, mapped),
    Picture("agreement", "/agreements/{agreement}/"),
    Picture("evidence", "/evidence/", 700),
    Picture("log", "/evidence/log/", 700),
    Picture("review-ar", "/reports/{report}/", 900, reading, "ar"),
    Picture("incident-ar", "/incidents/{strike}/", 1400, mapped, "ar"),
)


def main() -> None:
    """Make the project, open its desk, and take a picture of every screen."""
    TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "derna"
        ids = project(folder)
        with Desk(folder) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            for picture in PICTURES:
                take(browser, desk.people(), picture, ids)
            browser.close()


def project(folder: Path) -> dict[str, str]:
    """The tutorial's project as one morning left it; what the pictures need to know of it."""
    with Ledger.create(folder, Project(name="Derna 2016", same=0.975), user="amal", now=ticking()) as ledger:
        with chdir(EXAMPLES):  # a report is called as whoever adds it calls it
            inputs = [name.name for name in sorted(EXAMPLES.glob("*.txt"))]
            list(ledger.add(known(captures(inputs, Options()), Manifests(EXAMPLES / "manifest.jsonl", inputs, print))))
        list(ledger.add(more()))
        ledger.group()
        raids = next(row for row in ledger.reports() if row.name.endswith("derna-raids.txt"))
        rows = sorted(ledger.claims(ClaimFilter(report=raids.id)), key=lambda row: row.claim.passage.start)
        verbs: tuple[Verb, ...] = ("accept", "accept", "reject")
        for row, verb in zip(rows, verbs, strict=False):
            ledger.decide(verb, row.claim.key, digest=row.claim.digest, reason="compared with the page as kept")
        code = next(i.code for i in ledger.incidents() if any(a.startswith(raids.id) for a in i.accounts))
        strike = max(ledger.incidents(), key=lambda i: sum(len(f.positions) for f in i.facets if f.contested)).code
        ledger.note("note", code, {"text": "Ask the hospital for its list."})
        ledger.note("verify", "project", {"faults": 0})
        ledger.group()
        agreement = next(one.id for one in ledger.agreements() if raids.id in one.reports)
    return {"report": raids.id, "code": code, "strike": strike, "agreement": agreement}


def more() -> Iterator[Captured]:
    """The report that the tutorial adds by hand, and two that leave a person something to match."""
    yield captured(COAST, "coast.txt", source="Coast Herald", title="Two dead in dawn strikes, doctor says")
    for one in MAYBE:
        yield captured(one.text, f"{one.outlet}.txt", source=one.outlet, title=one.title, published=one.day)


def ticking() -> Callable[[], str]:
    """A clock that a minute passes on with every look, from nine in the morning on."""
    minutes: Iterator[int] = count()
    return lambda: f"2026-03-02T{9 + (n := next(minutes)) // 60:02}:{n % 60:02}:00Z"


def take(browser: Browser, desk: Desk, picture: Picture, ids: dict[str, str]) -> None:
    """One picture, of few colours."""
    size = ViewportSize(width=1280, height=picture.height)
    context = browser.new_context(locale=picture.language, viewport=size, color_scheme="light")
    name, session = desk.person("admin").cookie("session")
    context.add_cookies([{"name": name, "value": session, "url": desk.address}])
    page = context.new_page()
    page.goto(f"{desk.address}{picture.path.format(**ids)}")
    picture.act(page)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    to = TO / f"{picture.name}.png"
    shot.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(to, optimize=True)
    if to.stat().st_size > MOST:
        raise SystemExit(f"{to.name} has {to.stat().st_size} bytes; {MOST} are the most")
    context.close()


if __name__ == "__main__":
    main()
