"""How a captured page is written: the server's word counts where the page itself says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.evidence.bodies import charset_of
from sayso.evidence.capture import Captured, captures
from sayso.ledger import Ledger
from sayso.text.documents import extract
from tests.evidence.test_warcs import Warc
from tests.store.reports import project

SAID = "Shells hit Żagań on Friday, the mayor, Łukasz Wójcik, said. “Two people died there,” he added."
PAGE = f"<html><head><title>t</title></head><body><article><p>{SAID}</p></article></body></html>"


def declared(charset: str) -> str:
    """The page, declaring how it is written."""
    return PAGE.replace("<title>", f'<meta charset="{charset}"><title>')


@pytest.mark.parametrize(
    ("page", "written", "charset", "why"),
    [
        (PAGE, "cp1250", "windows-1250", "only the server says it"),
        (PAGE, "iso8859-2", "ISO-8859-2", "by another name"),
        (PAGE, "utf-8", "utf-8", "what is usual"),
        (PAGE, "utf-8", "no-such-thing", "a name of nothing"),
        (PAGE, "utf-8", None, "nobody says anything"),
        (declared("windows-1250"), "cp1250", "utf-8", "the server is wrong, as the bytes show"),
        (declared("utf-8"), "cp1250", "windows-1250", "the page is wrong; browsers go by the server"),
        (declared("windows-1250"), "cp1250", None, "the page says it"),
        ("\ufeff" + PAGE, "utf-8", "windows-1250", "a byte order mark is beyond doubt"),
    ],
)
def test_a_page_is_read_as_it_is_written(page: str, written: str, charset: str | None, why: str) -> None:
    said = SAID if written != "iso8859-2" else SAID.replace("“", '"').replace("”", '"')
    data = page.replace(SAID, said).encode(written)
    assert extract(data, "page.html", charset).text.strip("\ufeff") == said, why


def test_a_text_that_is_no_utf8_is_read_as_the_server_says() -> None:
    assert extract(SAID.encode("cp1250"), "http://a.example/1", "windows-1250").text == SAID
    assert extract(SAID.encode(), "http://a.example/1", "windows-1250").text == SAID


@pytest.mark.parametrize(
    ("value", "charset"),
    [
        ("text/html; charset=windows-1256", "windows-1256"),
        ('text/html;Charset = "UTF-8"; x=1', "UTF-8"),
        ("text/html", None),
        ("", None),
        ("text/html; charset=", None),
    ],
)
def test_the_charset_of_a_content_type(value: str, charset: str | None) -> None:
    assert charset_of([("Date", "x"), ("CONTENT-TYPE", value)]) == charset


def test_a_page_of_a_warc_is_read_as_its_header_says_also_after_a_rebuild(tmp_path: Path) -> None:
    warc = Warc()
    warc.response("http://a.example/1", PAGE.encode("cp1250"), "text/html; charset=windows-1250")
    (tmp_path / "a.warc.gz").write_bytes(warc.file.getvalue())
    with project(tmp_path / "project") as ledger:
        found = list(captures([str(tmp_path / "a.warc.gz")]))
        assert all(isinstance(item, Captured) for item in found)
        (result,) = ledger.add(found)
        assert (result.outcome, text_of(ledger)) == ("new", SAID)
        ledger.rebuild()
        assert text_of(ledger) == SAID


def text_of(ledger: Ledger) -> str | None:
    """The text of the only report."""
    from sayso.store.reports import text_of

    (row,) = ledger.reports()
    return text_of(ledger.database, row.id)
