"""Hostile material: whatever a report, a name or an address carries is words on every screen, and nothing of it runs."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from sayso.desk.exporting import as_csv
from sayso.errors import FeedError, InputError
from sayso.evidence.feeds import entries
from sayso.ledger import Ledger
from sayso.model.exploring import IncidentLine
from sayso.model.ledger import Project
from sayso.text.documents import extract
from tests.desk.browsing import Window, window
from tests.desk.hostile import BOMB, FILES, OUTSIDE, PAYLOADS, SAID, pdf, svg, web_page
from tests.desk.served import PASSWORD, Desk
from tests.desk.test_inbox import idle, sent
from tests.store.reports import added, captured

SCREENS = [
    "/",
    "/explore/",
    "/match/",
    "/agreements/",
    "/evidence/",
    "/evidence/log/",
    "/jobs/",
    "/accounts/",
    "/account/",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which everything that somebody else writes is hostile, names of people who decided among it."""
    folder = tmp_path_factory.mktemp("hostile") / "project"
    third = len(PAYLOADS) // 3
    titles = [" ".join(PAYLOADS[n : n + third]) for n in range(0, len(PAYLOADS), third)]
    with Ledger.create(folder, Project(name=PAYLOADS[0], user="tests")) as ledger:
        lines = "\n".join(f"{one} {SAID}" for one in PAYLOADS[:3]) + "\n".join(PAYLOADS)
        first = captured(f"{SAID}\n{lines}", f"{PAYLOADS[6]}.txt")
        others = [
            captured(f"{SAID} Version {n}.", f"{PAYLOADS[4]} {n}.txt", title=title, source=PAYLOADS[n])
            for n, title in enumerate(titles)
        ]
        added(ledger, first, *others)
        ledger.group()
        code = next(iter(ledger.incidents())).code
        for payload in PAYLOADS:
            ledger.note("note", code, {"text": payload}, reason=payload)
        ledger.exploration.tag([code], PAYLOADS[5][:70], PAYLOADS[7])
    for name in PAYLOADS[:3]:
        with Ledger.open(folder, user=name) as ledger:
            ledger.decide("grade", code, value={"harm": "confirmed"}, reason=name)
    return folder


_MADE = ", ".join(
    f"main {one}"
    for one in (
        *("iframe", "object", "embed", "base", "style", "marquee", "plaintext", "video", "audio", "math"),
        *("[onerror]", "[onload]", "[onfocus]", "[hx-get]", "p[style]", "form[action*=evil]", "#told .unseen", "img[src=x]"),
        *("a[href^=javascript]", "foreignObject"),
    )
)  # fmt: skip


def inert(one: Window, path: str) -> None:
    """A screen on which nothing ran and nothing came of the material but words."""
    page = one.go(path)
    page.wait_for_timeout(150)  # what a picture that is missing or a moving drawing would do comes a little later
    assert page.evaluate("window.__ran === undefined"), path
    assert page.locator(_MADE).count() == 0, path
    assert page.evaluate("Object.prototype.hasOwnProperty('ran') === false")
    assert "42" not in page.title()


def reports_of(desk: Desk, *names: str) -> list[str]:
    """The addresses of reports, of those that are called so or of all."""
    with Ledger.open(desk.folder) as ledger:
        return [f"/reports/{one.id}/" for one in ledger.reports() if not names or one.name in names]


def test_nothing_of_it_runs_on_any_screen(desk: Desk, browser: Browser) -> None:
    admin = desk.person("admin")
    for payload in PAYLOADS[::7]:
        admin.submit("/explore/searches/", {"name": payload}, form="/explore/")
    reports = reports_of(desk)
    admin.submit(f"{reports[0]}show/", {"what": "text", "always": "yes"}, form=reports[0])
    with Ledger.open(desk.folder) as ledger:
        incident = f"/incidents/{next(iter(ledger.incidents())).code}/"
    with window(browser, desk) as one:
        one.sign_in("admin")
        for path in (*SCREENS, incident, *reports[:2]):
            inert(one, path)
        page = one.go(reports[0])
        page.keyboard.press("v")
        page.wait_for_selector("#text")
        inert(one, reports[0])
    with window(browser, desk, locale="ar") as one:
        one.sign_in("admin")
        for path in ("/", "/explore/", "/evidence/log/", incident, reports[0]):
            inert(one, path)
            assert one.page.locator("html").get_attribute("dir") == "rtl"


ACTING = {"act.pdf": pdf(SAID), "drawing.svg": svg(SAID), "page.html": web_page(SAID)}
DENSE = {"dense.txt": b"a " * 20_000}
"""Words of one letter without an end: of all texts these take most memory to read."""


@pytest.fixture(scope="module")
def dropped(desk: Desk) -> dict[int, int]:
    """All files, as they come in through the desk; the most memory that each process has taken for it."""
    recorder = desk.person("recorder")
    with watched(desk.pid) as most:
        assert sent(recorder, {**ACTING, **DENSE, **FILES}).status_code == 302
        idle(recorder)
    return most


@pytest.mark.usefixtures("dropped")
def test_files_that_are_dropped_are_kept_and_run_nowhere(desk: Desk, browser: Browser) -> None:
    """A PDF that runs a script and starts a program, a drawing and a page with scripts."""
    reports = reports_of(desk, *ACTING)
    assert len(reports) == 3, "kept, all of them"
    assert "drawing.svg" in desk.person("reader").page("/")
    with window(browser, desk) as one:
        one.sign_in("reviewer")
        for path in ("/", "/jobs/", *reports):
            inert(one, path)
            if path in reports and (shows := one.page.locator("[data-shows]")).count():
                shows.first.click()
                one.page.wait_for_selector("#text")
                inert(one, path)
                assert SAID.strip() in " ".join(one.page.locator("#text").inner_text().split())


def test_a_hostile_name_of_an_account_is_words_where_it_is_refused_or_taken(desk: Desk, browser: Browser) -> None:
    admin, taken = desk.person("admin"), 0
    for payload in PAYLOADS[::5]:
        given = {"username": payload, "password": PASSWORD, "role": "reader"}
        answer = admin.submit("/accounts/", given)
        assert answer.status_code in {200, 302}, payload
        assert not re.search(r"<\w+[ >]", payload) or payload not in answer.text
        taken += answer.status_code == 302
    assert taken < len(PAYLOADS[::5]) / 2
    with window(browser, desk) as one:
        one.sign_in("admin")
        inert(one, "/accounts/")


REFLECTED = [
    "/?words={}",
    "/?source={}&story={}",
    "/explore/?words={}&place={}&tag={}",
    "/explore/here/?code={}",
    "/match/?a={}&b={}",
    "/evidence/?q={}",
    "/evidence/log/?target={}&by={}",
    "/grouping/?next={}&job={}",
    "/jobs/?page={}",
    "/reports/{}/",
    "/incidents/{}/",
    "/agreements/{}/",
    "/sign-in/?next={}",
    "/reports/next/?after={}",
]


def test_what_an_address_says_comes_back_as_words(desk: Desk) -> None:
    """In English and Arabic; each payload at some of the addresses, the plainest ones at all."""
    admin = desk.person("admin")
    for number, path in enumerate(REFLECTED):
        admin.headers["Accept-Language"] = "ar" if number % 3 == 0 else "en"
        for payload in (*PAYLOADS[:7:3], *PAYLOADS[number % 7 :: 7]):
            answer = admin.get(path.replace("{}", quote(payload, safe="")))
            assert answer.status_code in {200, 302, 400, 404}, (path, payload, answer.status_code)
            if re.search(r"<\w+[ >]", payload):
                bare = payload.strip("\ufeff")
                assert bare not in answer.text or bare in {"<title>", "</title></head><body>"}, (path, payload)


def refusal(data: bytes, name: str) -> str:
    """Why it cannot be read; empty when it can."""
    try:
        text = extract(data, name).text
    except InputError as error:
        return str(error)
    assert len(text) < 100
    assert "root:x" not in text
    return ""


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_one_sentence_that_names_it(name: str) -> None:
    """A page with entities of its own is read without them."""
    said = refusal(FILES[name], name)
    assert re.fullmatch(rf"{re.escape(name)}: [^\n]*\.", said) or (
        not said and name in {"laughs.xhtml", "outside.xhtml"}
    )


@contextmanager
def watched(process: int) -> Iterator[dict[int, int]]:
    """The most bytes of memory that each process below this one has taken meanwhile."""
    most: dict[int, int] = {}
    over = Event()

    def look() -> None:
        while not over.wait(0.02):
            for one in below(process):
                most[one] = max(most.get(one, 0), peak_of(one))

    thread = Thread(target=look, daemon=True)
    thread.start()
    yield most
    over.set()
    thread.join()


def below(process: int) -> Iterator[int]:
    """The processes that it started, and theirs."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # gone meanwhile
            for child in map(int, task.read_text().split()):
                yield child
                yield from below(child)


def peak_of(process: int) -> int:
    """The most memory that a process has had; 0 when it is gone."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
        return int(found[1]) * 1024 if found else 0
    return 0


@pytest.mark.skipif(sys.platform != "linux", reason="how much a process takes is read from /proc")
def test_no_file_that_is_dropped_takes_much_memory(desk: Desk, dropped: dict[int, int]) -> None:
    assert len(reports_of(desk, *DENSE, *FILES)) > 10, "kept, read or not"
    assert dropped, "processes were seen"
    assert max(dropped.values()) < 1_500_000_000, dropped


@pytest.mark.parametrize("head", [BOMB.replace("html", "rss"), OUTSIDE.replace("html", "rss")])
def test_a_feed_unfolds_nothing_and_reads_no_file(head: str) -> None:
    feed = f"{head}<rss version='2.0'><channel><item><title>&l9;&x;</title><link>https://example.org/</link></item></channel></rss>"
    with suppress(FeedError):
        found = entries(feed.encode(), "feed.xml", None)
        assert not any("root:x" in (one.title or "") or len(one.title or "") > 1_000 for one in found)


def test_a_title_of_a_feed_is_words() -> None:
    for payload in PAYLOADS:
        title = payload.replace("&", "&amp;").replace("<", "&lt;").replace("\x1b", "")
        feed = f"<rss version='2.0'><channel><item><title>{title}</title><link>https://example.org/</link></item></channel></rss>"
        [found] = entries(feed.encode(), "feed.xml", None)
        assert "\u202e" not in (found.title or "")


def test_no_cell_of_an_export_is_a_formula() -> None:
    """Whatever a spreadsheet takes for the end of a cell."""
    for payload in PAYLOADS:
        for tag in (payload, f"a;{payload}", f"a\n{payload}"):
            line = IncidentLine(code="XX-1", kind="other", title=tag, tags=("a", tag))
            [_, row] = csv.reader(io.StringIO("".join(as_csv([line])), newline=""))
            for part in re.split(r"[;\t\r\n]", "\n".join(row)):
                assert part.lstrip(" ")[:1] not in tuple("=+-@\uff1d\uff0b\uff0d\uff20"), payload
