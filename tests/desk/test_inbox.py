"""The inbox: whatever people send becomes a job, each report's state is told, and nothing that is sent can do anything."""

from __future__ import annotations

import gzip
import io
import os
import re
import signal
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from sayso.ledger import Ledger
from sayso.model.ledger import EntryFilter, Project
from tests.desk.browsing import window
from tests.desk.served import Desk, Person
from tests.store.databases import new_database, postgresql  # noqa: F401 - a fixture
from tests.store.reports import captured

# What happened is invented; nobody printed it.
HARBOUR = (
    "Two people were killed when shells hit the harbour of Derna on Friday, a doctor said. "
    "A spokesman of the army denied that its guns had fired on the harbour."
)
BRIDGE = "A bridge near Sirte was bombed on Saturday, residents said. Four drivers were wounded, the Red Crescent said."
MARKET = "Gunmen fired at the market of Ubari on Sunday and wounded three traders, the mayor said."
_TAGS = re.compile(r"<[^>]+>")
_PATIENCE = 240.0  # seconds: a job goes behind whatever else the machine does


def words(html: str) -> str:
    """A page as it is read."""
    return " ".join(unescape(_TAGS.sub(" ", html)).split())


def sent(
    person: Person, files: dict[str, bytes] | None = None, names: list[str] | None = None, **fields: str
) -> httpx.Response:
    """Send the form that adds, with files."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', person.page("/"))
    assert token is not None
    parts: list[tuple[str, Any]] = [("files", (name, data)) for name, data in (files or {}).items()]
    told = {"csrfmiddlewaretoken": token[1], **fields}
    if names is not None:
        import json

        told["names"] = json.dumps(names)
    return person.post("/inbox/add/", data=told, files=parts or None, headers={"Origin": str(person.base_url)})


def until(what: Callable[[], Any], seconds: float = _PATIENCE) -> Any:
    """Wait for something to be so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("it never came")


def idle(person: Person) -> str:
    """The part that shows jobs, once none goes on."""

    def look() -> str:
        part = person.page("/jobs/running/")
        return part if 'data-active="no"' in part else ""

    return str(until(look))


def leftovers(desk: Desk) -> list[str]:
    """What lies in the folder of what comes in."""
    return [path.name for path in (desk.folder / "desk.incoming").iterdir() if path.name != "lock"]


def test_files_become_reports_in_the_name_of_who_sent_them(desk: Desk) -> None:
    recorder = desk.person("recorder")
    answer = sent(
        recorder,
        {"harbour.txt": HARBOUR.encode(), "bridge.txt": BRIDGE.encode()},
        source="Gulf Courier",
        published="2016-07-09",
    )
    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert "Adding 2 files" in words(idle(recorder))
    page = words(recorder.page("/"))
    assert "harbour.txt" in page
    assert "Gulf Courier 9 July 2016 ✓ read" in page
    with Ledger.open(desk.folder) as ledger:
        entries = list(ledger.log(EntryFilter(kind="capture")))
        assert {entry.by for entry in entries} == {"recorder"}
        assert {entry.data["name"] for entry in entries} == {"harbour.txt", "bridge.txt"}
        assert ledger.status().ungrouped == 0, "what came in is grouped by itself"
        assert ledger.status().incidents
    assert leftovers(desk) == []
    assert (desk.folder / "desk.incoming").stat().st_mode & 0o077 == 0


def test_a_text_is_kept_as_it_was_pasted_with_what_is_known_of_it(desk: Desk) -> None:
    recorder = desk.person("recorder")
    sent(recorder, text=f"<html>{MARKET}", title="Shots at the market", source="Oasis Radio", published="2016-07-10")
    idle(recorder)
    with Ledger.open(desk.folder) as ledger:
        [row] = [row for row in ledger.reports() if row.source == "Oasis Radio"]
        assert (row.title, row.published, row.name) == ("Shots at the market", "2016-07-10", "Shots at the market.txt")
        assert ledger.vault.get(row.sha256).decode() == f"<html>{MARKET}"


def test_a_folder_keeps_its_names_and_what_is_no_report_is_told(desk: Desk) -> None:
    recorder = desk.person("recorder")
    manifest = b'{"id": "c", "source": "Valley Post", "published": "2016-07-11"}'
    files = {
        "a.txt": MARKET.encode() + b" First.",
        "b.csv": b"x,y",
        "c.txt": MARKET.encode() + b" Third.",
        "m": manifest,
    }
    sent(recorder, files, names=["july/a.txt", "july/b.csv", "july/week/c.txt", "july/manifest.jsonl"])
    part = idle(recorder)
    assert "left alone" in words(part)
    with Ledger.open(desk.folder) as ledger:
        rows = {row.name: (row.source, row.published) for row in ledger.reports()}
    assert rows["july/a.txt"] == (None, None)
    assert rows["july/week/c.txt"] == ("Valley Post", "2016-07-11"), "what the folder's manifest knows"


def test_an_address_that_gives_nothing_is_told_and_can_be_tried_again(desk: Desk) -> None:
    recorder = desk.person("recorder")
    sent(recorder, addresses="http://127.0.0.1:9/page\n/etc/passwd\nfile:///etc/passwd\n\n")
    part = idle(recorder)
    told = words(part)
    assert "3 not kept" in told
    assert "not on the public internet" in told
    assert "an address begins with https:// or http://" in told
    assert "only http and https" in told
    again = re.search(r'action="(/jobs/\d+/again/\d+/)"', part)
    assert again is not None
    recorder.submit(again[1], form="/")
    assert "Adding 1 address" in words(idle(recorder))
    with Ledger.open(desk.folder) as ledger:
        assert not [row for row in ledger.reports() if "passwd" in row.name]


def test_nothing_is_said_to_be_nothing(desk: Desk) -> None:
    recorder = desk.person("recorder")
    assert sent(recorder, text="  \n").headers["location"] == "/"
    assert "There is nothing to add" in recorder.page("/")
    assert sent(recorder, text=MARKET, published="yesterday").headers["location"] == "/"
    assert "The day is no date" in recorder.page("/")
    assert sent(recorder, text="", more="no").json()["sentence"].startswith("There is nothing to add")


def bomb() -> bytes:
    """A zip of 200 MB of nothing."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", b"\x00" * 200_000_000)
    return data.getvalue()


def test_what_is_no_report_is_refused_and_the_others_go_on(desk: Desk) -> None:
    recorder = desk.person("recorder")
    deep = "<div>" * 400_000 + "words"
    page = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 100000000\r\n\r\n"
    files = {
        "empty.txt": b"",
        "bomb.zip": bomb(),
        "bomb.warc.gz": gzip.compress(page + bytes(100_000_000)),
        "too-large.txt": b"a " * 13_000_000,
        "deep.html": f"<html><body>{deep}".encode(),
        "fine.txt": MARKET.encode() + b" Sound.",
    }
    sent(recorder, files)
    told = words(idle(recorder))
    assert "empty.txt: the file is empty" in told
    assert "too-large.txt: the file is too large" in told
    assert "bomb.zip: this is no text" in told
    with Ledger.open(desk.folder) as ledger:
        states = {row.name: row.state for row in ledger.reports()}
        assert [row.sentence for row in ledger.reports() if row.name == "fine.txt"] == [None]
    assert states["bomb.zip"] == "refused"
    assert "empty.txt" not in states
    assert recorder.get("/").elapsed.total_seconds() < 2


def test_a_page_of_twenty_megabytes_is_kept_and_not_read(desk: Desk) -> None:
    recorder = desk.person("recorder")
    page = b"<html><body><p>" + HARBOUR.encode() + b"</p><!--" + b"x" * 20_000_000 + b"--></body></html>"
    sent(recorder, {"large.html": page})
    idle(recorder)
    with Ledger.open(desk.folder) as ledger:
        [row] = [row for row in ledger.reports() if row.name == "large.html"]
    assert (row.state, row.size) == ("refused", len(page))
    assert "a web page of more than 5 MB" in words(recorder.page("/?state=refused"))


HOSTILE = [
    "<script>alert(1)</script>.txt",
    "../../../etc/cron.d/x.txt",
    "..\\..\\x.txt",
    "javascript:alert(1).txt",
    "-",
    "data:text,x.txt",
    '"><img src=x onerror=alert(1)>.txt',
    "a\u202egpj.txt",
    "{{ settings.SECRET_KEY }}.txt",
    "n" * 400 + ".txt",
    "file:x.txt",
]


def test_hostile_names_lead_nowhere_and_are_shown_as_words(desk: Desk) -> None:
    recorder = desk.person("recorder")
    files = {
        f"{n}.txt": f"{MARKET} Version {n} was told at {n} o'clock by a guard.".encode() for n in range(len(HOSTILE))
    }
    sent(recorder, files, names=HOSTILE)
    idle(recorder)
    page = recorder.page("/")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;.txt" in page
    with Ledger.open(desk.folder) as ledger:
        rows = {row.name: row for row in ledger.reports()}
    assert {"javascript:alert(1).txt", "-", "data:text,x.txt", "{{ settings.SECRET_KEY }}.txt", "file:x.txt"} <= set(
        rows
    )
    assert not [name for name in rows if ".." in name or name.startswith("/")]
    assert leftovers(desk) == []


def test_filters_stand_in_the_address_and_nonsense_in_them_is_left_out(desk: Desk) -> None:
    sent(desk.person("recorder"), {"harbour.txt": HARBOUR.encode()}, source="Gulf Courier", published="2016-07-09")
    reader = desk.person("reader")
    idle(reader)
    shown = reader.page("/?source=Gulf+Courier&words=harbour")
    assert ("harbour.txt" in shown, "bridge.txt" in shown) == (True, False)
    assert "No report fits" in reader.page("/?words=nobodywrotethis")
    for query in ("page=0", "page=-3", "page=99999999999", "page=x", "state=gone", "since=never", "story=%00", "words=%22*(",
                  "words=%00", "source=%27%3B--"):  # fmt: skip
        assert reader.get(f"/?{query}").status_code == 200, query


@pytest.mark.parametrize(
    "path",
    [
        "/inbox/add/",
        "/jobs/ask/group/",
        "/jobs/ask/rebuild/",
        "/jobs/1/cancel/",
        "/jobs/1/again/1/",
        "/inbox/again/r1/",
    ],
)
def test_whoever_only_looks_adds_nothing(desk: Desk, path: str) -> None:
    assert desk.person("reader").submit(path, {"text": MARKET}, form="/password/").status_code == 403
    assert desk.visitor().post(path).status_code in {302, 403}


def test_a_recorder_rebuilds_nothing_and_ends_no_work_of_others(desk: Desk) -> None:
    recorder, reviewer = desk.person("recorder"), desk.person("reviewer")
    assert recorder.submit("/jobs/ask/rebuild/", form="/").status_code == 403
    reviewer.submit("/jobs/ask/verify/", form="/")
    number = re.findall(r"/jobs/(\d+)/(?:cancel|away)/", reviewer.page("/jobs/running/"))[0]
    assert recorder.submit(f"/jobs/{number}/cancel/", form="/").status_code == 403
    assert "Nothing was altered" in words(idle(reviewer))
    assert reviewer.submit("/jobs/ask/nonsense/", form="/").status_code == 404
    assert reviewer.submit("/jobs/ask/group/", {"next": "https://example.org/"}, form="/").headers["location"] == "/"
    with Ledger.open(desk.folder) as ledger:
        assert [entry.by for entry in ledger.log(EntryFilter(kind="verify"))] == ["reviewer"]


def test_everything_can_be_made_anew_from_the_desk(desk: Desk) -> None:
    reviewer = desk.person("reviewer")
    with Ledger.open(desk.folder) as ledger:
        before = ledger.export()
    reviewer.submit("/jobs/ask/rebuild/", form="/")
    assert "incidents" in words(idle(reviewer))
    with Ledger.open(desk.folder) as ledger:
        assert ledger.export() == before


# Long work -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A project of its own."""
    Ledger.create(tmp_path / "project", Project(name="own", user="tests")).close()
    return tmp_path / "project"


def many(number: int) -> dict[str, bytes]:
    """Reports that differ."""
    return {
        f"{n:03}.txt": f"{HARBOUR} It was the shelling number {n} of the week. {BRIDGE}".encode() for n in range(number)
    }


def jobs_of(folder: Path) -> list[tuple[str, str, int]]:
    """Kind, state and count of every job, as the desk's own table has them."""
    with sqlite3.connect(folder / "desk.db") as connection:
        return connection.execute("SELECT kind, state, done FROM desk_job ORDER BY id").fetchall()


def test_a_job_that_is_cancelled_keeps_what_it_kept(own: Path) -> None:
    with Desk(own) as desk:
        recorder = desk.people().person("recorder")
        sent(recorder, many(80))
        until(lambda: jobs_of(own)[0][2] >= 2)
        number = re.findall(r"/jobs/(\d+)/cancel/", recorder.page("/jobs/running/"))[0]
        recorder.submit(f"/jobs/{number}/cancel/", form="/")
        part = words(idle(recorder))
        assert "What was kept until then stays kept" in part
        assert jobs_of(own)[0][1] == "cancelled"
        assert leftovers(desk) == []
        with Ledger.open(own) as ledger:
            kept = ledger.status()
            assert 2 <= kept.reports < 80
            assert not list(ledger.verify())


@pytest.mark.parametrize(("how", "left"), [(signal.SIGKILL, "running"), (signal.SIGINT, "interrupted")])
def test_a_job_survives_the_end_of_its_desk_and_is_taken_up_again(own: Path, how: signal.Signals, left: str) -> None:
    with Desk(own) as desk:
        recorder = desk.people().person("recorder")
        sent(recorder, many(30))
        until(lambda: jobs_of(own)[0][2] >= 2)
        os.kill(desk._process.pid, how)
        desk._process.wait(_PATIENCE)
    assert jobs_of(own)[0][1] == left
    with Desk(own) as desk:
        recorder = desk.person("recorder")
        until(lambda: jobs_of(own)[0][1] == "interrupted")
        part = recorder.page("/jobs/running/")
        assert "What was kept stays kept" in words(part)
        resume = re.search(r'action="(/jobs/\d+/resume/)"', part)
        assert resume is not None
        assert len(leftovers(desk)) == 1, "its files wait for it"
        recorder.submit(resume[1], form="/")
        idle(recorder)
        assert jobs_of(own)[0][1:] == ("done", 30)
        with Ledger.open(own) as ledger:
            assert (ledger.status().reports, ledger.status().kept, ledger.status().ungrouped) == (30, 0, 0)
            assert not list(ledger.verify())
        assert leftovers(desk) == []


def test_of_two_desks_over_one_project_one_does_the_work(own: Path) -> None:
    with Desk(own) as first:
        first.people()
        with Desk(own) as second:
            recorder = second.person("recorder")
            sent(recorder, {"harbour.txt": HARBOUR.encode()})
            assert "1 new" in words(idle(recorder))
            sent(recorder, many(20))
            until(lambda: jobs_of(own)[-1][2] >= 1)
            os.kill(first._process.pid, signal.SIGKILL)
            until(lambda: jobs_of(own)[-1][1] == "interrupted")
            sent(recorder, {"bridge.txt": BRIDGE.encode()})
            until(lambda: "bridge.txt" in recorder.page("/"))


def test_what_waits_is_asked_for_once(own: Path) -> None:
    with Desk(own) as desk:
        recorder = desk.people().person("recorder")
        sent(recorder, many(20))
        for _ in range(3):
            recorder.submit("/jobs/ask/verify/", form="/")
        assert [kind for kind, *_ in jobs_of(own)] == ["add", "verify"]


def test_pages_stay_quick_while_a_job_runs(own: Path) -> None:
    with Desk(own) as desk:
        recorder = desk.people().person("recorder")
        sent(recorder, many(30))
        until(lambda: jobs_of(own)[0][2] >= 1)
        seconds = sorted(recorder.get("/").elapsed.total_seconds() for _ in range(10))
        assert jobs_of(own)[0][1] == "running"
        assert seconds[5] < 0.5


def test_jobs_run_where_a_team_shares_a_database(tmp_path: Path, postgresql: str) -> None:  # noqa: F811
    project = Project(name="team", user="tests", database=new_database(postgresql))
    Ledger.create(tmp_path / "project", project).close()
    with Desk(tmp_path / "project") as desk:
        recorder = desk.people().person("recorder")
        sent(recorder, {"harbour.txt": HARBOUR.encode()}, addresses="nonsense")
        part = words(idle(recorder))
        assert "1 new, 1 not kept" in part
        recorder.submit("/jobs/ask/verify/", form="/")
        assert "Nothing was altered" in words(idle(recorder))
        assert "harbour.txt" in recorder.page("/?words=harbour&state=read")


# In a browser ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with reports in every state."""
    folder = tmp_path_factory.mktemp("told") / "project"
    copy = f"{BRIDGE} The road is closed and drivers are asked to go by Waddan until the bridge has been mended."
    with Ledger.create(folder, Project(name="Derna 2016", user="tests")) as ledger:
        reports = (
            captured(HARBOUR, "harbour.txt", title="Harbour shelled"),
            captured(copy, "bridge.txt", title="Bridge bombed", source="Gulf Courier"),
            captured(f"{copy} ", "copy.txt", title="Bridge hit", source="Eastern Wire"),
            captured("قصفت طائرات الميناء يوم الجمعة وقتل شخصان وأصيب آخرون بجروح.", "arabic.txt", title="قصف الميناء"),
            captured(f"{MARKET} <script>alert(1)</script>", "hostile.txt", title="<script>alert('title')</script>"),
        )
        list(ledger.add(reports))
        ledger.group()
    with Desk(folder) as desk:
        yield desk.people()


def rows(page: Page) -> list[str]:
    """The titles in the list."""
    return [title.strip() for title in page.locator("#reports a.report").all_inner_texts()]


def test_the_inbox_is_sound_with_reports_in_every_state(told: Desk, browser: Browser) -> None:
    with window(browser, told) as one:
        page = one.sign_in("recorder")
        assert page.locator("#reports tbody tr").count() >= 5
        one.accessible()
        one.go("/?twice=yes")
        assert page.locator("#reports tbody tr").count() == 2
        one.accessible()
        one.go("/jobs/")
        one.accessible()


def test_a_report_is_added_by_keyboard_alone_and_the_list_follows(told: Desk, browser: Browser) -> None:
    with window(browser, told) as one:
        page = one.sign_in("recorder")
        page.keyboard.press("t")
        page.keyboard.type(f"{MARKET} A second bulletin repeated it in the evening.")
        page.keyboard.press("Tab")
        page.keyboard.type("Typed by hand")
        page.keyboard.press("Enter")
        page.wait_for_selector("#jobs .job")
        page.wait_for_selector("#reports a.report:has-text('Typed by hand')", timeout=240_000)
        page.wait_for_selector("#jobs[data-active=no]", timeout=240_000)
        page.wait_for_function("document.getElementById('live').textContent !== ''")
        assert page.input_value("#add-text") == ""
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.textContent") == "Typed by hand"
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.textContent") == "Typed by hand"
        one.accessible()


def test_files_are_dropped_on_the_page(told: Desk, browser: Browser) -> None:
    with window(browser, told) as one:
        page = one.sign_in("recorder")
        page.evaluate(
            """text => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([text], "dropped <b>.txt"));
              transfer.items.add(new File([""], "nothing.txt"));
              for (const kind of ["dragover", "drop"]) {
                document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
              }
            }""",
            f"{HARBOUR} It was dropped.",
        )
        page.wait_for_selector("#reports a.report:has-text('dropped <b>.txt')", timeout=240_000)
        page.wait_for_selector("#jobs[data-active=no]", timeout=240_000)
        assert page.locator(".troubles:has-text('nothing.txt: the file is empty')").count() == 1
        one.accessible()
        page.locator(".job:has(.troubles) button:has-text('Put away')").click()
        page.wait_for_selector(".troubles", state="detached")


def test_many_files_are_chosen_and_sent_in_parts_of_one_job(told: Desk, browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "week"
    folder.mkdir()
    for number in range(43):
        (folder / f"{number}.txt").write_text(f"Gazette {number}: nothing was heard from the front.")
    with window(browser, told) as one:
        page = one.sign_in("recorder")
        page.set_input_files("#add-folder", folder)
        page.click("button:has-text('Add these files')")
        page.wait_for_selector(".job:has-text('Adding 43 files')", timeout=240_000)
        page.wait_for_selector("#jobs[data-active=no]", timeout=120_000)
        one.go("/?words=gazette")
        assert page.locator("#reports tbody tr").count() == 43


def test_a_job_is_cancelled_in_the_browser(told: Desk, browser: Browser) -> None:
    with window(browser, told) as one:
        page = one.sign_in("recorder")
        files: Any = [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in many(38).items()]
        page.set_input_files("#add-files", files)
        page.click("button:has-text('Add these files')")
        page.wait_for_selector(".job.running progress", timeout=240_000)
        page.click(".job.running button:has-text('Cancel')")
        page.wait_for_selector(".job.cancelled", timeout=240_000)
        assert "stays kept" in page.inner_text(".job.cancelled")
        page.wait_for_selector("#jobs[data-active=no]", timeout=240_000)
        one.accessible()
