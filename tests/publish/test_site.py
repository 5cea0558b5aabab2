"""The site of a release, opened from disk in a real browser: from a figure to the words and the hash, for everybody."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
import pytest
from playwright.sync_api import Browser, Page

from sayso.ledger import Ledger
from sayso.model.ledger import Project
from sayso.model.publishing import ReleasePolicy
from sayso.model.release import Changed, Release, ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish import records
from sayso.publish.making import make
from sayso.publish.redaction import everywhere
from sayso.publish.release import publish
from sayso.publish.site import Site
from sayso.publish.site.addresses import linked, page_of
from sayso.publish.writer import Contents
from sayso.text.documents import extract
from tests.desk import told
from tests.desk.browsing import axe
from tests.publish.projects import RULINGS, ruled
from tests.store.reports import captured

NAME = "Salma Barasi"
CHILD = told.Told(
    "Oasis Voice",
    "2018-06-03",
    "Shell kills girl in Sabha",
    f"A shell that hit a house in Sabha on 2 June 2018 killed {NAME}, 9, and wounded her brother, a doctor said.",
)
MONTH = told.Told(
    "Gulf Courier",
    "2017-11-05",
    "October in Libya",
    "At least 40 civilians were killed in Libya in October 2017, the United Nations mission said.",
)
TEXTS = (*told.ALL, CHILD, MONTH)
POLICY = ReleasePolicy(
    title="Derna 2016 and 2017", publisher="Coast Archive", contact="corrections@coast.example", suggestions=True
)
HURT = '"><script>window.hurt=1</script><img src=x onerror="window.hurt=1"><a href="javascript:window.hurt=1">x</a>\'{{7*7}}'
PAGES = (
    "index.html",
    "incidents/index.html",
    "incidents/2017.html",
    page_of(told.FATAIH_CODE),
    "agreements/index.html",
    "agreements/LY-2016-A-0001.html",
    "totals.html",
    "sources.html",
    "changes.html",
    "method.html",
    "corrections.html",
    "downloads.html",
)
_LINK = re.compile(r'(?:href|src)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of reports in our own words, with all its formats."""
    folder = tmp_path_factory.mktemp("site")
    with Ledger.create(folder / "project", Project(name="derna", same=0.975), user="amal") as ledger:
        list(ledger.add(captured(t.text, f"{t.outlet}.txt", published=t.day, source=t.outlet, title=t.title,
                                 url=f"https://{n}.example/a?b=1&c=2") for n, t in enumerate(TEXTS)))  # fmt: skip
        ledger.group()
        ruled(ledger, **RULINGS, sensitive_site="publish")
        publish(ledger, folder / "release", POLICY)
    return folder / "release"


@contextmanager
def opened(browser: Browser, folder: Path, page: str = "index.html", **options: Any) -> Iterator[Page]:
    """A page from disk; at the end nothing went wrong, and nothing was asked of anybody else."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    window, wrong, asked = context.new_page(), list[str](), list[str]()
    window.on("request", lambda request: asked.append(request.url))
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.on("console", lambda one: wrong.append(one.text) if one.type in {"error", "warning"} else None)
    window.on(
        "requestfailed", lambda request: wrong.append(request.url) if request.failure != "net::ERR_ABORTED" else None
    )
    file, _, fragment = page.partition("#")
    window.goto((folder / file).as_uri() + (f"#{fragment}" if fragment else ""))
    yield window
    context.close()
    assert not wrong
    assert all(url.startswith((folder.as_uri(), "data:")) for url in asked), asked


def pages_of(folder: Path) -> list[Path]:
    return [folder / "index.html", *sorted(folder.glob("en/**/*.html")), *sorted(folder.glob("ar/**/*.html"))]


def test_from_a_figure_to_the_quoted_words_and_the_hash(browser: Browser, site: Path) -> None:
    """As a reader goes: the overview, the most contested incident, a figure in its table."""
    text = next(one for one in TEXTS if one.outlet == "Cyrenaica Post" and "Seven fighters" in one.text).text
    with opened(browser, site) as page:
        page.click("text=English")
        page.click(f"a:has-text('{told.FATAIH_CODE}') >> nth=0")
        page.locator(".contested .mark:not(.against) a").filter(has_text=re.compile("^7$")).first.click()
        assert "#c-" in page.url
        claim = page.locator(":target")
        assert claim.is_visible()
        assert " ".join(claim.locator("blockquote").inner_text().strip("“” \n").split()) in text
        hash_ = hashlib.sha256(text.encode()).hexdigest()
        assert hash_ in claim.inner_text()
        claim.locator(".kept a").click()
        report = page.locator(":target")
        assert hash_ in report.inner_text()
        entry = next(one for i in records.incidents(site) for one in i.reports if one.sha256 == hash_).entry_hash
        assert entry is not None
        assert entry in report.inner_text()
        assert "https://" in report.locator(".address").inner_text()


def test_every_figure_of_every_table_leads_to_a_claim_on_its_page(site: Path) -> None:
    for path in sorted(site.glob("*/incidents/??/**/*.html")):
        html = path.read_text(encoding="utf-8")
        figures = re.findall(
            r'<div class="mark [^"]*">(?:<span class="no">.*?</span> )?(?:<span[^>]*>✓</span> )?<a href="#([^"]+)"',
            html,
        )
        assert len(figures) == html.count('<div class="mark '), path
        assert set(figures) <= set(_ID.findall(html)), path


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", (*PAGES, "pictures.html")),
        ("ar", ("index.html", "incidents/index.html", page_of(told.FATAIH_CODE), PAGES[5])),
    ],
    ids=["en", "ar"],
)
def test_everybody_can_use_every_page(browser: Browser, site: Path, language: str, names: tuple[str, ...]) -> None:
    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    with opened(browser, site, f"{language}/index.html") as page:
        for name in names:
            page.goto((site / language / name).as_uri())
            if name == "incidents/index.html":
                page.wait_for_selector("tbody tr")
            page.evaluate(axe())
            found: Any = page.evaluate("tags => axe.run(document, {runOnly: tags, preload: false})", wanted)
            told_of = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]
            assert not told_of, name
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_the_table_is_searched_sorted_and_narrowed(browser: Browser, site: Path) -> None:
    many = sum(1 for _ in records.incidents(site))
    with opened(browser, site, "en/incidents/index.html") as page:
        page.wait_for_selector("tbody tr")
        rows = page.locator("tbody tr")
        assert rows.count() == many
        assert f"{many} of {many} incidents" in page.inner_text(".many")
        page.select_option("[name=facts]", "contested")
        assert 0 < rows.count() < many
        page.select_option("[name=facts]", "")
        page.fill("[name=q]", told.FATAIH_CODE.lower())
        assert rows.count() == 1
        assert rows.locator("svg.when rect").count() == 1
        rows.locator("a").click()
        assert page.url.endswith(f"{told.FATAIH_CODE}.html")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_read_without_a_script(browser: Browser, site: Path, language: str) -> None:
    with opened(browser, site, f"{language}/index.html", java_script_enabled=False) as page:
        page.locator("a[href='incidents/2017.html']").click()
        page.locator(f"a:has-text('{told.FATAIH_CODE}')").click()
        assert page.locator(".contested .mark").count() > 5
        assert page.locator("blockquote").first.is_visible()
        assert page.locator(".pin image").count() == 1
        page.locator("nav a[href$='incidents/index.html']").click()
        assert page.locator("noscript").count() == 1
        assert not page.locator("#table").is_visible()


def test_every_link_leads_somewhere_and_nothing_leads_out_but_sources(site: Path) -> None:
    """Scripts add rows; what they link to is what the pages by year link to."""
    ids: dict[Path, set[str]] = {}
    for path in pages_of(site):
        for address in map(unescape, _LINK.findall(path.read_text(encoding="utf-8"))):
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme in ("https", "mailto"), (path, address)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file() or target.name in ("release.json", "SHA256SUMS"), (path, address)
            if parts.fragment and not parts.fragment.startswith(("q=", "LY-")):
                known = ids.setdefault(target, set(_ID.findall(target.read_text(encoding="utf-8"))))
                assert parts.fragment in known, (path, address)


def test_a_page_prints(browser: Browser, site: Path) -> None:
    with opened(browser, site, f"en/{page_of(told.FATAIH_CODE)}") as page:
        assert page.pdf().startswith(b"%PDF")
        page.emulate_media(media="print")
        assert not page.locator(".top nav").is_visible()
        assert page.locator(".contested").is_visible()


@pytest.mark.parametrize(("language", "most"), [("en", 100_000), ("ar", 200_000)])
def test_the_first_view_is_light(browser: Browser, site: Path, language: str, most: int) -> None:
    with opened(browser, site, f"{language}/index.html") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        page.evaluate("document.fonts.ready")
        assert sum(Path(unquote(urlsplit(url).path)).stat().st_size for url in asked) < most, asked


def test_what_the_machine_suggests_says_so_on_every_page(site: Path) -> None:
    for one in records.incidents(site):
        assert not one.reviewed
        html = (site / "en" / page_of(one.code)).read_text(encoding="utf-8")
        assert "A machine&#39;s suggestion." in html
        assert "machine suggestion: no person has looked at it" in html


def test_a_redacted_name_is_on_no_page(site: Path) -> None:
    page = next(p for p in pages_of(site) if "[name withheld]" in p.read_text(encoding="utf-8"))
    assert "names of children" in page.read_text(encoding="utf-8")
    for path in (*pages_of(site), *(site / "assets").rglob("*")):
        if path.is_file():
            assert NAME.encode() not in path.read_bytes(), path
            assert NAME.split()[1].encode() not in path.read_bytes(), path


def test_whatever_a_record_says_stays_words(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A hostile title, name, quotation, address, code."""
    folder = copied(site, tmp_path / "hostile", lambda words: words if _is_code(words) else HURT + words)
    paths = [folder / language / name for language in ("en", "ar") for name in PAGES]
    with opened(browser, folder) as page:
        for path in paths:
            page.goto(path.as_uri())
            if path.parts[-2:] == ("incidents", "index.html"):
                page.wait_for_selector("tbody tr")
            assert page.evaluate("window.hurt === undefined"), path
            assert page.evaluate("document.images.length") == 0, path
            assert "'{{7*7}}" in page.content() or path.name in (
                "method.html",
                "corrections.html",
                "downloads.html",
                "changes.html",
            ), path
            assert page.evaluate("[...document.links].every(one => one.protocol !== 'javascript:')"), path


def test_a_code_that_went_into_another_keeps_its_address(site: Path, tmp_path: Path) -> None:
    gone = (
        Changed(code="LY-2017-0900", change="merged", into=told.FATAIH_CODE, why="it is one with it"),
        Changed(code="LY-2017-0901", change="removed", why="a person ruled that it is withheld"),
    )
    folder = copied(site, tmp_path / "gone", None, gone)
    merged = (folder / "en" / page_of("LY-2017-0900")).read_text(encoding="utf-8")
    assert f'href="../../../{page_of(told.FATAIH_CODE)}"' in merged
    removed = (folder / "ar" / page_of("LY-2017-0901")).read_text(encoding="utf-8")
    assert "قرر شخص حجبها" in removed
    assert page_of("LY-2017-0901") in (folder / "en/changes.html").read_text(encoding="utf-8")


def test_the_form_for_a_correction_bears_the_code(browser: Browser, site: Path) -> None:
    with opened(browser, site, f"en/corrections.html#{told.FATAIH_CODE}") as page:
        form = msgspec.json.decode(page.inner_text("#correction"))
        assert form["code"] == told.FATAIH_CODE
        page.goto((site / "en" / page_of(told.FATAIH_CODE)).as_uri())
        letter = unquote(page.locator("a:has-text('Send a correction')").get_attribute("href") or "")
        assert letter.startswith("mailto:corrections@coast.example?subject=Correction to")
        assert msgspec.json.decode(letter.partition("&body=")[2]) == form
    sent = msgspec.json.encode({**form, "what": "It was in the evening, and a guard was killed as well."})
    assert extract(sent, "correction.json").title == f"Correction to {told.FATAIH_CODE}, release 1"


def test_what_is_contested_is_hatched_and_the_disc_is_as_large_as_the_doubt(browser: Browser, site: Path) -> None:
    with opened(browser, site, "en/index.html") as page:
        assert page.locator(".map .hatched").count() >= 1
        disc, bar = page.locator(".map .disc").first, page.locator(".map .bar path")
        title = page.locator(".map a").first.text_content() or ""
        kilometres = int(re.search(r"within (\d+) km", title)[1])  # type: ignore[index]
        length = float(re.search(r"H([\d.]+)", bar.get_attribute("d") or "")[1])  # type: ignore[index]
        scale = length / float((page.locator(".map .bar text").text_content() or "").split()[0])
        assert float(disc.get_attribute("r") or 0) == pytest.approx(kilometres * scale, rel=0.15)


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("LY-2016-0001", "incidents/LY/2016/LY-2016-0001.html"),
        ("SY-2016-12345", "incidents/SY/2016/12/SY-2016-12345.html"),  # no folder holds more than a thousand
        ("LY-0000-0001", "incidents/LY/0000/LY-0000-0001.html"),
    ],
)
def test_where_a_page_is(code: str, page: str) -> None:
    assert page_of(code) == page


@pytest.mark.parametrize("code", ["../../etc/passwd", "", "a/b", "con", "x" * 300, "LY-2016-0001\n"])
def test_no_code_leads_out_of_the_folder(code: str) -> None:
    page = page_of(code)
    assert re.fullmatch(r"incidents/other/[0-9a-f]{2}/[A-Za-z0-9._-]*-[0-9a-f]{8}\.html", page)


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://gazette.example/a", True),
        ("HTTP://gazette.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://a\nb", False),
        ("//gazette.example", False),
        (None, False),
    ],
)
def test_what_may_be_followed(url: str | None, is_link: bool) -> None:
    assert (linked(url) is not None) == is_link


def copied(site: Path, folder: Path, change: Any = None, gone: tuple[Changed, ...] = ()) -> Path:
    """The site of the same records, or of changed ones, alone."""
    release = msgspec.json.decode((site / "release.json").read_bytes(), type=Release)
    (folder / "data").mkdir(parents=True)
    for path, kind in (
        (records.INCIDENTS, ReleasedIncident),
        (records.AGREEMENTS, ReleasedAgreement),
        (records.TOTALS, ReleasedTotal),
    ):
        lines = (msgspec.json.decode(line, type=kind) for line in (site / path).read_bytes().splitlines())
        changed = [everywhere(one, change) if change else one for one in lines]
        (folder / path).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in changed))
    make(folder, Contents(release, gone, gone), [Site])
    return folder


def _is_code(words: str) -> bool:
    """What a record may hold only one of a few of: codes, days, keys."""
    return (
        re.fullmatch(r"[a-z_]*|[\d:TZ-]+|[0-9a-f]{8,64}|r[0-9a-f]{12}|[A-Z]{2}|[A-Z]{2}-\d{4}-(?:A-)?\d{4}", words)
        is not None
    )
