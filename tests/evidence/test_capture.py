"""Reports from files, folders, standard input, addresses and feeds: what is kept, and what is said of the rest."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import (
    AddressRefusedError,
    FeedError,
    FetchError,
    FolderEmptyError,
    InputEmptyError,
    InputError,
    InputMissingError,
    InputNotTextError,
    InputTooLargeError,
    InputUnreadableError,
    NothingInsideError,
)
from sayso.evidence.capture import Captured, captures
from sayso.evidence.captured import kept, report_bytes
from sayso.evidence.feeds import entries, is_feed
from sayso.evidence.options import Options
from sayso.evidence.vault import Vault
from tests.evidence.servers import Site
from tests.text.documents import page, pdf

WORDS = "Two warplanes bombed the port of Derna on Saturday."


def taken(*inputs: object, options: Options | None = None) -> list[Captured | InputError]:
    """All that capture yields."""
    return list(captures([str(name) for name in inputs], options or Options()))


def good(found: list[Captured | InputError]) -> list[Captured]:
    return [item for item in found if isinstance(item, Captured)]


def errors(found: list[Captured | InputError]) -> list[type]:
    return [type(item) for item in found if isinstance(item, InputError)]


def test_a_text_a_page_and_a_pdf_are_kept_as_they_are(tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "b.html").write_text(page(), encoding="utf-8")
    (tmp_path / "c").write_bytes(pdf([WORDS]))
    found = good(taken(tmp_path / "a.txt", tmp_path / "b.html", tmp_path / "c"))
    assert [item.capture.media_type for item in found] == ["text/plain", "text/html", "application/pdf"]
    for item in found:
        item.into(vault)
        assert vault.get(item.capture.sha256) == item.report == report_bytes(vault, item.capture)
        assert (item.capture.method, item.capture.size) == ("file", len(item.report))
        assert kept(item.capture) == (item.capture.sha256,)


def test_what_the_person_says_is_kept_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    said = Options(published="2016-07-09", source="Port Herald", title="Raid", language="en")
    (found,) = good(taken(tmp_path / "a.txt", options=said))
    capture = found.capture
    assert (capture.published, capture.source, capture.title, capture.language) == (
        "2016-07-09", "Port Herald", "Raid", "en",
    )  # fmt: skip


def test_a_folder_is_read_in_name_order_and_what_is_left_alone_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    for name in ("b/2.txt", "a.txt", "c.txt", "b/1.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{WORDS} {name}", encoding="utf-8")
    (folder / "manifest.csv").write_text("x")
    (folder / "README.md").write_text("x")
    (folder / ".hidden.txt").write_text("x")
    (folder / "empty.txt").write_text(" \n")
    (folder / "circle").symlink_to(folder)
    (folder / "broken.txt").symlink_to(tmp_path / "nothing")
    heard: list[str] = []
    found = taken(folder, options=Options(told=heard.append))
    names = [str(Path(item.capture.name).relative_to(folder)) for item in good(found)]
    assert names == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]
    assert errors(found) == [InputMissingError, InputEmptyError]
    assert len(heard) == 2
    assert all("left alone" in sentence for sentence in heard)


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "nobody").mkdir()
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(25_000_001)
    os.mkfifo(tmp_path / "pipe")
    found = taken(
        tmp_path / "missing", "zero\0byte", tmp_path / "nobody", tmp_path / "large.txt", tmp_path / "pipe",
        "ftp://a.example/", "", tmp_path / "a.txt",
    )  # fmt: skip
    assert errors(found) == [
        InputMissingError, InputUnreadableError, FolderEmptyError, InputTooLargeError, InputUnreadableError,
        AddressRefusedError, InputMissingError,
    ]  # fmt: skip
    assert [item.report for item in good(found)] == [WORDS.encode()]
    assert all("\n" not in str(item) and "\0" not in str(item) for item in found if isinstance(item, InputError))


def test_standard_input_is_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(WORDS.encode())))
    (found,) = good(taken("-"))
    assert (found.capture.method, found.capture.name, found.report) == ("stdin", "standard input", WORDS.encode())


def test_a_file_name_that_is_no_text_can_still_be_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\x1bname.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(WORDS.encode())
    (found,) = good(taken(os.fsdecode(path)))
    found.capture.name.encode("utf-8")
    assert found.capture.name.isprintable()
    assert "\\xff" in found.capture.name


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.binary(max_size=400))
def test_any_bytes_in_a_file_are_kept_or_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    for item in taken(path):
        assert isinstance(item, InputError) or item.report == data


def test_a_page_from_the_web_is_kept_in_its_warc(web: Site, local: Options, vault: Vault) -> None:
    web.says("/news", page().encode(), "text/html; charset=utf-8")
    url = web.leads("/short", "/news")
    (found,) = good(taken(url, options=local))
    capture = found.capture
    assert (capture.method, capture.url, capture.requested) == ("url", f"{web.url}/news", url)
    assert (capture.media_type, capture.size) == ("text/html", len(found.report))
    found.into(vault)
    assert set(vault.all()) == {capture.container}
    assert report_bytes(vault, capture) == found.report == page().encode()


def test_what_is_no_text_page_or_pdf_is_told(web: Site, local: Options) -> None:
    found = taken(web.says("/a.jpg", b"\xff\xd8\xff", "image/jpeg"), web.url + "/nothing", options=local)
    assert errors(found) == [InputNotTextError, FetchError]


RSS = """<?xml version="1.0" encoding="utf-8"?><!-- made by hand -->
<rss version="2.0"><channel><title>Port Herald</title><link>http://herald.example/</link>
<item><title>Raid &lt;b&gt;on&lt;/b&gt; the port</title><link>/one</link>
<pubDate>Sat, 09 Jul 2016 23:30:00 -0500</pubDate></item>
<item><title>غارة على درنة</title><link>{site}/two</link><pubDate>no date</pubDate>
<source url="http://x/">Desert Wire</source></item>
<item><title>Again</title><link>{site}/two</link></item>
<item><title>Gone</title><link>{site}/gone</link></item>
<item><title>Inside</title><link>file:///etc/passwd</link></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>x</id><updated>2016-07-10T00:00:00Z</updated>
<entry><title type="html">Talks &amp;amp; raids</title><id>1</id><link href="{site}/one"/>
<published>2016-07-09T23:30:00-05:00</published><updated>2016-07-11T00:00:00Z</updated></entry></feed>"""


@pytest.mark.parametrize("flag", [True, False])
def test_each_entry_of_a_feed_is_fetched_and_what_the_feed_says_is_kept(
    web: Site, local: Options, vault: Vault, flag: bool
) -> None:
    """A feed shows by its content; --feed only insists."""
    web.says("/one", page().encode())
    web.says("/two", WORDS.encode(), "text/plain")
    url = web.says("/feed", RSS.format(site=web.url).encode(), "application/rss+xml")
    options = Options(allow_private=True, now=local.now, feed=flag)
    found = taken(url, options=options)
    assert errors(found) == [FetchError, AddressRefusedError]
    one, two = (item.capture for item in good(found))
    assert (one.url, one.title, one.published, one.source) == (
        f"{web.url}/one", "Raid on the port", "2016-07-09", "Port Herald",
    )  # fmt: skip
    assert (two.title, two.published, two.source, two.method) == ("غارة على درنة", None, "Desert Wire", "feed")
    for item in good(found):
        item.into(vault)
        assert report_bytes(vault, item.capture) == item.report
    assert {name for item in good(found) for name in kept(item.capture)} == set(vault.all())
    assert one.attachments == two.attachments
    assert one.attachments[0].media_type == "application/warc"


def test_what_the_person_says_wins_over_the_feed(web: Site, local: Options) -> None:
    web.says("/one", page().encode())
    url = web.says("/feed", ATOM.format(site=web.url).encode(), "application/atom+xml")
    (plain,) = good(taken(url, options=local))
    assert (plain.capture.title, plain.capture.published) == ("Talks & raids", "2016-07-09")
    (told,) = good(taken(url, options=Options(allow_private=True, published="2016-07-08", source="Me")))
    assert (told.capture.title, told.capture.published, told.capture.source) == ("Talks & raids", "2016-07-08", "Me")


def test_a_feed_in_a_file_reaches_the_web_only_when_it_is_asked_to(web: Site, tmp_path: Path) -> None:
    web.says("/one", page().encode())
    path = tmp_path / "feed.txt"
    path.write_text(ATOM.format(site=web.url), encoding="utf-8")
    (told,) = taken(tmp_path, options=Options(allow_private=True))
    assert isinstance(told, NothingInsideError)
    assert "--feed" in str(told)
    assert web.asked == []
    (found,) = good(taken(path, options=Options(allow_private=True, feed=True)))
    assert found.capture.attachments[0].name == str(path)


def test_what_is_called_a_feed_and_is_none_is_told(web: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    options = Options(allow_private=True, feed=True)
    assert errors(taken(tmp_path / "a.txt", web.says("/", page().encode()), options=options)) == [FeedError, FeedError]


def test_a_feed_names_no_file_and_opens_no_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    hostile = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>
    <rss version="2.0"><channel><title>&x;</title><item><title>&x;</title><link>http://a.example/</link></item></channel></rss>"""
    try:
        found = entries(hostile.encode(), "feed", None)
    except InputError:
        return
    assert "the secret" not in str(found)


def test_a_link_to_no_page_is_named_as_the_feed_has_it() -> None:
    feed = """<rss version="2.0"><channel><item><link>file:///etc/hosts</link></item></channel></rss>"""
    assert [entry.link for entry in entries(feed.encode(), "feed", None)] == ["file:///etc/hosts"]


def test_entities_within_entities_do_not_fill_the_memory() -> None:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f"""<?xml version="1.0"?><rss version="2.0"><!DOCTYPE rss [<!ENTITY l0 "lol">{levels}]>
    <channel><item><title>&l9;</title><link>http://a.example/</link></item></channel></rss>"""
    for text in (
        bomb,
        bomb.replace('<rss version="2.0"><!DOCTYPE', "<!DOCTYPE").replace("]>", ']><rss version="2.0">'),
    ):
        try:
            found = entries(text.encode(), "feed", None)
        except InputError:
            continue
        assert all(len(entry.title or "") <= 500 for entry in found)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_feed_is_read_or_told(text: str) -> None:
    entry = f"<item><link>{text}</link><pubDate>{text}</pubDate></item>"
    for feed in (text, f'<rss version="2.0"><channel>{entry}</channel></rss>'):
        with suppress(InputError):
            assert entries(feed.encode("utf-8", "replace"), "feed", "http://a.example/")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<rss version='2.0'>", True),
        (b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- a -->\n<?x y?><feed xmlns='a'>", True),
        ("\ufeff<?xml version='1.0'?><feed>".encode("utf-16"), True),
        (b"<rdf:RDF xmlns='a'>", True),
        (b"<html><body>&lt;rss&gt; <rss>", False),
        (b"an <rss> feed", False),
        (b"<rssx>", False),
        (b"", False),
    ],
)
def test_a_feed_shows_by_its_first_element(data: bytes, expected: bool) -> None:
    assert is_feed(data) is expected


def test_a_link_that_leads_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder that somebody sent may name any file of ours; what is in the vault goes into every backup."""
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "key.txt").write_text("secret")
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "a.txt").write_text(WORDS)
    (folder / "b.txt").symlink_to(tmp_path / "private" / "key.txt")
    (folder / "c").symlink_to(tmp_path / "private")
    (folder / "d.txt").symlink_to(folder / "a.txt")
    heard: list[str] = []
    names = [Path(item.capture.name).name for item in good(taken(folder, options=Options(told=heard.append)))]
    assert names == ["a.txt", "d.txt"]
    assert sum("leads out of the folder" in sentence for sentence in heard) == 2


def test_a_project_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    """Its database and vault are no reports; taken in, they would be in the vault for good."""
    (tmp_path / "derna" / "vault").mkdir(parents=True)
    (tmp_path / "derna" / "sayso.toml").write_text("")
    (tmp_path / "derna" / "sayso.db").write_bytes(b"SQLite format 3")
    (tmp_path / "a.txt").write_text(WORDS)
    heard: list[str] = []
    assert len(good(taken(tmp_path, options=Options(told=heard.append)))) == 1
    assert "it is a project of sayso" in heard[0]
