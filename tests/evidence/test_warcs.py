"""Reports in WARCs, also in damaged, hostile and odd ones."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import DamagedEvidenceError, InputError, NothingInsideError
from sayso.evidence.capture import Captured, captures
from sayso.evidence.captured import kept, report_bytes
from sayso.evidence.options import Options
from sayso.evidence.vault import Vault
from sayso.evidence.warcs import Left, Response, body_at, responses
from tests.evidence.servers import Site

FIRST = b"<html><body>A raid on the port</body></html>"
SECOND = "غارة على الميناء".encode()
PDF = b"%PDF-1.4\n%%EOF"


class Warc:
    """A WARC as a crawler writes it, through warcio."""

    def __init__(self, *, packed: bool = True) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed, warc_version="WARC/1.1")

    def response(
        self, url: str, body: bytes, media_type: str = "text/html", status: str = "200 OK", **more: Any
    ) -> Any:
        headers = [("Content-Type", media_type), *more.pop("headers", [])]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        about = {"WARC-Date": "2026-03-01T12:00:00Z", "WARC-Record-ID": f"<urn:uuid:{self.file.tell():036}>", **more}
        kind = about.pop("kind", "response")
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=about
        )
        self.writer.write_record(record)
        return record.rec_headers

    def found(self) -> list[Response | Left]:
        self.file.seek(0)
        return list(responses(self.file))


def bodies(found: list[Response | Left]) -> list[bytes]:
    return [item.body for item in found if isinstance(item, Response)]


def crawl(*, packed: bool) -> Warc:
    """Pages, and what lies between pages."""
    warc = Warc(packed=packed)
    warc.response("dns:a.example", b"a.example. 300 IN A 192.0.2.1", "text/dns", kind="resource")
    warc.response("http://a.example/1", FIRST)
    warc.response("http://a.example/picture", b"\xff\xd8\xff", "image/jpeg")
    warc.response("http://a.example/gone", FIRST, status="404 Not Found")
    warc.response("http://a.example/moved", FIRST, status="302 Found")
    warc.response("http://a.example/robots.txt", b"User-agent: *", "text/plain")
    warc.response("http://a.example/style", b"p {}", "text/css")
    warc.response("http://a.example/empty", b" \n")
    warc.response("http://a.example/2", SECOND, "text/plain; charset=utf-8")
    warc.response("http://a.example/3", PDF, "application/octet-stream")
    warc.response("http://a.example/4", b"\x00\x01\x02", "application/octet-stream")
    packed_page = gzip.compress(FIRST, mtime=0)
    chunked = b"%x\r\n" % len(packed_page) + packed_page + b"\r\n0\r\n\r\n"
    warc.response(
        "http://a.example/5", chunked, headers=[("Transfer-Encoding", "Chunked"), ("Content-Encoding", "GZIP")]
    )
    return warc


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_text_and_pdf_that_came_is_a_report(packed: bool) -> None:
    found = crawl(packed=packed).found()
    assert [(item.url, item.body, item.media_type) for item in found if isinstance(item, Response)] == [
        ("http://a.example/1", FIRST, "text/html"),
        ("http://a.example/2", SECOND, "text/plain"),
        ("http://a.example/3", PDF, "application/pdf"),
        ("http://a.example/5", FIRST, "text/html"),
    ]
    assert not [item for item in found if isinstance(item, Left)]


@pytest.mark.parametrize("packed", [True, False])
def test_the_warc_is_kept_and_its_reports_come_out_of_it_again(packed: bool, vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "crawl.bin"  # its content shows what it is
    path.write_bytes(crawl(packed=packed).file.getvalue())
    found = [item for item in captures([str(path)]) if isinstance(item, Captured)]
    assert len(found) == 4
    for item in found:
        item.into(vault)
        assert report_bytes(vault, item.capture) == item.report
        assert (item.capture.method, item.capture.name) == ("warc", item.capture.url)
    assert {name for item in found for name in kept(item.capture)} == set(vault.all())
    (name,) = vault.all()
    assert vault.get(name) == path.read_bytes()


def test_a_page_altered_inside_a_kept_warc_is_not_given_out(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(crawl(packed=False).file.getvalue())
    first = next(item for item in captures([str(path)]) if isinstance(item, Captured))
    first.into(vault)
    place = vault.path(kept(first.capture)[0])
    place.chmod(0o644)
    place.write_bytes(place.read_bytes().replace(b"A raid on", b"No raid in"[:9]))
    with pytest.raises(DamagedEvidenceError):
        report_bytes(vault, first.capture)


def test_a_revisit_is_the_page_that_was_seen_before() -> None:
    warc = Warc()
    headers = warc.response("http://a.example/1", FIRST)
    digest = headers.get_header("WARC-Payload-Digest")
    again = warc.writer.create_revisit_record(
        "http://a.example/other", digest, "http://a.example/1", "2026-03-01T12:00:00Z",
        http_headers=StatusAndHeaders("200 OK", [("X-Again", "yes")], protocol="HTTP/1.1"),
    )  # fmt: skip
    warc.writer.write_record(again)
    warc.response("http://a.example/2", SECOND, "text/plain")
    first, second, third = warc.found()
    assert isinstance(first, Response)
    assert isinstance(second, Response)
    assert isinstance(third, Response)
    assert (second.url, second.body, second.offset) == ("http://a.example/other", FIRST, first.offset)
    assert ("X-Again", "yes") in second.headers
    assert third.body == SECOND


def test_a_revisit_of_what_is_elsewhere_is_told() -> None:
    warc = Warc()
    again = warc.writer.create_revisit_record(
        "http://a.example/1", "sha1:" + "A" * 32, "http://a.example/0", "2020-01-01T00:00:00Z"
    )
    warc.writer.write_record(again)
    (left,) = warc.found()
    assert isinstance(left, Left)
    assert "not in this WARC" in left.why


def test_an_altered_record_is_told_and_the_others_go_on() -> None:
    warc = crawl(packed=False)
    warc.file = io.BytesIO(warc.file.getvalue().replace(b"A raid on the port", b"A raid in the port", 1))
    found = warc.found()
    (left,) = [item for item in found if isinstance(item, Left)]
    assert (left.where, "altered or damaged" in left.why) == ("http://a.example/1", True)
    assert len(bodies(found)) == 3


def test_a_warc_cut_off_gives_what_is_whole() -> None:
    warc = Warc(packed=False)
    warc.response("http://a.example/1", FIRST)
    warc.response("http://a.example/2", SECOND, "text/plain")
    warc.file = io.BytesIO(warc.file.getvalue()[:-12])
    found = warc.found()
    assert bodies(found) == [FIRST]
    assert isinstance(found[-1], Left)
    assert "cut off" in found[-1].why


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_that_stops_anywhere_in_its_last_record_is_told(packed: bool) -> None:
    whole = Warc(packed=packed)
    whole.response("http://a.example/1", FIRST)
    first = whole.file.tell()
    whole.response("http://a.example/2", SECOND, "text/plain")
    data = whole.file.getvalue()
    for length in range(first + 12, len(data) - 4, 7):
        found = list(responses(io.BytesIO(data[:length])))
        assert bodies(found)[:1] == [FIRST], length
        assert [item for item in found if isinstance(item, Left)], length
    for length in (first, len(data)):
        assert not [item for item in responses(io.BytesIO(data[:length])) if isinstance(item, Left)], length


def test_one_gzip_stream_over_everything_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(crawl(packed=False).file.getvalue()))
    found = list(captures([str(tmp_path / "a.warc.gz")]))
    assert any(isinstance(item, NothingInsideError) and "damaged from here" in str(item) for item in found)


@pytest.mark.parametrize(
    "url",
    ["../../../etc/passwd", "file:///etc/passwd", "http://a.example/\x1b[31m", "http://a.example/\u202etxt", "<http://a.example/>",
     "http://a.example/" + "x" * 9_000, "http://[broken", ""],
)  # fmt: skip
def test_hostile_addresses_name_nothing_outside_and_show_nothing_hidden(url: str, vault: Vault, tmp_path: Path) -> None:
    warc = Warc(packed=False)
    warc.response(url, FIRST)
    path = tmp_path / "a.warc"
    path.write_bytes(warc.file.getvalue())
    for item in captures([str(path)]):
        if isinstance(item, Captured):
            item.into(vault)
            assert item.capture.name.isprintable()
            assert len(item.capture.name) <= 2_000
            assert report_bytes(vault, item.capture) == FIRST
        else:
            assert "\x1b" not in str(item)
    assert all(len(path.name) == 64 for path in vault.folder.rglob("*") if path.is_file())


def test_a_record_that_could_not_be_found_again_is_told() -> None:
    """Two records in one gzip member: the second begins nowhere in the file. Kept, it would be called altered later."""
    one, two = Warc(packed=False), Warc(packed=False)
    one.response("http://a.example/1", FIRST)
    two.response("http://a.example/2", SECOND, "text/plain")
    both = io.BytesIO(gzip.compress(one.file.getvalue() + two.file.getvalue()) + gzip.compress(one.file.getvalue()))
    first, *others = responses(both)
    assert isinstance(first, Response)
    assert all(isinstance(item, Left) for item in others)
    assert isinstance(others[0], Left)
    assert "found again" in others[0].why


def test_a_record_without_an_id_is_found_again_by_its_place() -> None:
    warc = Warc(packed=False)
    warc.response("http://a.example/1", FIRST)
    file = io.BytesIO(warc.file.getvalue().replace(b"WARC-Record-ID", b"X-Another-Name"))
    (found,) = responses(file)
    assert isinstance(found, Response)
    assert body_at(file, found.offset, found.record) == FIRST


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    packed = gzip.compress(b"WARC/1.0\r\nX: " + bytes(30_000_000))
    found = list(responses(io.BytesIO(packed)))
    assert len(found) == 1
    assert isinstance(found[0], Left)


def test_a_few_bytes_that_unfold_into_gigabytes_are_not_read_through() -> None:
    """The pages before are reports all the same."""
    whole = Warc()
    whole.response("https://example.org/a", FIRST)
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: image/png\r\nContent-Length: 20000000000\r\n\r\n"
    packer = zlib.compressobj(9, wbits=31)
    packed = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    zeros = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    page, left = responses(io.BytesIO(whole.file.getvalue() + packed + zeros * 2_000))
    assert isinstance(page, Response)
    assert isinstance(left, Left)
    assert "it unpacks to more than 100 times its size" in left.why


def test_a_record_larger_than_a_report_is_told() -> None:
    warc = Warc()
    warc.response("http://a.example/big", b"x" * 26_000_000, "text/plain")
    warc.response("http://a.example/1", FIRST)
    big, first = warc.found()
    assert isinstance(big, Left)
    assert "more than 25 MB" in big.why
    assert isinstance(first, Response)


def test_what_the_person_says_holds_for_every_report(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(crawl(packed=False).file.getvalue())
    options = Options(published="2026-02-27", source="Port Herald", title="T", language="en")
    found = [item.capture for item in captures([str(path)], options) if isinstance(item, Captured)]
    assert {(item.published, item.source, item.title, item.language) for item in found} == {
        ("2026-02-27", "Port Herald", "T", "en")
    }


def test_a_warc_without_a_page_is_told(tmp_path: Path) -> None:
    warc = Warc()
    warc.response("http://a.example/picture", b"\xff\xd8\xff", "image/jpeg")
    (tmp_path / "a.warc.gz").write_bytes(warc.file.getvalue())
    (told,) = captures([str(tmp_path / "a.warc.gz")])
    assert isinstance(told, NothingInsideError)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_makes_reading_fail(choose: st.DataObject) -> None:
    data = bytearray(crawl(packed=choose.draw(st.booleans())).file.getvalue())
    for _ in range(choose.draw(st.integers(1, 8))):
        place = choose.draw(st.integers(0, len(data) - 1))
        data[place : place + choose.draw(st.integers(0, 3))] = choose.draw(st.binary(max_size=4))
    for item in responses(io.BytesIO(bytes(data))):
        assert isinstance(item, Response | Left)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    for beginning in (b"", b"WARC/1.0\r\n", b"WARC/1.0\r\nWARC-Type: response\r\n"):
        for item in responses(io.BytesIO(beginning + data)):
            assert isinstance(item, Response | Left)


def test_input_errors_are_what_captures_yields(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nnonsense")
    assert all(isinstance(item, InputError) for item in captures([str(tmp_path / "a.warc")]))


def test_the_pages_of_a_warc_at_an_address_are_kept_with_how_it_came(web: Site, local: Options, tmp_path: Path) -> None:
    data = crawl(packed=True).file.getvalue()
    url = web.says("/crawl.warc.gz", data, "application/gzip")
    vault = Vault(tmp_path / "vault")
    [whole] = {one.capture.container for one in captures([url], local) if isinstance(one, Captured)}
    assert whole == hashlib.sha256(data).hexdigest()
    for one in captures([url], local):
        if isinstance(one, Captured):
            one.into(vault)
            assert report_bytes(vault, one.capture) == one.report
            assert one.capture.attachments[0].name == url
            assert set(kept(one.capture)) <= set(vault.all())
