"""Evidence and log: hashes and custody, verification in words, and every entry with its chain."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sayso.ledger import Ledger
from sayso.model.log import LogFilter
from tests.desk.browsing import window
from tests.desk.served import Desk, Person
from tests.desk.told import FATAIH, project
from tests.store.databases import Raw


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a few reports and one note."""
    folder = project(tmp_path_factory.mktemp("desk") / "project", FATAIH)
    with Ledger.open(folder, user="ada") as ledger:
        code = next(ledger.incidents()).code
        ledger.note("note", code, {"text": "seen"}, "<b>because</b> درنة")
    return folder


def _verified(person: Person) -> str:
    """The result of a verification that is asked for now."""
    assert person.submit("/evidence/verify/", form="/evidence/").status_code == 302
    until = time.monotonic() + 240
    while "Verifying" in (page := person.page("/evidence/verified/")):
        assert time.monotonic() < until, page
        time.sleep(0.2)
    return page


def _numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'class="row-link" href="/evidence/log/(\d+)/"', page)]


def test_every_report_is_shown_with_its_hash_and_custody(desk: Desk) -> None:
    page = desk.person("reader").page("/evidence/")
    with Ledger.open(desk.folder) as ledger:
        for report in ledger.reports():
            assert report.sha256 in page
            assert all(f"/evidence/log/{number}/" in page for number in report.entries)


def test_a_whole_hash_finds_its_entries(desk: Desk) -> None:
    reader = desk.person("reader")
    with Ledger.open(desk.folder) as ledger:
        report = next(ledger.reports())
    assert _numbers(reader.page(f"/evidence/?q={report.sha256}")) == list(report.entries)


def test_the_log_is_told_newest_first_and_filtered_by_the_address(desk: Desk) -> None:
    reader = desk.person("reader")
    with Ledger.open(desk.folder) as ledger:
        entries = list(ledger.log())
        for query, keeps in (
            ("", lambda _: True),
            ("kind=capture", lambda one: one.kind == "capture"),
            ("by=ada", lambda one: one.by == "ada"),
            ("by=nobody", lambda _: False),
            (f"target={entries[0].target}", lambda one: one.target == entries[0].target),
            ("kind=nonsense&since=then", lambda _: True),
            ("since=2999-01-01", lambda _: False),
            ("until=2999-01-01", lambda _: True),
        ):
            wanted = [one.number for one in entries if keeps(one)][::-1]
            assert _numbers(reader.page(f"/evidence/log/?{query}")) == wanted, query
        assert ledger.people() == sorted({one.by for one in entries})
        assert [one.number for one in ledger.log_page(LogFilter(), before=4, many=2)] == [3, 2]


def test_what_people_wrote_is_shown_as_words(desk: Desk) -> None:
    page = desk.person("reader").page("/evidence/log/?by=ada")
    assert "<bdi>&lt;b&gt;because&lt;/b&gt; درنة</bdi>" in page


def test_an_entry_is_shown_with_its_chain(desk: Desk) -> None:
    reader = desk.person("reader")
    with Ledger.open(desk.folder) as ledger:
        first, second = list(ledger.log())[:2]
    page = reader.page("/evidence/log/2/")
    assert second.hash in page
    assert page.count(first.hash) == 2
    assert "its content gives this hash" in page
    assert "that of the entry before" in page
    assert "This is the first entry" in reader.page("/evidence/log/1/")
    for number in ("0", "999999", "9" * 30):
        assert reader.get(f"/evidence/log/{number}/").status_code == 404


def test_only_who_records_has_it_verified(desk: Desk) -> None:
    assert desk.person("reader").submit("/evidence/verify/", form="/evidence/").status_code == 403


def test_the_log_is_walked_by_keyboard(desk: Desk, browser: Browser) -> None:
    with window(browser, desk) as one:
        one.sign_in("reader")
        page = one.go("/evidence/log/")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/evidence/log/*/")
        page.keyboard.press("g")
        page.keyboard.press("v")
        page.wait_for_url("**/evidence/")


def test_verification_says_in_words_that_all_is_as_it_was(desk: Desk) -> None:
    page = _verified(desk.person("recorder"))
    assert "Nothing is altered, missing or unlogged." in page
    assert "recorder" in page


def test_verification_names_what_was_altered(desk: Desk, tmp_path: Path) -> None:
    """The last test of this module: it does harm."""
    recorder = desk.person("recorder")
    with Ledger.open(desk.folder) as ledger:
        sha256 = next(ledger.reports()).sha256
        path = next(desk.folder.glob(f"vault/**/{sha256}"))
    kept = shutil.copy2(path, tmp_path / "kept")
    path.chmod(0o600)
    path.write_bytes(b"something else")
    Raw("sqlite:///sayso.db", desk.folder)("DROP TRIGGER log_no_update")
    Raw("sqlite:///sayso.db", desk.folder)("UPDATE log SET reason = 'another' WHERE number = 2")
    page = _verified(recorder)
    assert sha256 in page
    assert "entry 2 was altered" in page
    assert "its content gives another hash" in recorder.page("/evidence/log/2/")
    shutil.copy2(kept, path)
